package io.jenkins.plugins.quantum.engine.noise;

/**
 * Errors that are the same in every run, because the device does something else than it was told: they turn states instead of mixing
 * them. {@link SystematicInsertion} says where they happen.
 *
 * @param overRotation
 *     ε: a pulse that should turn by θ turns by θ(1 + ε); −{@value #MOST_OVER_ROTATION} to {@value #MOST_OVER_ROTATION}
 * @param cxOverRotation
 *     angle in radians of an RZX after each CNOT, from −π/4 to π/4: at π/2 nothing would be left of the CNOT
 * @param crosstalkZz
 *     angle φ in radians of e<sup>−iφ/2·Z⊗Z</sup> between neighbouring qubits of two CNOTs that run at the same time; −π to π
 * @param crosstalkFactor
 *     by which the error probability p2 of such a CNOT grows; 1 to {@value #MOST_FACTOR}
 */
public record SystematicErrors(double overRotation, double cxOverRotation, double crosstalkZz, double crosstalkFactor) {
    /** Largest relative over-rotation of pulses. */
    public static final double MOST_OVER_ROTATION = 0.5;

    /** Largest angle after a CNOT, radians. */
    public static final double MOST_CX_OVER_ROTATION = Math.PI / 4;

    /** Largest angle between neighbours, radians. */
    public static final double MOST_CROSSTALK = Math.PI;

    /** Largest factor of error probabilities. */
    public static final double MOST_FACTOR = 100;

    /** A device that does what it is told. */
    public static final SystematicErrors NONE = new SystematicErrors(0, 0, 0, 1);

    boolean none() {
        return equals(NONE);
    }

    boolean crosstalk() {
        return crosstalkZz != 0 || crosstalkFactor != 1;
    }

    /** All angles times a factor. The factor of crosstalk stays: what it multiplies is scaled already. */
    SystematicErrors scaled(double factor) {
        return new SystematicErrors(
                overRotation * factor, cxOverRotation * factor, crosstalkZz * factor, crosstalkFactor);
    }
}
