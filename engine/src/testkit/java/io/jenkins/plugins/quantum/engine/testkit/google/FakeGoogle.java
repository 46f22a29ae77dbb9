package io.jenkins.plugins.quantum.engine.testkit.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.testkit.Answer;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.FakeJob;
import io.jenkins.plugins.quantum.engine.testkit.FakeMain;
import io.jenkins.plugins.quantum.engine.testkit.FakeService;
import io.jenkins.plugins.quantum.engine.testkit.SimulatedCounts;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Google's Quantum Engine, v1alpha1 over REST, with one processor of two rows of three qubits. Names are chosen by the client and exist once. Messages
 * inside others are written out with their type, enumerations as the client asks: words, or numbers.
 */
public final class FakeGoogle extends FakeService {
    /** The project of Google Cloud. */
    public static final String PROJECT = "fake-project";

    /** Its processor. */
    public static final String DEVICE = "willow_small";

    private static final String BASE = "/v1alpha1/projects/" + PROJECT;
    private static final String TYPE = "type.googleapis.com/cirq.google.api.v2.";
    private static final List<String> ORDER =
            List.of("", "READY", "RUNNING", "CANCELLING", "CANCELLED", "SUCCESS", "FAILURE");
    private static final Map<FakeJob.State, String> WORDS = Map.of(
            FakeJob.State.QUEUED, "READY",
            FakeJob.State.RUNNING, "RUNNING",
            FakeJob.State.DONE, "SUCCESS",
            FakeJob.State.FAILED, "FAILURE",
            FakeJob.State.CANCELLED, "CANCELLED");

    private final FakeSignIn signIn;
    private final Map<String, JsonNode> programs = new ConcurrentHashMap<>();
    private volatile String health = "OK";
    private volatile JsonNode calibration;

    /** Starts it on a port; 0 takes a free one. */
    public FakeGoogle(Clock clock, int port) {
        super(clock, port);
        signIn = new FakeSignIn(clock);
    }

    /** Runs it alone, see {@link FakeMain#serve}. */
    public static void main(String[] arguments) {
        FakeMain.serve(arguments, port -> new FakeGoogle(Clock.systemUTC(), port));
    }

    /** What is kept of a submission. */
    private record Submitted(JsonNode program, JsonNode body) {}

    /** The processor's health from now on, in the service's words. */
    public void health(String word) {
        health = word;
    }

    /** The newest calibration: a snapshot of metrics; none at first. */
    public void calibrated(JsonNode snapshot) {
        calibration = snapshot;
    }

    @Override
    public void expireTokens() {
        signIn.expire();
    }

    @Override
    protected Answer answer(Asked request) {
        String job = BASE + "/programs/[^/:]+/jobs/[^/:]+";
        if (request.is("POST", "/token")) {
            return signIn.answer(request, uri());
        } else if (!signIn.knows(request.header("Authorization"))) {
            return error(401, "UNAUTHENTICATED", "Request had invalid authentication credentials.");
        } else if (request.is("POST", BASE + "/programs")) {
            return program(request.json());
        } else if (request.is("POST", BASE + "/programs/[^/:]+/jobs")) {
            return submit(request);
        } else if (request.is("POST", job + ":cancel")) {
            return cancel(request.path().substring("/v1alpha1/".length()).replace(":cancel", ""));
        } else if (request.is("GET", job + "(/result)?")) {
            return read(request);
        } else if (request.is("GET", BASE + "/processors/" + DEVICE)) {
            return Answer.json(200, processor());
        } else if (request.is("GET", BASE + "/processors/" + DEVICE + "/calibrations/current") && calibration != null) {
            ObjectNode told = Json.object()
                    .put("name", "projects/" + PROJECT + "/processors/" + DEVICE + "/calibrations/1723766400")
                    .put("timestamp", "2024-08-16T00:00:00Z");
            return Answer.json(200, told.set("data", calibration));
        }
        return error(404, "NOT_FOUND", "Requested entity was not found.");
    }

    @Override
    protected Answer error(int status, String code, String message) {
        ObjectNode body = Json.object();
        body.putObject("error").put("code", status).put("message", message).put("status", code);
        return Answer.json(status, body);
    }

    private Answer program(JsonNode body) {
        String name = body.path("name").asText();
        JsonNode code = body.path("code");
        if (!name.startsWith("projects/" + PROJECT + "/programs/")
                || !code.path("@type").asText().equals(TYPE + "Program")
                || !code.at("/language/gateSet").asText().equals("v2_5")) {
            return error(400, "INVALID_ARGUMENT", "Invalid program.");
        }
        if (programs.putIfAbsent(name, code) != null) {
            return error(409, "ALREADY_EXISTS", "Requested entity already exists");
        }
        return Answer.json(200, Json.object().put("name", name));
    }

    private Answer submit(Asked request) {
        JsonNode body = request.json();
        String parent = request.path().replaceAll("^/v1alpha1/|/jobs$", "");
        JsonNode program = programs.get(parent);
        String name = body.path("name").asText();
        JsonNode sweeps = body.path("runContext").path("parameterSweeps");
        if (program == null) {
            return error(404, "NOT_FOUND", "Program not found.");
        }
        boolean form = name.startsWith(parent + "/jobs/")
                && body.at("/schedulingConfig/processorSelector/processor")
                        .asText()
                        .equals("projects/" + PROJECT + "/processors/" + DEVICE)
                && body.at("/runContext/@type").asText().equals(TYPE + "RunContext")
                && sweeps.size() > 0;
        if (!form) {
            return error(400, "INVALID_ARGUMENT", "Invalid job.");
        }
        for (List<String> pair : new CirqReader(program, symbols(sweeps.path(0))).pairs()) {
            if (!coupled(pair.get(0), pair.get(1))) {
                return error(400, "INVALID_ARGUMENT", "Qubits " + pair + " are not coupled.");
            }
        }
        if (jobs().get(name).isPresent()) {
            return error(409, "ALREADY_EXISTS", "Requested entity already exists");
        }
        jobs().add(name, name, new Submitted(program, body));
        return read(jobs().get(name).orElseThrow(), false);
    }

    private static boolean coupled(String one, String other) {
        String[] a = one.split("_");
        String[] b = other.split("_");
        return Math.abs(Integer.parseInt(a[0]) - Integer.parseInt(b[0]))
                        + Math.abs(Integer.parseInt(a[1]) - Integer.parseInt(b[1]))
                == 1;
    }

    private Answer read(Asked request) {
        boolean result = request.path().endsWith("/result");
        String name = request.path().replaceAll("^/v1alpha1/|/result$", "");
        boolean numbers = request.query().getOrDefault("$alt", "").contains("enum-encoding=int");
        FakeJob job = jobs().get(name).orElse(null);
        if (job == null || result && job.state() != FakeJob.State.DONE) {
            return error(404, "NOT_FOUND", "Requested entity was not found.");
        }
        return result ? result(job) : read(job, numbers);
    }

    private Answer read(FakeJob job, boolean numbers) {
        FakeJob.State state = job.state();
        String word = jobs().word(state, WORDS);
        ObjectNode told = Json.object().put("name", job.id());
        ObjectNode status =
                told.putObject("executionStatus").put("processorName", "projects/" + PROJECT + "/processors/" + DEVICE);
        if (numbers && ORDER.contains(word)) {
            status.put("state", ORDER.indexOf(word));
        } else {
            status.put("state", word);
        }
        if (state == FakeJob.State.FAILED) {
            status.putObject("failure").put("errorCode", "SYSTEM_ERROR").put("errorMessage", job.reason());
        } else if (state == FakeJob.State.DONE) {
            status.put("calibrationName", "projects/" + PROJECT + "/processors/" + DEVICE + "/calibrations/1723766400");
            status.putObject("timing")
                    .put("startedTime", "2026-11-20T08:00:00Z")
                    .put("completedTime", "2026-11-20T08:00:01.250Z");
        }
        return Answer.json(200, told);
    }

    private Answer result(FakeJob job) {
        Submitted submitted = job.payload(Submitted.class);
        ObjectNode result = Json.object().put("@type", TYPE + "Result");
        ArrayNode runs = result.putArray("sweepResults");
        long seed = 7;
        for (JsonNode sweep : submitted.body().path("runContext").path("parameterSweeps")) {
            long shots = sweep.path("repetitions").asLong();
            var circuit = new CirqReader(submitted.program(), symbols(sweep));
            ObjectNode run = runs.addObject().put("repetitions", shots);
            ArrayNode measured =
                    run.putArray("parameterizedResults").addObject().putArray("measurementResults");
            write(circuit, shots, seed++, measured);
        }
        ObjectNode answer = Json.object().put("parent", job.id());
        return Answer.json(200, answer.set("result", result));
    }

    private static void write(CirqReader circuit, long shots, long seed, ArrayNode measured) {
        List<String> outcomes = new ArrayList<>();
        new TreeMap<>(SimulatedCounts.sample(circuit.circuit(), Map.of(), shots, seed)
                        .counts())
                .forEach((outcome, count) -> {
                    for (long i = 0; i < count; i++) {
                        outcomes.add(outcome);
                    }
                });
        int bit = 0;
        for (Map.Entry<String, List<String>> key : circuit.measured().entrySet()) {
            ArrayNode qubits = measured.addObject().put("key", key.getKey()).putArray("qubitMeasurementResults");
            for (String place : key.getValue()) {
                var packed = new byte[(outcomes.size() + 7) / 8];
                for (int shot = 0; shot < outcomes.size(); shot++) {
                    String outcome = outcomes.get(shot);
                    if (outcome.charAt(outcome.length() - 1 - bit) == '1') {
                        packed[shot / 8] |= (byte) (1 << shot % 8);
                    }
                }
                bit++;
                qubits.addObject()
                        .put("results", Base64.getEncoder().encodeToString(packed))
                        .putObject("qubit")
                        .put("id", place);
            }
        }
    }

    private static Map<String, Double> symbols(JsonNode sweep) {
        var symbols = new HashMap<String, Double>();
        for (JsonNode each : sweep.at("/sweep/sweepFunction/sweeps")) {
            JsonNode single = each.path("singleSweep");
            symbols.put(
                    single.path("parameterKey").asText(),
                    single.at("/points/points/0").asDouble());
        }
        return symbols;
    }

    private Answer cancel(String name) {
        FakeJob job = jobs().get(name).orElse(null);
        if (job == null) {
            return error(404, "NOT_FOUND", "Requested entity was not found.");
        }
        return job.cancel()
                ? Answer.json(200, Json.object())
                : error(400, "FAILED_PRECONDITION", "The job has already ended.");
    }

    private ObjectNode processor() {
        ObjectNode told = Json.object()
                .put("name", "projects/" + PROJECT + "/processors/" + DEVICE)
                .put("health", health)
                .put("expectedRecoveryTime", "2026-11-21T08:00:00Z");
        ObjectNode spec = told.putObject("deviceSpec").put("@type", TYPE + "DeviceSpecification");
        for (String gate : List.of("cz", "phasedXz", "virtualZpow", "meas")) {
            spec.withArray("/validGates")
                    .addObject()
                    .put("gateDurationPicos", "25000")
                    .putObject(gate);
        }
        ArrayNode targets = spec.putArray("validTargets")
                .addObject()
                .put("name", "2_qubit_targets")
                .put("targetOrdering", "SYMMETRIC")
                .putArray("targets");
        for (String one : List.of("0_0", "0_1", "0_2", "1_0", "1_1", "1_2")) {
            spec.withArray("/validQubits").add(one);
            for (String other : List.of("0_0", "0_1", "0_2", "1_0", "1_1", "1_2")) {
                if (one.compareTo(other) < 0 && coupled(one, other)) {
                    targets.addObject().putArray("ids").add(one).add(other);
                }
            }
        }
        return told;
    }
}
