package io.jenkins.plugins.quantum.engine.backend;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Dns;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/**
 * The way to services: proxy, trusted authorities, time limits. Certificates and host names are always checked. Make one for all
 * services that are reached in the same way: each has connections, and a thread that looks after them, of its own.
 */
public final class Network {
    /** Idle connections that are kept, for all services together: two for an account are in use at most. */
    private static final int MOST_IDLE = 10;

    /** Shorter than services keep them: a request on a connection that the other side has closed fails. */
    private static final int IDLE_SECONDS = 15;

    private final OkHttpClient client;
    private final OkHttpClient fresh;

    private Network(OkHttpClient.Builder builder, Duration patience) {
        client = builder.connectTimeout(
                        Duration.ofSeconds(10).compareTo(patience) < 0 ? Duration.ofSeconds(10) : patience)
                .readTimeout(patience)
                .writeTimeout(patience)
                .callTimeout(patience.multipliedBy(4))
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                // HTTP/2 would put several exchanges on one connection, of which an account has two at most, and has a
                // thread of its own for each.
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectionPool(new ConnectionPool(MOST_IDLE, IDLE_SECONDS, TimeUnit.SECONDS))
                .eventListenerFactory(call -> new SendListener())
                .addNetworkInterceptor(chain -> chain.proceed(chain.request()
                        .newBuilder()
                        .header("User-Agent", "qmlops")
                        .build()))
                .build();
        // A kept connection may have been closed by the other side: a request that dies on it leaves a doubt that a new
        // connection does not. Connections are kept apart by what they were opened with, so those that another look-up
        // opened are never taken, and its own end with their one exchange. A second pool would do the same, but OkHttp
        // starts more threads for each.
        fresh = client.newBuilder()
                .dns(new OwnLookup(client.dns()))
                .addNetworkInterceptor(chain -> chain.proceed(chain.request()
                        .newBuilder()
                        .header("Connection", "close")
                        .build()))
                .build();
    }

    /** Straight to the service, with the authorities that Java trusts and half a minute of patience. */
    public static Network direct() {
        return new Network(new OkHttpClient.Builder().proxySelector(new NoProxy()), Duration.ofSeconds(30));
    }

    /** Straight to services that should answer quickly, such as those on this machine. */
    public static Network direct(Duration patience) {
        return new Network(new OkHttpClient.Builder().proxySelector(new NoProxy()), patience);
    }

    /**
     * As a client of the caller's does it, which knows proxies and their passwords; time limits, redirects and connections are set
     * here all the same.
     */
    public static Network like(OkHttpClient.Builder client) {
        return new Network(client, Duration.ofSeconds(30));
    }

    /** The same way with another patience, for services that compute while their caller waits. */
    public Network waiting(Duration patience) {
        return new Network(client.newBuilder(), patience);
    }

    /** Through proxies; {@code proxies} is asked for each address. */
    public static Network through(ProxySelector proxies) {
        return new Network(new OkHttpClient.Builder().proxySelector(proxies), Duration.ofSeconds(30));
    }

    /**
     * Through proxies, and with further certificate authorities besides those that Java trusts.
     *
     * @param authorities
     *     a file of certificates in PEM
     * @throws BackendException
     *     when the file cannot be read or holds no certificate
     */
    public static Network through(ProxySelector proxies, Path authorities) throws BackendException {
        try {
            X509TrustManager trust = trusting(authorities);
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trust}, null);
            return new Network(
                    new OkHttpClient.Builder()
                            .proxySelector(proxies)
                            .sslSocketFactory(context.getSocketFactory(), trust),
                    Duration.ofSeconds(30));
        } catch (IOException | GeneralSecurityException e) {
            throw new BackendException(
                    "expected certificates in PEM in " + authorities + ", found none that can be read",
                    BackendException.Kind.REFUSED,
                    e);
        }
    }

    private static X509TrustManager trusting(Path authorities) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (X509Certificate known : manager(null).getAcceptedIssuers()) {
            store.setCertificateEntry("java-" + number++, known);
        }
        try (InputStream file = Files.newInputStream(authorities)) {
            var own = CertificateFactory.getInstance("X.509").generateCertificates(file);
            if (own.isEmpty()) {
                throw new IOException("the file holds no certificate");
            }
            for (Certificate certificate : own) {
                store.setCertificateEntry("own-" + number++, certificate);
            }
        }
        return manager(store);
    }

    private static X509TrustManager manager(KeyStore store) throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                return x509;
            }
        }
        throw new GeneralSecurityException("this Java has no trust manager for X.509");
    }

    /**
     * As a client of the caller's does it, which knows proxies and their passwords; time limits, redirects and connections are set
     * here all the same.
     *
     * @param patience
     *     for an answer
     */
    public static Network like(OkHttpClient.Builder client, Duration patience) {
        return new Network(client, patience);
    }

    /** Whether a host is this machine. */
    public static boolean loopback(String host) {
        return host != null
                && (host.equals("localhost")
                        || host.equals("[::1]")
                        || host.equals("::1")
                        || host.matches("127(\\.\\d{1,3}){3}"));
    }

    /**
     * The client for a request.
     *
     * @param effect
     *     whether the request may start, change or bill anything: then it goes over a connection of its own
     */
    public OkHttpClient client(boolean effect) {
        return effect ? fresh : client;
    }

    /** Whether a request began to leave this machine; goes with the request as a tag. */
    public static final class Sent {
        private final AtomicBoolean happened = new AtomicBoolean();

        /** Whether it did. */
        public boolean happened() {
            return happened.get();
        }
    }

    private static final class SendListener extends EventListener {
        @Override
        public void requestHeadersStart(Call call) {
            Sent sent = call.request().tag(Sent.class);
            if (sent != null) {
                sent.happened.set(true);
            }
        }
    }

    /** Another's, as an object of its own. */
    private static final class OwnLookup implements Dns {
        private final Dns other;

        OwnLookup(Dns other) {
            this.other = other;
        }

        @Override
        public List<InetAddress> lookup(String host) throws UnknownHostException {
            return other.lookup(host);
        }
    }

    private static final class NoProxy extends ProxySelector {
        @Override
        public List<Proxy> select(URI uri) {
            return List.of(Proxy.NO_PROXY);
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException e) {
            // There is no other way to try; the exchange itself reports the failure.
        }
    }
}
