package io.jenkins.plugins.quantum.engine.stats;

import java.util.Arrays;

/**
 * How far the states that a circuit reaches with random parameters are from uniformly random ones: the Kullback-Leibler divergence of
 * the histogram of fidelities between pairs of its states from that of random states (Sim, Johnson and Aspuru-Guzik, Advanced Quantum
 * Technologies 2, 2019). 0 is as expressive as can be; more is less.
 */
public final class Expressibility {
    /** As in the paper. */
    public static final int BINS = 75;

    private Expressibility() {}

    /**
     * The divergence in natural units, less what a histogram of so few pairs shows of random states themselves: (k−1)/2n for k bins in
     * which there is something (Miller, 1955). It may come out below 0 by chance.
     *
     * @param fidelities
     *     |⟨ψ|φ⟩|² of pairs, each from 0 to 1 but for rounding; at least 1
     * @param qubits
     *     at least 1
     */
    public static double divergence(double[] fidelities, int qubits) {
        Arguments.require(fidelities.length >= 1, "a histogram needs at least 1 pair");
        Arguments.require(qubits >= 1, "a state has at least 1 qubit, not " + qubits);
        double[] shares = histogram(fidelities);
        double divergence = 0;
        int filled = 0;
        for (int bin = 0; bin < BINS; bin++) {
            if (shares[bin] > 0) {
                filled++;
                divergence += shares[bin] * (Math.log(shares[bin]) - logRandom(bin, qubits));
            }
        }
        return divergence - (filled - 1) / (2.0 * fidelities.length);
    }

    /** The share of fidelities in each bin. */
    public static double[] histogram(double[] fidelities) {
        double[] shares = new double[BINS];
        for (double fidelity : fidelities) {
            int bin = (int) Math.max(0, Math.min(BINS - 1.0, Math.floor(fidelity * BINS)));
            shares[bin] += 1.0 / fidelities.length;
        }
        return shares;
    }

    /** The share of each bin for random states. */
    public static double[] random(int qubits) {
        double[] shares = new double[BINS];
        Arrays.setAll(shares, bin -> Math.exp(logRandom(bin, qubits)));
        return shares;
    }

    /** The logarithm of (1−a)^(D−1) − (1−b)^(D−1) for a bin from a to b and D = 2^qubits, where the powers themselves vanish. */
    private static double logRandom(int bin, int qubits) {
        double power = Math.pow(2, qubits) - 1;
        double above = 1 - (double) bin / BINS;
        double rest = 1 - (bin + 1.0) / BINS;
        return power * Math.log(above) + Math.log1p(-Math.pow(Math.max(0, rest) / above, power));
    }
}
