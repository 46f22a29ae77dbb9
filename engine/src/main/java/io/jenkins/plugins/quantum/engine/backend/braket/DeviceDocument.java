package io.jenkins.plugins.quantum.engine.backend.braket;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.Availability;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.http.Call;
import io.jenkins.plugins.quantum.engine.backend.http.HttpService;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.backend.http.Reply;
import io.jenkins.plugins.quantum.engine.backend.http.aws.SignatureV4;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What {@code GetDevice} says of a device.
 *
 * @param reply
 *     the document
 * @param capabilities
 *     the document inside it, which comes as text
 */
record DeviceDocument(JsonNode reply, JsonNode capabilities) {
    private static final Map<String, Availability.State> STATES = Map.of(
            "ONLINE", Availability.State.ONLINE,
            "OFFLINE", Availability.State.OFFLINE,
            "RETIRED", Availability.State.RETIRED);

    static DeviceDocument read(HttpService service, String arn) throws BackendException {
        Reply reply = service.exchange(Call.get("/device/" + SignatureV4.encoded(arn)));
        if (!reply.ok()) {
            throw BraketFaults.of(service, reply);
        }
        JsonNode root = reply.json();
        try {
            return new DeviceDocument(
                    root, Json.MAPPER.readTree(root.path("deviceCapabilities").asText("{}")));
        } catch (IOException e) {
            throw new BackendException(
                    "the capabilities that Amazon Braket gave of the device are not JSON",
                    BackendException.Kind.TRANSIENT,
                    e);
        }
    }

    /** Its state, the tasks that wait, and the wait for its next window. */
    Availability availability(Instant now, String message) {
        Availability.State state =
                STATES.getOrDefault(reply.path("deviceStatus").asText(), Availability.State.UNKNOWN);
        Optional<Duration> wait = new ExecutionWindows(capabilities.at("/service/executionWindows")).untilOpen(now);
        String closed = wait.filter(time -> !time.isZero()).isPresent()
                ? "runs nothing now, takes tasks for its next execution window" + (message.isEmpty() ? "" : "; ")
                : "";
        return new Availability(state, queued(), wait.filter(time -> !time.isZero()), closed + message);
    }

    private OptionalLong queued() {
        for (JsonNode queue : reply.path("deviceQueueInfo")) {
            if (queue.path("queue").asText().equals("QUANTUM_TASKS_QUEUE")
                    && !queue.path("queuePriority").asText().equals("Priority")) {
                return QuantumTasks.count(queue.path("queueSize").asText());
            }
        }
        return OptionalLong.empty();
    }
}
