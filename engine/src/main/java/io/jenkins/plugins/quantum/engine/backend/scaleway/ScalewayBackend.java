package io.jenkins.plugins.quantum.engine.backend.scaleway;

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
import io.jenkins.plugins.quantum.engine.backend.PortableQasm;
import io.jenkins.plugins.quantum.engine.backend.Quote;
import io.jenkins.plugins.quantum.engine.backend.Readout;
import io.jenkins.plugins.quantum.engine.backend.http.Call;
import io.jenkins.plugins.quantum.engine.backend.http.HttpService;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.backend.http.Reply;
import io.jenkins.plugins.quantum.engine.backend.http.ServiceBackend;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A platform of Scaleway. A job is a model (the circuit) that runs in a session; the client's token is the job's tag, by which the list of
 * jobs can be searched.
 */
final class ScalewayBackend extends ServiceBackend {
    private static final String PREFIX = "/qaas/v1alpha1";
    private static final int UNCOMPRESSED = 1;
    private static final int OPENQASM_3 = 3;
    private static final Map<String, State> STATES = Map.of(
            "waiting", State.QUEUED,
            "running", State.RUNNING,
            "cancelling", State.RUNNING,
            "completed", State.DONE,
            "cancelled", State.CANCELLED,
            "error", State.FAILED);
    private static final Map<String, Availability.State> PLATFORM_STATES = Map.of(
            "available", Availability.State.ONLINE,
            "shortage", Availability.State.OFFLINE,
            "scarce", Availability.State.DEGRADED,
            "maintenance", Availability.State.OFFLINE);

    private final Sessions sessions;
    private final String device;
    private final String project;
    private String platform = "";

    ScalewayBackend(
            String name,
            HttpService service,
            Sessions sessions,
            String device,
            String project,
            Capabilities capabilities) {
        super(name, service, "scaleway " + service.base().getHost() + " " + project, capabilities);
        this.sessions = sessions;
        this.device = device;
        this.project = project;
    }

    @Override
    public Conduct conduct() {
        return Conduct.cloud(Conduct.Repetition.TAG, 1);
    }

    private JsonNode platform() throws BackendException {
        Call call = Call.get(PREFIX + "/platforms?name=" + device + "&order_by=name_asc");
        for (JsonNode candidate : list(call, "platforms")) {
            if (candidate.path("name").asText().equals(device)) {
                return candidate;
            }
        }
        throw new BackendException("Scaleway has no platform '" + device + "' for this project", Kind.REFUSED);
    }

    private synchronized String platformId() throws BackendException {
        if (platform.isEmpty()) {
            platform = platform().path("id").asText();
        }
        return platform;
    }

    private JsonNode list(Call call, String field) throws BackendException {
        return require(call).array("/" + field);
    }

    @Override
    public JobRef submit(JobRequest request, String clientToken) throws BackendException {
        requireRunnable(request);
        String session = sessions.running(platformId(), clientToken);
        // A model is text that is kept: it costs nothing, and a second one does no harm.
        Call upload = Call.post(
                        PREFIX + "/models",
                        Json.object()
                                .put("project_id", project)
                                .put("payload", model(request).toString()))
                .harmless();
        String model = require(upload).require("/id");
        ObjectNode job = Json.object()
                .put("name", "qmlops-" + clientToken)
                .put("session_id", session)
                .put("model_id", model)
                .put("parameters", parameters(request).toString());
        job.putObject("circuit").putNull("qiskit_circuit");
        job.putArray("tags").add(clientToken);
        sessions.opened(clientToken);
        try {
            Reply reply = require(Call.post(PREFIX + "/jobs", job));
            String id = reply.require("/id");
            sessions.opened(id);
            sessions.ended(clientToken);
            return ref(id, request.circuit());
        } catch (BackendException e) {
            if (e.kind() != Kind.IN_DOUBT) {
                sessions.ended(clientToken);
            }
            throw e;
        }
    }

    private ObjectNode model(JobRequest request) {
        Circuit bound = request.circuit().bind(request.bindings().get(0));
        ObjectNode model = Json.object();
        model.putArray("programs")
                .addObject()
                .put("compression_format", UNCOMPRESSED)
                .put("serialization_format", OPENQASM_3)
                .put("serialization", PortableQasm.write(bound, PortableQasm.Dialect.STANDARD));
        model.putNull("noise_model");
        model.putObject("client").put("user_agent", "qmlops");
        model.putObject("backend").put("name", device).putNull("version").putObject("options");
        return model;
    }

    private static ObjectNode parameters(JobRequest request) {
        ObjectNode parameters = Json.object().put("shots", request.shots());
        parameters.putObject("options").put("memory", false);
        return parameters;
    }

    private JobRef ref(String id, Circuit circuit) {
        return new JobRef(
                name(),
                id,
                Map.of(
                        ScalewayResult.READOUT, Readout.of(circuit).toString(),
                        ScalewayResult.QUBITS, String.valueOf(circuit.qubits())));
    }

    @Override
    public Optional<JobRef> find(JobRequest request, String clientToken) throws BackendException {
        for (JsonNode job :
                list(Call.get(PREFIX + "/jobs?tags=" + clientToken + "&order_by=created_at_desc"), "jobs")) {
            for (JsonNode tag : job.path("tags")) {
                if (tag.asText().equals(clientToken)) {
                    return Optional.of(ref(job.path("id").asText(), request.circuit()));
                }
            }
        }
        return Optional.empty();
    }

    @Override
    protected JobStatus look(JobRef job) throws BackendException {
        Reply reply = service().exchange(Call.get(PREFIX + "/jobs/" + job.id()));
        if (reply.status() == 404) {
            sessions.ended(job.id());
            return lost(job, reply);
        }
        State state = STATES.getOrDefault(successful(reply).require("/status"), State.RUNNING);
        if (state.ended()) {
            sessions.ended(job.id());
        }
        return status(job, state, reply.json().path("progress_message").asText(""));
    }

    @Override
    public JobResult fetch(JobRef job) throws BackendException {
        requireDone(look(job));
        Call call = Call.get(PREFIX + "/jobs/" + job.id() + "/results?order_by=created_at_desc");
        JsonNode result = list(call, "job_results").path(0);
        String text = result.path("result").asText("");
        if (text.isEmpty() || result.path("result").isNull()) {
            String url = result.path("url").asText("");
            if (!url.startsWith("http")) {
                throw new BackendException("the result of job " + job.id() + " is not readable yet", Kind.TRANSIENT);
            }
            // The link is signed: it is read without the key.
            text = service()
                    .require(Call.get(url), reply -> "the link to the result was not accepted")
                    .text();
        }
        return ScalewayResult.read(job, text, device);
    }

    @Override
    public void cancel(JobRef job) throws BackendException {
        cancel(Call.post(PREFIX + "/jobs/" + job.id() + "/cancel", Json.object()), Set.of(400, 404, 409));
    }

    /** From the prices of the platform, where it bills by the shot or circuit; the time of a session cannot be known before. */
    @Override
    public Optional<Quote> estimate(JobRequest request) throws BackendException {
        JsonNode found = platform();
        BigDecimal shot = money(found.path("price_per_shot"));
        BigDecimal circuit = money(found.path("price_per_circuit"));
        if (shot.signum() == 0 && circuit.signum() == 0) {
            return Optional.empty();
        }
        String currency = found.at("/price_per_shot/currency_code")
                .asText(found.at("/price_per_circuit/currency_code").asText("EUR"));
        return Optional.of(new Quote(
                shot.multiply(BigDecimal.valueOf(request.shots())).add(circuit).stripTrailingZeros(),
                currency,
                request.shots() + " shots and one circuit at the platform's own prices; the time of the session at "
                        + money(found.path("price_per_hour")).toPlainString() + " an hour comes on top"));
    }

    private static BigDecimal money(JsonNode money) {
        return BigDecimal.valueOf(money.path("units").asLong(0))
                .add(BigDecimal.valueOf(money.path("nanos").asLong(0), 9))
                .stripTrailingZeros();
    }

    @Override
    public Availability availability() throws BackendException {
        String state = platform().path("availability").asText("");
        return Availability.of(
                PLATFORM_STATES.getOrDefault(state, Availability.State.UNKNOWN),
                service().redacted(state));
    }

    @Override
    public void close() {
        sessions.close();
    }

    /** {@code {"message":"…","type":"…"}}. */
    static String words(JsonNode body) {
        return (body.path("message").asText("") + " " + body.path("type").asText("")).strip();
    }

    @Override
    protected String explanation(JsonNode body) {
        return words(body);
    }
}
