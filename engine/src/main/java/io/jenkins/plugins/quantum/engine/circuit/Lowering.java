package io.jenkins.plugins.quantum.engine.circuit;

import io.jenkins.plugins.quantum.engine.circuit.Elementary.Branch;
import io.jenkins.plugins.quantum.engine.circuit.Elementary.Cnot;
import io.jenkins.plugins.quantum.engine.circuit.Elementary.Measurement;
import io.jenkins.plugins.quantum.engine.circuit.Elementary.ResetQubit;
import io.jenkins.plugins.quantum.engine.circuit.Elementary.Rotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Rewrites a circuit into rotations of one qubit and CNOTs. Exact up to a global phase. */
public final class Lowering {
    private final List<Elementary> operations;

    private Lowering(int expected) {
        operations = new ArrayList<>(expected);
    }

    /**
     * Lowers a circuit. Barriers and pragmas vanish.
     *
     * @throws IllegalArgumentException
     *     when an input of the circuit has no value
     */
    public static ElementaryCircuit lower(Circuit bound) {
        return new ElementaryCircuit(bound.qubits(), bound.bits(), lower(bound.instructions()));
    }

    private static List<Elementary> lower(List<Instruction> steps) {
        var lowering = new Lowering(steps.size());
        steps.forEach(lowering::add);
        return lowering.operations;
    }

    private void add(Instruction step) {
        if (step instanceof Instruction.Apply apply) {
            int[] qubits = apply.qubits().stream().mapToInt(Integer::intValue).toArray();
            boolean alone = apply.gate().qubits() == 1;
            Decomposition.expand(
                    apply.gate(), apply.angles(), qubits, (gate, angles, at) -> add(gate, angles, at, alone));
        } else if (step instanceof Instruction.Measure measure) {
            operations.add(new Measurement(measure.qubit(), measure.bit()));
        } else if (step instanceof Instruction.Reset reset) {
            operations.add(new ResetQubit(reset.qubit()));
        } else if (step instanceof Instruction.Conditional conditional) {
            operations.add(
                    new Branch(conditional.condition(), lower(conditional.then()), lower(conditional.otherwise())));
        }
    }

    private void add(Gate gate, List<Angle> angles, int[] qubits, boolean alone) {
        if (gate == Gate.CX) {
            operations.add(new Cnot(qubits[0], qubits[1]));
            return;
        }
        EulerAngles euler = EulerAngles.of(gate, angles);
        operations.add(new Rotation(
                qubits[0],
                euler.theta().evaluate(Map.of()),
                euler.phi().evaluate(Map.of()),
                euler.lambda().evaluate(Map.of()),
                alone && !euler.virtual()));
    }
}
