package io.jenkins.plugins.quantum.engine.backend.aer;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.Capabilities;
import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.LocalBackend;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.backend.Progress;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.ElementaryCircuit;
import io.jenkins.plugins.quantum.engine.python.ProcessStarter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Qiskit Aer: exact noise by density matrices, measurement in mid-circuit, wide circuits. One Python process serves all jobs,
 * one after the other (Aer itself uses all processors); when it dies its job fails and the next job starts a new one.
 */
public final class AerBackend extends LocalBackend {
    /** The widest circuit: a state of 4 GiB. */
    static final int QUBITS = 28;

    /** The widest circuit with exact noise: a density matrix of 16 MiB, which every gate passes over. */
    static final int DENSITY_QUBITS = 10;

    /** The widest circuit with exact noise when slow runs are allowed. */
    static final int SLOW_DENSITY_QUBITS = 12;

    private final ProcessStarter starter;
    private final PythonSource python;
    private final Function<Circuit, ElementaryCircuit> lowering;
    private final Limits limits;
    private final Object handover = new Object();
    private AerProcess process;
    private boolean closed;

    /** Says which interpreter to start; asked when the first job needs one. */
    @FunctionalInterface
    public interface PythonSource {
        /**
         * The interpreter's path or name.
         *
         * @throws BackendException
         *     when there is none, with the command that makes one
         */
        String interpreter() throws BackendException;
    }

    /**
     * Time limits.
     *
     * @param start
     *     until the process has loaded its libraries
     * @param job
     *     for one job
     */
    public record Limits(Duration start, Duration job) {
        /** Two minutes to start on a cold disk, two hours for a job. */
        public static final Limits DEFAULT = new Limits(Duration.ofMinutes(2), Duration.ofHours(2));
    }

    /**
     * Creates it; nothing is started before the first job.
     *
     * @param name
     *     under which suites know it
     * @param starter
     *     starts the process
     * @param python
     *     which interpreter
     * @param lowering
     *     from a circuit without inputs to rotations and CNOTs
     * @param limits
     *     after which a process counts as hung
     */
    public AerBackend(
            String name,
            ProcessStarter starter,
            PythonSource python,
            Function<Circuit, ElementaryCircuit> lowering,
            Limits limits) {
        super(name, 1);
        this.starter = starter;
        this.python = python;
        this.lowering = lowering;
        this.limits = limits;
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities("aer", true, QUBITS, QUBITS, QUBITS, true, true, true, true);
    }

    @Override
    protected void check(JobRequest request) throws BackendException {
        int qubits = request.circuit().qubits();
        if (qubits > QUBITS) {
            throw new BackendException(
                    "backend " + name() + " runs circuits of at most " + QUBITS + " qubits; this one has " + qubits,
                    false);
        }
        int density = densityQubits(request);
        if (request.exact() && !request.noise().isNone() && qubits > density) {
            throw new BackendException(
                    "exact noise needs density matrices, here of at most " + density + " qubits; this circuit has "
                            + qubits + ": use `evidence: shots`"
                            + (request.allowSlow() || qubits > SLOW_DENSITY_QUBITS ? "" : " or `allow-slow: true`")
                            + ", or run it without noise",
                    false);
        }
    }

    private static int densityQubits(JobRequest request) {
        return request.allowSlow() ? SLOW_DENSITY_QUBITS : DENSITY_QUBITS;
    }

    @Override
    protected JobResult execute(JobRequest request, Progress progress) throws BackendException, InterruptedException {
        String job = JobEncoding.encode(request.id(), request, lowering, densityQubits(request));
        JsonNode answer = running().ask(request.id(), job, limits.job(), progress::reach);
        if (answer.has("error")) {
            throw new BackendException(answer.path("error").asText(), false);
        }
        return result(request, answer);
    }

    private AerProcess running() throws BackendException, InterruptedException {
        synchronized (handover) {
            if (process != null && process.alive()) {
                return process;
            }
        }
        // Outside the lock: close must not wait for a slow start.
        AerProcess started = AerProcess.start(starter, python.interpreter(), limits.start());
        synchronized (handover) {
            if (closed) {
                started.kill();
                throw new BackendException("backend " + name() + " is closed", false);
            }
            process = started;
        }
        return started;
    }

    private static JobResult result(JobRequest request, JsonNode answer) throws BackendException {
        int bits = request.circuit().bits();
        List<Outcome> outcomes = new ArrayList<>();
        for (JsonNode run : answer.path("outcomes")) {
            outcomes.add(request.exact() ? exact(bits, run) : sampled(bits, run));
        }
        if (outcomes.size() != request.bindings().size()) {
            throw new BackendException(
                    "the Python process answered " + outcomes.size() + " of "
                            + request.bindings().size() + " runs",
                    false);
        }
        Map<String, String> facts = new HashMap<>();
        answer.path("facts")
                .properties()
                .forEach(fact -> facts.put(fact.getKey(), fact.getValue().asText()));
        return new JobResult(outcomes, facts);
    }

    private static Outcome exact(int bits, JsonNode run) {
        Map<String, Double> probabilities = new HashMap<>();
        run.properties()
                .forEach(entry ->
                        probabilities.put(entry.getKey(), entry.getValue().asDouble()));
        return Outcome.exact(new Distribution(bits, probabilities));
    }

    private static Outcome sampled(int bits, JsonNode run) {
        Map<String, Long> counts = new HashMap<>();
        run.properties()
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue().asLong()));
        return Outcome.sampled(new Counts(bits, counts));
    }

    @Override
    public void close() {
        super.close();
        synchronized (handover) {
            closed = true;
            if (process != null) {
                process.kill();
            }
        }
    }
}
