package io.jenkins.plugins.quantum.engine.backend.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request.
 *
 * @param method
 *     of HTTP
 * @param path
 *     appended to the service's base, with its query, encoded; or an absolute address, which gets no authorisation
 * @param headers
 *     besides those of authorisation
 * @param body
 *     null where there is none
 * @param effect
 *     whether it may start, change or bill anything, so that a lost answer leaves a doubt
 */
public record Call(String method, String path, Map<String, String> headers, byte[] body, boolean effect) {
    public Call {
        headers = Map.copyOf(headers);
    }

    /** Reads. */
    public static Call get(String path) {
        return new Call("GET", path, Map.of("Accept", "application/json"), null, false);
    }

    /** Sends JSON; has an effect. */
    public static Call post(String path, JsonNode body) {
        return json("POST", path, body);
    }

    /** Sends JSON with any method; has an effect. */
    public static Call json(String method, String path, JsonNode body) {
        return new Call(
                method,
                path,
                Map.of("Accept", "application/json", "Content-Type", "application/json"),
                body == null ? new byte[0] : body.toString().getBytes(StandardCharsets.UTF_8),
                true);
    }

    /** The same with one more header. */
    public Call with(String header, String value) {
        var all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Call(method, path, all, body, effect);
    }

    /** The same for requests that can be repeated at will, such as a search or a cancellation that are sent with POST. */
    public Call harmless() {
        return new Call(method, path, headers, body, false);
    }

    /** Whether the path is an address of its own. */
    boolean absolute() {
        return path.startsWith("https://") || path.startsWith("http://");
    }

    @Override
    public String toString() {
        int query = path.indexOf('?');
        return method + " " + (query < 0 ? path : path.substring(0, query));
    }
}
