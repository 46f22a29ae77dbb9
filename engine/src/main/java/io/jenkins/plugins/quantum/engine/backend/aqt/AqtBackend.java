package io.jenkins.plugins.quantum.engine.backend.aqt;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.Availability;
import io.jenkins.plugins.quantum.engine.backend.Backend;
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
import io.jenkins.plugins.quantum.engine.backend.Readout;
import io.jenkins.plugins.quantum.engine.backend.http.Call;
import io.jenkins.plugins.quantum.engine.backend.http.HttpService;
import io.jenkins.plugins.quantum.engine.backend.http.Reply;
import io.jenkins.plugins.quantum.engine.noise.CalibrationFormats;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A machine or simulator of AQT. One job is one POST; its state and its result are one GET. The service has no list of jobs and no
 * token against repetition: a submission whose answer is lost stays in doubt.
 */
final class AqtBackend implements Backend {
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

    private final String name;
    private final HttpService service;
    private final String workspace;
    private final String resource;
    private final Capabilities capabilities;

    AqtBackend(String name, HttpService service, String workspace, String resource, Capabilities capabilities) {
        this.name = name;
        this.service = service;
        this.workspace = workspace;
        this.resource = resource;
        this.capabilities = capabilities;
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
        return Conduct.cloud(Repetition.NONE, 1);
    }

    @Override
    public String account() {
        return "aqt " + service.base().getHost() + " " + workspace;
    }

    @Override
    public Optional<String> whyNot(JobRequest request) {
        Optional<String> general = capabilities.whyNot(request);
        if (general.isPresent()) {
            return general;
        }
        for (Map<String, Double> binding : request.bindings()) {
            int operations =
                    AqtProgram.operations(request.circuit().bind(binding)).size();
            if (operations > AqtProgram.MOST_OPERATIONS) {
                return Optional.of(capabilities.device() + " takes at most " + AqtProgram.MOST_OPERATIONS
                        + " operations in a circuit; it would get " + operations);
            }
        }
        return Optional.empty();
    }

    @Override
    public JobRef submit(JobRequest request, String clientToken) throws BackendException {
        Reply reply = service.require(
                Call.post("/v1/submit/" + workspace + "/" + resource, AqtProgram.body(request, clientToken)),
                AqtBackend::words);
        return new JobRef(
                name,
                reply.require("/job/job_id"),
                Map.of(
                        AqtResult.READOUT, Readout.of(request.circuit()).toString(),
                        AqtResult.CIRCUITS, Integer.toString(request.bindings().size())));
    }

    @Override
    public List<JobStatus> status(List<JobRef> jobs) throws BackendException {
        var states = new ArrayList<JobStatus>(jobs.size());
        for (JobRef job : jobs) {
            states.add(status(job));
        }
        return states;
    }

    private JobStatus status(JobRef job) throws BackendException {
        Reply reply = service.exchange(Call.get("/v1/result/" + job.id()));
        if (reply.status() == 404) {
            return new JobStatus(job, State.LOST, 0, service.redacted(words(reply)));
        }
        JsonNode response = response(reply);
        State state = STATES.getOrDefault(response.path("status").asText(), State.RUNNING);
        double finished = response.path("finished_count").asDouble(0);
        double circuits = Double.parseDouble(job.details().getOrDefault(AqtResult.CIRCUITS, "1"));
        return new JobStatus(
                job,
                state,
                state == State.DONE ? 1 : Math.min(1, Math.max(0, finished / circuits)),
                service.redacted(response.path("message").asText("")));
    }

    private JsonNode response(Reply reply) throws BackendException {
        if (!reply.ok()) {
            throw service.fault(reply, words(reply));
        }
        reply.require("/response/status");
        return reply.json().path("response");
    }

    @Override
    public JobResult fetch(JobRef job) throws BackendException {
        JsonNode response =
                response(service.exchange(Call.get("/v1/result/" + job.id() + "?include_timing_data=true")));
        State state = STATES.getOrDefault(response.path("status").asText(), State.RUNNING);
        if (state != State.DONE) {
            throw new BackendException(
                    "AQT has no result of job " + job.id() + ": its state is "
                            + service.redacted(response.path("status").asText()) + " "
                            + service.redacted(response.path("message").asText("")),
                    state.ended() ? Kind.REFUSED : Kind.TRANSIENT);
        }
        return AqtResult.read(job, response, capabilities.device());
    }

    /** AQT's own clients cannot cancel; the call is the one that qBraid's client for ARNICA makes. */
    @Override
    public void cancel(JobRef job) throws BackendException {
        Reply reply = service.exchange(
                new Call("DELETE", "/v1/jobs/" + job.id(), Map.of("Accept", "application/json"), null, true)
                        .harmless());
        boolean ended = reply.status() == 404 || reply.status() == 409 || reply.status() == 422;
        if (!reply.ok() && !ended) {
            throw service.fault(reply, words(reply));
        }
    }

    @Override
    public Availability availability() throws BackendException {
        Reply reply = service.require(Call.get("/v1/resources/" + resource), AqtBackend::words);
        JsonNode body = reply.json();
        String status = reply.require("/status");
        int qubits = body.path("available_qubits").asInt(0);
        return new Availability(
                DEVICE_STATES.getOrDefault(status, Availability.State.UNKNOWN),
                OptionalLong.empty(),
                Optional.empty(),
                service.redacted(status + (qubits > 0 ? ", " + qubits + " qubits" : "")));
    }

    @Override
    public Optional<NoiseModel> calibration() throws BackendException {
        Reply reply = service.require(Call.get("/v1/resources/" + resource), AqtBackend::words);
        return CalibrationFormats.aqt(reply.json(), capabilities.device());
    }

    @Override
    public void close() {
        // Nothing is held open: connections belong to the network.
    }

    /** {@code {"detail": "…"}}, or a list of {@code {"msg": "…"}} where the body was wrong. */
    private static String words(Reply reply) {
        try {
            JsonNode detail = reply.json().path("detail");
            if (!detail.isArray()) {
                return detail.isValueNode() ? detail.asText() : "";
            }
            var words = new ArrayList<String>();
            detail.forEach(one -> words.add(one.path("msg").asText("")));
            return String.join("; ", words.subList(0, Math.min(3, words.size())));
        } catch (BackendException e) {
            // The status says enough where the body is no JSON.
            return "";
        }
    }
}
