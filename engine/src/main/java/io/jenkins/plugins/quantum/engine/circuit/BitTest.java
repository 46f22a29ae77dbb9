package io.jenkins.plugins.quantum.engine.circuit;

/** A condition on classical bits. */
sealed interface BitTest {
    /** Known before the circuit runs. */
    record Known(boolean value) implements BitTest {}

    /** Bits that equal a number: bit {@code i} of it stands in {@code bits[i]}. */
    record Equal(int[] bits, boolean[] values) implements BitTest {}

    /** The opposite. */
    record Not(BitTest test) implements BitTest {}

    /** Both. */
    record Both(BitTest first, BitTest second) implements BitTest {}

    /** One of them or both. */
    record Either(BitTest first, BitTest second) implements BitTest {}
}
