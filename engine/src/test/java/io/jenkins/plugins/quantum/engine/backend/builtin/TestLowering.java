package io.jenkins.plugins.quantum.engine.backend.builtin;

import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Elementary;
import io.jenkins.plugins.quantum.engine.circuit.ElementaryCircuit;
import io.jenkins.plugins.quantum.engine.circuit.Instruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lowers the few gates of these tests. */
final class TestLowering {
    private TestLowering() {}

    static ElementaryCircuit lower(Circuit circuit) {
        var operations = new ArrayList<Elementary>();
        for (Instruction step : circuit.instructions()) {
            if (step instanceof Instruction.Measure m) {
                operations.add(new Elementary.Measurement(m.qubit(), m.bit()));
            } else if (step instanceof Instruction.Reset r) {
                operations.add(new Elementary.ResetQubit(r.qubit()));
            } else if (step instanceof Instruction.Apply a) {
                operations.add(gate(a, a.qubits()));
            }
        }
        return new ElementaryCircuit(circuit.qubits(), circuit.bits(), operations);
    }

    private static Elementary gate(Instruction.Apply a, List<Integer> q) {
        return switch (a.gate()) {
            case X -> new Elementary.Rotation(q.get(0), Math.PI, 0, Math.PI, true);
            case Z -> new Elementary.Rotation(q.get(0), 0, 0, Math.PI, false);
            case H -> new Elementary.Rotation(q.get(0), Math.PI / 2, 0, Math.PI, true);
            case RX ->
                new Elementary.Rotation(
                        q.get(0), a.angles().get(0).evaluate(Map.of()), -Math.PI / 2, Math.PI / 2, true);
            case CX -> new Elementary.Cnot(q.get(0), q.get(1));
            default -> throw new IllegalArgumentException("these tests do not use " + a.gate());
        };
    }
}
