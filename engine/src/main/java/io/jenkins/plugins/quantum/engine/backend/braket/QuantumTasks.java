package io.jenkins.plugins.quantum.engine.backend.braket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.backend.JobStatus.State;
import io.jenkins.plugins.quantum.engine.backend.http.Call;
import io.jenkins.plugins.quantum.engine.backend.http.HttpService;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.backend.http.Reply;
import io.jenkins.plugins.quantum.engine.backend.http.aws.SignatureV4;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The tasks of Braket's API: create, ask, search, cancel. */
final class QuantumTasks {
    /** Most values of a filter. */
    static final int MOST_SEARCHED = 10;

    private static final String NOT_FOUND = "ResourceNotFoundException";
    private static final Map<String, State> STATES = Map.of(
            "CREATED", State.QUEUED,
            "QUEUED", State.QUEUED,
            "RUNNING", State.RUNNING,
            "CANCELLING", State.RUNNING,
            "COMPLETED", State.DONE,
            "FAILED", State.FAILED,
            "CANCELLED", State.CANCELLED);

    private final HttpService service;

    QuantumTasks(HttpService service) {
        this.service = service;
    }

    /** Creates a task; the same token with the same body gives the same task. */
    String create(ObjectNode body) throws BackendException {
        Reply reply = service.exchange(Call.post("/quantum-task", body));
        if (BraketFaults.name(reply).equals("ConflictException")) {
            // The token is known: a task was accepted under it, with a body of another configuration.
            throw service.fault(reply, BraketFaults.words(reply), Kind.IN_DOUBT);
        }
        if (!reply.ok()) {
            throw BraketFaults.of(service, reply);
        }
        String arn = reply.require("/quantumTaskArn");
        if (!TaskRef.names(arn)) {
            throw new BackendException("Amazon Braket named a new task in a way that is no ARN", Kind.IN_DOUBT);
        }
        return arn;
    }

    /** What the service knows of a task; empty when it does not know it. */
    Optional<JsonNode> get(String arn) throws BackendException {
        Reply reply = service.exchange(
                Call.get("/quantum-task/" + SignatureV4.encoded(arn) + "?additionalAttributeNames=QueueInfo"));
        if (reply.status() == 404 && BraketFaults.name(reply).equals(NOT_FOUND)) {
            return Optional.empty();
        }
        if (!reply.ok()) {
            throw BraketFaults.of(service, reply);
        }
        reply.require("/status");
        return Optional.of(reply.json());
    }

    /**
     * The summaries of several tasks, by ARN, in one question. What the service does not list, or cannot search for, is missing: ask
     * for it alone.
     */
    Map<String, JsonNode> search(List<JobRef> jobs) throws BackendException {
        ObjectNode body = Json.object();
        ArrayNode values = body.putArray("filters")
                .addObject()
                .put("name", "quantumTaskArn")
                .put("operator", "EQUAL")
                .putArray("values");
        jobs.forEach(job -> values.add(job.id()));
        body.put("maxResults", 100);
        Reply reply = service.exchange(Call.post("/quantum-tasks", body).harmless());
        var found = new HashMap<String, JsonNode>();
        if (!reply.ok() && !BraketFaults.name(reply).equals("ValidationException")) {
            throw BraketFaults.of(service, reply);
        }
        for (JsonNode task : reply.json().path("quantumTasks")) {
            found.put(task.path("quantumTaskArn").asText(), task);
        }
        return found;
    }

    /** Ends a task; one that has ended, or ends, is left as it is. */
    void cancel(String arn) throws BackendException {
        String token = "cancel-" + arn.substring(arn.lastIndexOf('/') + 1);
        ObjectNode body = Json.object().put("clientToken", token.substring(0, Math.min(64, token.length())));
        Reply reply = service.exchange(Call.json("PUT", "/quantum-task/" + SignatureV4.encoded(arn) + "/cancel", body)
                .harmless());
        if (!reply.ok() && !BraketFaults.name(reply).equals("ConflictException")) {
            throw BraketFaults.of(service, reply);
        }
    }

    /** A task's state. Words that are not known mean that it runs. */
    static State state(JsonNode task) {
        return STATES.getOrDefault(task.path("status").asText(), State.RUNNING);
    }

    /** When a task ended; empty where the service does not say it. */
    static Optional<Instant> ended(JsonNode task) {
        try {
            return Optional.of(
                    OffsetDateTime.parse(task.path("endedAt").asText()).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** A task's status as the provider tells it. */
    JobStatus status(JobRef job, JsonNode task) {
        State state = state(task);
        return new JobStatus(job, state, state == State.DONE ? 1 : 0, position(task), words(task));
    }

    /** Why a task failed, and how many shots of it succeeded all the same. */
    String words(JsonNode task) {
        String words =
                task.path("failureReason").asText(task.at("/queueInfo/message").asText());
        long successful = task.path("numSuccessfulShots").asLong(0);
        return service.redacted(
                state(task) == State.FAILED && successful > 0
                        ? words + " (" + successful + " shots succeeded and may be charged)"
                        : words);
    }

    /** A number, {@code >2000} or {@code None}. */
    private static OptionalLong position(JsonNode task) {
        return count(task.at("/queueInfo/position").asText());
    }

    /** A count that the service writes as text; of {@code >2000} the least that it can be. */
    static OptionalLong count(String text) {
        String digits = text.strip().replaceFirst("^>", "");
        return digits.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(digits)) : OptionalLong.empty();
    }
}
