package io.jenkins.plugins.quantum.engine.backend.quantuminspire;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.Availability;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.Capabilities;
import io.jenkins.plugins.quantum.engine.backend.Conduct;
import io.jenkins.plugins.quantum.engine.backend.Conduct.Repetition;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.backend.JobStatus.State;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.backend.http.Call;
import io.jenkins.plugins.quantum.engine.backend.http.Histogram;
import io.jenkins.plugins.quantum.engine.backend.http.HttpService;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.backend.http.Reply;
import io.jenkins.plugins.quantum.engine.backend.http.ServiceBackend;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A backend of Quantum Inspire. A program becomes a file of a commit, a job of that file stands in a batch, and nothing runs before the
 * batch is enqueued: this last call alone has an effect. The commit's description is the client's token, so that a job can be found again.
 */
final class QuantumInspireBackend extends ServiceBackend {
    private static final Map<String, State> STATES = Map.of(
            "planned", State.QUEUED,
            "running", State.RUNNING,
            "completed", State.DONE,
            "failed", State.FAILED,
            "cancelled", State.CANCELLED);

    private static final Map<String, Availability.State> DEVICE_STATES = Map.of(
            "idle", Availability.State.ONLINE,
            "executing", Availability.State.ONLINE,
            "offline", Availability.State.OFFLINE);

    private final Workspace workspace;

    QuantumInspireBackend(
            String name, HttpService service, String account, String device, String member, Capabilities capabilities) {
        super(name, service, account, capabilities);
        this.workspace = new Workspace(service, this::words, device, member);
    }

    @Override
    public Conduct conduct() {
        return Conduct.cloud(Repetition.TAG, 1);
    }

    @Override
    public JobRef submit(JobRequest request, String clientToken) throws BackendException {
        Workspace.Ids ids = workspace.ids();
        long commit = workspace.create(
                "/commits", Json.object().put("description", clientToken).put("algorithm_id", ids.algorithm()));
        var file = Json.object()
                .put("commit_id", commit)
                .put(
                        "content",
                        CqasmWriter.write(
                                request.circuit().bind(request.bindings().get(0))))
                .put("language_id", ids.language())
                .put("compile_stage", "none");
        file.putObject("compile_properties");
        long content = workspace.create("/files", file.put("generated", false));
        long batch = workspace.create("/batch_jobs", Json.object().put("backend_type_id", ids.device()));
        long job = workspace.create(
                "/jobs",
                Json.object()
                        .put("file_id", content)
                        .put("batch_job_id", batch)
                        .put("number_of_shots", request.shots())
                        .put("raw_data_enabled", false));
        require(Call.json("PATCH", "/batch_jobs/" + batch + "/enqueue", null)).require("/status");
        return reference(Long.toString(job), request);
    }

    /** A job whose batch was never enqueued does not run and is as good as none. */
    @Override
    public Optional<JobRef> find(JobRequest request, String clientToken) throws BackendException {
        long commit = workspace.commit(clientToken);
        if (commit == 0) {
            return Optional.empty();
        }
        for (JsonNode file : workspace.list("/files?commit_id=" + commit + "&generated=false")) {
            for (JsonNode job :
                    workspace.list("/jobs?file_id=" + file.path("id").asLong())) {
                String batch = require(Call.get(
                                "/batch_jobs/" + job.path("batch_job_id").asLong()))
                        .require("/status");
                if (!batch.equals("planned")) {
                    return Optional.of(reference(job.path("id").asText(), request));
                }
            }
        }
        return Optional.empty();
    }

    @Override
    protected JobStatus look(JobRef job) throws BackendException {
        Reply reply = service().exchange(Call.get("/jobs/" + job.id()));
        if (reply.status() == 404) {
            return status(job, State.LOST, words(reply));
        }
        if (!reply.ok()) {
            throw fault(reply);
        }
        State state = STATES.getOrDefault(reply.require("/status"), State.RUNNING);
        return status(job, state, reply.json().path("message").asText(""));
    }

    @Override
    public JobResult fetch(JobRef job) throws BackendException {
        requireDone(look(job));
        JsonNode result = workspace.list("/results/job/" + job.id() + "?page=1").path(0);
        if (result.isMissingNode()) {
            throw new BackendException(
                    "Quantum Inspire does not show the result of job " + job.id() + " yet", Kind.TRANSIENT);
        }
        var counts = Histogram.read(
                result.path("results"),
                bits(job),
                Histogram.Order.HIGHEST_FIRST,
                service().name());
        var facts = new HashMap<>(Map.of("device", capabilities().device(), "job", job.id()));
        if (result.path("execution_time_in_seconds").isNumber()) {
            facts.put(
                    "execution.seconds",
                    result.path("execution_time_in_seconds").asText());
        }
        return new JobResult(List.of(Outcome.sampled(counts)), facts);
    }

    /** Works while the job waits; one that runs goes on, which the service says. */
    @Override
    public void cancel(JobRef job) throws BackendException {
        cancel(
                job,
                Call.json(
                        "PATCH",
                        "/jobs/" + job.id(),
                        Json.object().put("status", "cancelled").put("message", "cancelled by its submitter")));
    }

    @Override
    public Availability availability() throws BackendException {
        JsonNode device = workspace.device();
        String status = device.path("status").asText();
        Availability.State state = device.path("enabled").asBoolean(true)
                ? DEVICE_STATES.getOrDefault(status, Availability.State.UNKNOWN)
                : Availability.State.OFFLINE;
        return Availability.of(
                state,
                service()
                        .redacted(status + ", " + device.path("nqubits").asInt() + " qubits, at most "
                                + device.path("max_number_of_shots").asInt() + " shots"));
    }
}
