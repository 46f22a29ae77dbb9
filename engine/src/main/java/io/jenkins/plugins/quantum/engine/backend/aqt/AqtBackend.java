package io.jenkins.plugins.quantum.engine.backend.aqt;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.Availability;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.Capabilities;
import io.jenkins.plugins.quantum.engine.backend.CompiledSize;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.backend.JobStatus.State;
import io.jenkins.plugins.quantum.engine.backend.Readout;
import io.jenkins.plugins.quantum.engine.backend.http.Call;
import io.jenkins.plugins.quantum.engine.backend.http.HttpService;
import io.jenkins.plugins.quantum.engine.backend.http.Reply;
import io.jenkins.plugins.quantum.engine.backend.http.ServiceBackend;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.PhasedCompiler;
import io.jenkins.plugins.quantum.engine.noise.CalibrationFormats;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A machine or simulator of AQT. One job is one POST; its state and its result are one GET. The service has no list of jobs and no
 * token against repetition: a submission whose answer is lost stays in doubt.
 */
final class AqtBackend extends ServiceBackend {
    private static final Map<String, State> STATES = Map.of(
            "queued", State.QUEUED,
            "ongoing", State.RUNNING,
            "finished", State.DONE,
            "error", State.FAILED,
            "cancelled", State.CANCELLED);

    private static final Map<String, Availability.State> DEVICE_STATES = Map.of(
            "online", Availability.State.ONLINE,
            "offline", Availability.State.OFFLINE,
            "maintenance", Availability.State.OFFLINE,
            "unavailable", Availability.State.OFFLINE);

    private final String workspace;
    private final String resource;

    AqtBackend(String name, HttpService service, String workspace, String resource, Capabilities capabilities) {
        super(name, service, "aqt " + service.base().getHost() + " " + workspace, capabilities);
        this.workspace = workspace;
        this.resource = resource;
    }

    @Override
    public Optional<CompiledSize> compiledSize(Circuit circuit, Map<String, Double> inputs) {
        return Optional.of(CompiledSize.of(
                PhasedCompiler.compile(circuit.bind(inputs), PhasedCompiler.Entangler.XX),
                List.of(),
                "qmlops, into R, RZ and RXX"));
    }

    @Override
    public Optional<String> whyNot(JobRequest request) {
        Optional<String> general = super.whyNot(request);
        if (general.isPresent()) {
            return general;
        }
        for (Map<String, Double> binding : request.bindings()) {
            int operations =
                    AqtProgram.operations(request.circuit().bind(binding)).size();
            if (operations > AqtProgram.MOST_OPERATIONS) {
                return Optional.of(capabilities().device() + " takes at most " + AqtProgram.MOST_OPERATIONS
                        + " operations in a circuit; it would get " + operations);
            }
        }
        return Optional.empty();
    }

    @Override
    public JobRef submit(JobRequest request, String clientToken) throws BackendException {
        Reply reply =
                require(Call.post("/v1/submit/" + workspace + "/" + resource, AqtProgram.body(request, clientToken)));
        return new JobRef(
                name(),
                reply.require("/job/job_id"),
                Map.of(
                        AqtResult.READOUT, Readout.of(request.circuit()).toString(),
                        AqtResult.CIRCUITS, Integer.toString(request.bindings().size())));
    }

    @Override
    protected JobStatus look(JobRef job) throws BackendException {
        Reply reply = service().exchange(Call.get("/v1/result/" + job.id()));
        if (reply.status() == 404) {
            return lost(job, reply);
        }
        return status(job, response(reply));
    }

    private JobStatus status(JobRef job, JsonNode response) {
        State state = STATES.getOrDefault(response.path("status").asText(), State.RUNNING);
        double finished = response.path("finished_count").asDouble(0);
        double circuits = Double.parseDouble(job.details().getOrDefault(AqtResult.CIRCUITS, "1"));
        return new JobStatus(
                job,
                state,
                state == State.DONE ? 1 : Math.min(1, Math.max(0, finished / circuits)),
                service().redacted(response.path("message").asText("")));
    }

    private JsonNode response(Reply reply) throws BackendException {
        successful(reply).require("/response/status");
        return reply.json().path("response");
    }

    @Override
    public JobResult fetch(JobRef job) throws BackendException {
        JsonNode response =
                response(service().exchange(Call.get("/v1/result/" + job.id() + "?include_timing_data=true")));
        requireDone(status(job, response));
        return AqtResult.read(job, response, capabilities().device());
    }

    /** AQT's own clients cannot cancel; the call is the one that qBraid's client for ARNICA makes. */
    @Override
    public void cancel(JobRef job) throws BackendException {
        cancel(
                new Call("DELETE", "/v1/jobs/" + job.id(), Map.of("Accept", "application/json"), null, true),
                Set.of(404, 409, 422));
    }

    @Override
    public Availability availability() throws BackendException {
        Reply reply = require(Call.get("/v1/resources/" + resource));
        JsonNode body = reply.json();
        String status = reply.require("/status");
        int qubits = body.path("available_qubits").asInt(0);
        return new Availability(
                DEVICE_STATES.getOrDefault(status, Availability.State.UNKNOWN),
                OptionalLong.empty(),
                Optional.empty(),
                service().redacted(status + (qubits > 0 ? ", " + qubits + " qubits" : "")));
    }

    @Override
    public Optional<NoiseModel> calibration() throws BackendException {
        Reply reply = require(Call.get("/v1/resources/" + resource));
        return CalibrationFormats.aqt(reply.json(), capabilities().device());
    }

    /** {@code {"detail": "…"}}, or a list of {@code {"msg": "…"}} where the body was wrong. */
    @Override
    protected String explanation(JsonNode body) {
        JsonNode detail = body.path("detail");
        if (!detail.isArray()) {
            return detail.isValueNode() ? detail.asText() : "";
        }
        var words = new ArrayList<String>();
        detail.forEach(one -> words.add(one.path("msg").asText("")));
        return String.join("; ", words.subList(0, Math.min(3, words.size())));
    }
}
