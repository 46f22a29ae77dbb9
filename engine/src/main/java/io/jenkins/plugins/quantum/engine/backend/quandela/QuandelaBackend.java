package io.jenkins.plugins.quantum.engine.backend.quandela;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.Availability;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.Capabilities;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.backend.JobStatus.State;
import io.jenkins.plugins.quantum.engine.backend.http.Call;
import io.jenkins.plugins.quantum.engine.backend.http.HttpService;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.backend.http.Reply;
import io.jenkins.plugins.quantum.engine.backend.http.ServiceBackend;
import io.jenkins.plugins.quantum.engine.circuit.NativeProgram;
import io.jenkins.plugins.quantum.engine.circuit.Program;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A photonic machine or simulator of Quandela. The paths are those of Perceval, the vendor's own client. The service has neither a token
 * against repetition nor a list of jobs: a submission whose answer is lost stays in doubt.
 */
final class QuandelaBackend extends ServiceBackend {
    private static final String FORMAT = "perceval";
    private static final Set<String> COMMANDS = Set.of("sample_count", "samples");
    private static final int MOST_MODES = 1_000;
    private static final int LARGEST_PAYLOAD = 8 << 20;
    private static final Map<String, State> STATES = Map.of(
            "waiting", State.QUEUED,
            "suspended", State.QUEUED,
            "running", State.RUNNING,
            "cancel_requested", State.RUNNING,
            "completed", State.DONE,
            "error", State.FAILED,
            "canceled", State.CANCELLED);
    private static final Map<String, Availability.State> PLATFORM_STATES = Map.of(
            "available", Availability.State.ONLINE,
            "maintenance", Availability.State.OFFLINE,
            "unreachable", Availability.State.OFFLINE,
            "unavailable", Availability.State.OFFLINE,
            "offline", Availability.State.OFFLINE);

    private final String device;

    QuandelaBackend(String name, HttpService service, String device) {
        super(name, service, "quandela " + service.base().getHost(), capabilities(device));
        this.device = device;
    }

    private static Capabilities capabilities(String device) {
        return Capabilities.remote(
                        "quandela",
                        "quandela/" + device.toLowerCase(Locale.ROOT),
                        device.startsWith("sim:"),
                        MOST_MODES,
                        false,
                        1,
                        1,
                        1_000_000)
                .taking(Program.Kind.NATIVE);
    }

    @Override
    public Optional<String> whyNot(JobRequest request) {
        Optional<String> general = super.whyNot(request);
        if (general.isPresent() || !(request.program() instanceof NativeProgram program)) {
            return general;
        }
        if (!program.format().equals(FORMAT)) {
            return Optional.of(capabilities().device() + " runs payloads of Perceval (format: perceval), found "
                    + program.format());
        }
        if (program.sites() < 1 || program.sites() > MOST_MODES) {
            return Optional.of("expected 1 to " + MOST_MODES + " modes, found " + program.sites());
        }
        Optional<ObjectNode> payload = payload(program);
        if (payload.isEmpty() || !payload.get().path("experiment").isTextual()) {
            return Optional.of("expected the payload that Perceval sends, as JSON with \"command\", \"experiment\" and"
                    + " \"max_shots\"");
        }
        if (!COMMANDS.contains(payload.get().path("command").asText())) {
            return Optional.of(
                    "expected sample_count or samples as the payload's command: probabilities are no counts");
        }
        if (!payload.get().path("max_shots").canConvertToLong()
                || payload.get().path("max_shots").asLong() < 1) {
            return Optional.of(
                    "the payload says not how many shots it may take (\"max_shots\"), which is what is paid");
        }
        return payload.get().path("iterator").isMissingNode()
                        || payload.get().path("iterator").isEmpty()
                ? Optional.empty()
                : Optional.of("the payload has an iterator: give each of its circuits as a program of its own");
    }

    private static Optional<ObjectNode> payload(NativeProgram program) {
        if (program.text().length() > LARGEST_PAYLOAD) {
            return Optional.empty();
        }
        try {
            return Json.MAPPER.readTree(program.text()) instanceof ObjectNode payload
                    ? Optional.of(payload)
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            // What is no JSON is refused in words that say what was expected.
            return Optional.empty();
        }
    }

    @Override
    public JobRef submit(JobRequest request, String clientToken) throws BackendException {
        requireRunnable(request);
        var program = (NativeProgram) request.program();
        ObjectNode payload = payload(program).orElseThrow();
        payload.put("max_samples", request.shots());
        ObjectNode job = Json.object()
                .put("platform_name", device)
                .put("job_name", clientToken)
                .put("process_id", clientToken);
        job.set("payload", payload);
        Reply reply = require(Call.post("/api/job", job));
        return new JobRef(
                name(), reply.require("/job_id"), Map.of(PhotonCounts.SITES, String.valueOf(program.sites())));
    }

    /** The service says with 401 also that there are no credits left, and with 403 that a platform is locked. */
    @Override
    protected BackendException fault(Reply reply) {
        String words = words(reply);
        String lower = words.toLowerCase(Locale.ROOT);
        if (reply.status() == 401 && lower.contains("not enough")) {
            return service().fault(reply, words + " (the token is valid)", Kind.REFUSED);
        }
        if (reply.status() == 403 && lower.contains("locked")) {
            return service().fault(reply, words, Kind.OFFLINE);
        }
        return super.fault(reply);
    }

    private JsonNode get(String path) throws BackendException {
        return require(Call.get(path)).json();
    }

    @Override
    protected JobStatus look(JobRef job) throws BackendException {
        Reply reply = service().exchange(Call.get("/api/job/status/" + encoded(job.id())));
        if (reply.status() == 404) {
            return lost(job, reply);
        }
        State state = STATES.getOrDefault(successful(reply).require("/status"), State.RUNNING);
        JsonNode body = reply.json();
        String message = state == State.FAILED
                ? body.path("status_message").asText("")
                : body.path("progress_message").asText("");
        double progress = Math.min(1, Math.max(0, body.path("progress").asDouble(0)));
        return new JobStatus(
                job, state, state == State.DONE ? 1 : progress, service().redacted(message));
    }

    @Override
    public JobResult fetch(JobRef job) throws BackendException {
        requireDone(look(job));
        return PhotonCounts.read(job, get("/api/job/result/" + encoded(job.id())), device);
    }

    @Override
    public void cancel(JobRef job) throws BackendException {
        Call call = new Call(
                "POST",
                "/api/job/cancel/" + encoded(job.id()),
                Map.of("Accept", "application/json", "Content-Type", "application/json"),
                "null".getBytes(StandardCharsets.UTF_8),
                true);
        cancel(call, Set.of(400, 404, 409));
    }

    @Override
    public Availability availability() throws BackendException {
        JsonNode platform = get("/api/platforms/" + encoded(device) + "/processor");
        String status = platform.path("status").asText("");
        return Availability.of(
                PLATFORM_STATES.getOrDefault(status, Availability.State.UNKNOWN),
                service().redacted(status));
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8);
    }

    /** {@code {"message":"…","detail":"…"}}; older answers have {@code error}. */
    @Override
    protected String explanation(JsonNode body) {
        return (body.path("message").asText("") + " " + body.path("detail").asText("") + " "
                        + body.path("error").asText(""))
                .strip();
    }
}
