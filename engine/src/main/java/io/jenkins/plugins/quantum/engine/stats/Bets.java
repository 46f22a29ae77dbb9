package io.jenkins.plugins.quantum.engine.stats;

import java.util.Arrays;

/**
 * The bets of an e-process for the mean of bounded scores. A bet λ pays the factor 1 + λ·g per score, where g ≥ −1 has a
 * mean of at most 0 under the hypothesis that is tested; each product, and each average of products with fixed weights, is
 * a non-negative supermartingale, so that it ever exceeds 1/α with a probability of at most α (Ville 1939; Waudby-Smith and
 * Ramdas, arXiv:2010.09686).
 *
 * <p>Twelve bets lie on a logarithmic grid from .001 to .9. Without a plan they weigh the same. With a plan, a thirteenth
 * bet at the planned optimum has three quarters of the weight: where the plan holds, the mixture costs a factor of at most
 * 4/3 instead of up to 12; where it does not, at most 48.
 */
final class Bets {
    private static final int GRID = 12;
    private static final double SMALLEST = .001;
    private static final double LARGEST = .9;
    private static final double PLANNED_SHARE = .75;

    private final double[] bets;
    private final double[] logWeights;

    private Bets(double[] bets, double[] logWeights) {
        this.bets = bets;
        this.logWeights = logWeights;
    }

    /**
     * The bets for one hypothesis.
     *
     * @param margin
     *     by how much a subject is expected to differ from the hypothesis
     * @param reach
     *     the distance from the hypothesis to the bound of the scores against which g is scaled
     * @param plannedVariance
     *     expected variance of a score, or 0 for none
     */
    static Bets of(double margin, double reach, double plannedVariance) {
        double[] bets = new double[count(plannedVariance)];
        for (int i = 0; i < GRID; i++) {
            bets[i] = SMALLEST * Math.pow(LARGEST / SMALLEST, i / (GRID - 1.0));
        }
        double[] logWeights = new double[bets.length];
        Arrays.fill(logWeights, -Math.log(GRID));
        if (plannedVariance > 0) {
            // the maximum of λ·E[g] − λ²·E[g²]/2, where g = (difference from the hypothesis)/reach
            double best = margin * reach / (plannedVariance + margin * margin);
            bets[GRID] = Math.min(LARGEST, Math.max(SMALLEST, best));
            Arrays.fill(logWeights, Math.log((1 - PLANNED_SHARE) / GRID));
            logWeights[GRID] = Math.log(PLANNED_SHARE);
        }
        return new Bets(bets, logWeights);
    }

    /** How many bets there are. */
    static int count(double plannedVariance) {
        return plannedVariance > 0 ? GRID + 1 : GRID;
    }

    /** The logarithms of the products after further scores of one value. */
    void add(double[] logs, double gain, long count) {
        if (count == 0) {
            return; // only saves time
        }
        for (int i = 0; i < bets.length; i++) {
            logs[i] += count * Math.log1p(bets[i] * gain);
        }
    }

    /** The logarithm of the weighted mean of the products. */
    double evidence(double[] logs) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < logs.length; i++) {
            largest = Math.max(largest, logs[i] + logWeights[i]);
        }
        double sum = 0;
        for (int i = 0; i < logs.length; i++) {
            sum += Math.exp(logs[i] + logWeights[i] - largest);
        }
        return largest + Math.log(sum);
    }
}
