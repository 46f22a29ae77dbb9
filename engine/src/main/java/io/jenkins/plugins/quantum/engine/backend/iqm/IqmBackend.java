package io.jenkins.plugins.quantum.engine.backend.iqm;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.Availability;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.Capabilities;
import io.jenkins.plugins.quantum.engine.backend.CompiledSize;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.backend.JobStatus.State;
import io.jenkins.plugins.quantum.engine.backend.compile.CompileOptions;
import io.jenkins.plugins.quantum.engine.backend.compile.DeviceCompiler;
import io.jenkins.plugins.quantum.engine.backend.http.Call;
import io.jenkins.plugins.quantum.engine.backend.http.HttpService;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.backend.http.Reply;
import io.jenkins.plugins.quantum.engine.backend.http.ServiceBackend;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.noise.CalibrationFormats;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A machine of IQM. Before each submission it reads what is calibrated, because only calibrated gates at calibrated places are legal, and
 * pins the job to that calibration. The service takes no token against repetition and lists no jobs.
 */
final class IqmBackend extends ServiceBackend {
    private final String computer;
    private final DeviceCompiler compiler;
    private final CompileOptions options;

    IqmBackend(
            String name,
            HttpService service,
            String computer,
            Capabilities capabilities,
            DeviceCompiler compiler,
            CompileOptions options) {
        super(name, service, "iqm " + service.base().getHost(), capabilities);
        this.computer = computer;
        this.compiler = compiler;
        this.options = options;
    }

    @Override
    public Optional<CompiledSize> compiledSize(Circuit circuit, Map<String, Double> inputs) throws BackendException {
        var request = new JobRequest("size", circuit, List.of(inputs), NoiseModel.none(), 1, 0, 0, false);
        PlacedCircuit placed =
                PlacedCircuit.of(request, architecture(), capabilities().device(), compiler, options);
        return Optional.of(CompiledSize.of(
                placed.programs().get(0),
                placed.places().stream().flatMap(Optional::stream).toList(),
                placed.facts().getOrDefault("compiler", "")));
    }

    @Override
    public JobRef submit(JobRequest request, String clientToken) throws BackendException {
        IqmArchitecture machine = architecture();
        PlacedCircuit placed = PlacedCircuit.of(request, machine, capabilities().device(), compiler, options);
        JsonNode body = IqmProgram.body(placed, machine, request.shots());
        Reply reply = require(Call.post("/api/v1/jobs/" + computer + "/circuit?use_timeslot=false", body));
        var details = new HashMap<>(placed.facts());
        details.put(IqmResult.READOUT, placed.readout().toString());
        details.put(IqmResult.CIRCUITS, Integer.toString(request.bindings().size()));
        return new JobRef(name(), reply.require("/id"), details);
    }

    private IqmArchitecture architecture() throws BackendException {
        return IqmArchitecture.read(
                require(Call.get("/api/v1/calibration-sets/" + computer + "/default/dynamic-quantum-architecture"))
                        .json());
    }

    @Override
    protected JobStatus look(JobRef ref) throws BackendException {
        Reply reply = service().exchange(Call.get("/api/v1/jobs/" + ref.id()));
        return reply.status() == 404 ? lost(ref, reply) : status(ref, job(reply));
    }

    private JobStatus status(JobRef ref, IqmJob job) {
        double progress = job.state() == State.DONE ? 1 : 0;
        return new JobStatus(
                ref, job.state(), progress, job.queuePosition(), service().redacted(job.words()));
    }

    private IqmJob job(Reply reply) throws BackendException {
        successful(reply).require("/status");
        return new IqmJob(reply.json());
    }

    @Override
    public JobResult fetch(JobRef ref) throws BackendException {
        IqmJob job = job(service().exchange(Call.get("/api/v1/jobs/" + ref.id())));
        requireDone(status(ref, job));
        Reply counts = service().exchange(Call.get("/api/v1/jobs/" + ref.id() + "/artifacts/measurement_counts"));
        if (counts.status() == 404) {
            throw service().fault(counts, "the counts are not there yet", Kind.TRANSIENT);
        }
        successful(counts);
        var facts = new HashMap<>(ref.details());
        facts.keySet().removeAll(Set.of(IqmResult.READOUT, IqmResult.CIRCUITS));
        facts.put("device", capabilities().device());
        facts.put("job", ref.id());
        if (!job.calibrationSet().isEmpty()) {
            facts.put("calibration", job.calibrationSet());
        }
        job.executionTime()
                .ifPresent(time -> facts.put("execution.seconds", Double.toString(time.toMillis() / 1000.0)));
        return new JobResult(IqmResult.read(ref, counts.json()), facts);
    }

    /** The service answers 403 with {@code illegal_job_status} when a job has ended, which is no question of rights. */
    @Override
    public void cancel(JobRef ref) throws BackendException {
        Reply reply = service()
                .exchange(Call.post("/api/v1/jobs/" + ref.id() + "/cancel", Json.object())
                        .harmless());
        boolean ended =
                reply.status() == 404 || reply.status() == 403 && words(reply).contains("illegal_job_status");
        if (!ended) {
            successful(reply);
        }
    }

    @Override
    public Availability availability() throws BackendException {
        JsonNode health = require(Call.get("/api/v1/quantum-computers/" + computer + "/health"))
                .json();
        JsonNode healthy = health.path("healthy");
        Availability.State state = !healthy.isBoolean()
                ? Availability.State.UNKNOWN
                : healthy.asBoolean() ? Availability.State.ONLINE : Availability.State.OFFLINE;
        return new Availability(state, queue(), Optional.empty(), "");
    }

    /** Not every server says how long its queue is. */
    private OptionalLong queue() throws BackendException {
        Reply reply = service().exchange(Call.get("/api/v1/quantum-computers/" + computer + "/queue-availability"));
        JsonNode length = reply.ok() ? reply.json().path("queue_length") : Json.object();
        return length.canConvertToLong() && length.isNumber() ? OptionalLong.of(length.asLong()) : OptionalLong.empty();
    }

    @Override
    public Optional<NoiseModel> calibration() throws BackendException {
        IqmArchitecture machine = architecture();
        Reply metrics = service()
                .exchange(
                        Call.get("/api/v1/calibration-sets/" + computer + "/" + machine.calibrationSet() + "/metrics"));
        if (metrics.status() == 404) {
            return Optional.empty();
        }
        successful(metrics);
        return CalibrationFormats.iqm(
                metrics.json(), machine.qubits(), capabilities().device(), machine.calibrationSet());
    }

    @Override
    public void close() {
        compiler.close();
    }

    /** {@code {"message", "error_code"}}, at the top or as the first of {@code errors}. */
    @Override
    protected String explanation(JsonNode body) {
        return IqmJob.words(body.has("errors") ? body.path("errors").path(0) : body);
    }
}
