package io.jenkins.plugins.quantum.engine.backend.braket;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.Capabilities;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.Readout;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.backend.python.PythonBackend;
import io.jenkins.plugins.quantum.engine.backend.python.PythonLibrary;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.python.ProcessStarter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Amazon Braket's local simulators {@code braket_sv} and {@code braket_dm}: free, on this machine, without an account. Circuits go to them
 * as they go to Braket's own devices, so that what a paid run would be told is tried for nothing.
 */
public final class LocalBraketBackend extends PythonBackend {
    /** The simulators and the program that drives them. */
    public static final PythonLibrary LIBRARY = new PythonLibrary(
            "braket-local",
            "Amazon Braket's local simulator",
            "QMLOPS_BRAKET_PYTHON",
            "braket.default_simulator",
            LocalBraketBackend.class,
            List.of("braket_local_server"));

    /** The widest circuit without noise. */
    static final int QUBITS = 20;

    /** The widest circuit with noise: a density matrix of 16 MiB. */
    static final int NOISY_QUBITS = 10;

    private static final String BASIS = "sv1";

    /**
     * Creates it; nothing is started before the first job.
     *
     * @param name
     *     under which suites know it
     * @param starter
     *     starts the process
     * @param python
     *     which interpreter
     * @param limits
     *     after which a process counts as hung
     */
    public LocalBraketBackend(String name, ProcessStarter starter, PythonSource python, Limits limits) {
        super(name, LIBRARY, starter, python, limits);
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(LIBRARY.type(), true, QUBITS, NOISY_QUBITS, QUBITS, true, false, true, true);
    }

    @Override
    protected void check(JobRequest request) throws BackendException {
        Circuit circuit = request.circuit();
        Optional<String> dynamic = circuit.whyDynamic();
        if (dynamic.isPresent()) {
            throw refused("runs no circuit that measures, resets or branches before its end; found " + dynamic.get());
        }
        boolean noisy = !request.noise().isNone();
        int most = noisy ? NOISY_QUBITS : QUBITS;
        if (circuit.qubits() > most) {
            throw refused("runs circuits of at most " + most + " qubits" + (noisy ? " with noise" : "")
                    + "; this one has " + circuit.qubits());
        }
        if (!circuit.measures()) {
            throw refused("runs circuits that measure; this one measures nothing");
        }
        Optional<String> noise = noisy ? NoisyProgram.whyNot(request.noise()) : Optional.empty();
        if (noise.isPresent()) {
            throw refused("cannot take the noise: " + noise.get());
        }
    }

    private BackendException refused(String words) {
        return new BackendException("backend " + name() + " " + words, BackendException.Kind.REFUSED);
    }

    @Override
    protected int bits(JobRequest request) {
        return request.circuit().bits();
    }

    @Override
    protected String encode(JobRequest request) throws BackendException {
        Circuit circuit = request.circuit();
        Readout readout = Readout.of(circuit);
        int[] measured = readout.measured();
        ObjectNode job = Json.object();
        job.put("id", request.id());
        ArrayNode programs = job.putArray("programs");
        for (Map<String, Double> binding : request.bindings()) {
            programs.add(program(request, circuit.bind(binding), measured));
        }
        ArrayNode places = job.putArray("readout");
        String[] qubits = readout.toString().split(",", -1);
        for (int bit = qubits.length - 1; bit >= 0; bit--) {
            int qubit = Integer.parseInt(qubits[bit]);
            places.add(qubit < 0 ? -1 : Arrays.binarySearch(measured, qubit));
        }
        job.put("noisy", !request.noise().isNone());
        job.put("shots", request.shots());
        job.put("seed", request.seed() & Integer.MAX_VALUE);
        return job.toString();
    }

    private static String program(JobRequest request, Circuit bound, int[] measured) throws BackendException {
        var source = new StringBuilder("OPENQASM 3.0;\nqubit[" + bound.qubits() + "] q;\n");
        // the simulators count only qubits that something is done to
        for (int qubit = 0; qubit < bound.qubits(); qubit++) {
            source.append("i ").append(BraketProgram.qubit(qubit)).append(";\n");
        }
        List<String> steps = request.noise().isNone()
                ? BraketProgram.gates(bound, BraketDevice.find(BASIS))
                : NoisyProgram.steps(bound, request.noise());
        steps.forEach(step -> source.append(step).append('\n'));
        return source.append("#pragma braket result probability ")
                .append(Arrays.stream(measured).mapToObj(BraketProgram::qubit).collect(Collectors.joining(", ")))
                .append('\n')
                .toString();
    }
}
