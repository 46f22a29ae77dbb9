package io.jenkins.plugins.quantum.engine.backend.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.Availability;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.Capabilities;
import io.jenkins.plugins.quantum.engine.backend.CompiledSize;
import io.jenkins.plugins.quantum.engine.backend.Conduct;
import io.jenkins.plugins.quantum.engine.backend.Conduct.Repetition;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.backend.JobStatus.State;
import io.jenkins.plugins.quantum.engine.backend.Readout;
import io.jenkins.plugins.quantum.engine.backend.compile.CircuitCompiler;
import io.jenkins.plugins.quantum.engine.backend.http.Call;
import io.jenkins.plugins.quantum.engine.backend.http.HttpService;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.backend.http.Reply;
import io.jenkins.plugins.quantum.engine.backend.http.ServiceBackend;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.noise.CalibrationFormats;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * A processor of Google's Quantum Engine, version v1alpha1 over REST. A submission is two calls, a program and a job of it, whose names the
 * client chooses: sent again they exist already, so that nothing starts twice.
 */
final class GoogleBackend extends ServiceBackend {
    private static final String ROOT = "/v1alpha1/";
    private static final String READOUT = "readout";
    private static final String RUNS = "runs";

    /** By name; the service may also answer with the number. */
    private static final Map<String, State> STATES = Map.ofEntries(
            Map.entry("READY", State.QUEUED),
            Map.entry("1", State.QUEUED),
            Map.entry("RUNNING", State.RUNNING),
            Map.entry("2", State.RUNNING),
            Map.entry("CANCELLING", State.RUNNING),
            Map.entry("3", State.RUNNING),
            Map.entry("CANCELLED", State.CANCELLED),
            Map.entry("4", State.CANCELLED),
            Map.entry("SUCCESS", State.DONE),
            Map.entry("5", State.DONE),
            Map.entry("FAILURE", State.FAILED),
            Map.entry("6", State.FAILED));

    private static final Map<String, Availability.State> HEALTH = Map.ofEntries(
            Map.entry("OK", Availability.State.ONLINE),
            Map.entry("1", Availability.State.ONLINE),
            Map.entry("DOWN", Availability.State.OFFLINE),
            Map.entry("2", Availability.State.OFFLINE),
            Map.entry("UNAVAILABLE", Availability.State.OFFLINE),
            Map.entry("3", Availability.State.OFFLINE),
            Map.entry("INACTIVE", Availability.State.OFFLINE),
            Map.entry("4", Availability.State.OFFLINE));

    private final String project;
    private final GoogleProcessor processor;
    private final CircuitCompiler compiler;

    GoogleBackend(
            String name,
            HttpService service,
            String project,
            GoogleProcessor processor,
            Capabilities capabilities,
            CircuitCompiler compiler) {
        super(name, service, "google " + service.base().getHost() + " " + project, capabilities);
        this.project = "projects/" + project;
        this.processor = processor;
        this.compiler = compiler;
    }

    @Override
    public Conduct conduct() {
        return Conduct.cloud(Repetition.TOKEN, 1);
    }

    private String processorName() {
        return project + "/processors/" + processor.id();
    }

    private CirqProgram compiled(CirqJob job, Map<String, Double> inputs) throws BackendException {
        JsonNode spec = require(Call.get(ROOT + processorName())).json().path("deviceSpec");
        if (spec.path("validQubits").isEmpty()) {
            throw new BackendException(
                    "Google's answer does not say which qubits " + processor.id() + " has", Kind.TRANSIENT);
        }
        return CirqProgram.of(job.text(processor.id(), spec, processor.layout(), inputs), processor.id(), compiler);
    }

    @Override
    public Optional<CompiledSize> compiledSize(Circuit circuit, Map<String, Double> inputs) throws BackendException {
        return Optional.of(compiled(new CirqJob(circuit), inputs).size());
    }

    @Override
    public JobRef submit(JobRequest request, String clientToken) throws BackendException {
        requireRunnable(request);
        var job = new CirqJob(request.circuit());
        CirqProgram program = compiled(job, request.bindings().get(0));
        String id = "qmlops-" + clientToken.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "-");
        String programName = project + "/programs/" + id;
        // A program alone runs nothing and costs nothing.
        Reply made = service()
                .exchange(Call.post(
                                ROOT + project + "/programs",
                                Json.object().put("name", programName).set("code", program.code()))
                        .harmless());
        boolean known = exists(made);
        ObjectNode body = Json.object().put("name", programName + "/jobs/" + id);
        body.set("schedulingConfig", processor.schedulingConfig(processorName()));
        body.set("runContext", job.runContext(request.bindings(), request.shots()));
        Reply started = service().exchange(Call.post(ROOT + programName + "/jobs", body));
        String name = exists(started) ? body.path("name").asText() : started.require("/name");
        // The processor may have changed since: what was sent before counts, and this is another.
        var details =
                new HashMap<>(known ? Map.of("compiler", "as sent before; found again by its name") : program.facts());
        details.put(READOUT, job.readout().toString());
        details.put(RUNS, Integer.toString(request.bindings().size()));
        return new JobRef(name(), name, details);
    }

    /** Whether an earlier submission with the same token came through, though nobody heard of it. */
    private boolean exists(Reply reply) throws BackendException {
        if (reply.status() == 409 && words(reply, "status").equals("ALREADY_EXISTS")) {
            return true;
        }
        successful(reply);
        return false;
    }

    private static String words(Reply reply, String part) {
        return reply.explanation(body -> body.path("error").path(part).asText());
    }

    @Override
    protected JobStatus look(JobRef job) throws BackendException {
        Reply reply = ask(job);
        return reply.status() == 404 ? lost(job, reply) : status(job, successful(reply));
    }

    private Reply ask(JobRef job) throws BackendException {
        return service().exchange(Call.get(ROOT + job.id()));
    }

    private JobStatus status(JobRef job, Reply reply) throws BackendException {
        reply.require("/executionStatus/state");
        JsonNode status = reply.json().path("executionStatus");
        JsonNode failure = status.path("failure");
        String words = (failure.path("errorCode").asText("") + " "
                        + failure.path("errorMessage").asText(""))
                .strip();
        return status(job, STATES.getOrDefault(status.path("state").asText(), State.RUNNING), words);
    }

    @Override
    public JobResult fetch(JobRef job) throws BackendException {
        Reply told = successful(ask(job));
        requireDone(status(job, told));
        JsonNode status = told.json().path("executionStatus");
        Reply result = service().exchange(Call.get(ROOT + job.id() + "/result"));
        if (result.status() == 404) {
            throw service().fault(result, "the result is not there yet", Kind.TRANSIENT);
        }
        JsonNode runs = successful(result).json().path("result");
        var facts = new HashMap<>(job.details());
        facts.keySet().removeAll(Set.of(READOUT, RUNS));
        facts.put("device", capabilities().device());
        facts.put("job", job.id());
        if (!status.path("calibrationName").asText("").isEmpty()) {
            facts.put("calibration", status.path("calibrationName").asText());
        }
        seconds(status.path("timing")).ifPresent(time -> facts.put("execution.seconds", Double.toString(time)));
        Readout readout = Readout.parse(job.details().getOrDefault(READOUT, ""));
        return new JobResult(GoogleResult.read(runs, readout, number(job, RUNS)), facts);
    }

    private static OptionalDouble seconds(JsonNode timing) {
        try {
            Instant start = Instant.parse(timing.path("startedTime").asText());
            Instant end = Instant.parse(timing.path("completedTime").asText());
            return OptionalDouble.of(Duration.between(start, end).toMillis() / 1000.0);
        } catch (DateTimeException e) {
            // Times are for information only: what cannot be read is as good as none.
            return OptionalDouble.empty();
        }
    }

    @Override
    public void cancel(JobRef job) throws BackendException {
        cancel(job, Call.post(ROOT + job.id() + ":cancel", Json.object()));
    }

    @Override
    public Availability availability() throws BackendException {
        JsonNode told = require(Call.get(ROOT + processorName())).json();
        String health = told.path("health").asText("");
        Availability.State state = HEALTH.getOrDefault(health, Availability.State.UNKNOWN);
        String back = told.path("expectedRecoveryTime").asText("");
        return Availability.of(
                state,
                state == Availability.State.OFFLINE
                        ? service().redacted(health + (back.isEmpty() ? "" : ", expected back " + back))
                        : "");
    }

    @Override
    public Optional<NoiseModel> calibration() throws BackendException {
        Reply reply = service().exchange(Call.get(ROOT + processorName() + "/calibrations/current"));
        if (reply.status() == 404) {
            return Optional.empty();
        }
        return CalibrationFormats.google(
                successful(reply).json().path("data"), capabilities().device());
    }

    @Override
    public void close() {
        compiler.close();
    }
}
