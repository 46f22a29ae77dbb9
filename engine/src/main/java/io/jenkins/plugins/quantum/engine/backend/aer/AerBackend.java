package io.jenkins.plugins.quantum.engine.backend.aer;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.Capabilities;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.python.PythonBackend;
import io.jenkins.plugins.quantum.engine.backend.python.PythonLibrary;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.ElementaryCircuit;
import io.jenkins.plugins.quantum.engine.python.ProcessStarter;
import java.util.List;
import java.util.function.Function;

/**
 * Qiskit Aer: exact noise by density matrices, measurement in mid-circuit, wide circuits. One job after the other, because Aer
 * itself uses all processors.
 */
public final class AerBackend extends PythonBackend {
    /** The widest circuit: a state of 4 GiB. */
    static final int QUBITS = 28;

    /** The widest circuit with exact noise: a density matrix of 16 MiB, which every gate passes over. */
    static final int DENSITY_QUBITS = 10;

    /** The widest circuit with exact noise when slow runs are allowed. */
    static final int SLOW_DENSITY_QUBITS = 12;

    /** Qiskit Aer and the program that drives it. */
    public static final PythonLibrary LIBRARY = new PythonLibrary(
            "aer",
            "Qiskit Aer",
            "QMLOPS_AER_PYTHON",
            "qiskit_aer",
            AerBackend.class,
            List.of("aer_versions", "aer_noise", "aer_circuit", "aer_branches", "aer_server"));

    private final Function<Circuit, ElementaryCircuit> lowering;

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
        super(name, LIBRARY, starter, python, limits);
        this.lowering = lowering;
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
    protected String encode(JobRequest request) {
        return JobEncoding.encode(request.id(), request, lowering, densityQubits(request));
    }

    @Override
    protected int bits(JobRequest request) {
        return request.circuit().bits();
    }
}
