package io.jenkins.plugins.quantum.engine.circuit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The longest path through a circuit. Qubits and classical bits are wires; a barrier lines its qubits up. */
final class DepthCount {
    private final int[] levels;
    private final int qubits;
    private final Deque<Branch> branches = new ArrayDeque<>();
    private int floor;

    DepthCount(int qubits, int bits) {
        this.levels = new int[qubits + bits];
        this.qubits = qubits;
    }

    int bit(int bit) {
        return qubits + bit;
    }

    /** A step across wires that counts {@code weight}; gives the level it ends on. */
    int step(int weight, int... wires) {
        int level = floor;
        for (int wire : wires) {
            level = Math.max(level, levels[wire]);
        }
        level += weight;
        for (int wire : wires) {
            set(wire, level);
        }
        return level;
    }

    int deepest() {
        int deepest = 0;
        for (int level : levels) {
            deepest = Math.max(deepest, level);
        }
        return deepest;
    }

    /** Begins steps under a condition: they wait for the condition's bits. */
    void open(Instruction.Condition condition) {
        branches.push(new Branch(floor, new HashMap<>(), new HashMap<>()));
        for (int i = 0; i < condition.width(); i++) {
            floor = Math.max(floor, levels[bit(condition.firstBit() + i)]);
        }
    }

    /** Begins the alternative, from where the steps of {@link #open} began. */
    void otherwise() {
        Branch branch = branches.element();
        branch.before.forEach((wire, level) -> {
            branch.then.put(wire, levels[wire]);
            levels[wire] = level;
        });
    }

    /** Ends the alternative: for each wire the deeper of the two counts. */
    void close() {
        Branch branch = branches.pop();
        branch.then.forEach((wire, level) -> levels[wire] = Math.max(levels[wire], level));
        floor = branch.outerFloor;
        if (!branches.isEmpty()) {
            branch.before.forEach(branches.element().before::putIfAbsent);
        }
    }

    private void set(int wire, int level) {
        if (!branches.isEmpty()) {
            branches.element().before.putIfAbsent(wire, levels[wire]);
        }
        levels[wire] = level;
    }

    /** Lines wires up without counting. */
    void align(List<Integer> wires) {
        step(0, wires.stream().mapToInt(Integer::intValue).toArray());
    }

    /**
     * A condition being walked through.
     *
     * @param before
     *     levels that wires had before either alternative
     * @param then
     *     levels after the first
     */
    private record Branch(int outerFloor, Map<Integer, Integer> before, Map<Integer, Integer> then) {}
}
