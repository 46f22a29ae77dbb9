package io.jenkins.plugins.quantum.engine.testkit.aqt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.testkit.Answer;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.FakeJob;
import io.jenkins.plugins.quantum.engine.testkit.FakeMain;
import io.jenkins.plugins.quantum.engine.testkit.FakeService;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * ARNICA: workspaces and resources, one job a POST, state and result in one GET, and the issuer of tokens. It has no list of jobs, and a
 * repeated submission is a second job. {@code /api/v1} is the service, {@code /oauth/token} the issuer.
 */
public final class FakeAqt extends FakeService {
    /** A static token. */
    public static final String TOKEN = "aqt-static-token-5a1f";

    /** A client that may buy tokens. */
    public static final String CLIENT_ID = "aqt-client";

    /** The client's secret. */
    public static final String CLIENT_SECRET = "aqt-client-secret-77c2";

    private static final Map<FakeJob.State, String> WORDS = Map.of(
            FakeJob.State.QUEUED, "queued",
            FakeJob.State.RUNNING, "ongoing",
            FakeJob.State.DONE, "finished",
            FakeJob.State.FAILED, "error",
            FakeJob.State.CANCELLED, "cancelled");

    private static final Map<String, String> RESOURCES =
            Map.of("ibex", "device", "simulator_noise", "simulator", "marmot", "device");

    private final AtomicInteger generation = new AtomicInteger();

    /** Starts it on a free port. */
    public FakeAqt(Clock clock) {
        this(clock, 0);
    }

    /** Starts it on a port. */
    public FakeAqt(Clock clock, int port) {
        super(clock, port);
    }

    /** Runs it alone, see {@link FakeMain#serve}. */
    public static void main(String[] arguments) {
        FakeMain.serve(arguments, port -> new FakeAqt(Clock.systemUTC(), port));
    }

    @Override
    public void expireTokens() {
        generation.incrementAndGet();
    }

    @Override
    protected Answer answer(Asked request) {
        if (request.is("POST", "/oauth/token")) {
            return issue(request.json());
        }
        String authorization = request.header("Authorization");
        if (!authorization.equals("Bearer " + TOKEN) && !authorization.equals("Bearer " + issued())) {
            return detail(401, "Not authenticated");
        }
        if (request.is("GET", "/api/v1/workspaces")) {
            return workspaces();
        } else if (request.is("GET", "/api/v1/resources/[^/]+")) {
            return resource(request.part(3));
        } else if (request.is("POST", "/api/v1/submit/[^/]+/[^/]+")) {
            return submit(request);
        } else if (request.is("GET", "/api/v1/result/[^/]+")) {
            return result(request);
        } else if (request.is("DELETE", "/api/v1/jobs/[^/]+")) {
            return cancel(request.part(3));
        }
        return detail(404, "Not Found");
    }

    private String issued() {
        return "aqt-issued-" + generation.get();
    }

    private Answer issue(JsonNode body) {
        boolean known = body.path("client_id").asText().equals(CLIENT_ID)
                && body.path("client_secret").asText().equals(CLIENT_SECRET)
                && body.path("grant_type").asText().equals("client_credentials")
                && !body.path("audience").asText().isEmpty();
        if (!known) {
            return Answer.json(
                    401, Json.object().put("error", "access_denied").put("error_description", "Unauthorized"));
        }
        return Answer.json(
                200,
                Json.object()
                        .put("access_token", issued())
                        .put("expires_in", 86_400)
                        .put("token_type", "Bearer"));
    }

    private static Answer workspaces() {
        ArrayNode list = Json.array();
        ObjectNode workspace = list.addObject()
                .put("id", "default")
                .put("accepting_job_submissions", true)
                .put("jobs_being_processed", false);
        ArrayNode resources = workspace.putArray("resources");
        RESOURCES.forEach((id, type) ->
                resources.addObject().put("id", id).put("name", id).put("type", type));
        return Answer.json(200, list);
    }

    private static Answer resource(String id) {
        if (!RESOURCES.containsKey(id)) {
            return detail(404, "Unknown resource");
        }
        ObjectNode resource = Json.object()
                .put("id", id)
                .put("name", id)
                .put("type", RESOURCES.get(id))
                .put("status", id.equals("marmot") ? "maintenance" : "online")
                .put("available_qubits", 12)
                .put("status_updated_at", "2026-11-20T08:00:00Z");
        if (id.equals("ibex")) {
            characterisation(resource.putObject("characterisation"));
        }
        return Answer.json(200, resource);
    }

    private static void characterisation(ObjectNode figures) {
        ObjectNode fidelity = figures.putObject("single_qubit_gate_fidelity");
        for (int qubit = 0; qubit < 12; qubit++) {
            fidelity.putObject(Integer.toString(qubit))
                    .put("value", 99.9 + qubit * 0.005)
                    .put("uncertainty", 0.01);
        }
        figures.putObject("mean_two_qubit_gate_fidelity").put("value", 98.5).put("uncertainty", 0.2);
        figures.put("spam_fidelity_lower_bound", 99.7);
        figures.putObject("t2_coherence_time_s").put("value", 0.45).put("uncertainty", 0.01);
        figures.putObject("t1_s").put("value", 1.168).put("uncertainty", 0.007);
        figures.put("readout_time_micros", 2500)
                .put("single_qubit_gate_duration_micros", 15)
                .put("two_qubit_gate_duration_micros", 200)
                .put("updated_at", "2026-11-20T07:30:00Z");
    }

    private Answer submit(Asked request) {
        if (!request.part(3).equals("default") || !RESOURCES.containsKey(request.part(4))) {
            return detail(404, "Unknown resource in this workspace");
        }
        String wrong = AqtCircuits.wrong(request.json());
        if (!wrong.isEmpty()) {
            ArrayNode details = Json.array();
            details.addObject().put("msg", wrong).put("type", "value_error");
            return Answer.json(422, Json.object().set("detail", details));
        }
        String label = request.json().path("label").asText("");
        FakeJob job = jobs().add(
                        UUID.randomUUID().toString(),
                        label.equals("qiskit") ? "" : label,
                        new Submitted(request.part(3), request.part(4), label, request.json()));
        return state(job, Json.object().put("status", "queued"));
    }

    /** What is kept of a submission. */
    private record Submitted(String workspace, String resource, String label, JsonNode body) {}

    private static Answer state(FakeJob job, ObjectNode response) {
        Submitted submitted = job.payload(Submitted.class);
        ObjectNode body = Json.object();
        body.putObject("job")
                .put("job_id", job.id())
                .put("job_type", "quantum_circuit")
                .put("label", submitted.label())
                .put("resource_id", submitted.resource())
                .put("workspace_id", submitted.workspace());
        body.set("response", response);
        return Answer.json(200, body);
    }

    private Answer result(Asked request) {
        String id = request.part(3);
        if (!id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            return detail(422, "value is not a valid uuid");
        }
        FakeJob job = jobs().get(id).orElse(null);
        if (job == null) {
            return detail(404, "Unknown job");
        }
        FakeJob.State state = job.state();
        ObjectNode response = Json.object().put("status", jobs().word(state, WORDS));
        if (state == FakeJob.State.RUNNING) {
            response.put("finished_count", 0);
        } else if (state == FakeJob.State.FAILED) {
            response.put("message", job.reason());
        } else if (state == FakeJob.State.DONE) {
            response.set("result", AqtCircuits.run(job.payload(Submitted.class).body()));
        }
        if (request.query().getOrDefault("include_timing_data", "false").equals("true")) {
            timing(response.putArray("timing_data"), job);
        }
        return state(job, response);
    }

    private static void timing(ArrayNode log, FakeJob job) {
        Instant created = job.created();
        Instant ended = job.endedAt();
        log.addObject().put("new_status", "queued").put("timestamp", created.toString());
        if (ended != null) {
            log.addObject()
                    .put("new_status", "ongoing")
                    .put("timestamp", ended.minus(250, ChronoUnit.MILLIS).toString());
            log.addObject().put("new_status", WORDS.get(job.state())).put("timestamp", ended.toString());
        }
    }

    private Answer cancel(String id) {
        FakeJob job = jobs().get(id).orElse(null);
        if (job == null) {
            return detail(404, "Unknown job");
        }
        return job.cancel() ? Answer.of(204) : detail(409, "The job is in a final state");
    }

    private static Answer detail(int status, String words) {
        return Answer.json(status, Json.object().put("detail", words));
    }

    /** The resources that it has. */
    public static List<String> resources() {
        return List.copyOf(RESOURCES.keySet());
    }
}
