package io.jenkins.plugins.quantum.engine.testkit.alicebob;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.testkit.Answer;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.FakeJob;
import io.jenkins.plugins.quantum.engine.testkit.FakeMain;
import io.jenkins.plugins.quantum.engine.testkit.FakeService;
import io.jenkins.plugins.quantum.engine.testkit.SimulatedCounts;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Alice and Bob's service: targets with their gates, jobs that start when their program is uploaded, histograms as lines of text. */
public final class FakeAliceBob extends FakeService {
    /** The key that it knows. */
    public static final String KEY = "alice-bob-key-9d31";

    /** A target with gates enough for any circuit. */
    public static final String DEVICE = "EMU:5Q:ALL_GATES";

    private static final Map<FakeJob.State, String> WORDS = Map.of(
            FakeJob.State.QUEUED, "INPUT_READY",
            FakeJob.State.RUNNING, "EXECUTING",
            FakeJob.State.DONE, "SUCCEEDED",
            FakeJob.State.FAILED, "EXECUTION_FAILED",
            FakeJob.State.CANCELLED, "CANCELLED");

    private final Map<String, JsonNode> made = new ConcurrentHashMap<>();

    /** Starts it on a port; 0 takes a free one. */
    public FakeAliceBob(Clock clock, int port) {
        super(clock, port);
    }

    /** Runs it alone, see {@link FakeMain#serve}. */
    public static void main(String[] arguments) {
        FakeMain.serve(arguments, port -> new FakeAliceBob(Clock.systemUTC(), port));
    }

    @Override
    protected Answer answer(Asked request) {
        if (!request.header("Authorization").equals("Basic " + KEY)) {
            return message(401, "Invalid API key");
        } else if (request.is("GET", "/v1/targets/")) {
            return Answer.json(200, Json.array().add(target()));
        } else if (request.is("POST", "/v1/jobs/")) {
            return create(request.json());
        } else if (request.is("POST", "/v1/jobs/[^/]+/input")) {
            return start(request.part(2), request.text());
        } else if (request.is("GET", "/v1/jobs/[^/]+")) {
            return describe(request.part(2));
        } else if (request.is("DELETE", "/v1/jobs/[^/]+")) {
            return jobs().get(request.part(2))
                    .map(job -> job.cancel() ? Answer.of(204) : message(409, "The job has ended"))
                    .orElse(message(404, "Job not found"));
        } else if (request.is("GET", "/v1/jobs/[^/]+/output")) {
            return output(request.part(2));
        } else if (request.is("GET", "/v1/jobs/[^/]+/(input|transpiled|memory|metrics)")) {
            return message(409, "Not available");
        }
        return message(404, "Not found");
    }

    private static ObjectNode target() {
        ObjectNode target = Json.object().put("name", DEVICE).put("numQubits", 5);
        ArrayNode instructions = target.putArray("instructions");
        for (String gate : List.of("rx", "ry", "rz")) {
            signature(instructions, gate + "__body", "double, %Qubit*");
        }
        for (String gate : List.of("x__body", "h__body", "s__body", "s__adj", "t__body", "t__adj", "z__body")) {
            signature(instructions, gate, "%Qubit*");
        }
        signature(instructions, "cx__body", "%Qubit*, %Qubit*");
        signature(instructions, "mz__body", "%Qubit*, %Result*");
        signature(instructions, "prepare_z__body", "i1, %Qubit*");
        ObjectNode inputs = target.putObject("inputParams");
        parameter(inputs.putObject("nbShots").put("default", 1000), 1, 1_000_000);
        parameter(inputs.putObject("averageNbPhotons").put("default", 4.0), 4, 100);
        parameter(inputs.putObject("distance").put("default", 3), 3, 300);
        return target;
    }

    private static void signature(ArrayNode instructions, String name, String arguments) {
        instructions.addObject().put("signature", "__quantum__qis__" + name + ":void (" + arguments + ")");
    }

    private static void parameter(ObjectNode parameter, int least, int most) {
        parameter
                .put("required", true)
                .putArray("constraints")
                .addObject()
                .put("min", least)
                .put("max", most);
    }

    private Answer create(JsonNode body) {
        JsonNode inputs = body.path("inputParams");
        boolean formats = body.path("inputDataFormat").asText().equals("HUMAN_QIR")
                && body.path("outputDataFormat").asText().equals("HISTOGRAM");
        if (!formats || !body.path("target").asText().equals(DEVICE)) {
            return message(400, "Unknown target or format");
        }
        if (inputs.path("nbShots").asInt() < 1
                || inputs.path("averageNbPhotons").asInt() < 4) {
            return message(400, "Input parameters out of range");
        }
        String id = UUID.randomUUID().toString();
        made.put(id, body);
        return Answer.json(200, job(id, "CREATED", ""));
    }

    private ObjectNode job(String id, String last, String error) {
        ObjectNode job = Json.object().put("id", id).put("target", DEVICE);
        job.set("inputParams", made.get(id).path("inputParams"));
        ArrayNode events = job.putArray("events");
        events.addObject().put("type", "CREATED").put("timestamp", "2026-11-20T08:00:00Z");
        if (!last.equals("CREATED")) {
            events.addObject().put("type", last).put("timestamp", "2026-11-20T08:00:01Z");
        }
        ArrayNode errors = job.putArray("errors");
        if (!error.isEmpty()) {
            errors.addObject().put("code", "EXECUTION").put("message", error);
        }
        return job;
    }

    private Answer start(String id, String form) {
        if (!made.containsKey(id) || jobs().get(id).isPresent()) {
            return message(409, "The job takes no input");
        }
        int begin = form.indexOf("; ModuleID");
        if (!form.contains("name=\"input\"") || begin < 0) {
            return message(400, "No input");
        }
        String program = form.substring(begin, form.lastIndexOf("\r\n--"));
        jobs().add(id, "", QirReader.read(program));
        return Answer.json(200, Json.object());
    }

    private Answer describe(String id) {
        FakeJob job = jobs().get(id).orElse(null);
        if (job == null) {
            return message(404, "Job not found");
        }
        return Answer.json(200, job(id, jobs().word(job, WORDS), job.reason()));
    }

    private Answer output(String id) {
        FakeJob job = jobs().get(id).orElse(null);
        if (job == null || job.state() != FakeJob.State.DONE) {
            return message(409, "No output");
        }
        var lines = new StringBuilder();
        SimulatedCounts.sample(
                        job.payload(Circuit.class),
                        Map.of(),
                        made.get(id).at("/inputParams/nbShots").asLong(),
                        7)
                .counts()
                .forEach((outcome, count) ->
                        lines.append(outcome).append(',').append(count).append('\n'));
        return Answer.text(200, "text/csv", lines.toString());
    }

    private static Answer message(int status, String words) {
        return Answer.json(status, Json.object().put("message", words));
    }
}
