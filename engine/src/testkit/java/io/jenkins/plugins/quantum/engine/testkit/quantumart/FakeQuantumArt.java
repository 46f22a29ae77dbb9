package io.jenkins.plugins.quantum.engine.testkit.quantumart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Instruction;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.testkit.Answer;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.FakeJob;
import io.jenkins.plugins.quantum.engine.testkit.FakeMain;
import io.jenkins.plugins.quantum.engine.testkit.FakeService;
import io.jenkins.plugins.quantum.engine.testkit.SimulatedCounts;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Quantum Art's service: a list of backends, and jobs of one circuit in OpenQASM 2, of the gates of its client alone. */
public final class FakeQuantumArt extends FakeService {
    /** The token that it knows. */
    public static final String TOKEN = "qart-token-51ce";

    /** Its machine. */
    public static final String DEVICE = "test-machine";

    private static final int QUBITS = 8;
    private static final int MOST_SHOTS = 1000;
    private static final Pattern GATE = Pattern.compile("(?m)^([a-z][a-z0-9_]*)[ (]");
    private static final Set<String> WORDS_OF_PROGRAMS = Set.of(
            "include", "qreg", "creg", "measure", "barrier", "rx", "ry", "rz", "u", "u3", "id", "h", "s", "cx", "swap",
            "rxx", "ryy", "rzz", "cp");

    private static final Map<FakeJob.State, String> WORDS = Map.of(
            FakeJob.State.QUEUED, "QUEUED",
            FakeJob.State.RUNNING, "RUNNING",
            FakeJob.State.DONE, "DONE",
            FakeJob.State.FAILED, "ERROR",
            FakeJob.State.CANCELLED, "CANCELLED");

    private final AtomicInteger numbers = new AtomicInteger();

    /** Starts it on a port; 0 takes a free one. */
    public FakeQuantumArt(Clock clock, int port) {
        super(clock, port);
    }

    /** Runs it alone, see {@link FakeMain#serve}. */
    public static void main(String[] arguments) {
        FakeMain.serve(arguments, port -> new FakeQuantumArt(Clock.systemUTC(), port));
    }

    @Override
    protected Answer answer(Asked request) {
        if (!request.header("Authorization").equals("Bearer " + TOKEN)) {
            return detail(401, "Invalid token");
        } else if (request.is("GET", "/provider/backends")) {
            return backends();
        } else if (request.is("POST", "/provider/jobs")) {
            return submit(request.json());
        } else if (!request.path().startsWith("/provider/jobs/")) {
            return detail(404, "Not Found");
        }
        FakeJob job = jobs().get(request.part(2)).orElse(null);
        if (job == null) {
            return detail(404, "Job not found");
        } else if (request.is("GET", "/provider/jobs/[^/]+")) {
            return state(job);
        } else if (request.is("GET", "/provider/jobs/[^/]+/result")) {
            return result(job);
        } else if (request.is("DELETE", "/provider/jobs/[^/]+")) {
            return job.cancel()
                    ? Answer.json(200, Json.object().put("job_id", job.id()))
                    : detail(409, "Job has ended");
        }
        return detail(405, "Method Not Allowed");
    }

    private static Answer backends() {
        ObjectNode body = Json.object();
        body.putArray("backends")
                .addObject()
                .put("name", DEVICE)
                .put("num_qubits", QUBITS)
                .put("max_shots", MOST_SHOTS);
        return Answer.json(200, body);
    }

    private Answer submit(JsonNode body) {
        JsonNode circuit = body.path("circuit");
        long shots = body.path("shots").asLong();
        if (!body.path("backend").asText().equals(DEVICE)) {
            return detail(404, "Unknown backend");
        }
        if (!circuit.path("qasm").isTextual()
                || !circuit.path("name").isTextual()
                || !circuit.path("metadata").path("depth").isInt()
                || !body.path("parameters").isObject()
                || !body.path("metadata").isObject()
                || !body.path("client").path("api_version").asText().equals("2")) {
            return detail(422, "Field required");
        }
        if (circuit.path("qubits").asInt() > QUBITS || shots < 1 || shots > MOST_SHOTS) {
            return detail(422, "qubits or shots out of range");
        }
        Matcher words = GATE.matcher(circuit.path("qasm").asText());
        while (words.find()) {
            if (!WORDS_OF_PROGRAMS.contains(words.group(1))) {
                return detail(422, "gate " + words.group(1) + " is not supported");
            }
        }
        String id = "job-" + numbers.incrementAndGet();
        jobs().add(id, circuit.path("name").asText(), body);
        return Answer.json(200, Json.object().put("job_id", id).put("status", "INITIALIZING"));
    }

    private Answer state(FakeJob job) {
        ObjectNode body = Json.object().put("job_id", job.id()).put("status", jobs().word(job, WORDS));
        if (job.state() == FakeJob.State.FAILED) {
            body.put("error_message", job.reason());
        }
        return Answer.json(200, body);
    }

    private static Answer result(FakeJob job) {
        if (job.state() != FakeJob.State.DONE) {
            return detail(404, "No result");
        }
        JsonNode body = job.payload(JsonNode.class);
        ObjectNode counts = Json.object();
        SimulatedCounts.sample(
                        measuredInOrder(Qasm.read(
                                        "job.qasm",
                                        body.path("circuit").path("qasm").asText())
                                .circuit()),
                        Map.of(),
                        body.path("shots").asLong(),
                        7)
                .counts()
                .forEach(counts::put);
        ObjectNode answer = Json.object()
                .put("circuit_name", body.path("circuit").path("name").asText());
        answer.set("counts", counts);
        return Answer.json(200, answer);
    }

    /** The vendor's client sorts measurements at the end as it likes; the draws of the simulator must not depend on that. */
    private static Circuit measuredInOrder(Circuit circuit) {
        if (circuit.dynamic()) {
            throw new IllegalArgumentException("measured before its end");
        }
        var steps = new ArrayList<Instruction>();
        var measurements = new ArrayList<Instruction.Measure>();
        for (Instruction step : circuit.instructions()) {
            if (step instanceof Instruction.Measure measure) {
                measurements.add(measure);
            } else {
                steps.add(step);
            }
        }
        measurements.sort(Comparator.comparingInt(Instruction.Measure::bit));
        steps.addAll(measurements);
        return new Circuit(circuit.qubitRegisters(), circuit.bitRegisters(), circuit.inputs(), steps);
    }

    private static Answer detail(int status, String words) {
        return Answer.json(status, Json.object().put("detail", words));
    }
}
