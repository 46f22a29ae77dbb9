package io.jenkins.plugins.quantum.engine.backend.alicebob;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Gate;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A target of Alice and Bob. A job is made without a program and runs nothing; uploading its program starts it, and this second call alone
 * has an effect. Its state is the type of its last event. The service takes no token against repetition.
 */
final class AliceBobBackend extends ServiceBackend {
    private static final Map<String, State> STATES = Map.ofEntries(
            Map.entry("CREATED", State.QUEUED),
            Map.entry("FETCHING_INPUT", State.QUEUED),
            Map.entry("INPUT_READY", State.QUEUED),
            Map.entry("COMPILING", State.QUEUED),
            Map.entry("COMPILED", State.QUEUED),
            Map.entry("TRANSPILING", State.QUEUED),
            Map.entry("TRANSPILED", State.QUEUED),
            Map.entry("EXECUTING", State.RUNNING),
            Map.entry("SUCCEEDED", State.DONE),
            Map.entry("COMPILATION_FAILED", State.FAILED),
            Map.entry("TRANSPILATION_FAILED", State.FAILED),
            Map.entry("EXECUTION_FAILED", State.FAILED),
            Map.entry("TIMED_OUT", State.FAILED),
            Map.entry("CANCELLED", State.CANCELLED));

    private static final String BOUNDARY = "qmlops-3f9c1b7a5d";
    private static final int MOST_LINES = 1 << 20;

    private final String target;
    private final Set<Gate> gates;
    private final Map<String, Double> parameters;
    private volatile JsonNode description;

    AliceBobBackend(
            String name,
            HttpService service,
            String account,
            String target,
            Set<Gate> gates,
            Map<String, Double> parameters,
            Capabilities capabilities) {
        super(name, service, account, capabilities);
        this.target = target;
        this.gates = Set.copyOf(gates);
        this.parameters = Map.copyOf(parameters);
    }

    @Override
    public Optional<String> whyNot(JobRequest request) {
        Optional<String> general = super.whyNot(request);
        if (general.isPresent()) {
            return general;
        }
        try {
            program(request);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(capabilities().device() + " cannot run the circuit: " + e.getMessage());
        }
    }

    private String program(JobRequest request) {
        Circuit bound = request.circuit().bind(request.bindings().get(0));
        return QirWriter.write(CatGates.rewrite(bound, gates));
    }

    @Override
    public JobRef submit(JobRequest request, String clientToken) throws BackendException {
        String program = program(request);
        ObjectNode body = Json.object()
                .put("inputDataFormat", "HUMAN_QIR")
                .put("outputDataFormat", "HISTOGRAM")
                .put("target", target);
        body.set("inputParams", inputs(request.shots()));
        String id = require(Call.post("/v1/jobs/", body).harmless()).require("/id");
        require(upload("/v1/jobs/" + id + "/input", program));
        return reference(id, request);
    }

    /** What the target's description asks for, at its defaults but for what the user chose. */
    private ObjectNode inputs(long shots) throws BackendException {
        ObjectNode inputs = Json.object();
        JsonNode known = description().path("inputParams");
        for (Map.Entry<String, JsonNode> input : known.properties()) {
            inputs.set(input.getKey(), input.getValue().path("default"));
        }
        for (Map.Entry<String, Double> parameter : parameters.entrySet()) {
            if (!known.has(parameter.getKey())) {
                throw new BackendException(
                        "the target " + target + " has no parameter '" + parameter.getKey() + "'", Kind.REFUSED);
            }
            boolean whole = known.path(parameter.getKey()).path("default").isIntegralNumber();
            inputs.set(
                    parameter.getKey(),
                    whole
                            ? JsonNodeFactory.instance.numberNode(Math.round(parameter.getValue()))
                            : JsonNodeFactory.instance.numberNode(parameter.getValue()));
        }
        return inputs.put("nbShots", shots);
    }

    private JsonNode description() throws BackendException {
        JsonNode known = description;
        if (known == null) {
            known = find(require(Call.get("/v1/targets/")).json());
            description = known;
        }
        return known;
    }

    private JsonNode find(JsonNode targets) throws BackendException {
        for (JsonNode candidate : targets) {
            if (candidate.path("name").asText().equals(target)) {
                return candidate;
            }
        }
        throw new BackendException(
                "the account of Alice & Bob has no target '" + target + "': compare the option device with its list",
                Kind.REFUSED);
    }

    /** A file in a form, as browsers send it. */
    private static Call upload(String path, String program) {
        String form = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"input\"; filename=\"input\"\r\n\r\n"
                + program + "\r\n--" + BOUNDARY + "--\r\n";
        return new Call(
                "POST",
                path,
                Map.of("Accept", "application/json", "Content-Type", "multipart/form-data; boundary=" + BOUNDARY),
                form.getBytes(StandardCharsets.UTF_8),
                true);
    }

    @Override
    protected JobStatus look(JobRef job) throws BackendException {
        Reply reply = service().exchange(Call.get("/v1/jobs/" + job.id()));
        if (reply.status() == 404) {
            return status(job, State.LOST, words(reply));
        }
        if (!reply.ok()) {
            throw fault(reply);
        }
        JsonNode events = reply.json().path("events");
        String last = events.path(events.size() - 1).path("type").asText();
        if (last.isEmpty()) {
            throw new BackendException("Alice & Bob's job " + job.id() + " has no events", Kind.TRANSIENT);
        }
        State state = STATES.getOrDefault(last, State.RUNNING);
        return status(job, state, state == State.FAILED ? last + " " + errors(reply.json()) : "");
    }

    private static String errors(JsonNode job) {
        JsonNode first = job.path("errors").path(0);
        return first.isTextual() ? first.asText() : first.path("message").asText("");
    }

    @Override
    public JobResult fetch(JobRef job) throws BackendException {
        requireDone(look(job));
        Reply reply =
                service().exchange(Call.get("/v1/jobs/" + job.id() + "/output").with("Accept", "text/csv, */*"));
        if (!reply.ok()) {
            throw reply.status() == 409 ? service().fault(reply, words(reply), Kind.TRANSIENT) : fault(reply);
        }
        ObjectNode histogram = Json.object();
        List<String> lines = reply.text().lines().limit(MOST_LINES).toList();
        for (String line : lines) {
            String[] cells = line.strip().split(",", 2);
            if (cells.length == 2 && cells[1].strip().matches("\\d{1,15}")) {
                histogram.put(cells[0].strip(), Long.parseLong(cells[1].strip()));
            } else if (!line.isBlank()) {
                throw new BackendException(
                        "Alice & Bob's result has a line that is no outcome and count", Kind.REFUSED);
            }
        }
        var counts = Histogram.read(
                histogram, bits(job), Histogram.Order.HIGHEST_FIRST, service().name());
        return new JobResult(
                List.of(Outcome.sampled(counts)),
                Map.of("device", capabilities().device(), "job", job.id()));
    }

    @Override
    public void cancel(JobRef job) throws BackendException {
        cancel(job, new Call("DELETE", "/v1/jobs/" + job.id(), Map.of("Accept", "application/json"), null, true));
    }

    @Override
    public Availability availability() throws BackendException {
        JsonNode found = find(require(Call.get("/v1/targets/")).json());
        return Availability.of(
                Availability.State.ONLINE, found.path("numQubits").asInt() + " qubits");
    }
}
