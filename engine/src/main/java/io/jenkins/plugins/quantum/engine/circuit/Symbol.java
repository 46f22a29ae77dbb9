package io.jenkins.plugins.quantum.engine.circuit;

/** What a name stands for. Arrays are shared and never changed. */
sealed interface Symbol {
    /** Qubits by their number in the circuit. */
    record Qubits(int[] elements) implements Symbol {}

    /** Classical bits by their number in the circuit. */
    record Bits(int[] elements) implements Symbol {}

    /** A value; {@code width} is its number of bits where declared, or 64. */
    record Constant(Value value, int width) implements Symbol {}

    /** Declared without a value. */
    record Unset() implements Symbol {}

    /** Its declaration is in error, which has been reported: uses of it are not reported again. */
    record Broken() implements Symbol {}
}
