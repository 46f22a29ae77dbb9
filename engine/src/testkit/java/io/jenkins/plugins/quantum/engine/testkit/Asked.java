package io.jenkins.plugins.quantum.engine.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * A request that a fake service received.
 *
 * @param method
 *     of HTTP
 * @param path
 *     decoded, without the query
 * @param rawPath
 *     as it was sent, without the query
 * @param query
 *     decoded; the last value of each name
 * @param rawQuery
 *     as it was sent, or empty
 * @param headers
 *     names in lower case
 * @param body
 *     as it was sent
 */
public record Asked(
        String method,
        String path,
        String rawPath,
        Map<String, String> query,
        String rawQuery,
        Map<String, String> headers,
        byte[] body) {
    /** Whether it is this method on a path that matches a regular expression. */
    public boolean is(String wanted, String pathPattern) {
        return method.equals(wanted) && path.matches(pathPattern);
    }

    /** A header's value, or an empty text. */
    public String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    /** The body as text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The body as JSON. */
    public JsonNode json() {
        try {
            return Json.MAPPER.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The n-th part of the path, from 0, as between slashes. */
    public String part(int n) {
        return path.split("/")[n + 1];
    }
}
