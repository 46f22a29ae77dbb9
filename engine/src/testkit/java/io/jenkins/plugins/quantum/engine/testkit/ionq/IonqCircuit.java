package io.jenkins.plugins.quantum.engine.testkit.ionq;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.circuit.Angle;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Gate;
import io.jenkins.plugins.quantum.engine.circuit.Instruction;
import io.jenkins.plugins.quantum.engine.circuit.Register;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads circuits of the gate set "qis", as IonQ's clients and ours write them. */
public final class IonqCircuit {
    /** By name and number of controls; with {@code ~} for a gate that has a rotation where the plain one has none. */
    private static final Map<String, Gate> GATES = Map.ofEntries(
            Map.entry("x", Gate.X),
            Map.entry("not", Gate.X),
            Map.entry("y", Gate.Y),
            Map.entry("z", Gate.Z),
            Map.entry("z~", Gate.P),
            Map.entry("h", Gate.H),
            Map.entry("s", Gate.S),
            Map.entry("si", Gate.SDG),
            Map.entry("t", Gate.T),
            Map.entry("ti", Gate.TDG),
            Map.entry("v", Gate.SX),
            Map.entry("vi", Gate.SXDG),
            Map.entry("rx~", Gate.RX),
            Map.entry("ry~", Gate.RY),
            Map.entry("rz~", Gate.RZ),
            Map.entry("swap", Gate.SWAP),
            Map.entry("xx~", Gate.RXX),
            Map.entry("yy~", Gate.RYY),
            Map.entry("zz~", Gate.RZZ),
            Map.entry("cnot+1", Gate.CX),
            Map.entry("x+1", Gate.CX),
            Map.entry("not+1", Gate.CX),
            Map.entry("y+1", Gate.CY),
            Map.entry("z+1", Gate.CZ),
            Map.entry("h+1", Gate.CH),
            Map.entry("v+1", Gate.CSX),
            Map.entry("z~+1", Gate.CP),
            Map.entry("rx~+1", Gate.CRX),
            Map.entry("ry~+1", Gate.CRY),
            Map.entry("rz~+1", Gate.CRZ),
            Map.entry("x+2", Gate.CCX),
            Map.entry("swap+1", Gate.CSWAP));

    private IonqCircuit() {}

    /**
     * A circuit with all qubits measured, qubit i into bit i.
     *
     * @throws IllegalArgumentException
     *     when IonQ would refuse it
     */
    public static Circuit read(JsonNode gates, int qubits) {
        var steps = new ArrayList<Instruction>();
        for (JsonNode gate : gates) {
            List<Integer> controls = numbers(gate, "control");
            List<Integer> targets = numbers(gate, "target");
            boolean rotated = gate.has("rotation");
            String key = gate.path("gate").asText()
                    + (rotated ? "~" : "")
                    + (controls.isEmpty() ? "" : "+" + controls.size());
            Gate known = GATES.get(key);
            var all = new ArrayList<>(controls);
            all.addAll(targets);
            if (known == null || all.size() != known.qubits() || all.stream().anyMatch(q -> q < 0 || q >= qubits)) {
                throw new IllegalArgumentException("unsupported gate " + gate);
            }
            List<Angle> angles =
                    rotated ? List.of(Angle.of(gate.path("rotation").asDouble())) : List.of();
            steps.add(new Instruction.Apply(known, angles, all));
        }
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a circuit has at least one gate");
        }
        for (int qubit = 0; qubit < qubits; qubit++) {
            steps.add(new Instruction.Measure(qubit, qubit));
        }
        return new Circuit(
                List.of(new Register("q", 0, qubits)), List.of(new Register("c", 0, qubits)), List.of(), steps);
    }

    private static List<Integer> numbers(JsonNode gate, String key) {
        var numbers = new ArrayList<Integer>();
        if (gate.has(key)) {
            numbers.add(gate.get(key).asInt(-1));
        }
        gate.path(key + "s").forEach(number -> numbers.add(number.asInt(-1)));
        return numbers;
    }
}
