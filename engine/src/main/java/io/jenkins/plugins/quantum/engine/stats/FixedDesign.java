package io.jenkins.plugins.quantum.engine.stats;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/** How many scores a test with one look needs for the same errors: the yardstick of the sequential tests, and their cap. */
public final class FixedDesign {
    private static final int MOST = Integer.MAX_VALUE - 1;
    private static final int BISECTIONS = 100;

    private FixedDesign() {}

    /**
     * The smallest n for which the exact binomial test has a critical number c of successes with P(S ≤ c | good) ≤ alpha and
     * P(S &gt; c | bad) ≤ beta.
     *
     * @throws IllegalArgumentException
     *     also when it exceeds 2³¹
     */
    public static int bernoulli(double good, double bad, double alpha, double beta) {
        var design = new SequentialDesign(good, bad, alpha, beta);
        Arguments.require(
                bad >= 0 && good <= 1, "bad (" + bad + ") and good (" + good + ") of trials must lie from 0 to 1");
        // Whole numbers make the exact error rates a saw-tooth in n. With c from the reals (the binomial law continued
        // by the
        // beta law) they fall steadily, and no whole c can do better: the search starts where the continued law
        // suffices.
        int enough = 1;
        while (!continuedSuffices(enough, design)) {
            Arguments.require(
                    enough < MOST / 2,
                    "telling " + bad + " from " + good + " takes more than 2 000 000 000 trials: widen the margin");
            enough *= 2;
        }
        int tooFew = enough / 2;
        while (enough - tooFew > 1) {
            int middle = tooFew + (enough - tooFew) / 2;
            if (continuedSuffices(middle, design)) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        while (!suffices(enough, design)) {
            enough++;
        }
        return enough;
    }

    private static boolean suffices(int n, SequentialDesign design) {
        var underGood = BinomialDistribution.of(n, design.good());
        int critical = underGood.inverseCumulativeProbability(design.alpha());
        if (underGood.cumulativeProbability(critical) > design.alpha()) {
            critical--;
        }
        return BinomialDistribution.of(n, design.bad()).survivalProbability(critical) <= design.beta();
    }

    private static boolean continuedSuffices(int n, SequentialDesign design) {
        if (design.good() == 1) {
            return suffices(n, design);
        }
        double low = -1;
        double high = n;
        for (int i = 0; i < BISECTIONS && high - low > 1e-9; i++) {
            double c = (low + high) / 2;
            if (cumulative(c, n, design.good()) <= design.alpha()) {
                low = c;
            } else {
                high = c;
            }
        }
        return 1 - cumulative(high, n, design.bad()) <= design.beta();
    }

    private static double cumulative(double c, int n, double p) {
        if (c <= -1) {
            return 0;
        }
        return c >= n ? 1 : BetaDistribution.of(c + 1, n - c).survivalProbability(p);
    }

    /**
     * The number of scores of a test with one look at their mean, by the normal approximation:
     * ((z_alpha·σ_good + z_beta·σ_bad)/margin)², at least 1.
     *
     * @param varianceGood
     *     of a score of a healthy subject
     * @param varianceBad
     *     of a score of a bad subject
     */
    public static long bounded(double varianceGood, double varianceBad, double margin, double alpha, double beta) {
        double width = Math.sqrt(Arguments.notNegative("variance of a good score", varianceGood))
                        * Intervals.Normal.upperQuantile(Arguments.open("alpha", alpha))
                + Math.sqrt(Arguments.notNegative("variance of a bad score", varianceBad))
                        * Intervals.Normal.upperQuantile(Arguments.open("beta", beta));
        double n = Math.ceil(Math.pow(width / Arguments.positive("margin", margin), 2));
        Arguments.require(n <= Long.MAX_VALUE, "the test takes " + n + " scores: widen the margin");
        return Math.max(1, (long) n);
    }
}
