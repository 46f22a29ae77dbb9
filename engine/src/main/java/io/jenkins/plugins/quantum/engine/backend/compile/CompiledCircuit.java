package io.jenkins.plugins.quantum.engine.backend.compile;

import io.jenkins.plugins.quantum.engine.circuit.Angle;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A circuit that a device runs as it is.
 *
 * @param circuit
 *     in the device's gates; each of its qubits is a register of its own, named {@code $n} after the physical qubit, in ascending order;
 *     its classical bits are those of the original
 * @param layout
 *     the physical qubit on which each qubit of the original begins
 * @param angles
 *     what the inputs {@code p0}, {@code p1}, … of {@link #circuit} stand for, in the inputs of the original; empty where the inputs are
 *     the original's
 * @param facts
 *     how it came about, for a result's facts: small
 */
public record CompiledCircuit(Circuit circuit, List<Integer> layout, List<Angle> angles, Map<String, String> facts) {
    public CompiledCircuit {
        layout = List.copyOf(layout);
        angles = List.copyOf(angles);
        facts = Map.copyOf(facts);
    }

    /** The name of a stand-in for an angle. */
    static String input(int angle) {
        return "p" + angle;
    }

    /**
     * With numbers for the original's inputs.
     *
     * @throws IllegalArgumentException
     *     when one is missing
     */
    public Circuit bind(Map<String, Double> inputs) {
        var values = new HashMap<>(inputs);
        for (int i = 0; i < angles.size(); i++) {
            values.put(input(i), angles.get(i).evaluate(inputs));
        }
        return circuit.bind(values);
    }

    /** The physical qubit of each of its qubits. */
    public List<Integer> physical() {
        return circuit.qubitRegisters().stream()
                .map(register -> Integer.parseInt(register.name().substring(1)))
                .toList();
    }

    /** As OpenQASM 3 over physical qubits, with numbers for the original's inputs. */
    public String qasm(Map<String, Double> inputs) {
        return Qasm.write3(bind(inputs));
    }
}
