package io.jenkins.plugins.quantum.engine.backend.superstaq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Instruction;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A target of Superstaq, version 0.3.0 of its interface. A job holds one or several circuits in QPY, each with a state and counts of its own.
 * Jobs carry the client's token as their tag and can be searched by it.
 */
final class SuperstaqBackend extends ServiceBackend {
    private static final String MEASURED = "measured";
    private static final int LINE = 76;

    private static final Map<String, State> STATES = Map.ofEntries(
            Map.entry("received", State.QUEUED),
            Map.entry("awaiting_compile", State.QUEUED),
            Map.entry("awaiting_submission", State.QUEUED),
            Map.entry("awaiting_simulation", State.QUEUED),
            Map.entry("compiling", State.QUEUED),
            Map.entry("pending", State.QUEUED),
            Map.entry("running", State.RUNNING),
            Map.entry("simulating", State.RUNNING),
            Map.entry("completed", State.DONE),
            Map.entry("failed", State.FAILED),
            Map.entry("unrecognized", State.FAILED),
            Map.entry("cancelled", State.CANCELLED),
            Map.entry("deleted", State.LOST));

    /** Of circuits in different states the first of these tells the job's; while one goes on, so does the job. */
    private static final List<State> TELLING =
            List.of(State.RUNNING, State.QUEUED, State.FAILED, State.CANCELLED, State.LOST, State.DONE);

    private final String target;
    private final SuperstaqMethod method;

    SuperstaqBackend(
            String name,
            HttpService service,
            String account,
            String target,
            SuperstaqMethod method,
            Capabilities capabilities) {
        super(name, service, account, capabilities);
        this.target = target;
        this.method = method;
    }

    @Override
    public Conduct conduct() {
        return Conduct.cloud(Repetition.TAG, 1);
    }

    @Override
    public JobRef submit(JobRequest request, String clientToken) throws BackendException {
        List<Circuit> bound = request.bindings().stream()
                .map(binding -> request.circuit().bind(binding))
                .toList();
        ObjectNode body = Json.object()
                .put("job_type", method.type())
                .put("target", target)
                .put(
                        "circuits",
                        Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(QpyWriter.write(bound)) + "\n")
                .put("circuit_type", "qiskit")
                .put("verbatim", false)
                .put("shots", request.shots())
                .put("dry_run", method == SuperstaqMethod.DRY_RUN)
                .put("sim_method", method == SuperstaqMethod.SIMULATE ? "sim" : null)
                .put("priority", 0);
        body.putObject("options_dict");
        body.putArray("tags").add(clientToken);
        body.putObject("metadata");
        return job(require(Call.post("/client/job", body)).require("/job_id"), request);
    }

    private JobRef job(String id, JobRequest request) {
        JobRef plain = reference(id, request);
        var details = new HashMap<>(plain.details());
        details.put(
                MEASURED,
                request.circuit().instructions().stream()
                        .filter(Instruction.Measure.class::isInstance)
                        .map(step -> ((Instruction.Measure) step).bit())
                        .distinct()
                        .sorted()
                        .map(String::valueOf)
                        .collect(Collectors.joining(",")));
        return new JobRef(plain.backend(), id, details);
    }

    @Override
    public Optional<JobRef> find(JobRequest request, String clientToken) throws BackendException {
        return labelled(clientToken).stream().findFirst().map(id -> job(id, request));
    }

    @Override
    public Optional<List<String>> tagged(String tag) throws BackendException {
        return Optional.of(labelled(tag));
    }

    private List<String> labelled(String clientToken) throws BackendException {
        var ids = new ArrayList<String>();
        Reply reply =
                require(Call.get("/client/job/qiskit?tags=" + URLEncoder.encode(clientToken, StandardCharsets.UTF_8)));
        JsonNode jobs = reply.json();
        if (!jobs.isObject()) {
            throw new BackendException("the answer to " + reply.call() + " lists no jobs", Kind.TRANSIENT);
        }
        for (Map.Entry<String, JsonNode> job : jobs.properties()) {
            if (!job.getValue().isObject()) {
                throw new BackendException("the answer to " + reply.call() + " lists no jobs", Kind.TRANSIENT);
            }
            for (JsonNode tag : job.getValue().path("tags")) {
                if (tag.asText().equals(clientToken)) {
                    ids.add(job.getKey());
                    break;
                }
            }
        }
        return ids;
    }

    /** What the service tells of a job; an empty object when it does not know it. */
    private JsonNode ask(JobRef job) throws BackendException {
        Reply reply = service().exchange(Call.get("/client/job/qiskit?job_id=" + job.id()));
        if (reply.status() == 404) {
            return Json.object();
        }
        if (!reply.ok()) {
            throw fault(reply);
        }
        JsonNode known = reply.json().path(job.id());
        if (!known.isMissingNode() && known.path("statuses").isEmpty()) {
            throw new BackendException("Superstaq tells no state of job " + job.id(), Kind.TRANSIENT);
        }
        return known;
    }

    @Override
    protected JobStatus look(JobRef job) throws BackendException {
        return status(job, ask(job));
    }

    private JobStatus status(JobRef job, JsonNode told) {
        var states = new ArrayList<State>();
        told.path("statuses").forEach(word -> states.add(STATES.getOrDefault(word.asText(), State.RUNNING)));
        State state = TELLING.stream().filter(states::contains).findFirst().orElse(State.LOST);
        var words = new ArrayList<String>();
        told.path("status_messages").forEach(message -> words.add(message.asText("")));
        return status(
                job,
                state,
                words.stream()
                        .filter(text -> !text.isBlank() && !text.equals("null"))
                        .distinct()
                        .limit(3)
                        .collect(Collectors.joining("; ")));
    }

    @Override
    public JobResult fetch(JobRef job) throws BackendException {
        JsonNode told = ask(job);
        requireDone(status(job, told));
        var outcomes = new ArrayList<Outcome>();
        for (int circuit = 0; circuit < circuits(job); circuit++) {
            ObjectNode histogram = Json.object();
            for (Map.Entry<String, JsonNode> entry :
                    told.path("counts").path(circuit).properties()) {
                histogram.set(arranged(entry.getKey(), job), entry.getValue());
            }
            outcomes.add(Outcome.sampled(Histogram.read(
                    histogram,
                    bits(job),
                    Histogram.Order.LOWEST_FIRST,
                    service().name())));
        }
        return new JobResult(outcomes, Map.of("device", capabilities().device(), "job", job.id()));
    }

    /** Outcomes have the measured bits alone, the lowest first; the others are 0. */
    private static String arranged(String key, JobRef job) throws BackendException {
        int bits = bits(job);
        String[] measured = job.details().getOrDefault(MEASURED, "").split(",");
        if (key.length() == bits || key.length() != measured.length) {
            return key;
        }
        var arranged = new StringBuilder("0".repeat(bits));
        for (int i = 0; i < measured.length; i++) {
            int bit = measured[i].matches("\\d{1,6}") ? Integer.parseInt(measured[i]) : bits;
            if (bit >= bits) {
                throw new BackendException(
                        "the reference of the job lacks its measured bits: was the journal changed?", Kind.REFUSED);
            }
            arranged.setCharAt(bit, key.charAt(i));
        }
        return arranged.toString();
    }

    @Override
    public void cancel(JobRef job) throws BackendException {
        ObjectNode body = Json.object();
        body.putArray("job_id").add(job.id());
        cancel(job, Call.json("PUT", "/client/cancel_jobs", body));
    }

    @Override
    public Availability availability() throws BackendException {
        for (JsonNode known : require(Call.get("/client/targets")).json()) {
            if (known.path("target_name").asText().equals(target)) {
                boolean usable = known.path("available").asBoolean()
                        && known.path("accessible").asBoolean(true)
                        && known.path("supports_submit").asBoolean(true);
                return Availability.of(
                        known.path("retired").asBoolean()
                                ? Availability.State.RETIRED
                                : usable ? Availability.State.ONLINE : Availability.State.OFFLINE,
                        usable ? "" : "not available, or not to this account");
            }
        }
        return Availability.of(Availability.State.OFFLINE, "the service lists no such target");
    }
}
