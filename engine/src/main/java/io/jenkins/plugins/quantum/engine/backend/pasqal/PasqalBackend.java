package io.jenkins.plugins.quantum.engine.backend.pasqal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.Availability;
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
import io.jenkins.plugins.quantum.engine.backend.http.ServiceBackend;
import io.jenkins.plugins.quantum.engine.circuit.NativeProgram;
import io.jenkins.plugins.quantum.engine.circuit.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A machine or emulator of Pasqal. A submission is one batch with one job that is closed from the start: a batch that stays open would hold
 * the machine, and bill. The client's token is the batch's tag.
 */
final class PasqalBackend extends ServiceBackend {
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

    private final String device;
    private final String project;

    PasqalBackend(String name, HttpService core, String device, String project, long mostRuns) {
        super(name, core, "pasqal " + core.base().getHost() + " " + project, capabilities(device, mostRuns));
        this.device = device;
        this.project = project;
    }

    private static Capabilities capabilities(String device, long mostRuns) {
        return Capabilities.remote(
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
    public Conduct conduct() {
        return Conduct.cloud(Conduct.Repetition.TAG, MOST_LISTED);
    }

    @Override
    public Optional<String> whyNot(JobRequest request) {
        Optional<String> general = super.whyNot(request);
        if (general.isPresent() || !(request.program() instanceof NativeProgram program)) {
            return general;
        }
        if (!program.format().equals(FORMAT)) {
            return Optional.of(
                    capabilities().device() + " runs sequences of Pulser (format: pulser), found " + program.format());
        }
        if (program.sites() < 1 || program.sites() > MOST_ATOMS) {
            return Optional.of("expected 1 to " + MOST_ATOMS + " atoms, found " + program.sites());
        }
        return Optional.empty();
    }

    @Override
    public JobRef submit(JobRequest request, String clientToken) throws BackendException {
        requireRunnable(request);
        var program = (NativeProgram) request.program();
        ObjectNode batch = Json.object()
                .put("sequence_builder", program.text())
                .put("device_type", device)
                .put("project_id", project)
                .put("open", false);
        batch.putArray("tags").add(clientToken);
        batch.putArray("jobs").addObject().put("runs", request.shots()).putObject("variables");
        Reply reply = require(Call.post("/api/v1/batches", batch));
        return ref(reply.require("/data/id"), program);
    }

    private JobRef ref(String id, NativeProgram program) {
        return new JobRef(name(), id, Map.of("atoms", String.valueOf(program.sites())));
    }

    @Override
    public Optional<JobRef> find(JobRequest request, String clientToken) throws BackendException {
        return labelled(clientToken).stream().findFirst().map(id -> ref(id, (NativeProgram) request.program()));
    }

    @Override
    public Optional<List<String>> tagged(String tag) throws BackendException {
        return Optional.of(labelled(tag));
    }

    private List<String> labelled(String clientToken) throws BackendException {
        var ids = new ArrayList<String>();
        for (JsonNode batch : batches("tag=" + clientToken)) {
            for (JsonNode tag : batch.path("tags")) {
                if (tag.asText().equals(clientToken)) {
                    ids.add(batch.path("id").asText());
                    break;
                }
            }
        }
        return ids;
    }

    private JsonNode batches(String filter) throws BackendException {
        return require(Call.get("/api/v1/batches?" + filter + "&offset=0&limit=" + MOST_LISTED))
                .array("/data");
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
            JsonNode batch = listed.get(job.id());
            states.add(batch == null ? look(job) : status(job, batch));
        }
        return states;
    }

    @Override
    protected JobStatus look(JobRef job) throws BackendException {
        Reply reply = service().exchange(Call.get("/api/v1/batches/" + job.id() + "/status"));
        return reply.status() == 404 ? lost(job, reply) : status(job, data(reply));
    }

    private JobStatus status(JobRef job, JsonNode batch) throws BackendException {
        State state = STATES.getOrDefault(batch.path("status").asText(), State.RUNNING);
        String message = state == State.FAILED ? errors(job(job)) : "";
        return status(job, state, message);
    }

    private JsonNode data(Reply reply) throws BackendException {
        JsonNode data = successful(reply).json().path("data");
        if (!data.isObject()) {
            throw new BackendException("Pasqal's answer to " + reply.call() + " has no data", Kind.TRANSIENT);
        }
        return data;
    }

    /** The one job of a batch. */
    private JsonNode job(JobRef ref) throws BackendException {
        JsonNode batch = data(service().exchange(Call.get("/api/v2/batches/" + ref.id())));
        if (batch.path("jobs").path(0).isObject()) {
            return batch.path("jobs").path(0);
        }
        Reply reply = require(
                Call.get("/api/v2/jobs?batch_id=" + ref.id() + "&order_by=creation_order&order_by_direction=ASC"));
        JsonNode job = reply.json().path("data").path(0);
        if (!job.isObject()) {
            throw new BackendException("batch " + ref.id() + " shows no job yet", Kind.TRANSIENT);
        }
        return job;
    }

    private String errors(JsonNode job) {
        var errors = new ArrayList<String>();
        job.path("errors").forEach(error -> errors.add(error.asText()));
        return service().redacted(String.join("; ", errors));
    }

    @Override
    public JobResult fetch(JobRef job) throws BackendException {
        JsonNode sent = job(job);
        State state = STATES.getOrDefault(sent.path("status").asText(), State.RUNNING);
        if (state != State.DONE) {
            throw new BackendException(
                    "Pasqal has no result of batch " + job.id() + ": its job is "
                            + service().redacted(sent.path("status").asText()) + " " + errors(sent),
                    state.ended() ? Kind.REFUSED : Kind.TRANSIENT);
        }
        String path = "/api/v1/jobs/" + service().redacted(sent.path("id").asText()) + "/results_link";
        String link =
                data(service().exchange(Call.get(path))).path("results_link").asText("");
        if (!link.startsWith("http")) {
            throw new BackendException("the result of batch " + job.id() + " is not readable yet", Kind.TRANSIENT);
        }
        // The link is signed: it is read without the token, and is shown to nobody.
        JsonNode result = service()
                .require(Call.get(link), reply -> "the link to the result was not accepted")
                .json();
        return PasqalResult.read(job, sent, result, capabilities().device());
    }

    @Override
    public void cancel(JobRef job) throws BackendException {
        Call call = new Call(
                "PATCH", "/api/v2/batches/" + job.id() + "/cancel", Map.of("Accept", "application/json"), null, true);
        cancel(call, Set.of(400, 404, 409));
    }

    /** The service says which devices a project may use, not whether they run now. */
    @Override
    public Availability availability() throws BackendException {
        JsonNode specs = data(service().exchange(Call.get("/api/v1/devices/specs")));
        return specs.has(device)
                ? Availability.of(
                        Availability.State.UNKNOWN,
                        "offered to this project; the service does not say whether it runs now")
                : Availability.of(Availability.State.OFFLINE, "not among the devices offered to this project");
    }

    /** {@code {"status":"fail","code":…,"message":"…","data":{"description":"…"}}}. */
    @Override
    protected String explanation(JsonNode body) {
        return (body.path("message").asText("") + " "
                        + body.at("/data/description").asText(""))
                .strip();
    }
}
