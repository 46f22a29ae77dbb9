package io.jenkins.plugins.quantum.engine.testkit.quandela;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.testkit.Answer;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.FakeJob;
import io.jenkins.plugins.quantum.engine.testkit.FakeMain;
import io.jenkins.plugins.quantum.engine.testkit.FakeService;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;

/**
 * Quandela's cloud, with the paths that Perceval uses. Experiments are not simulated: every job gets the recorded states, or all its
 * samples in the state with one photon in the first of three modes.
 */
public final class FakeQuandela extends FakeService {
    /** The token that it accepts. */
    public static final String TOKEN = "pcvl-4711-secret";

    /** The platform. */
    public static final String PLATFORM = "sim:test";

    private static final Map<FakeJob.State, String> WORDS = Map.of(
            FakeJob.State.QUEUED, "waiting",
            FakeJob.State.RUNNING, "running",
            FakeJob.State.DONE, "completed",
            FakeJob.State.FAILED, "error",
            FakeJob.State.CANCELLED, "canceled");

    private volatile String recorded = "";
    private volatile String status = "available";
    private volatile long credits = Long.MAX_VALUE;

    /** On a free port. */
    public FakeQuandela() {
        this(Clock.systemUTC(), 0);
    }

    /** On a port. */
    public FakeQuandela(Clock clock, int port) {
        super(clock, port);
    }

    /** Runs it alone, see {@link FakeMain#serve}. */
    public static void main(String[] args) {
        FakeMain.serve(args, port -> new FakeQuandela(Clock.systemUTC(), port));
    }

    /** Every job is answered so, in Perceval's serialisation. */
    public void recording(String serialised) {
        recorded = serialised;
    }

    /** The platform's state from now on. */
    public void platform(String state) {
        status = state;
    }

    /** How many more shots the account may take. */
    public void credits(long shots) {
        credits = shots;
    }

    @Override
    protected Answer error(int code, String word, String message) {
        return Answer.json(code, Json.object().put("message", word).put("detail", message));
    }

    @Override
    protected Answer answer(Asked request) {
        if (!request.header("authorization").equals("Bearer " + TOKEN)) {
            return error(401, "Unauthorized", "Invalid token");
        }
        if (request.is("GET", "/api/platforms/[^/]+/processor")) {
            return request.part(2).equals(PLATFORM)
                    ? Answer.json(200, platform())
                    : error(404, "Not found", "platform");
        }
        if (request.is("POST", "/api/job")) {
            return submit(request.json());
        }
        if (request.path().matches("/api/job/(status|result|cancel)/[^/]+")) {
            return jobs().get(request.part(3))
                    .map(job -> one(request.part(2), job))
                    .orElse(error(404, "Not found", "no such job"));
        }
        if (request.is("GET", "/api/jobs/availability")) {
            return Answer.json(200, Json.object().put("max_jobs_in_queue", 100).put("num_jobs_in_queue", 0));
        }
        return error(404, "Not found", request.path());
    }

    private ObjectNode platform() {
        ObjectNode platform =
                Json.object().put("name", PLATFORM).put("status", status).put("type", "simulator");
        platform.putObject("performances");
        ObjectNode specs = platform.putObject("specs").putNull("architecture");
        specs.putArray("available_commands").add("sample_count").add("samples").add("probs");
        specs.putObject("constraints")
                .put("max_mode_count", 20)
                .put("max_photon_count", 6)
                .put("min_photon_count", 1);
        specs.putObject("parameters");
        return platform;
    }

    private Answer submit(JsonNode body) {
        if (!body.path("platform_name").asText().equals(PLATFORM)) {
            return error(404, "Not found", "platform");
        }
        JsonNode payload = body.path("payload");
        if (!payload.path("command").asText().matches("sample_count|samples|probs")) {
            return error(
                    400,
                    "Bad request",
                    "Unknown command " + payload.path("command").asText());
        }
        long shots = payload.path("max_shots").asLong();
        if (shots < 1) {
            return error(422, "Unprocessable", "max_shots");
        }
        if (shots > credits) {
            return error(401, "Unauthorized", "Not enough credits");
        }
        String id = UUID.randomUUID().toString();
        jobs().add(id, "", payload);
        return Answer.json(200, Json.object().put("job_id", id));
    }

    private Answer one(String action, FakeJob job) {
        return switch (action) {
            case "status" -> Answer.json(200, status(job));
            case "cancel" ->
                job.cancel() || job.state() == FakeJob.State.CANCELLED
                        ? Answer.json(200, Json.object())
                        : error(400, "Bad request", "the job has ended");
            default ->
                job.state() == FakeJob.State.DONE
                        ? Answer.json(200, result(job))
                        : error(404, "Not found", "no result");
        };
    }

    private ObjectNode status(FakeJob job) {
        double created = job.created().toEpochMilli() / 1000.0;
        return Json.object()
                .put("status", jobs().word(job, WORDS))
                .put("progress", job.state() == FakeJob.State.DONE ? 1.0 : 0.0)
                .put("progress_message", "")
                .put("status_message", job.reason())
                .put("creation_datetime", created)
                .put("start_time", created)
                .put("duration", 3);
    }

    private ObjectNode result(FakeJob job) {
        JsonNode payload = job.payload(JsonNode.class);
        ObjectNode inner = Json.object().put("physical_perf", 0.5).put("logical_perf", 1.0);
        inner.put(
                "results",
                recorded.isEmpty()
                        ? ":PCVL:BSCount:{|1,0,0>="
                                + payload.path("max_samples").asLong() + "}"
                        : recorded);
        return Json.object()
                .put("job_id", job.id())
                .put("results", inner.toString())
                .put("results_type", "sample_count")
                .put("duration", 3)
                .put("shots", payload.path("max_shots").asLong());
    }
}
