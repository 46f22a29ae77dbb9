package io.jenkins.plugins.quantum.engine.testkit.qbraid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.testkit.Answer;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.FakeJob;
import io.jenkins.plugins.quantum.engine.testkit.FakeMain;
import io.jenkins.plugins.quantum.engine.testkit.FakeService;
import io.jenkins.plugins.quantum.engine.testkit.SimulatedCounts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;

/**
 * qBraid's service, version 1, with a simulator and a machine of Braket's, below {@code /api/v1}. Programs of Braket's machines must be
 * without an include.
 */
public final class FakeQbraid extends FakeService {
    /** The key that it accepts. */
    public static final String KEY = "qbraid-key-0815";

    /** The simulator. */
    public static final String SIMULATOR = "qbraid:qbraid:sim:qir-sv";

    /** The machine. */
    public static final String MACHINE = "aws:iqm:qpu:garnet";

    private static final long SEED = 77;
    private static final double TASK_CREDITS = 30;
    private static final double SHOT_CREDITS = 0.145;
    private static final Map<FakeJob.State, String> WORDS = Map.of(
            FakeJob.State.QUEUED, "QUEUED",
            FakeJob.State.RUNNING, "RUNNING",
            FakeJob.State.DONE, "COMPLETED",
            FakeJob.State.FAILED, "FAILED",
            FakeJob.State.CANCELLED, "CANCELLED");

    private record Sent(JsonNode job, Map<String, Long> counts) {}

    /** On a free port. */
    public FakeQbraid() {
        this(Clock.systemUTC(), 0);
    }

    /** On a port. */
    public FakeQbraid(Clock clock, int port) {
        super(clock, port);
    }

    /** Runs it alone, see {@link FakeMain#serve}. */
    public static void main(String[] args) {
        FakeMain.serve(args, port -> new FakeQbraid(Clock.systemUTC(), port));
    }

    @Override
    protected Answer error(int status, String code, String message) {
        ObjectNode body = Json.object().put("success", false).put("message", message);
        body.putObject("error").put("message", message).put("code", code);
        return Answer.json(status, body);
    }

    private static Answer success(JsonNode data) {
        ObjectNode body = Json.object().put("success", true);
        body.set("data", data);
        return Answer.json(200, body);
    }

    @Override
    protected Answer answer(Asked request) {
        if (!request.header("x-api-key").equals(KEY)) {
            return error(401, "UNAUTHORIZED", "Invalid API key");
        }
        String path = request.path().replaceFirst("^/api/v1", "");
        if (path.equals("/users/verify")) {
            return success(Json.object().put("organizationUserId", "org-user-1"));
        }
        if (path.equals("/devices/" + SIMULATOR) || path.equals("/devices/" + MACHINE)) {
            return success(device(path.substring("/devices/".length())));
        }
        if (path.equals("/jobs/cost-estimate")) {
            return estimate(request);
        }
        if (path.equals("/jobs")) {
            return request.method().equals("POST") ? submit(request.json()) : list(request);
        }
        if (path.startsWith("/jobs/")) {
            String[] parts = path.split("/");
            return jobs().get(parts[2])
                    .map(job -> one(parts.length > 3 ? parts[3] : "", job))
                    .orElse(error(404, "NOT_FOUND", "Job not found"));
        }
        return error(404, "NOT_FOUND", "Not found");
    }

    private static ObjectNode device(String qrn) {
        boolean simulator = qrn.equals(SIMULATOR);
        ObjectNode device = Json.object()
                .put("name", simulator ? "QIR simulator" : "Garnet")
                .put("qrn", qrn)
                .put("vendor", simulator ? "qbraid" : "aws")
                .put("deviceType", simulator ? "SIMULATOR" : "QPU")
                .put("status", simulator ? "ONLINE" : "OFFLINE")
                .put("statusMsg", simulator ? "" : "maintenance")
                .put("queueDepth", 3)
                .put("paradigm", "gate_model")
                .put("numberQubits", 20)
                .put("pricingModel", "fixed")
                .put("directAccess", true);
        device.putArray("runInputTypes").add("qasm3");
        device.putObject("pricing")
                .put("perTask", TASK_CREDITS)
                .put("perShot", SHOT_CREDITS)
                .put("perMinute", 0);
        return device;
    }

    private Answer estimate(Asked request) {
        long shots = Long.parseLong(request.query().getOrDefault("shots", "1000"));
        ObjectNode quote = Json.object().put("deviceQrn", request.query().get("deviceQrn"));
        return request.query().getOrDefault("deviceQrn", "").equals(SIMULATOR)
                ? success(quote.put("pricingAvailable", true)
                        .put("shots", shots)
                        .put("estimatedCost", TASK_CREDITS + shots * SHOT_CREDITS))
                : success(quote.put("pricingAvailable", false).put("reason", "dynamic_pricing_unavailable"));
    }

    private Answer submit(JsonNode job) {
        String device = job.path("deviceQrn").asText();
        if (!device.equals(SIMULATOR) && !device.equals(MACHINE)) {
            return error(404, "NOT_FOUND", "Device not found");
        }
        if (job.path("shots").asLong() < 1
                || !job.at("/program/format").asText().equals("qasm3")) {
            return error(422, "VALIDATION", "shots and a program in qasm3 are required");
        }
        String text = job.at("/program/data").asText();
        boolean include = text.contains("include");
        if (include != device.equals(SIMULATOR)) {
            return error(400, "BAD_PROGRAM", "the program is not in the dialect of the device");
        }
        Circuit circuit;
        try {
            circuit = Qasm.read(
                            "job.qasm",
                            include ? text : text.replaceFirst("(OPENQASM 3.*;)", "$1 include \"stdgates.inc\";"))
                    .circuit();
        } catch (InputException e) {
            return error(400, "BAD_PROGRAM", e.getMessage());
        }
        Map<String, Long> counts = SimulatedCounts.sample(
                        circuit, Map.of(), job.path("shots").asLong(), SEED)
                .counts();
        // A QRN has colons; the last part is the job's own.
        String id = device + ":" + UUID.randomUUID();
        FakeJob accepted = jobs().add(id, job.at("/tags/qmlops").asText(""), new Sent(job, counts));
        return success(job(accepted));
    }

    private ObjectNode job(FakeJob job) {
        JsonNode sent = job.payload(Sent.class).job();
        String device = sent.path("deviceQrn").asText();
        ObjectNode shown = Json.object()
                .put("jobQrn", job.id())
                .put("deviceQrn", device)
                .put("vendor", device.split(":")[0])
                .put("provider", device.split(":")[1])
                .put("status", jobs().word(job, WORDS))
                .put("experimentType", "gate_model")
                .put("estimatedCost", 1.0)
                .put("shots", sent.path("shots").asLong());
        shown.set("tags", sent.path("tags").isObject() ? sent.path("tags") : Json.object());
        if (job.state() == FakeJob.State.QUEUED) {
            shown.put("queuePosition", 2);
        }
        if (job.state() == FakeJob.State.FAILED) {
            shown.put("statusMsg", job.reason());
        }
        shown.set("timeStamps", times(job));
        return shown;
    }

    private static ObjectNode times(FakeJob job) {
        ObjectNode times = Json.object().put("createdAt", job.created().toString());
        if (job.ended()) {
            times.put("endedAt", job.endedAt().toString()).put("executionDuration", 1_250);
        }
        return times;
    }

    private Answer one(String part, FakeJob job) {
        return switch (part) {
            case "" -> success(job(job));
            case "cancel" ->
                job.cancel() || job.state() == FakeJob.State.CANCELLED
                        ? success(job(job))
                        : error(409, "CONFLICT", "Job is in a terminal state");
            case "result" -> job.state() == FakeJob.State.DONE ? result(job) : error(404, "NOT_FOUND", "no result");
            default -> error(404, "NOT_FOUND", "Not found");
        };
    }

    private Answer result(FakeJob job) {
        Sent sent = job.payload(Sent.class);
        ObjectNode result = Json.object()
                .put("status", "COMPLETED")
                .put("cost", TASK_CREDITS + sent.job().path("shots").asLong() * SHOT_CREDITS);
        result.set("timeStamps", times(job));
        ObjectNode counts = result.putObject("resultData").putObject("measurementCounts");
        sent.counts().forEach(counts::put);
        return success(result);
    }

    private Answer list(Asked request) {
        ArrayNode found = Json.array();
        String tags = request.query().getOrDefault("tags", "{}");
        try {
            JsonNode wanted = Json.MAPPER.readTree(tags);
            jobs().listed().stream()
                    .filter(job -> wanted.isEmpty()
                            || job.payload(Sent.class).job().path("tags").equals(wanted))
                    .forEach(job -> found.add(job(job)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ObjectNode body = Json.object().put("success", true);
        body.set("data", found);
        body.putObject("pagination")
                .put("page", 1)
                .put("limit", 20)
                .put("total", found.size())
                .put("totalPages", 1)
                .put("hasNext", false)
                .put("hasPrev", false);
        return Answer.json(200, body);
    }
}
