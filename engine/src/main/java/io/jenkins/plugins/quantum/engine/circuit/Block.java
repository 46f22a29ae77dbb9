package io.jenkins.plugins.quantum.engine.circuit;

import io.jenkins.plugins.quantum.engine.circuit.Problems.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Instructions under construction, with the global phase that they leave out. */
final class Block {
    /** Most steps act on one qubit: they share its list. */
    private static final List<List<Integer>> SINGLES =
            IntStream.range(0, Registers.MOST).mapToObj(List::of).toList();

    private final Budget budget;
    private final List<Instruction> steps = new ArrayList<>();
    private Angle phase = Angles.ZERO;

    Block(Budget budget) {
        this.budget = budget;
    }

    /** An empty block that spends from the same budget. */
    Block fresh() {
        return new Block(budget);
    }

    Budget budget() {
        return budget;
    }

    List<Instruction> steps() {
        return steps;
    }

    /** In radians; matters only where the block is controlled. */
    Angle phase() {
        return phase;
    }

    void apply(Gate gate, List<Angle> angles, int... qubits) {
        for (Angle angle : angles) {
            if (angle instanceof Angle.Value value && !Double.isFinite(value.radians())) {
                throw new Fault(budget.at(), "an angle of '" + GateNames.of(gate) + "' is not a finite number");
            }
            budget.angle(angle);
        }
        add(new Instruction.Apply(gate, angles, indices(qubits)));
    }

    void add(Instruction step) {
        budget.steps(1);
        steps.add(step);
    }

    void barrier(int[] qubits) {
        budget.steps(qubits.length);
        // a line across qubits, whose order means nothing: one named twice stands on it once
        add(new Instruction.Barrier(indices(qubits).stream().sorted().distinct().toList()));
    }

    void addPhase(Angle angle) {
        phase = phase instanceof Angle.Value value && value.radians() == 0 ? angle : Angles.sum(phase, angle);
        budget.angle(phase);
    }

    void addAll(Block block) {
        block.steps.forEach(this::add);
        addPhase(block.phase);
    }

    static List<Integer> indices(int[] qubits) {
        return switch (qubits.length) {
            case 1 -> SINGLES.get(qubits[0]);
            case 2 -> List.of(qubits[0], qubits[1]);
            case 3 -> List.of(qubits[0], qubits[1], qubits[2]);
            default -> {
                var indices = new ArrayList<Integer>(qubits.length);
                for (int qubit : qubits) {
                    indices.add(qubit);
                }
                yield indices;
            }
        };
    }

    static int[] indices(List<Integer> qubits) {
        int[] indices = new int[qubits.size()];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = qubits.get(i);
        }
        return indices;
    }
}
