package io.jenkins.plugins.quantum.engine.circuit;

/**
 * A gate of machines whose pulses turn a qubit about an axis in the equator of its sphere, whose turns about Z only shift the phase of
 * later pulses, and which have one entangling gate. Angles in radians; global phases are dropped.
 */
public sealed interface PhasedGate {
    /**
     * exp(−i θ/2 (cos φ X + sin φ Y)): R, PRX or phased RX.
     *
     * @param theta
     *     above 0, at most π
     * @param phi
     *     from 0, below 2π
     */
    record Turn(int qubit, double theta, double phi) implements PhasedGate {}

    /**
     * exp(−i angle/2 Z).
     *
     * @param angle
     *     above −π, at most π
     */
    record Frame(int qubit, double angle) implements PhasedGate {}

    /** The entangling gate that was asked for, on two qubits; it is symmetric. */
    record Pair(int first, int second) implements PhasedGate {}

    /** A line that no gate may be moved across, on all qubits. */
    record Line() implements PhasedGate {}
}
