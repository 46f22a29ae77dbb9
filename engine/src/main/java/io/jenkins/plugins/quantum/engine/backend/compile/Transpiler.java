package io.jenkins.plugins.quantum.engine.backend.compile;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import java.util.List;
import java.util.Map;

/** Lays circuits out on a device and routes them. */
public interface Transpiler extends AutoCloseable {
    /**
     * A circuit in the device's gates on its pairs.
     *
     * @param circuit
     *     whose angles are numbers or single inputs
     * @param options
     *     whose layout, where there is one, has a physical qubit for each qubit of the circuit
     * @throws BackendException
     *     when there is no compiler, with what to install, or when it failed
     */
    Transpiled transpile(Circuit circuit, DeviceTarget target, CompileOptions options) throws BackendException;

    /** Ends processes. */
    @Override
    void close();

    /**
     * What came out.
     *
     * @param qasm
     *     OpenQASM 3 over physical qubits with one register of bits, as many as before
     * @param layout
     *     where each qubit of the circuit begins
     * @param facts
     *     versions
     */
    record Transpiled(String qasm, List<Integer> layout, Map<String, String> facts) {
        public Transpiled {
            layout = List.copyOf(layout);
            facts = Map.copyOf(facts);
        }
    }

    /** Where no Python can be started. */
    static Transpiler none() {
        return none("run `qmlops backends setup aer`, which installs Qiskit,");
    }

    /**
     * Where no Python can be started.
     *
     * @param advice
     *     how to get a compiler, for the user
     */
    static Transpiler none(String advice) {
        return new Transpiler() {
            @Override
            public Transpiled transpile(Circuit circuit, DeviceTarget target, CompileOptions options)
                    throws BackendException {
                throw new BackendException(
                        "no compiler for " + target.device()
                                + " is at hand: " + advice + " or write the"
                                + " circuit in the device's gates on its physical qubits ($0, $1, …)",
                        BackendException.Kind.REFUSED);
            }

            @Override
            public void close() {
                // Nothing was started.
            }
        };
    }
}
