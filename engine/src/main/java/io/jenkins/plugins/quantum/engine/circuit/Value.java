package io.jenkins.plugins.quantum.engine.circuit;

/** What a classical expression gives before the circuit runs. */
sealed interface Value {
    /** A whole number. */
    record Whole(long value) implements Value {}

    /** A real number or an expression over the circuit's inputs. */
    record Number(Angle angle) implements Value {}

    /** True or false. */
    record Truth(boolean value) implements Value {}

    /** A string of bits, the highest first. */
    record BitText(String bits) implements Value {}
}
