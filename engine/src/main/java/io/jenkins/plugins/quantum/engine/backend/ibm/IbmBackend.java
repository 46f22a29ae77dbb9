package io.jenkins.plugins.quantum.engine.backend.ibm;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.Availability;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.Capabilities;
import io.jenkins.plugins.quantum.engine.backend.CompiledSize;
import io.jenkins.plugins.quantum.engine.backend.Conduct;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.backend.compile.CompiledCircuit;
import io.jenkins.plugins.quantum.engine.backend.compile.DeviceCompiler;
import io.jenkins.plugins.quantum.engine.backend.http.Call;
import io.jenkins.plugins.quantum.engine.backend.http.HttpService;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.CircuitMetrics;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * A device of IBM Quantum Platform in job mode, which needs no session. The service knows no idempotency: a job carries the client's token as
 * a tag, by which {@link #find} finds it.
 */
public final class IbmBackend implements Backend {
    /** With {@link #MOST_SHOTS} the five million executions that a job may have. */
    private static final int BATCH = 50;

    private static final long MOST_SHOTS = 100_000;

    /** Five submissions a minute for each user. */
    private static final Duration SUBMIT_PAUSE = Duration.ofSeconds(12);

    private static final int STATUS_BATCH = 20;

    /** Of a compiled circuit that is kept in the reference of its job. */
    private static final int LONGEST_KEPT = 8192;

    private final String name;
    private final IbmOptions options;
    private final HttpService service;
    private final DeviceCompiler compiler;
    private final IbmDevice device;
    private final IbmJobs jobs;

    /** Creates it; contacts nobody and starts nothing. */
    IbmBackend(String name, IbmOptions options, HttpService service, DeviceCompiler compiler) {
        this.name = name;
        this.options = options;
        this.service = service;
        this.compiler = compiler;
        this.device = new IbmDevice(service, options.device());
        this.jobs = new IbmJobs(service);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.remote(
                "ibm", "ibm/" + options.device(), false, options.qubits(), true, BATCH, 1, MOST_SHOTS);
    }

    @Override
    public Conduct conduct() {
        return Conduct.cloud(Conduct.Repetition.TAG, STATUS_BATCH).submitting(SUBMIT_PAUSE, 10_000);
    }

    @Override
    public String account() {
        return "ibm " + service.base().getHost() + " " + options.instance();
    }

    @Override
    public Optional<String> whyNot(JobRequest request) {
        return capabilities().whyNot(request);
    }

    @Override
    public JobRef submit(JobRequest request, String clientToken) throws BackendException {
        Optional<String> reason = whyNot(request);
        if (reason.isPresent()) {
            throw new BackendException(reason.get(), BackendException.Kind.REFUSED);
        }
        CompiledCircuit compiled = compiled(request);
        Call call = Call.post("/jobs", IbmProgram.write(request, compiled, options, clientToken));
        String id = service.require(call, IbmErrors::words).require("/id");
        return reference(request, compiled.facts(), program(request, compiled), IbmJobs.checkedId(id));
    }

    private static String program(JobRequest request, CompiledCircuit compiled) {
        return IbmProgram.program(compiled, request.bindings().get(0));
    }

    private CompiledCircuit compiled(JobRequest request) throws BackendException {
        return compiler.compile(request.circuit(), device.described().target(), options.compile());
    }

    @Override
    public Optional<CompiledSize> compiledSize(Circuit circuit, Map<String, Double> inputs) throws BackendException {
        CompiledCircuit compiled = compiler.compile(circuit, device.described().target(), options.compile());
        return Optional.of(CompiledSize.of(
                CircuitMetrics.of(compiled.bind(inputs)),
                compiled.layout().stream().map(String::valueOf).toList(),
                compiled.facts().getOrDefault("compiler", "")));
    }

    private JobRef reference(JobRequest request, Map<String, String> facts, String program, String id)
            throws BackendException {
        Map<String, String> details = new HashMap<>(facts);
        details.put(
                "registers",
                request.circuit().bitRegisters().stream()
                        .map(register -> "" + register.size())
                        .collect(Collectors.joining(",")));
        details.put("shots", "" + request.shots());
        details.put("runs", "" + request.bindings().size());
        details.put("device", "ibm/" + options.device());
        device.described().calibration().ifPresent(model -> details.put("calibration", model.epoch()));
        details.put(
                "compiled",
                program.length() <= LONGEST_KEPT
                        ? program
                        : program.substring(0, LONGEST_KEPT) + "// … " + program.length() + " characters");
        return new JobRef(name, id, details);
    }

    @Override
    public Optional<JobRef> find(JobRequest request, String clientToken) throws BackendException {
        Optional<String> id = jobs.tagged(clientToken).stream().findFirst();
        if (id.isEmpty()) {
            return Optional.empty();
        }
        String sent = jobs.program(id.get());
        CompiledCircuit compiled = compiled(request);
        // The device may have been calibrated since, and then the circuit is compiled in another way: what was sent
        // counts.
        Map<String, String> facts = program(request, compiled).equals(sent)
                ? compiled.facts()
                : Map.of("compiler", "as sent before; found again by its tag");
        return Optional.of(reference(request, facts, sent, id.get()));
    }

    @Override
    public Optional<List<String>> tagged(String tag) throws BackendException {
        return Optional.of(jobs.tagged(tag));
    }

    @Override
    public List<JobStatus> status(List<JobRef> refs) throws BackendException {
        return jobs.status(refs);
    }

    @Override
    public JobResult fetch(JobRef job) throws BackendException {
        return jobs.fetch(job);
    }

    @Override
    public void cancel(JobRef job) throws BackendException {
        jobs.cancel(job);
    }

    @Override
    public Availability availability() throws BackendException {
        JsonNode usage =
                service.require(Call.get("/instances/usage"), IbmErrors::words).json();
        if (usage.path("usage_limit_reached").asBoolean()) {
            return Availability.of(Availability.State.OFFLINE, "the instance has used all of its time for this period");
        }
        JsonNode status = service.require(Call.get("/backends/" + options.device() + "/status"), IbmErrors::words)
                .json();
        boolean up = status.path("state").asBoolean()
                && status.path("status").asText("active").equals("active");
        JsonNode queue = status.path("length_queue");
        String words = service.redacted(
                status.path("status").asText("") + " " + status.path("message").asText(""));
        return new Availability(
                up ? Availability.State.ONLINE : Availability.State.OFFLINE,
                queue.isIntegralNumber() ? OptionalLong.of(Math.max(0, queue.asLong())) : OptionalLong.empty(),
                Optional.empty(),
                words.strip());
    }

    @Override
    public Optional<NoiseModel> calibration() throws BackendException {
        return device.calibration();
    }

    @Override
    public void close() {
        compiler.close();
    }

    @Override
    public String toString() {
        return "ibm " + options.device() + " at " + service.base().getHost();
    }
}
