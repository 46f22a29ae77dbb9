package io.jenkins.plugins.quantum.engine.stats;

/**
 * The bets of an e-process for the mean of bounded scores. A bet λ pays the factor 1 + λ·g per score, where g ≥ −1 has a
 * mean of at most 0 under the hypothesis that is tested; each product, and each average of products with fixed weights, is
 * a non-negative supermartingale, so that it ever exceeds 1/α with a probability of at most α (Ville 1939; Waudby-Smith and
 * Ramdas, arXiv:2010.09686).
 *
 * <p>Twelve bets of equal weight lie on a logarithmic grid from .001 to .9. A thirteenth account with three quarters of the weight bets
 * the optimum for the variance that is expected of the next scores: where that is about right, the mixture costs a factor of at most
 * 4/3 instead of up to 12; where it is not, at most 48. The expected variance may come from a plan or from earlier scores, never from
 * those bet on; as long as it is unknown, the account follows the mean of the grid.
 */
final class Bets {
    private static final int GRID = 12;
    private static final double SMALLEST = .001;
    private static final double LARGEST = .9;
    private static final double PLANNED_SHARE = .75;

    /** How many accounts there are. */
    static final int ACCOUNTS = GRID + 1;

    private final double[] bets;
    private final boolean planned;

    private Bets(double[] bets, boolean planned) {
        this.bets = bets;
        this.planned = planned;
    }

    /**
     * The bets for one hypothesis.
     *
     * @param margin
     *     by how much a subject is expected to differ from the hypothesis
     * @param reach
     *     the distance from the hypothesis to the bound of the scores against which g is scaled
     * @param variance
     *     expected of a score, or 0 for unknown
     */
    static Bets of(double margin, double reach, double variance) {
        double[] bets = new double[ACCOUNTS];
        for (int i = 0; i < GRID; i++) {
            bets[i] = SMALLEST * Math.pow(LARGEST / SMALLEST, i / (GRID - 1.0));
        }
        if (variance > 0) {
            // the maximum of λ·E[g] − λ²·E[g²]/2, where g = (difference from the hypothesis)/reach
            double best = margin * reach / (variance + margin * margin);
            bets[GRID] = Math.min(LARGEST, Math.max(SMALLEST, best));
        }
        return new Bets(bets, variance > 0);
    }

    /** Changes the logarithms of the accounts by further scores: gains g and how often each came. */
    void add(double[] logs, double[] gains, long[] counts) {
        double[] changes = new double[ACCOUNTS];
        for (int i = 0; i < gains.length; i++) {
            if (counts[i] > 0) { // only saves time
                for (int bet = 0; bet < (planned ? ACCOUNTS : GRID); bet++) {
                    changes[bet] += counts[i] * Math.log1p(bets[bet] * gains[i]);
                }
            }
        }
        if (!planned) {
            changes[GRID] = logMeanOfGrid(changes);
        }
        for (int i = 0; i < logs.length; i++) {
            logs[i] += changes[i];
        }
    }

    /** The logarithm of the weighted mean of the accounts. */
    double evidence(double[] logs) {
        double grid = logMeanOfGrid(logs) + Math.log(1 - PLANNED_SHARE);
        double account = logs[GRID] + Math.log(PLANNED_SHARE);
        double largest = Math.max(grid, account);
        return largest + Math.log(Math.exp(grid - largest) + Math.exp(account - largest));
    }

    private static double logMeanOfGrid(double[] logs) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < GRID; i++) {
            largest = Math.max(largest, logs[i]);
        }
        double sum = 0;
        for (int i = 0; i < GRID; i++) {
            sum += Math.exp(logs[i] - largest);
        }
        return largest + Math.log(sum / GRID);
    }
}
