package io.jenkins.plugins.quantum.engine.circuit;

/**
 * Size of a circuit, both branches of a condition counted, after its own gates and gates on three qubits and more were expanded to gates on one and two qubits.
 *
 * @param qubits
 *     width
 * @param gates
 *     all unitary gates, id included
 * @param oneQubit
 *     gates on one qubit, id left out
 * @param twoQubit
 *     gates on two qubits
 * @param depth
 *     longest path through gates, measurements and resets
 * @param twoQubitDepth
 *     longest path counting gates on two qubits only
 * @param tCount
 *     t and tdg gates
 * @param measurements
 *     measurements
 * @param cnots
 *     CNOTs after lowering
 */
public record CircuitMetrics(
        int qubits,
        int gates,
        int oneQubit,
        int twoQubit,
        int depth,
        int twoQubitDepth,
        int tCount,
        int measurements,
        int cnots) {
    /**
     * The size of a problem in the same figures: its variables as qubits, its biases that are not 0 as gates on one qubit, its couplings
     * as gates on two, each variable measured once, and no depth.
     */
    public static CircuitMetrics of(BinaryQuadraticModel problem) {
        int biases = (int) problem.linear().stream().filter(bias -> bias != 0).count();
        int couplings = problem.quadratic().size();
        return new CircuitMetrics(
                problem.variables(), biases + couplings, biases, couplings, 0, 0, 0, problem.variables(), 0);
    }

    /** Of a native program only its sites are known, as qubits that are measured once. */
    public static CircuitMetrics of(NativeProgram program) {
        return new CircuitMetrics(program.sites(), 0, 0, 0, 0, 0, 0, program.sites(), 0);
    }

    /** Counts; free parameters need no values. */
    public static CircuitMetrics of(Circuit circuit) {
        return new MetricsCount(circuit).count();
    }
}
