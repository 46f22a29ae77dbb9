package io.jenkins.plugins.quantum.engine.backend.braket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.http.Call;
import io.jenkins.plugins.quantum.engine.backend.http.HttpService;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.backend.http.Reply;
import java.time.Instant;
import java.util.Optional;

/**
 * A limit that the service itself keeps: it refuses tasks on a machine that would go over it.
 *
 * @param limit
 *     in USD, as the service writes it
 * @param spent
 *     by tasks that ran
 * @param queued
 *     by tasks that wait
 * @param end
 *     until when it holds
 */
record SpendingLimit(String limit, String spent, String queued, Instant end) {
    /** The limit on a device that holds now; the first, where there are several: the service keeps all of them. */
    static Optional<SpendingLimit> find(HttpService service, String deviceArn, Instant now) throws BackendException {
        ObjectNode body = Json.object().put("maxResults", 100);
        body.putArray("filters")
                .addObject()
                .put("name", "deviceArn")
                .put("operator", "EQUAL")
                .putArray("values")
                .add(deviceArn);
        Reply reply = service.exchange(Call.post("/spending-limits", body).harmless());
        if (!reply.ok()) {
            throw BraketFaults.of(service, reply);
        }
        for (JsonNode node : reply.json().path("spendingLimits")) {
            Instant start = moment(node.at("/timePeriod/startAt"));
            Instant end = moment(node.at("/timePeriod/endAt"));
            if (!now.isBefore(start) && now.isBefore(end)) {
                return Optional.of(new SpendingLimit(
                        service.redacted(node.path("spendingLimit").asText()),
                        service.redacted(node.path("totalSpend").asText()),
                        service.redacted(node.path("queuedSpend").asText()),
                        end));
            }
        }
        return Optional.empty();
    }

    /** Seconds since 1970. */
    private static Instant moment(JsonNode node) {
        double seconds = node.asDouble(0);
        return Instant.ofEpochSecond((long) Math.max(0, Math.min(seconds, 253_402_300_799.0)));
    }

    String words() {
        return "spending limit " + limit + " USD until " + end + ": " + spent + " spent, " + queued + " queued";
    }
}
