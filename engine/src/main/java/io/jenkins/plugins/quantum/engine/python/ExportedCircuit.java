package io.jenkins.plugins.quantum.engine.python;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A circuit taken from a Python file.
 *
 * @param qasm
 *     OpenQASM 3, with one {@code input float} for each free parameter
 * @param groups
 *     the parameters by the name that Python has for them: an argument of a QNode, a ParameterVector, a symbol
 * @param wires
 *     how the framework names its qubits, from qubit 0
 * @param observables
 *     what the object returns the expectation values of, in order
 * @param facts
 *     framework and version, what the Python object measures
 */
public record ExportedCircuit(
        String qasm,
        Map<String, Group> groups,
        List<String> wires,
        List<ExportedObservable> observables,
        Map<String, String> facts) {
    public ExportedCircuit {
        groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
        wires = List.copyOf(wires);
        observables = List.copyOf(observables);
        facts = Map.copyOf(facts);
    }

    /**
     * Parameters that are bound together.
     *
     * @param shape
     *     sizes; empty for a single number
     * @param inputs
     *     names in the circuit, row by row
     */
    public record Group(List<Integer> shape, List<String> inputs) {
        public Group {
            shape = List.copyOf(shape);
            inputs = List.copyOf(inputs);
        }
    }
}
