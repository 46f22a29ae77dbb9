package io.jenkins.plugins.quantum.engine.backend.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * An answer.
 *
 * @param call
 *     what was asked
 * @param status
 *     of HTTP
 * @param headers
 *     names in lower case; the last value of each
 * @param body
 *     at most {@link HttpService#MOST_BYTES} bytes
 */
public record Reply(Call call, int status, Map<String, String> headers, byte[] body) {
    public Reply {
        headers = Map.copyOf(headers);
    }

    /** Whether the status is one of success. */
    public boolean ok() {
        return status >= 200 && status < 300;
    }

    /** A header's value. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The body as text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /**
     * The body as JSON.
     *
     * @throws BackendException
     *     when it is not JSON: in doubt after a call with an effect, else transient, since half an answer may be whole the next time
     */
    public JsonNode json() throws BackendException {
        try {
            JsonNode node = Json.MAPPER.readTree(body);
            if (node != null && !node.isMissingNode()) {
                return node;
            }
        } catch (IOException e) {
            throw new BackendException(unreadable(), kindOfUselessAnswer(), e);
        }
        throw new BackendException(unreadable(), kindOfUselessAnswer());
    }

    private String unreadable() {
        return "the answer to " + call + " (HTTP " + status + ") is not JSON";
    }

    /**
     * A field of the JSON body that must be there.
     *
     * @param pointer
     *     a JSON pointer, for example {@code /id}
     * @throws BackendException
     *     when it is not, of the same kind as for a body that is not JSON
     */
    public String require(String pointer) throws BackendException {
        JsonNode node = json().at(pointer);
        if (!node.isValueNode() || node.isNull() || node.asText().isEmpty()) {
            throw new BackendException("the answer to " + call + " lacks " + pointer, kindOfUselessAnswer());
        }
        return node.asText();
    }

    /**
     * A list in the JSON body that must be there: what a gateway or a failing server answers is not an empty list, from which a caller
     * would conclude that a job was never accepted.
     *
     * @param pointer
     *     a JSON pointer, for example {@code /jobs}; empty for the body itself
     * @throws BackendException
     *     when it is not, of the same kind as for a body that is not JSON
     */
    public JsonNode array(String pointer) throws BackendException {
        JsonNode node = json().at(pointer);
        if (!node.isArray()) {
            throw new BackendException(
                    "the answer to " + call + " has no list" + (pointer.isEmpty() ? "" : " " + pointer),
                    kindOfUselessAnswer());
        }
        return node;
    }

    /**
     * What an answer without success explains.
     *
     * @param place
     *     finds the words in the JSON body
     * @return an empty text where the body is no JSON: then the status says what is known
     */
    public String explanation(Function<JsonNode, String> place) {
        try {
            return place.apply(json());
        } catch (BackendException e) {
            // Gateways answer in HTML, which explains nothing.
            return "";
        }
    }

    private BackendException.Kind kindOfUselessAnswer() {
        return call.effect() ? BackendException.Kind.IN_DOUBT : BackendException.Kind.TRANSIENT;
    }
}
