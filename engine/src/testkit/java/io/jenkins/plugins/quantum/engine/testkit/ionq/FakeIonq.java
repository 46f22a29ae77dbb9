package io.jenkins.plugins.quantum.engine.testkit.ionq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.testkit.Answer;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.FakeJob;
import io.jenkins.plugins.quantum.engine.testkit.FakeJob.State;
import io.jenkins.plugins.quantum.engine.testkit.FakeMain;
import io.jenkins.plugins.quantum.engine.testkit.FakeService;
import io.jenkins.plugins.quantum.engine.testkit.SimulatedCounts;
import java.math.BigInteger;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * IonQ's cloud, version 0.4. The ideal simulator answers with exact probabilities; everything else with shares of shots. A second
 * submission with the same name starts a second job, as there.
 */
public final class FakeIonq extends FakeService {
    private static final Map<State, String> WORDS = Map.of(
            State.QUEUED, "ready",
            State.RUNNING, "started",
            State.DONE, "completed",
            State.FAILED, "failed",
            State.CANCELLED, "canceled");

    private static final Map<String, Integer> DEVICES =
            Map.of("simulator", 29, "qpu.forte-1", 36, "qpu.aria-1", 25, "qpu.forte-enterprise-1", 36);

    private final String key;
    private final Map<String, ObjectNode> sessions = new ConcurrentHashMap<>();
    private volatile int digits = 17;

    /** What is kept of a submission. */
    private record Submission(JsonNode body, List<Circuit> circuits, List<String> children) {}

    /**
     * Starts it.
     *
     * @param key
     *     the only valid one
     */
    public FakeIonq(Clock clock, int port, String key) {
        super(clock, port);
        this.key = key;
    }

    /** Runs it in a process of its own: port, queue and run milliseconds, lag; the key is {@code fake-key}. */
    public static void main(String[] args) {
        FakeMain.serve(args, port -> new FakeIonq(Clock.systemUTC(), port, "fake-key"));
    }

    /** Probabilities are rounded to so many digits, as they are on their way from the real service. */
    public void rounding(int toDigits) {
        digits = toDigits;
    }

    /** Sessions by id, as they were opened; with {@code ended} true once they were. */
    public Map<String, ObjectNode> sessions() {
        return sessions;
    }

    @Override
    protected Answer answer(Asked request) {
        if (request.is("GET", "/v0.4/backends(/[^/]+)?")) {
            return backends(request);
        }
        if (!request.header("Authorization").equals("apiKey " + key)) {
            return refusal(401, "Unauthorized", "Invalid key provided");
        }
        if (request.is("GET", "/v0.4/whoami")) {
            return Answer.json(200, Json.object().put("key_name", "ci").put("project_id", "p-1"));
        }
        if (request.path().startsWith("/v0.4/sessions")) {
            return session(request);
        }
        if (request.is("GET", "/v0.4/backends/[^/]+/characterizations")) {
            return characterizations();
        }
        return jobs(request);
    }

    private Answer jobs(Asked request) {
        if (request.is("POST", "/v0.4/jobs")) {
            return submit(request.json());
        }
        if (request.is("GET", "/v0.4/jobs")) {
            return list(request);
        }
        if (request.is("GET", "/v0.4/jobs/estimate")) {
            return estimate(request);
        }
        Optional<FakeJob> job = jobs().get(request.part(2));
        if (job.isEmpty()) {
            return refusal(404, "Not Found", "no such job");
        }
        if (request.is("GET", "/v0.4/jobs/[^/]+")) {
            return Answer.json(200, describe(job.get()));
        }
        if (request.is("PUT", "/v0.4/jobs/[^/]+/status/cancel")) {
            job.get().cancel();
            return Answer.json(200, Json.object().put("id", job.get().id()).put("status", word(job.get())));
        }
        if (request.is("GET", "/v0.4/jobs/[^/]+/cost")) {
            ObjectNode cost = Json.object().put("dry_run", false);
            cost.putObject("cost").put("value", 1.25).put("unit", "usd");
            return Answer.json(200, cost);
        }
        if (request.is("GET", "/v0.4/jobs/[^/]+/results/probabilities(/aggregated)?")
                && job.get().state() == State.DONE) {
            return results(job.get(), request.path().endsWith("aggregated"));
        }
        if (request.is("GET", "/v0.4/jobs/[^/]+/artifacts/shots-1") && job.get().state() == State.DONE) {
            Submission done = job.get().payload(Submission.class);
            return Answer.json(
                    200,
                    IonqShots.of(
                            done.circuits().get(0), done.body().path("shots").asLong()));
        }
        return refusal(404, "Not Found", "nothing here");
    }

    private Answer submit(JsonNode body) {
        String device = body.path("backend").asText();
        long shots = body.path("shots").asLong(100);
        if (!DEVICES.containsKey(device) || shots < 1 || shots > 1_000_000) {
            return refusal(400, "Bad Request", "backend or shots are wrong");
        }
        JsonNode input = body.path("input");
        int qubits = input.path("qubits").asInt();
        var circuits = new ArrayList<Circuit>();
        var children = new ArrayList<String>();
        try {
            if (body.path("type").asText().equals("ionq.multi-circuit.v1")) {
                for (JsonNode circuit : input.path("circuits")) {
                    circuits.add(IonqCircuit.read(
                            circuit.path("circuit"), circuit.path("qubits").asInt(qubits)));
                    children.add(UUID.randomUUID().toString());
                }
            } else if (midCircuit(body)) {
                if (!body.at("/settings/compilation/service_version").asText().equals("v0.4")) {
                    return refusal(400, "Bad Request", "this compiler keeps no registers");
                }
                circuits.add(Qasm.read("job.qasm", input.path("data").asText()).circuit());
                IonqShots.of(circuits.get(0), 0);
            } else {
                circuits.add(IonqCircuit.read(input.path("circuit"), qubits));
            }
        } catch (IllegalArgumentException e) {
            return refusal(400, "Bad Request", e.getMessage());
        }
        if (qubits > DEVICES.get(device)) {
            return refusal(400, "Bad Request", "NotEnoughQubits");
        }
        String tag = body.path("metadata").path("client_token").asText("");
        FakeJob job = jobs().add(UUID.randomUUID().toString(), tag, new Submission(body, circuits, children));
        return Answer.json(
                201,
                Json.object().put("id", job.id()).put("status", "submitted").putNull("session_id"));
    }

    private static boolean midCircuit(JsonNode body) {
        return body.path("type").asText().equals("ionq.qasm3.v1");
    }

    private String word(FakeJob job) {
        return jobs().word(job, WORDS);
    }

    private ObjectNode describe(FakeJob job) {
        Submission submission = job.payload(Submission.class);
        JsonNode body = submission.body();
        boolean dry = body.path("dry_run").asBoolean();
        ObjectNode shown = Json.object().put("id", job.id()).put("status", word(job));
        for (String field : List.of("type", "backend", "name", "shots", "metadata")) {
            if (body.has(field)) {
                shown.set(field, body.get(field));
            }
        }
        shown.put("dry_run", dry).put("submitted_at", job.created().toString());
        shown.putObject("stats")
                .put("qubits", body.path("input").path("qubits").asInt())
                .put("circuits", submission.circuits().size());
        ArrayNode children = shown.putArray("child_job_ids");
        submission.children().forEach(children::add);
        if (job.state() == State.FAILED) {
            shown.putObject("failure")
                    .put("code", "QuantumComputerError")
                    .put("error", job.reason())
                    .put("message", job.reason());
        }
        if (job.state() == State.DONE) {
            shown.put("completed_at", job.endedAt().toString()).put("execution_duration_ms", 12);
            shown.putNull("results");
            if (!dry) {
                String tail = submission.children().isEmpty() ? "" : "/aggregated";
                ObjectNode results = shown.putObject("results");
                results.putObject("probabilities")
                        .put("url", "/v0.4/jobs/" + job.id() + "/results/probabilities" + tail);
                if (midCircuit(body) && !ideal(body)) {
                    results.putObject("ionq.result.shots.json.v2").put("id", "shots-1");
                }
            }
        }
        return shown;
    }

    private Answer list(Asked request) {
        var ids = new ArrayList<String>();
        for (String pair : request.rawQuery().split("&")) {
            if (pair.startsWith("ids=")) {
                ids.add(pair.substring(4));
            }
        }
        List<FakeJob> listed = jobs().listed();
        int from = 0;
        String next = request.query().getOrDefault("next", "");
        while (!next.isEmpty() && from < listed.size() && !listed.get(from).id().equals(next)) {
            from++;
        }
        int limit = Integer.parseInt(request.query().getOrDefault("limit", "25"));
        ObjectNode answer = Json.object();
        ArrayNode shown = answer.putArray("jobs");
        answer.putNull("next");
        for (FakeJob job : listed.subList(from, listed.size())) {
            if (!ids.isEmpty() && !ids.contains(job.id())) {
                continue;
            }
            if (shown.size() >= limit) {
                answer.put("next", job.id());
                break;
            }
            // The children first, with what their parent was given: who looks for a token must not take one of them for
            // it.
            for (String child : job.payload(Submission.class).children()) {
                if (ids.isEmpty()) {
                    shown.add(describe(job).put("id", child).put("type", "ionq.circuit.v1"));
                }
            }
            shown.add(describe(job));
        }
        return Answer.json(200, answer);
    }

    private Answer results(FakeJob job, boolean aggregated) {
        Submission submission = job.payload(Submission.class);
        if (!aggregated) {
            return Answer.json(200, probabilities(submission, 0));
        }
        ObjectNode all = Json.object();
        for (int i = 0; i < submission.circuits().size(); i++) {
            all.set(submission.children().get(i), probabilities(submission, i));
        }
        return Answer.json(200, all);
    }

    private static boolean ideal(JsonNode body) {
        return body.path("backend").asText().equals("simulator")
                && body.path("noise").path("model").asText("ideal").equals("ideal");
    }

    private ObjectNode probabilities(Submission submission, int index) {
        JsonNode body = submission.body();
        Circuit circuit = submission.circuits().get(index);
        Map<String, Double> shares = new LinkedHashMap<>();
        if (ideal(body)) {
            shares.putAll(SimulatedCounts.exact(circuit, Map.of()).probabilities());
        } else {
            long shots = body.path("shots").asLong(100);
            Counts counts = SimulatedCounts.sample(
                    circuit, Map.of(), shots, body.path("noise").path("seed").asLong(1) + index);
            counts.counts().forEach((outcome, count) -> shares.put(outcome, count / (double) shots));
        }
        double grain = Math.pow(10, digits);
        ObjectNode answer = Json.object();
        shares.forEach((outcome, share) -> answer.put(
                new BigInteger(outcome, 2).toString(), digits > 15 ? share : Math.floor(share * grain) / grain));
        return answer;
    }

    private static Answer estimate(Asked request) {
        double shots = Double.parseDouble(request.query().get("shots"));
        double one = Double.parseDouble(request.query().get("1q_gates"));
        double two = Double.parseDouble(request.query().get("2q_gates"));
        return Answer.json(
                200, Json.object().put("cost_unit", "usd").put("estimated_cost", shots * (one * 0.0001 + two * 0.001)));
    }

    private Answer session(Asked request) {
        if (request.is("POST", "/v0.4/sessions")) {
            String id = UUID.randomUUID().toString();
            ObjectNode session = request.json().deepCopy();
            sessions.put(id, session.put("ended", false));
            return Answer.json(201, Json.object().put("id", id).put("status", "created"));
        }
        ObjectNode session = sessions.get(request.part(2));
        if (session == null) {
            return refusal(404, "Not Found", "no such session");
        }
        session.put("ended", request.is("POST", "/v0.4/sessions/[^/]+/end"));
        return Answer.json(200, Json.object().put("id", request.part(2)).put("status", "ended"));
    }

    private static Answer backends(Asked request) {
        ArrayNode all = Json.array();
        DEVICES.forEach((device, qubits) -> all.addObject()
                .put("backend", device)
                .put("status", device.equals("qpu.aria-1") ? "retired" : "available")
                .put("degraded", device.equals("qpu.forte-enterprise-1"))
                .put("qubits", qubits)
                .put("average_queue_time", 3_000_000));
        if (request.path().endsWith("/backends")) {
            return Answer.json(200, all);
        }
        for (JsonNode device : all) {
            if (device.path("backend").asText().equals(request.part(2))) {
                return Answer.json(200, device);
            }
        }
        return refusal(404, "Not Found", "no such backend");
    }

    private static Answer characterizations() {
        ObjectNode one = Json.object()
                .put("id", "char-1")
                .put("date", "2026-08-01T00:00:00Z")
                .put("qubits", 36);
        ObjectNode fidelity = one.putObject("fidelity");
        fidelity.putObject("1q").put("median", 0.9998);
        fidelity.putObject("2q").put("median", 0.99);
        fidelity.putObject("spam").put("median", 0.995);
        one.putObject("timing").put("t1", 100).put("t2", 1).put("1q", 0.00013).put("2q", 0.00095);
        ObjectNode answer = Json.object();
        answer.putArray("characterizations").add(one);
        return Answer.json(200, answer);
    }

    private static Answer refusal(int status, String error, String message) {
        return Answer.json(
                status,
                Json.object().put("statusCode", status).put("error", error).put("message", message));
    }
}
