package io.jenkins.plugins.quantum.engine.testkit.scaleway;

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
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.InflaterInputStream;

/** Scaleway's quantum service with an Aer platform: sessions, models, jobs. A session that is terminated cancels its jobs. */
public final class FakeScaleway extends FakeService {
    /** The key that it accepts. */
    public static final String KEY = "scw-secret-1234";

    /** The project that pays. */
    public static final String PROJECT = "6a1c8b0e-0000-4000-8000-0000000000bb";

    /** The platform. */
    public static final String PLATFORM = "EMU-AER-16C-128M";

    private static final long SEED = 78;
    private static final Map<FakeJob.State, String> WORDS = Map.of(
            FakeJob.State.QUEUED, "waiting",
            FakeJob.State.RUNNING, "running",
            FakeJob.State.DONE, "completed",
            FakeJob.State.FAILED, "error",
            FakeJob.State.CANCELLED, "cancelled");

    private final Map<String, ObjectNode> sessions = new ConcurrentHashMap<>();
    private final Map<String, String> models = new ConcurrentHashMap<>();
    private volatile boolean byLink;

    private record Sent(JsonNode job, int qubits, Map<String, Long> counts) {}

    /** On a free port. */
    public FakeScaleway() {
        this(Clock.systemUTC(), 0);
    }

    /** On a port. */
    public FakeScaleway(Clock clock, int port) {
        super(clock, port);
    }

    /** Runs it alone, see {@link FakeMain#serve}. */
    public static void main(String[] args) {
        FakeMain.serve(args, port -> new FakeScaleway(Clock.systemUTC(), port));
    }

    /** The sessions that bill now. */
    public List<String> billing() {
        return sessions.values().stream()
                .filter(session -> session.path("status").asText().equals("running"))
                .map(session -> session.path("id").asText())
                .toList();
    }

    /** Ends a session as its own limits do. */
    public void expire(String session) {
        sessions.get(session).put("status", "stopped");
    }

    /** Results come by a link, as large ones do. */
    public void answeringByLink() {
        byLink = true;
    }

    @Override
    protected Answer error(int status, String code, String message) {
        return Answer.json(status, Json.object().put("message", message).put("type", code));
    }

    @Override
    protected Answer answer(Asked request) {
        if (request.is("GET", "/results/[^/]+")) {
            return request.header("x-auth-token").isEmpty()
                    ? Answer.json(200, result(jobs().get(request.part(1)).orElseThrow()))
                    : error(400, "invalid_auth", "two kinds of authorisation");
        }
        if (!request.header("x-auth-token").equals(KEY)) {
            return error(401, "denied_authentication", "authentication is denied");
        }
        String path = request.path().replaceFirst("^/qaas/v1alpha1", "");
        String[] parts = path.split("/");
        return switch (parts[1]) {
            case "platforms" -> platforms(request);
            case "sessions" -> parts.length == 2 ? createSession(request.json()) : session(parts);
            case "models" -> createModel(request.json());
            default ->
                parts.length == 2
                        ? request.method().equals("POST") ? createJob(request.json()) : listJobs(request)
                        : jobs().get(parts[2])
                                .map(job -> job(request, parts, job))
                                .orElse(error(404, "not_found", "resource is not found"));
        };
    }

    private Answer platforms(Asked request) {
        ObjectNode body = Json.object();
        ArrayNode platforms = body.putArray("platforms");
        String name = request.query().getOrDefault("name", PLATFORM);
        if (name.equals(PLATFORM)) {
            ObjectNode platform = platforms
                    .addObject()
                    .put("id", "platform-1")
                    .put("version", "0.18")
                    .put("name", PLATFORM)
                    .put("provider_name", "scaleway")
                    .put("backend_name", "aer")
                    .put("type", "simulator")
                    .put("technology", "general_purpose")
                    .put("max_qubit_count", 20)
                    .put("max_shot_count", 10_000)
                    .put("max_circuit_count", 10)
                    .put("availability", "available")
                    .put("metadata", "{}")
                    .put("description", "")
                    .put("documentation_url", "")
                    .put("is_bookable", false);
            money(platform.putObject("price_per_hour"), 2, 500_000_000);
            money(platform.putObject("price_per_shot"), 0, 1_000_000);
            money(platform.putObject("price_per_circuit"), 0, 300_000_000);
        }
        return Answer.json(200, body.put("total_count", platforms.size()));
    }

    private static void money(ObjectNode money, long units, long nanos) {
        money.put("currency_code", "EUR").put("units", units).put("nanos", nanos);
    }

    private Answer createSession(JsonNode body) {
        String deduplication = body.path("deduplication_id").asText("");
        for (ObjectNode known : sessions.values()) {
            if (!deduplication.isEmpty()
                    && known.path("deduplication_id").asText().equals(deduplication)
                    && known.path("status").asText().equals("running")) {
                return Answer.json(200, known);
            }
        }
        if (!body.path("project_id").asText().equals(PROJECT)
                || !body.path("platform_id").asText().equals("platform-1")) {
            return error(403, "permissions_denied", "insufficient permissions");
        }
        ObjectNode session = Json.object()
                .put("id", UUID.randomUUID().toString())
                .put("name", body.path("name").asText())
                .put("platform_id", "platform-1")
                .put("project_id", PROJECT)
                .put("deduplication_id", deduplication)
                .put("max_duration", body.path("max_duration").asText())
                .put("max_idle_duration", body.path("max_idle_duration").asText())
                .put("origin_type", "customer")
                .put("status", "running");
        sessions.put(session.path("id").asText(), session);
        return Answer.json(200, session);
    }

    private Answer session(String... parts) {
        ObjectNode session = sessions.get(parts[2]);
        if (session == null) {
            return error(404, "not_found", "resource is not found");
        }
        if (parts.length > 3 && parts[3].equals("terminate")) {
            session.put("status", "stopped");
            jobs().all().stream()
                    .filter(job -> job.payload(Sent.class)
                            .job()
                            .path("session_id")
                            .asText()
                            .equals(parts[2]))
                    .forEach(FakeJob::cancel);
        }
        return Answer.json(200, session);
    }

    private Answer createModel(JsonNode body) {
        String id = UUID.randomUUID().toString();
        models.put(id, body.path("payload").asText());
        return Answer.json(200, Json.object().put("id", id).put("project_id", PROJECT));
    }

    private Answer createJob(JsonNode job) {
        ObjectNode session = sessions.get(job.path("session_id").asText());
        String model = models.get(job.path("model_id").asText(""));
        if (session == null || !session.path("status").asText().equals("running")) {
            return error(400, "precondition_failed", "the session does not run");
        }
        if (model == null) {
            return error(404, "not_found", "no such model");
        }
        try {
            JsonNode program = Json.MAPPER.readTree(model).at("/programs/0");
            if (program.path("serialization_format").asInt() != 3) {
                return error(400, "invalid_arguments", "OpenQASM 3 was expected");
            }
            Circuit circuit = Qasm.read("job.qasm", text(program)).circuit();
            long shots = Json.MAPPER
                    .readTree(job.path("parameters").asText())
                    .path("shots")
                    .asLong();
            var sent = new Sent(
                    job,
                    circuit.qubits(),
                    SimulatedCounts.sample(circuit, Map.of(), shots, SEED).counts());
            FakeJob accepted = jobs().add(
                            UUID.randomUUID().toString(),
                            job.path("tags").path(0).asText(""),
                            sent);
            return Answer.json(200, job(accepted));
        } catch (IOException | InputException e) {
            return error(400, "invalid_arguments", "the model cannot be read: " + e.getMessage());
        }
    }

    private static String text(JsonNode program) throws IOException {
        String text = program.path("serialization").asText();
        if (program.path("compression_format").asInt() != 2) {
            return text;
        }
        try (var plain = new InflaterInputStream(
                new ByteArrayInputStream(Base64.getDecoder().decode(text)))) {
            return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private ObjectNode job(FakeJob job) {
        JsonNode sent = job.payload(Sent.class).job();
        ObjectNode shown = Json.object()
                .put("id", job.id())
                .put("name", sent.path("name").asText())
                .put("session_id", sent.path("session_id").asText())
                .put("model_id", sent.path("model_id").asText())
                .put("status", jobs().word(job, WORDS))
                .put("created_at", job.created().toString());
        shown.set("tags", sent.path("tags").isArray() ? sent.path("tags") : Json.array());
        if (job.state() == FakeJob.State.FAILED) {
            shown.put("progress_message", job.reason());
        }
        return shown;
    }

    private Answer job(Asked request, String[] parts, FakeJob job) {
        String part = parts.length > 3 ? parts[3] : "";
        if (part.equals("cancel")) {
            return job.cancel() || job.state() == FakeJob.State.CANCELLED
                    ? Answer.json(200, job(job))
                    : error(400, "precondition_failed", "the job has ended");
        }
        if (part.equals("results") && request.method().equals("GET")) {
            ObjectNode body = Json.object();
            ArrayNode results = body.putArray("job_results");
            if (job.state() == FakeJob.State.DONE) {
                ObjectNode result = results.addObject()
                        .put("job_id", job.id())
                        .put("created_at", job.created().toString());
                if (byLink) {
                    result.putNull("result").put("url", uri() + "/results/" + job.id());
                } else {
                    result.put("result", result(job).toString());
                }
            }
            return Answer.json(200, body.put("total_count", results.size()));
        }
        return Answer.json(200, job(job));
    }

    private static ObjectNode result(FakeJob job) {
        Sent sent = job.payload(Sent.class);
        var hexadecimal = new LinkedHashMap<String, Long>();
        sent.counts()
                .forEach((bits, number) -> hexadecimal.put("0x" + Long.toHexString(Long.parseLong(bits, 2)), number));
        ObjectNode qiskit = Json.object().put("success", true).put("status", "COMPLETED");
        ObjectNode experiment = qiskit.putArray("results")
                .addObject()
                .put("success", true)
                .put("shots", hexadecimal.values().stream().mapToLong(n -> n).sum());
        ObjectNode counts = experiment.putObject("data").putObject("counts");
        hexadecimal.forEach(counts::put);
        experiment.putObject("header").put("name", "circuit").put("n_qubits", sent.qubits());
        return Json.object()
                .put("compression_format", 1)
                .put("serialization_format", 2)
                .put("serialization", qiskit.toString());
    }

    private Answer listJobs(Asked request) {
        String tag = request.query().getOrDefault("tags", "");
        String session = request.query().getOrDefault("session_id", "");
        ObjectNode body = Json.object();
        ArrayNode found = body.putArray("jobs");
        jobs().listed().stream()
                .filter(job -> tag.isEmpty() || job.token().equals(tag))
                .filter(job -> session.isEmpty()
                        || job.payload(Sent.class)
                                .job()
                                .path("session_id")
                                .asText()
                                .equals(session))
                .forEach(job -> found.add(job(job)));
        return Answer.json(200, body.put("total_count", found.size()));
    }
}
