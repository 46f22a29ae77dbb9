package io.jenkins.plugins.quantum.engine.backend.qbraid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.Availability;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.Capabilities;
import io.jenkins.plugins.quantum.engine.backend.Conduct;
import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.backend.JobStatus.State;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * A machine or simulator behind qBraid. A job is one circuit in OpenQASM 3; the client's token is a tag of the job, by which the list of jobs
 * can be searched.
 */
final class QbraidBackend extends ServiceBackend {
    private static final String TAG = "qmlops";
    private static final String READOUT = "readout";
    private static final String QUBITS = "qubits";
    private static final Map<String, State> STATES = Map.of(
            "INITIALIZING", State.QUEUED,
            "QUEUED", State.QUEUED,
            "VALIDATING", State.QUEUED,
            "HOLD", State.QUEUED,
            "RUNNING", State.RUNNING,
            "CANCELLING", State.RUNNING,
            "COMPLETED", State.DONE,
            "FAILED", State.FAILED,
            "CANCELLED", State.CANCELLED);
    private static final Map<String, Availability.State> DEVICE_STATES = Map.of(
            "ONLINE", Availability.State.ONLINE,
            "UNAVAILABLE", Availability.State.OFFLINE,
            "OFFLINE", Availability.State.OFFLINE,
            "RETIRED", Availability.State.RETIRED);

    private final String device;

    QbraidBackend(String name, HttpService service, String device, Capabilities capabilities) {
        super(name, service, "qbraid " + service.base().getHost(), capabilities);
        this.device = device;
    }

    @Override
    public Conduct conduct() {
        return Conduct.cloud(Conduct.Repetition.TAG, 1);
    }

    @Override
    public JobRef submit(JobRequest request, String clientToken) throws BackendException {
        requireRunnable(request);
        Circuit bound = request.circuit().bind(request.bindings().get(0));
        // qBraid passes programs for Braket's machines on as they are written.
        PortableQasm.Dialect dialect =
                device.startsWith("aws:") ? PortableQasm.Dialect.BRAKET : PortableQasm.Dialect.STANDARD;
        ObjectNode job = Json.object()
                .put("name", "qmlops " + clientToken)
                .put("shots", request.shots())
                .put("deviceQrn", device);
        job.putObject("tags").put(TAG, clientToken);
        job.putObject("runtimeOptions");
        job.putNull("groupJobQrn");
        job.putObject("program").put("format", "qasm3").put("data", PortableQasm.write(bound, dialect));
        Reply reply = require(Call.post("/jobs", job));
        return ref(reply.require("/data/jobQrn"), request.circuit());
    }

    private JobRef ref(String id, Circuit circuit) {
        return new JobRef(
                name(), id, Map.of(READOUT, Readout.of(circuit).toString(), QUBITS, String.valueOf(circuit.qubits())));
    }

    @Override
    public Optional<JobRef> find(JobRequest request, String clientToken) throws BackendException {
        String tags = Json.object().put(TAG, clientToken).toString();
        Reply reply = require(Call.get("/jobs?tags=" + encoded(tags) + "&page=1&limit=20"));
        for (JsonNode job : reply.array("/data")) {
            if (job.at("/tags/" + TAG).asText().equals(clientToken)) {
                return Optional.of(ref(job.path("jobQrn").asText(), request.circuit()));
            }
        }
        return Optional.empty();
    }

    private JsonNode data(Reply reply) throws BackendException {
        JsonNode data = successful(reply).json().path("data");
        if (!data.isObject()) {
            throw new BackendException("qBraid's answer to " + reply.call() + " has no data", Kind.TRANSIENT);
        }
        return data;
    }

    private Call job(JobRef job, String part) {
        return Call.get("/jobs/" + encoded(job.id()) + part);
    }

    @Override
    protected JobStatus look(JobRef job) throws BackendException {
        Reply reply = service().exchange(job(job, ""));
        if (reply.status() == 404) {
            return lost(job, reply);
        }
        JsonNode data = data(reply);
        State state = STATES.getOrDefault(data.path("status").asText(), State.RUNNING);
        JsonNode position = data.path("queuePosition");
        return new JobStatus(
                job,
                state,
                state == State.DONE ? 1 : 0,
                position.isIntegralNumber() ? OptionalLong.of(position.asLong()) : OptionalLong.empty(),
                service().redacted(data.path("statusMsg").asText("")));
    }

    @Override
    public JobResult fetch(JobRef job) throws BackendException {
        requireDone(look(job));
        JsonNode data = data(service().exchange(job(job, "/result")));
        JsonNode measured = data.at("/resultData/measurementCounts");
        if (!measured.isObject()) {
            throw new BackendException("the counts of job " + job.id() + " are not readable yet", Kind.TRANSIENT);
        }
        Readout readout = Readout.parse(job.details().getOrDefault(READOUT, ""));
        int qubits = number(job, QUBITS);
        var counts = new TreeMap<String, Long>();
        for (var entries = measured.fields(); entries.hasNext(); ) {
            Map.Entry<String, JsonNode> entry = entries.next();
            if (!entry.getValue().isIntegralNumber() || entry.getValue().asLong() < 0) {
                throw new BackendException("job " + job.id() + " has a count that is no number of shots", Kind.REFUSED);
            }
            counts.merge(
                    PortableQasm.outcome(readout, entry.getKey(), qubits),
                    entry.getValue().asLong(),
                    Long::sum);
        }
        return new JobResult(List.of(Outcome.sampled(new Counts(readout.bits(), counts))), facts(job, data));
    }

    private Map<String, String> facts(JobRef job, JsonNode data) {
        var facts = new TreeMap<String, String>();
        facts.put("device", device);
        facts.put("job", job.id());
        if (data.path("cost").isNumber()) {
            facts.put("billed", data.path("cost").decimalValue().toPlainString());
            facts.put("billed.unit", "credits");
        }
        JsonNode millis = data.at("/timeStamps/executionDuration");
        if (millis.isIntegralNumber()) {
            facts.put(
                    "execution-seconds", BigDecimal.valueOf(millis.asLong(), 3).toPlainString());
        }
        return facts;
    }

    @Override
    public void cancel(JobRef job) throws BackendException {
        cancel(Call.post("/jobs/" + encoded(job.id()) + "/cancel", null), Set.of(400, 404, 409));
    }

    /** A guide and no cap: qBraid bills what was used. */
    @Override
    public Optional<Quote> estimate(JobRequest request) throws BackendException {
        JsonNode quote = data(service()
                .exchange(Call.get("/jobs/cost-estimate?deviceQrn=" + encoded(device) + "&shots=" + request.shots())));
        return quote.path("pricingAvailable").asBoolean()
                        && quote.path("estimatedCost").isNumber()
                ? Optional.of(new Quote(
                        quote.path("estimatedCost").decimalValue(),
                        "credits",
                        "qBraid's estimate for " + request.shots() + " shots on " + device
                                + ", a guide and no cap; 100 credits are 1 USD"))
                : Optional.empty();
    }

    @Override
    public Availability availability() throws BackendException {
        JsonNode data = data(service().exchange(Call.get("/devices/" + device)));
        JsonNode queue = data.path("queueDepth");
        return new Availability(
                DEVICE_STATES.getOrDefault(data.path("status").asText(), Availability.State.UNKNOWN),
                queue.isIntegralNumber() ? OptionalLong.of(queue.asLong()) : OptionalLong.empty(),
                Optional.empty(),
                service().redacted(data.path("statusMsg").asText("")));
    }

    /** QRNs have colons, which are sent as they are: the service's own client does so. */
    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("%3A", ":");
    }

    /** {@code {"success":false,"message":"…"}} or {@code {"error":{"message":"…"}}}. */
    @Override
    protected String explanation(JsonNode body) {
        String message = body.path("message").asText("");
        return message.isEmpty()
                ? body.at("/error/message").asText(body.path("error").asText(""))
                : message;
    }
}
