package io.jenkins.plugins.quantum.engine.backend.http;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.Network;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLException;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okhttp3.internal.http.HttpMethod;
import okio.Buffer;

/** One service: an address, a way to it, and who asks. Each exchange is one request and one reply; nothing is tried twice. */
public final class HttpService {
    /** Largest reply that is read. */
    public static final int MOST_BYTES = 64 << 20;

    private static final int MOST_REDIRECTS = 3;

    private final Network network;
    private final String service;
    private final URI base;
    private final Authorization authorization;

    /**
     * A service.
     *
     * @param network
     *     the way to it
     * @param service
     *     as messages name it, for example {@code IonQ}
     * @param base
     *     prefix of every path, with or without a slash at its end; plain http only to this machine
     * @param authorization
     *     who asks
     * @throws BackendException
     *     when the address is not one that secrets may be sent to
     */
    public HttpService(Network network, String service, URI base, Authorization authorization) throws BackendException {
        this.network = network;
        this.service = service;
        this.base = base;
        this.authorization = authorization;
        requireSafe(base);
    }

    private void requireSafe(URI address) throws BackendException {
        boolean secure = "https".equalsIgnoreCase(address.getScheme());
        boolean here = "http".equalsIgnoreCase(address.getScheme()) && Network.loopback(address.getHost());
        if (address.getHost() == null || address.getUserInfo() != null || !secure && !here) {
            throw new BackendException(
                    "expected an https address for " + service + " (http only to this machine, no user in it)",
                    Kind.REFUSED);
        }
    }

    /** The prefix of every path. */
    public URI base() {
        return base;
    }

    /** Its name in messages. */
    public String name() {
        return service;
    }

    /**
     * Sends a request and reads the whole reply, whatever its status.
     *
     * @throws BackendException
     *     {@link Kind#TRANSIENT} when nothing was sent or the call has no effect, {@link Kind#IN_DOUBT} when a call with an effect was
     *     sent and its answer was lost, {@link Kind#REFUSED} for redirects to elsewhere and replies that are too large
     */
    public Reply exchange(Call call) throws BackendException {
        URI address = call.absolute() ? parse(call.path()) : parse(trimmed(base.toString()) + call.path());
        requireSafe(address);
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            Reply reply = send(call, address);
            if (reply.status() < 300 || reply.status() >= 400 || reply.status() == 304) {
                return reply;
            }
            address = redirected(reply, address);
        }
        throw new BackendException(service + " redirected " + call + " too often", Kind.REFUSED);
    }

    /**
     * Like {@link #exchange}, for callers to whom anything but success is a fault.
     *
     * @param words
     *     finds the provider's explanation in a reply
     */
    public Reply require(Call call, Explanation words) throws BackendException {
        Reply reply = exchange(call);
        if (!reply.ok()) {
            throw fault(reply, words.of(reply));
        }
        return reply;
    }

    /**
     * The exception for an answer without success.
     *
     * @param words
     *     the provider's explanation, or empty; credentials in it are left out
     */
    public BackendException fault(Reply reply, String words) {
        // Before the refusal: a token that is thrown away can no longer be recognised in the service's words.
        String shown = redacted(words);
        if (reply.status() == 401) {
            authorization.refused();
        }
        return Faults.of(reply, service, shown);
    }

    /** The exception for an answer whose meaning the adapter knows. */
    public BackendException fault(Reply reply, String words, Kind kind) {
        String shown = redacted(words);
        if (kind == Kind.UNAUTHORISED) {
            authorization.refused();
        }
        return Faults.of(reply, service, shown, kind);
    }

    /** A service's words without the credentials that it was sent, without control characters, and not too long. */
    public String redacted(String words) {
        String shown = words;
        for (String secret : authorization.secrets()) {
            shown = shown.replace(secret, "****");
        }
        return Faults.clean(shown);
    }

    /** Finds the provider's explanation in a reply without success; must cope with any body. */
    @FunctionalInterface
    public interface Explanation {
        /** The provider's words, or an empty text. */
        String of(Reply reply);
    }

    private static String trimmed(String prefix) {
        return prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
    }

    private URI parse(String address) throws BackendException {
        try {
            return URI.create(address);
        } catch (IllegalArgumentException e) {
            throw new BackendException("an address of " + service + " cannot be read", Kind.REFUSED, e);
        }
    }

    private URI redirected(Reply reply, URI from) throws BackendException {
        URI to = from.resolve(parse(reply.header("location").orElse("")));
        boolean same = from.getScheme().equalsIgnoreCase(to.getScheme())
                && from.getHost().equalsIgnoreCase(String.valueOf(to.getHost()))
                && from.getPort() == to.getPort();
        if (!same || !"GET".equals(reply.call().method())) {
            throw new BackendException(
                    service + " redirected " + reply.call() + " to "
                            + (same ? "another path" : Faults.clean(String.valueOf(to.getHost())))
                            + "; this is not followed: check the address of the service",
                    reply.call().effect() ? Kind.IN_DOUBT : Kind.REFUSED);
        }
        return to;
    }

    private Reply send(Call call, URI address) throws BackendException {
        var headers = new LinkedHashMap<>(call.headers());
        if (!call.absolute()) {
            headers.putAll(authorization.headers(call, address));
        }
        var sent = new Network.Sent();
        OkHttpClient client = network.client(call.effect());
        try (Response response =
                client.newCall(request(call, address, headers, sent)).execute()) {
            return new Reply(call, response.code(), headers(response), body(response, call));
        } catch (IOException e) {
            boolean doubt = call.effect() && sent.happened();
            throw new BackendException(
                    service + " " + reason(e, address) + " (" + call + ")"
                            + (doubt ? " - it may have been accepted all the same" : ""),
                    doubt ? Kind.IN_DOUBT : Kind.TRANSIENT,
                    e);
        }
    }

    private static Request request(Call call, URI address, Map<String, String> headers, Network.Sent sent)
            throws BackendException {
        try {
            var builder = new Request.Builder().url(address.toString()).tag(Network.Sent.class, sent);
            headers.forEach(builder::header);
            RequestBody body = null;
            if (call.body() != null) {
                String type = headers.get("Content-Type");
                body = RequestBody.create(call.body(), type == null ? null : MediaType.parse(type));
            } else if (HttpMethod.requiresRequestBody(call.method())) {
                body = RequestBody.create(new byte[0], null);
            }
            return builder.method(call.method(), body).build();
        } catch (IllegalArgumentException e) {
            // OkHttp names the header's value in its message, which may be a secret: the cause is left out.
            throw new BackendException(
                    "a credential or address for " + call + " has characters that HTTP does not allow", Kind.REFUSED);
        }
    }

    private static Map<String, String> headers(Response response) {
        var all = new LinkedHashMap<String, String>();
        response.headers().forEach(pair -> all.put(pair.getFirst().toLowerCase(Locale.ROOT), pair.getSecond()));
        return all;
    }

    private byte[] body(Response response, Call call) throws IOException, BackendException {
        ResponseBody body = response.body();
        if (body == null) {
            return new byte[0];
        }
        var buffer = new Buffer();
        var source = body.source();
        while (source.read(buffer, 1 << 16) >= 0) {
            if (buffer.size() > MOST_BYTES) {
                throw new BackendException(
                        service + " answered " + call + " with more than " + (MOST_BYTES >> 20) + " MB; not read",
                        call.effect() ? Kind.IN_DOUBT : Kind.REFUSED);
            }
        }
        return buffer.readByteArray();
    }

    private static String reason(IOException e, URI address) {
        if (e.getClass() == UnknownHostException.class) { // a look-up of the caller's can say more
            return "has no address " + address.getHost() + ": check the network, proxy or address";
        }
        if (e instanceof SSLException) {
            return "could not be trusted: " + Faults.clean(String.valueOf(e.getMessage()))
                    + " - behind a company's proxy, name its certificate authority";
        }
        return "could not be reached or broke off: "
                + Faults.clean(e.getClass().getSimpleName() + " " + String.valueOf(e.getMessage()));
    }
}
