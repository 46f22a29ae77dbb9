package io.jenkins.plugins.quantum.engine.testkit.superstaq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Instruction;
import io.jenkins.plugins.quantum.engine.testkit.Answer;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.FakeJob;
import io.jenkins.plugins.quantum.engine.testkit.FakeMain;
import io.jenkins.plugins.quantum.engine.testkit.FakeService;
import io.jenkins.plugins.quantum.engine.testkit.SimulatedCounts;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Superstaq, interface 0.3.0: jobs of circuits in QPY with tags, a state and counts for each circuit, measured bits lowest first. */
public final class FakeSuperstaq extends FakeService {
    /** The key that it knows. */
    public static final String KEY = "superstaq-key-41c6";

    /** Its simulator. */
    public static final String DEVICE = "ss_unconstrained_simulator";

    private static final Map<FakeJob.State, String> WORDS = Map.of(
            FakeJob.State.QUEUED, "awaiting_submission",
            FakeJob.State.RUNNING, "running",
            FakeJob.State.DONE, "completed",
            FakeJob.State.FAILED, "failed",
            FakeJob.State.CANCELLED, "cancelled");

    /** Starts it on a port; 0 takes a free one. */
    public FakeSuperstaq(Clock clock, int port) {
        super(clock, port);
    }

    /** Runs it alone, see {@link FakeMain#serve}. */
    public static void main(String[] arguments) {
        FakeMain.serve(arguments, port -> new FakeSuperstaq(Clock.systemUTC(), port));
    }

    /** What is kept of a submission. */
    private record Submitted(JsonNode body, List<Circuit> circuits) {}

    @Override
    protected Answer answer(Asked request) {
        if (!request.header("Authorization").equals(KEY)) {
            return message(401, "Unauthorized");
        } else if (request.is("POST", "/v0.3.0/client/job")) {
            return submit(request.json());
        } else if (request.is("GET", "/v0.3.0/client/job/qiskit")) {
            return search(request.query());
        } else if (request.is("PUT", "/v0.3.0/client/cancel_jobs")) {
            return cancel(request.json().path("job_id"));
        } else if (request.is("GET", "/v0.3.0/client/targets")) {
            return Answer.json(200, Json.array().add(target()));
        } else if (request.is("POST", "/v0.3.0/client/retrieve_target_info")) {
            return info();
        }
        return message(404, "Not found");
    }

    private static ObjectNode target() {
        return Json.object()
                .put("target_name", DEVICE)
                .put("supports_submit", true)
                .put("supports_submit_qubo", false)
                .put("supports_compile", true)
                .put("available", true)
                .put("retired", false)
                .put("simulator", true)
                .put("accessible", true);
    }

    private static Answer info() {
        ObjectNode info = Json.object();
        info.putObject("target_info")
                .put("target", DEVICE)
                .put("num_qubits", 10)
                .put("supports_submit", true)
                .putArray("basis_gates")
                .add("x")
                .add("measure");
        return Answer.json(200, info);
    }

    private Answer submit(JsonNode body) {
        boolean form = body.path("circuit_type").asText().equals("qiskit")
                && body.path("options_dict").isObject()
                && body.path("tags").isArray()
                && body.path("shots").asInt() > 0;
        if (!form || !body.path("target").asText().equals(DEVICE)) {
            return message(400, "Invalid job");
        }
        List<Circuit> circuits = QpyReader.read(
                Base64.getMimeDecoder().decode(body.path("circuits").asText()));
        String id = UUID.randomUUID().toString();
        jobs().add(id, body.path("tags").path(0).asText(""), new Submitted(body, circuits));
        return Answer.json(200, Json.object().put("job_id", id).put("num_circuits", circuits.size()));
    }

    private Answer search(Map<String, String> query) {
        ObjectNode found = Json.object();
        if (query.containsKey("job_id")) {
            jobs().get(query.get("job_id")).ifPresent(job -> found.set(job.id(), describe(job)));
        } else {
            jobs().listed().stream()
                    .filter(job -> job.token().equals(query.getOrDefault("tags", "")))
                    .forEach(job -> found.set(job.id(), describe(job)));
        }
        return Answer.json(200, found);
    }

    private ObjectNode describe(FakeJob job) {
        Submitted submitted = job.payload(Submitted.class);
        JsonNode body = submitted.body();
        FakeJob.State state = job.state();
        ObjectNode told = Json.object()
                .put("user_email", "user@example.com")
                .put("num_circuits", submitted.circuits().size())
                .put("submission_timestamp", "2026-11-20T08:00:00Z");
        for (String same : List.of("job_type", "target", "circuit_type", "dry_run", "tags", "metadata")) {
            told.set(same, body.path(same));
        }
        ArrayNode counts = told.putArray("counts");
        for (int i = 0; i < submitted.circuits().size(); i++) {
            told.withArray("/statuses").add(jobs().word(job, WORDS));
            told.withArray("/status_messages").add(state == FakeJob.State.FAILED ? job.reason() : null);
            told.withArray("/provider_id").addNull();
            told.withArray("/compiled_circuits").add(body.path("circuits"));
            told.withArray("/input_circuits").add(body.path("circuits"));
            told.withArray("/results_dicts").addNull();
            told.withArray("/shots").add(body.path("shots"));
            told.withArray("/last_updated_timestamp").addNull();
            told.withArray("/initial_logical_to_physicals").addNull();
            told.withArray("/final_logical_to_physicals").addNull();
            told.withArray("/logical_qubits").addNull();
            told.withArray("/physical_qubits").addNull();
            if (state == FakeJob.State.DONE) {
                counts.add(
                        counts(submitted.circuits().get(i), body.path("shots").asLong(), 7 + i));
            } else {
                counts.addNull();
            }
        }
        return told;
    }

    /** Only the measured bits, the lowest first. */
    private static ObjectNode counts(Circuit circuit, long shots, long seed) {
        int[] measured = circuit.instructions().stream()
                .filter(Instruction.Measure.class::isInstance)
                .mapToInt(step -> ((Instruction.Measure) step).bit())
                .sorted()
                .toArray();
        ObjectNode counts = Json.object();
        SimulatedCounts.sample(circuit, Map.of(), shots, seed).counts().forEach((outcome, count) -> {
            var key = new StringBuilder();
            for (int bit : measured) {
                key.append(outcome.charAt(outcome.length() - 1 - bit));
            }
            counts.put(key.toString(), count);
        });
        return counts;
    }

    private Answer cancel(JsonNode ids) {
        ObjectNode answer = Json.object().put("message", "done");
        ArrayNode succeeded = answer.putArray("succeeded");
        for (JsonNode id : ids) {
            FakeJob job = jobs().get(id.asText()).orElse(null);
            if (job != null && job.cancel()) {
                succeeded.add(id.asText());
            }
        }
        return succeeded.isEmpty() ? message(400, "No circuit could be cancelled") : Answer.json(200, answer);
    }

    private static Answer message(int status, String words) {
        return Answer.json(status, Json.object().put("message", words));
    }
}
