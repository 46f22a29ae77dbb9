package io.jenkins.plugins.quantum.engine.testkit.braket;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What the service keeps of a task.
 *
 * @param arn
 *     its name
 * @param body
 *     of the request that created it
 */
record FakeTask(String arn, JsonNode body) {
    String device() {
        return body.path("deviceArn").asText();
    }

    long shots() {
        return body.path("shots").asLong();
    }

    String folder() {
        return body.path("outputS3KeyPrefix").asText() + "/" + arn.substring(arn.lastIndexOf('/') + 1);
    }

    JsonNode action() {
        return action(body);
    }

    static JsonNode action(JsonNode body) {
        try {
            return Json.MAPPER.readTree(body.path("action").asText());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
