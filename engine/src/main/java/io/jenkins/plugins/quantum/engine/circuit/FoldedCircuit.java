package io.jenkins.plugins.quantum.engine.circuit;

/**
 * A circuit with gates done, undone and done again: the same outcomes, more noise.
 *
 * @param circuit
 *     with barriers between what would cancel
 * @param scale
 *     gates now, as a multiple of those before
 * @param twoQubitScale
 *     gates on two qubits now, as a multiple of those before, gates on three qubits taken apart; 1 where there are none
 */
public record FoldedCircuit(Circuit circuit, double scale, double twoQubitScale) {
    static FoldedCircuit of(Circuit original, Circuit folded) {
        CircuitMetrics before = CircuitMetrics.of(original);
        CircuitMetrics after = CircuitMetrics.of(folded);
        return new FoldedCircuit(
                folded,
                ratio(gates(folded), gates(original)),
                before.twoQubit() == 0 ? 1 : ratio(after.twoQubit(), before.twoQubit()));
    }

    private static long gates(Circuit circuit) {
        return circuit.instructions().stream()
                .filter(Instruction.Apply.class::isInstance)
                .count();
    }

    private static double ratio(long after, long before) {
        return before == 0 ? 1 : (double) after / before;
    }
}
