package io.jenkins.plugins.quantum.engine.circuit;

import java.util.ArrayList;
import java.util.List;

/** The inverse of a block of gates. */
final class Inversion {
    private Inversion() {}

    static void invert(Block block, Block out) {
        List<Instruction> steps = block.steps();
        for (int i = steps.size() - 1; i >= 0; i--) {
            if (steps.get(i) instanceof Instruction.Apply apply) {
                invert(apply.gate(), apply.angles(), Block.indices(apply.qubits()), out);
            } else {
                out.add(steps.get(i));
            }
        }
        out.addPhase(Angles.negated(block.phase()));
    }

    private static void invert(Gate gate, List<Angle> angles, int[] qubits, Block out) {
        switch (gate) {
            case S -> out.apply(Gate.SDG, angles, qubits);
            case SDG -> out.apply(Gate.S, angles, qubits);
            case T -> out.apply(Gate.TDG, angles, qubits);
            case TDG -> out.apply(Gate.T, angles, qubits);
            case SX -> out.apply(Gate.SXDG, angles, qubits);
            case SXDG -> out.apply(Gate.SX, angles, qubits);
            case CS -> out.apply(Gate.CSDG, angles, qubits);
            case CSDG -> out.apply(Gate.CS, angles, qubits);
            case CSX -> {
                out.apply(Gate.H, List.of(), qubits[1]);
                out.apply(Gate.CSDG, List.of(), qubits);
                out.apply(Gate.H, List.of(), qubits[1]);
            }
            case ISWAP -> {
                var forward = out.fresh();
                Decomposition.expand(gate, angles, qubits, forward::apply);
                invert(forward, out);
            }
            case U ->
                out.apply(
                        gate,
                        List.of(
                                Angles.negated(angles.get(0)),
                                Angles.negated(angles.get(2)),
                                Angles.negated(angles.get(1))),
                        qubits);
            case CU ->
                out.apply(
                        gate,
                        List.of(
                                Angles.negated(angles.get(0)),
                                Angles.negated(angles.get(2)),
                                Angles.negated(angles.get(1)),
                                Angles.negated(angles.get(3))),
                        qubits);
            default -> out.apply(gate, negated(angles), qubits);
        }
    }

    private static List<Angle> negated(List<Angle> angles) {
        var negated = new ArrayList<Angle>(angles.size());
        angles.forEach(angle -> negated.add(Angles.negated(angle)));
        return negated;
    }
}
