package io.jenkins.plugins.quantum.engine.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a fake service answers. */
public record Answer(int status, Map<String, String> headers, byte[] body) {
    public Answer {
        headers = Map.copyOf(headers);
    }

    /** JSON. */
    public static Answer json(int status, JsonNode body) {
        return text(status, "application/json", body.toString());
    }

    /** Text of any kind. */
    public static Answer text(int status, String type, String body) {
        return new Answer(status, Map.of("Content-Type", type), body.getBytes(StandardCharsets.UTF_8));
    }

    /** Nothing but a status. */
    public static Answer of(int status) {
        return new Answer(status, Map.of(), new byte[0]);
    }

    /** The same with one more header. */
    public Answer with(String header, String value) {
        var all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Answer(status, all, body);
    }
}
