package io.jenkins.plugins.quantum.engine.backend.pasqal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.Availability;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.Capabilities;
import io.jenkins.plugins.quantum.engine.backend.Conduct;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.backend.JobStatus.State;
import io.jenkins.plugins.quantum.engine.backend.http.Call;
import io.jenkins.plugins.quantum.engine.backend.http.HttpService;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.backend.http.Reply;
import io.jenkins.plugins.quantum.engine.circuit.NativeProgram;
import io.jenkins.plugins.quantum.engine.circuit.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A machine or emulator of Pasqal. A submission is one batch with one job that is closed from the start: a batch that stays open would hold
 * the machine, and bill. The client's token is the batch's tag.
 */
final class PasqalBackend implements Backend {
    private static final String FORMAT = "pulser";
    private static final int MOST_ATOMS = 1_000;
    private static final int MOST_LISTED = 100;
    private static final Map<String, State> STATES = Map.of(
            "PENDING", State.QUEUED,
            "RUNNING", State.RUNNING,
            "PAUSED", State.RUNNING,
            "DONE", State.DONE,
            "ERROR", State.FAILED,
            "TIMED_OUT", State.FAILED,
            "CANCELED", State.CANCELLED);

    private final String name;
    private final HttpService core;
    private final String device;
    private final String project;
    private final Capabilities capabilities;

    PasqalBackend(String name, HttpService core, String device, String project, long mostRuns) {
        this.name = name;
        this.core = core;
        this.device = device;
        this.project = project;
        capabilities = Capabilities.remote(
                        "pasqal",
                        "pasqal/" + device.toLowerCase(Locale.ROOT),
                        device.startsWith("EMU_"),
                        MOST_ATOMS,
                        false,
                        1,
                        1,
                        mostRuns)
                .taking(Program.Kind.NATIVE);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public Conduct conduct() {
        return Conduct.cloud(Conduct.Repetition.TAG, MOST_LISTED);
    }

    @Override
    public String account() {
        return "pasqal " + core.base().getHost() + " " + project;
    }

    @Override
    public Optional<String> whyNot(JobRequest request) {
        Optional<String> general = capabilities.whyNot(request);
        if (general.isPresent() || !(request.program() instanceof NativeProgram program)) {
            return general;
        }
        if (!program.format().equals(FORMAT)) {
            return Optional.of(
                    capabilities.device() + " runs sequences of Pulser (format: pulser), found " + program.format());
        }
        if (program.sites() < 1 || program.sites() > MOST_ATOMS) {
            return Optional.of("expected 1 to " + MOST_ATOMS + " atoms, found " + program.sites());
        }
        return Optional.empty();
    }

    @Override
    public JobRef submit(JobRequest request, String clientToken) throws BackendException {
        Optional<String> refusal = whyNot(request);
        if (refusal.isPresent()) {
            throw new BackendException(refusal.get(), Kind.REFUSED);
        }
        var program = (NativeProgram) request.program();
        ObjectNode batch = Json.object()
                .put("sequence_builder", program.text())
                .put("device_type", device)
                .put("project_id", project)
                .put("open", false);
        batch.putArray("tags").add(clientToken);
        batch.putArray("jobs").addObject().put("runs", request.shots()).putObject("variables");
        Reply reply = core.require(Call.post("/api/v1/batches", batch), PasqalBackend::words);
        return ref(reply.require("/data/id"), program);
    }

    private JobRef ref(String id, NativeProgram program) {
        return new JobRef(name, id, Map.of("atoms", String.valueOf(program.sites())));
    }

    @Override
    public Optional<JobRef> find(JobRequest request, String clientToken) throws BackendException {
        for (JsonNode batch : batches("tag=" + clientToken)) {
            for (JsonNode tag : batch.path("tags")) {
                if (tag.asText().equals(clientToken)) {
                    return Optional.of(ref(batch.path("id").asText(), (NativeProgram) request.program()));
                }
            }
        }
        return Optional.empty();
    }

    private JsonNode batches(String filter) throws BackendException {
        Reply reply = core.require(
                Call.get("/api/v1/batches?" + filter + "&offset=0&limit=" + MOST_LISTED), PasqalBackend::words);
        JsonNode data = reply.json().path("data");
        if (!data.isArray()) {
            throw new BackendException("Pasqal's answer to " + reply.call() + " is not a list", Kind.TRANSIENT);
        }
        return data;
    }

    /** One question for all; those that the list does not show are asked for by their id, since lists lag. */
    @Override
    public List<JobStatus> status(List<JobRef> jobs) throws BackendException {
        var listed = new HashMap<String, JsonNode>();
        if (jobs.size() > 1) {
            String ids = jobs.stream().map(job -> "id=" + job.id()).collect(Collectors.joining("&"));
            batches(ids).forEach(batch -> listed.put(batch.path("id").asText(), batch));
        }
        var states = new ArrayList<JobStatus>();
        for (JobRef job : jobs) {
            states.add(status(job, listed.get(job.id())));
        }
        return states;
    }

    private JobStatus status(JobRef job, JsonNode listed) throws BackendException {
        JsonNode batch = listed;
        if (batch == null) {
            Reply reply = core.exchange(Call.get("/api/v1/batches/" + job.id() + "/status"));
            if (reply.status() == 404) {
                return new JobStatus(job, State.LOST, 0, core.redacted(words(reply)));
            }
            batch = data(reply);
        }
        State state = STATES.getOrDefault(batch.path("status").asText(), State.RUNNING);
        String message = state == State.FAILED ? errors(job(job)) : "";
        return new JobStatus(job, state, state == State.DONE ? 1 : 0, message);
    }

    private static JsonNode data(HttpService service, Reply reply) throws BackendException {
        if (!reply.ok()) {
            throw service.fault(reply, words(reply));
        }
        JsonNode data = reply.json().path("data");
        if (!data.isObject()) {
            throw new BackendException("Pasqal's answer to " + reply.call() + " has no data", Kind.TRANSIENT);
        }
        return data;
    }

    private JsonNode data(Reply reply) throws BackendException {
        return data(core, reply);
    }

    /** The one job of a batch. */
    private JsonNode job(JobRef ref) throws BackendException {
        JsonNode batch = data(core.exchange(Call.get("/api/v2/batches/" + ref.id())));
        if (batch.path("jobs").path(0).isObject()) {
            return batch.path("jobs").path(0);
        }
        Reply reply = core.require(
                Call.get("/api/v2/jobs?batch_id=" + ref.id() + "&order_by=creation_order&order_by_direction=ASC"),
                PasqalBackend::words);
        JsonNode job = reply.json().path("data").path(0);
        if (!job.isObject()) {
            throw new BackendException("batch " + ref.id() + " shows no job yet", Kind.TRANSIENT);
        }
        return job;
    }

    private String errors(JsonNode job) {
        var errors = new ArrayList<String>();
        job.path("errors").forEach(error -> errors.add(error.asText()));
        return core.redacted(String.join("; ", errors));
    }

    @Override
    public JobResult fetch(JobRef job) throws BackendException {
        JsonNode sent = job(job);
        State state = STATES.getOrDefault(sent.path("status").asText(), State.RUNNING);
        if (state != State.DONE) {
            throw new BackendException(
                    "Pasqal has no result of batch " + job.id() + ": its job is "
                            + core.redacted(sent.path("status").asText()) + " " + errors(sent),
                    state.ended() ? Kind.REFUSED : Kind.TRANSIENT);
        }
        String path = "/api/v1/jobs/" + core.redacted(sent.path("id").asText()) + "/results_link";
        String link = data(core.exchange(Call.get(path))).path("results_link").asText("");
        if (!link.startsWith("http")) {
            throw new BackendException("the result of batch " + job.id() + " is not readable yet", Kind.TRANSIENT);
        }
        // The link is signed: it is read without the token, and is shown to nobody.
        JsonNode result = core.require(Call.get(link), reply -> "the link to the result was not accepted")
                .json();
        return PasqalResult.read(job, sent, result, capabilities.device());
    }

    @Override
    public void cancel(JobRef job) throws BackendException {
        Call call = new Call(
                        "PATCH",
                        "/api/v2/batches/" + job.id() + "/cancel",
                        Map.of("Accept", "application/json"),
                        null,
                        true)
                .harmless();
        Reply reply = core.exchange(call);
        boolean ended = reply.status() == 400 || reply.status() == 404 || reply.status() == 409;
        if (!reply.ok() && !ended) {
            throw core.fault(reply, words(reply));
        }
    }

    /** The service says which devices a project may use, not whether they run now. */
    @Override
    public Availability availability() throws BackendException {
        JsonNode specs = data(core.exchange(Call.get("/api/v1/devices/specs")));
        return specs.has(device)
                ? Availability.of(
                        Availability.State.UNKNOWN,
                        "offered to this project; the service does not say whether it runs now")
                : Availability.of(Availability.State.OFFLINE, "not among the devices offered to this project");
    }

    @Override
    public void close() {
        // Batches are closed from the start; connections belong to the network.
    }

    /** {@code {"status":"fail","code":…,"message":"…","data":{"description":"…"}}}. */
    private static String words(Reply reply) {
        try {
            JsonNode body = reply.json();
            return (body.path("message").asText("") + " "
                            + body.at("/data/description").asText(""))
                    .strip();
        } catch (BackendException e) {
            // The status says enough where the body is no JSON.
            return "";
        }
    }
}
