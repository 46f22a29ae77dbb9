package io.jenkins.plugins.quantum.engine.backend.quantumart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.Availability;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
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
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** A machine of Quantum Art. A job is one circuit in one POST; the service takes no token against repetition and lists no jobs. */
final class QuantumArtBackend extends ServiceBackend {
    /** Of the interface that is spoken: the first number of the version of Quantum Art's client. */
    static final String VERSION = "2";

    private static final Map<String, State> STATES = Map.of(
            "INITIALIZING", State.QUEUED,
            "QUEUED", State.QUEUED,
            "RUNNING", State.RUNNING,
            "DONE", State.DONE,
            "ERROR", State.FAILED,
            "CANCELLED", State.CANCELLED);

    private final String target;

    QuantumArtBackend(String name, HttpService service, String account, String target, Capabilities capabilities) {
        super(name, service, account, capabilities);
        this.target = target;
    }

    @Override
    public JobRef submit(JobRequest request, String clientToken) throws BackendException {
        ObjectNode body = Json.object().put("backend", target);
        body.set(
                "circuit",
                QuantumArtCircuit.write(
                        request.circuit().bind(request.bindings().get(0)), clientToken));
        body.put("shots", request.shots()).put("memory", false);
        body.putObject("parameters");
        body.putObject("metadata").put("label", clientToken);
        body.putObject("client").put("name", "qmlops").put("version", VERSION).put("api_version", VERSION);
        return reference(
                require(Call.post("/provider/jobs", body).with("X-QART-API-Version", VERSION))
                        .require("/job_id"),
                request);
    }

    @Override
    protected JobStatus look(JobRef job) throws BackendException {
        Reply reply = service().exchange(Call.get("/provider/jobs/" + job.id()));
        if (reply.status() == 404) {
            return lost(job, reply);
        }
        State state = STATES.getOrDefault(successful(reply).require("/status"), State.RUNNING);
        return status(job, state, state == State.DONE ? "" : explanation(reply.json()));
    }

    @Override
    public JobResult fetch(JobRef job) throws BackendException {
        requireDone(look(job));
        JsonNode counts = require(Call.get("/provider/jobs/" + job.id() + "/result"))
                .json()
                .path("counts");
        return new JobResult(
                List.of(Outcome.sampled(Histogram.read(
                        counts,
                        bits(job),
                        Histogram.Order.HIGHEST_FIRST,
                        service().name()))),
                Map.of("device", capabilities().device(), "job", job.id()));
    }

    @Override
    public void cancel(JobRef job) throws BackendException {
        cancel(job, new Call("DELETE", "/provider/jobs/" + job.id(), Map.of(), null, true));
    }

    @Override
    public Availability availability() throws BackendException {
        var names = new TreeSet<String>();
        for (JsonNode backend : require(Call.get("/provider/backends")).json().path("backends")) {
            String name = backend.path("name").asText();
            names.add(name);
            if (name.equals(target)) {
                return Availability.of(
                        Availability.State.ONLINE,
                        service()
                                .redacted(backend.path("num_qubits").asInt() + " qubits, at most "
                                        + backend.path("max_shots").asInt(1000) + " shots"));
            }
        }
        return Availability.of(
                Availability.State.OFFLINE,
                service()
                        .redacted("the account has no backend '" + target + "'; it has "
                                + names.stream().limit(10).toList()));
    }
}
