package io.jenkins.plugins.quantum.engine.backend.qudora;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
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
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.backend.http.Call;
import io.jenkins.plugins.quantum.engine.backend.http.Histogram;
import io.jenkins.plugins.quantum.engine.backend.http.HttpService;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.backend.http.Reply;
import io.jenkins.plugins.quantum.engine.backend.http.ServiceBackend;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A machine of Qudora. A job is a list of OpenQASM programs in one POST, answered by a bare number; its state and results are one GET. The
 * service takes no token against repetition.
 */
final class QudoraBackend extends ServiceBackend {
    private static final Map<String, State> STATES = Map.of(
            "Submitted", State.QUEUED,
            "Uncompiled", State.QUEUED,
            "Running", State.RUNNING,
            "Cancelling", State.RUNNING,
            "Completed", State.DONE,
            "Failed", State.FAILED,
            "Canceled", State.CANCELLED,
            "Deleted", State.LOST);

    private final String target;

    QudoraBackend(String name, HttpService service, String account, String target, Capabilities capabilities) {
        super(name, service, account, capabilities);
        this.target = target;
    }

    @Override
    public JobRef submit(JobRequest request, String clientToken) throws BackendException {
        ObjectNode body = Json.object()
                .put("name", clientToken)
                .put("language", "OpenQASM2")
                .put("target_name", target);
        ArrayNode shots = body.putArray("shots");
        ArrayNode programs = body.putArray("input_data");
        body.putObject("backend_settings");
        for (Map<String, Double> binding : request.bindings()) {
            shots.add(request.shots());
            programs.add(Qasm.write2(request.circuit().bind(binding).inOneRegister()));
        }
        return reference(require(Call.post("/jobs/", body)).require(""), request);
    }

    @Override
    protected JobStatus look(JobRef job) throws BackendException {
        return status(job, ask(job, false));
    }

    private JobStatus status(JobRef job, JsonNode answer) {
        State state = STATES.getOrDefault(answer.path("status").asText(), State.RUNNING);
        return status(job, state, answer.path("user_error").asText(""));
    }

    /** The job as the service tells of it; one that it does not know is as good as deleted. */
    private JsonNode ask(JobRef job, boolean results) throws BackendException {
        Reply reply = service()
                .exchange(Call.get("/jobs/?job_id=" + job.id() + "&include_results=" + (results ? "True" : "False")
                        + "&include_input_data=False&include_user_error=True"));
        if (reply.status() == 404
                || reply.ok() && reply.json().isArray() && reply.json().isEmpty()) {
            return Json.object().put("status", "Deleted");
        }
        if (!reply.ok()) {
            throw fault(reply);
        }
        reply.require("/0/status");
        return reply.json().get(0);
    }

    @Override
    public JobResult fetch(JobRef job) throws BackendException {
        JsonNode answer = ask(job, true);
        requireDone(status(job, answer));
        var outcomes = new ArrayList<Outcome>();
        for (int circuit = 0; circuit < circuits(job); circuit++) {
            outcomes.add(Outcome.sampled(Histogram.read(
                    histogram(answer.path("result").path(circuit).asText()),
                    bits(job),
                    Histogram.Order.HIGHEST_FIRST,
                    service().name())));
        }
        return new JobResult(outcomes, Map.of("device", capabilities().device(), "job", job.id()));
    }

    /** Each result is the text of a JSON object. */
    private static JsonNode histogram(String text) throws BackendException {
        try {
            return Json.MAPPER.readTree(text);
        } catch (IOException e) {
            throw new BackendException("Qudora's result is not JSON", Kind.REFUSED, e);
        }
    }

    @Override
    public void cancel(JobRef job) throws BackendException {
        cancel(job, new Call("PUT", "/jobs/?job_id=" + job.id() + "&status_name=Canceled", Map.of(), null, true));
    }

    @Override
    public Availability availability() throws BackendException {
        var names = new TreeSet<String>();
        for (JsonNode backend : require(Call.get("/backends/")).json()) {
            names.add(backend.path("full_name").asText());
        }
        List<String> shown = names.stream().limit(10).toList();
        return names.contains(target)
                ? Availability.of(Availability.State.ONLINE, "")
                : Availability.of(
                        Availability.State.OFFLINE,
                        service().redacted("the account has no backend '" + target + "'; it has " + shown));
    }
}
