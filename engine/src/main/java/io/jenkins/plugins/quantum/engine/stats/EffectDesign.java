package io.jenkins.plugins.quantum.engine.stats;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.PoissonDistribution;

/**
 * How many shots tell a small departure from a null hypothesis from a large one by a chi-square statistic, and where to cut. For a departure
 * of squared size φ² (Cohen's w², Σ(q − p)²/p) the statistic is a noncentral chi-square with noncentrality N·φ² (Cohen, Statistical Power
 * Analysis, 1988, chapter 7); an approximation that is good for departures up to about .5 and counts of 5 and more a cell.
 *
 * @param shots
 *     N
 * @param critical
 *     the statistic above which the departure counts as large
 */
public record EffectDesign(long shots, double critical) {
    private static final long MOST = 1L << 40;
    private static final double NEGLIGIBLE = 1e-15;

    /**
     * The smallest design.
     *
     * @param freedom
     *     degrees of freedom, at least 1
     * @param small
     *     φ of a subject that departs little, at least 0
     * @param large
     *     φ of a subject that departs much
     * @param aboveAtSmall
     *     how often the statistic of the first may be above the cut
     * @param belowAtLarge
     *     how often the statistic of the second may be below it
     */
    public static EffectDesign of(int freedom, double small, double large, double aboveAtSmall, double belowAtLarge) {
        Arguments.require(freedom >= 1, "a chi-square needs at least 1 degree of freedom, not " + freedom);
        Arguments.notNegative("the small departure", small);
        Arguments.require(
                large > small, "the large departure (" + large + ") must lie above the small (" + small + ")");
        Arguments.open("the rate at the small departure", aboveAtSmall);
        Arguments.open("the rate at the large departure", belowAtLarge);
        long enough = 1;
        while (!suffices(enough, freedom, small, large, aboveAtSmall, belowAtLarge)) {
            Arguments.require(enough < MOST, "telling " + small + " from " + large + " takes too many shots");
            enough *= 2;
        }
        long tooFew = enough / 2;
        while (enough - tooFew > Math.max(1, enough / 1_000)) {
            long middle = tooFew + (enough - tooFew) / 2;
            if (suffices(middle, freedom, small, large, aboveAtSmall, belowAtLarge)) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        return new EffectDesign(enough, cut(freedom, enough * small * small, aboveAtSmall));
    }

    /** Where to cut after a number of shots, which was fixed beforehand and may exceed that of the smallest design. */
    public static EffectDesign cutAt(long shots, int freedom, double small, double aboveAtSmall) {
        return new EffectDesign(shots, cut(freedom, shots * small * small, aboveAtSmall));
    }

    private static boolean suffices(long n, int freedom, double small, double large, double above, double below) {
        double cut = cut(freedom, n * small * small, above);
        return cumulative(cut, freedom, n * large * large) <= below;
    }

    /** The value that a noncentral chi-square exceeds with a probability, to a part in 10^10. */
    static double cut(int freedom, double noncentrality, double above) {
        double low = 0;
        double high = 2 * (freedom + noncentrality) + 100;
        while (1 - cumulative(high, freedom, noncentrality) > above) {
            high *= 2;
        }
        while (high - low > 1e-10 * high) {
            double middle = (low + high) / 2;
            if (1 - cumulative(middle, freedom, noncentrality) > above) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** The distribution function of the noncentral chi-square: a Poisson mixture of chi-squares, summed outwards from its mode. */
    static double cumulative(double x, int freedom, double noncentrality) {
        if (x <= 0) {
            return 0;
        }
        if (noncentrality == 0) {
            return ChiSquaredDistribution.of(freedom).cumulativeProbability(x);
        }
        var weights = PoissonDistribution.of(noncentrality / 2);
        int mode = (int) (noncentrality / 2);
        double sum = 0;
        for (int j = mode; j >= 0; j--) {
            double weight = weights.probability(j);
            if (weight < NEGLIGIBLE) {
                break;
            }
            sum += weight * ChiSquaredDistribution.of(freedom + 2.0 * j).cumulativeProbability(x);
        }
        for (int j = mode + 1; ; j++) {
            double weight = weights.probability(j);
            if (weight < NEGLIGIBLE) {
                break;
            }
            sum += weight * ChiSquaredDistribution.of(freedom + 2.0 * j).cumulativeProbability(x);
        }
        return Math.min(1, sum);
    }
}
