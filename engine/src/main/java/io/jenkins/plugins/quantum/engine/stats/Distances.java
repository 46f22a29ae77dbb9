package io.jenkins.plugins.quantum.engine.stats;

/** Distances between distributions over the same outcomes in the same order. */
public final class Distances {
    private Distances() {}

    /** Total variation distance, half of Σ|p−q|: from 0 to 1. Of observed frequencies it is biased upwards: for reports only. */
    public static double totalVariation(double[] p, double[] q) {
        compared(p, q);
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            sum += Math.abs(p[i] - q[i]);
        }
        return sum / 2;
    }

    /** (Σ√(pq))², as Qiskit's {@code hellinger_fidelity}: from 0 to 1. Of observed frequencies it is biased downwards. */
    public static double hellingerFidelity(double[] p, double[] q) {
        compared(p, q);
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            sum += Math.sqrt(p[i] * q[i]);
        }
        return sum * sum;
    }

    /**
     * The unbiased estimate of Σ(q−p)² from counts drawn from q: Σc(c−1)/(N(N−1)) − 2Σpc/N + Σp². May be below 0.
     *
     * @param counts
     *     at least 2 in all
     * @param p
     *     probabilities
     */
    public static double unbiasedSquaredDistance(long[] counts, double[] p) {
        Arguments.sameLength("counts", counts.length, "probabilities", p.length);
        double shots = 0;
        for (long count : counts) {
            shots += Arguments.notNegative("each count", count);
        }
        Arguments.require(shots >= 2, "an unbiased distance needs at least 2 shots, not " + (long) shots);
        double pairs = 0;
        double cross = 0;
        double squares = 0;
        for (int i = 0; i < p.length; i++) {
            pairs += (double) counts[i] * (counts[i] - 1);
            cross += p[i] * counts[i];
            squares += Arguments.notNegative("each probability", p[i]) * p[i];
        }
        return pairs / (shots * (shots - 1)) - 2 * cross / shots + squares;
    }

    /**
     * The unbiased estimate of Σ(q−p)² from counts drawn from p and counts drawn from q: the sum of both laws' unbiased Σp² and Σq²
     * less 2Σab/(NM). May be below 0.
     *
     * @param a
     *     counts from p, at least 2 in all
     * @param b
     *     counts from q, at least 2 in all
     */
    public static double unbiasedSquaredDistance(long[] a, long[] b) {
        Arguments.sameLength("the one counts", a.length, "the other", b.length);
        double[] zeros = new double[a.length];
        double shotsOfA = 0;
        double shotsOfB = 0;
        double together = 0;
        for (int i = 0; i < a.length; i++) {
            shotsOfA += a[i];
            shotsOfB += b[i];
            together += (double) a[i] * b[i];
        }
        return unbiasedSquaredDistance(a, zeros)
                + unbiasedSquaredDistance(b, zeros)
                - 2 * together / (shotsOfA * shotsOfB);
    }

    /**
     * The Hellinger fidelity as QED-C's benchmarks report it: (F(p, q) − F(p, uniform))/(1 − F(p, uniform)), 1 for the ideal law and 0 for
     * uniform noise (Lubinski et al., arXiv:2110.03137). Of observed frequencies it is biased downwards, also below 0: for reports only.
     * NaN where the ideal law is uniform.
     *
     * @param p
     *     ideal; outcomes that are not listed have probability 0
     * @param q
     *     observed
     * @param dimension
     *     the number of all outcomes
     */
    public static double normalizedHellingerFidelity(double[] p, double[] q, double dimension) {
        compared(p, q);
        double root = 0;
        for (double probability : p) {
            root += Math.sqrt(probability / dimension);
        }
        double uniform = root * root;
        return 1 - uniform <= 1e-9 ? Double.NaN : (hellingerFidelity(p, q) - uniform) / (1 - uniform);
    }

    private static void compared(double[] p, double[] q) {
        Arguments.sameLength("the one distribution", p.length, "the other", q.length);
        Arguments.distribution("the one distribution", p);
        Arguments.distribution("the other distribution", q);
    }
}
