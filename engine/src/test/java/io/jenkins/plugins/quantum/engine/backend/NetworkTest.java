package io.jenkins.plugins.quantum.engine.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.jenkins.plugins.quantum.engine.backend.http.Authorization;
import io.jenkins.plugins.quantum.engine.backend.http.Call;
import io.jenkins.plugins.quantum.engine.backend.http.HttpService;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path folder;

    private KeyStore selfSigned(String host) throws Exception {
        Path store = folder.resolve("store.p12");
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "test",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "SAN=dns:" + host,
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private static HttpsServer serve(KeyStore keys) throws Exception {
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        var server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 10);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    private Path pem(KeyStore keys) throws Exception {
        return Files.writeString(
                folder.resolve("ca.pem"),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(keys.getCertificate("test").getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
    }

    private static int status(Network network, HttpsServer server) throws BackendException {
        var address = URI.create("https://localhost:" + server.getAddress().getPort());
        return new HttpService(network, "Test", address, Authorization.none())
                .exchange(Call.get("/"))
                .status();
    }

    @Test
    void shouldTrustOnlyKnownAuthoritiesAndTheUsersOwn() throws Exception {
        KeyStore keys = selfSigned("localhost");
        HttpsServer server = serve(keys);
        try {
            assertThatThrownBy(() -> status(Network.direct(), server))
                    .isInstanceOf(BackendException.class)
                    .hasMessageContaining("could not be trusted")
                    .hasMessageContaining("certificate authority");
            assertThat(status(Network.through(ProxySelector.of(null), pem(keys)), server))
                    .isEqualTo(200);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void shouldCheckTheNameInTheCertificate() throws Exception {
        KeyStore keys = selfSigned("another.example");
        HttpsServer server = serve(keys);
        try {
            assertThatThrownBy(() -> status(Network.through(ProxySelector.of(null), pem(keys)), server))
                    .hasMessageContaining("could not be trusted");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void shouldRefuseAFileWithoutCertificates() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.pem"));
        Path nonsense = Files.writeString(folder.resolve("nonsense.pem"), "not a certificate");
        for (Path file : new Path[] {empty, nonsense, folder.resolve("missing.pem")}) {
            assertThatThrownBy(() -> Network.through(ProxySelector.of(null), file))
                    .isInstanceOf(BackendException.class)
                    .hasMessageContaining("PEM");
        }
    }

    @Test
    void shouldKnowThisMachine() {
        assertThat(Network.loopback("127.0.0.1")).isTrue();
        assertThat(Network.loopback("localhost")).isTrue();
        assertThat(Network.loopback("[::1]")).isTrue();
        assertThat(Network.loopback("127.0.0.1.evil.org")).isFalse();
        assertThat(Network.loopback(null)).isFalse();
    }

    @Test
    void shouldReadSettings() throws BackendException {
        var settings = new BackendSettings(
                "fez",
                Map.of("shots", " 12 ", "bad", "x", "blank", " "),
                field -> java.util.Optional.of(Secret.of(" s3cret\n")),
                Network.direct());

        assertThat(settings.number("shots", 1, 1, 20)).isEqualTo(12);
        assertThat(settings.number("absent", 7, 1, 20)).isEqualTo(7);
        assertThat(settings.option("shots")).contains(" 12 ");
        assertThatThrownBy(() -> settings.number("shots", 1, 13, 20)).hasMessageContaining("from 13 to 20");
        assertThatThrownBy(() -> settings.number("bad", 1, 1, 2)).hasMessageContaining("'x'");
        assertThatThrownBy(() -> settings.require("blank", "garnet")).hasMessageContaining("blank: garnet");
        assertThat(settings.credentials().get("any").orElseThrow().reveal()).isEqualTo("s3cret");
        assertThat(settings.toString() + settings.credentials().get("any")).doesNotContain("s3cret");
        assertThatThrownBy(() -> Secret.of(" ")).isInstanceOf(IllegalArgumentException.class);
    }
}
