package io.jenkins.plugins.quantum.engine.noise;

/**
 * The largest probabilities of errors: there a channel leaves nothing of what it was given. Beyond, an error would make the result
 * less random again, and a multiple of the noise would be less noise.
 */
public enum ErrorLimit {
    /** X, Y or Z after a gate, equally likely: at 3/4 the identity is as likely as each of them. */
    ONE_QUBIT(3.0 / 4, "a fully mixed qubit"),
    /** One of 15 pairs of Paulis after a CNOT: at 15/16 the identity is as likely as each of them. */
    TWO_QUBITS(15.0 / 16, "two fully mixed qubits"),
    /** A wrong reading: at 1/2 a reading says nothing. */
    READOUT(1.0 / 2, "a coin");

    private final double most;
    private final String reason;

    ErrorLimit(double most, String reason) {
        this.most = most;
        this.reason = reason;
    }

    /** The largest probability. */
    public double most() {
        return most;
    }

    /** What a user is told to give. */
    public String expected() {
        return "a probability from 0 to " + most + " (" + reason + ")";
    }

    /** A probability, or the largest. */
    double cap(double probability) {
        return Math.min(most, probability);
    }
}
