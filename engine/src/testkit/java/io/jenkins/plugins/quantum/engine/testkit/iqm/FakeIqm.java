package io.jenkins.plugins.quantum.engine.testkit.iqm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.testkit.Answer;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.FakeJob;
import io.jenkins.plugins.quantum.engine.testkit.FakeMain;
import io.jenkins.plugins.quantum.engine.testkit.FakeService;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * IQM Server, API v1: machines, architecture and metrics of a calibration, jobs with counts and shots as artifacts. It knows exactly five
 * states, refuses the cancellation of an ended job with 403, and a repeated submission is a second job.
 */
public final class FakeIqm extends FakeService {
    /** The token that it accepts. */
    public static final String TOKEN = "iqm-token-91fe";

    private static final Map<FakeJob.State, String> WORDS = Map.of(
            FakeJob.State.QUEUED, "waiting",
            FakeJob.State.RUNNING, "processing",
            FakeJob.State.DONE, "completed",
            FakeJob.State.FAILED, "failed",
            FakeJob.State.CANCELLED, "cancelled");

    private static final String STAR = "sirius";
    private static final List<String> MACHINES = List.of("garnet", "garnet:mock", STAR);

    /** Starts it on a free port. */
    public FakeIqm(Clock clock) {
        this(clock, 0);
    }

    /** Starts it on a port. */
    public FakeIqm(Clock clock, int port) {
        super(clock, port);
    }

    /** Runs it alone, see {@link FakeMain#serve}. */
    public static void main(String[] arguments) {
        FakeMain.serve(arguments, port -> new FakeIqm(Clock.systemUTC(), port));
    }

    @Override
    protected Answer answer(Asked request) {
        if (!request.header("Authorization").equals("Bearer " + TOKEN)) {
            return error(401, "unauthorized", "Invalid token");
        }
        if (request.is("GET", "/api/v1/quantum-computers")) {
            return machines();
        }
        if (request.path().startsWith("/api/v1/jobs/")) {
            return request.is("POST", "/api/v1/jobs/[^/]+/circuit") ? submit(request) : job(request);
        }
        String machine = request.path().split("/").length > 4 ? request.part(3) : "";
        if (!MACHINES.contains(machine)) {
            return error(404, "not_found", "Unknown quantum computer");
        }
        return switch (request.path().substring(request.path().lastIndexOf('/') + 1)) {
            case "health" -> Answer.json(200, Json.object().put("healthy", true));
            case "queue-availability" ->
                Answer.json(200, Json.object().put("queue_length", 3).set("available", Json.array()));
            case "dynamic-quantum-architecture" ->
                Answer.json(200, machine.equals(STAR) ? IqmLattice.star() : IqmLattice.architecture());
            case "metrics" -> Answer.json(200, IqmLattice.metrics());
            default -> error(404, "not_found", "No such resource");
        };
    }

    private static Answer machines() {
        ObjectNode answer = Json.object();
        ArrayNode machines = answer.putArray("quantum_computers");
        for (String alias : MACHINES) {
            machines.addObject()
                    .put(
                            "id",
                            UUID.nameUUIDFromBytes(alias.getBytes(StandardCharsets.UTF_8))
                                    .toString())
                    .put("alias", alias)
                    .put("display_name", "IQM " + alias);
        }
        return Answer.json(200, answer);
    }

    private Answer submit(Asked request) {
        if (!MACHINES.contains(request.part(3))) {
            return error(404, "not_found", "Unknown quantum computer");
        }
        String wrong = IqmCircuits.wrong(request.json(), request.part(3).equals(STAR));
        if (!wrong.isEmpty()) {
            return error(422, "validation_error", wrong);
        }
        FakeJob job = jobs().add(UUID.randomUUID().toString(), "", request.json());
        return Answer.json(200, state(job));
    }

    private ObjectNode state(FakeJob job) {
        FakeJob.State now = job.state(); // asked once, so that the answer does not contradict itself
        ObjectNode state =
                Json.object().put("id", job.id()).put("type", "circuit").put("status", jobs().word(now, WORDS));
        state.putObject("compilation").put("calibration_set_id", IqmLattice.CALIBRATION_SET);
        if (now == FakeJob.State.QUEUED) {
            state.put("queue_position", 2);
        }
        ArrayNode errors = state.putArray("errors");
        if (now == FakeJob.State.FAILED) {
            errors.addObject()
                    .put("message", job.reason())
                    .put("error_code", "execution_failed")
                    .put("source", "station-control");
        }
        ArrayNode timeline = state.putArray("timeline");
        enter(timeline, "received", job.created().toString());
        if (now == FakeJob.State.DONE) {
            enter(timeline, "execution_started", job.endedAt().minusMillis(125).toString());
            enter(timeline, "execution_ended", job.endedAt().toString());
        }
        return state;
    }

    private static void enter(ArrayNode timeline, String status, String timestamp) {
        timeline.addObject().put("source", "iqm-server").put("status", status).put("timestamp", timestamp);
    }

    private Answer job(Asked request) {
        FakeJob job = jobs().get(request.part(3)).orElse(null);
        if (job == null) {
            return error(404, "not_found", "Job not found");
        }
        if (request.is("GET", "/api/v1/jobs/[^/]+")) {
            return Answer.json(200, state(job));
        } else if (request.is("GET", "/api/v1/jobs/[^/]+/payload")) {
            return Answer.json(200, job.payload(JsonNode.class));
        } else if (request.is("POST", "/api/v1/jobs/[^/]+/cancel")) {
            return job.cancel()
                    ? Answer.json(200, state(job))
                    : error(403, "illegal_job_status", "The job cannot be cancelled in its state");
        } else if (job.state() != FakeJob.State.DONE) {
            return error(404, "not_found", "The artifact does not exist");
        } else if (request.is("GET", "/api/v1/jobs/[^/]+/artifacts/measurement_counts")) {
            return Answer.json(200, IqmCircuits.counts(job.payload(JsonNode.class)));
        } else if (request.is("GET", "/api/v1/jobs/[^/]+/artifacts/measurements")) {
            return Answer.json(200, IqmCircuits.shots(job.payload(JsonNode.class)));
        }
        return error(404, "not_found", "No such artifact");
    }

    @Override
    protected Answer error(int status, String code, String message) {
        return Answer.json(
                status,
                Json.object().put("error_code", code).put("message", message).put("source", "iqm-server"));
    }
}
