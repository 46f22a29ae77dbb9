package io.jenkins.plugins.quantum.engine.gate;

/** How exactly a simulator computes probabilities. */
public enum Precision {
    /** The built-in simulator: amplitudes of 24 bits, which drift by about 1e-6 in 200 gates. */
    SINGLE(1e-6),
    /** Others: amplitudes of 53 bits. */
    DOUBLE(1e-12);

    private final double probability;

    Precision(double probability) {
        this.probability = probability;
    }

    /** Of the simulator that a gate asks for probabilities. */
    public static Precision of(GateContext context) {
        return context.backend().type().equals("builtin") ? SINGLE : DOUBLE;
    }

    /** The error of one probability. */
    public double probability() {
        return probability;
    }
}
