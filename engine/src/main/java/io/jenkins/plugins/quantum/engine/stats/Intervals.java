package io.jenkins.plugins.quantum.engine.stats;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** Two-sided confidence intervals for data whose amount was fixed beforehand. Confidence lies between 0 and 1. */
public final class Intervals {
    private Intervals() {}

    /**
     * The exact interval of a probability: holds it with at least the stated confidence whatever it is (Clopper and
     * Pearson, Biometrika 26, 1934).
     *
     * @param successes
     *     from 0 to {@code trials}
     * @param trials
     *     at least 1
     */
    public static Interval clopperPearson(long successes, long trials, double confidence) {
        Arguments.require(trials >= 1, "an interval needs at least 1 trial, not " + trials);
        Arguments.require(
                successes >= 0 && successes <= trials, successes + " successes in " + trials + " trials cannot be");
        double tail = (1 - Arguments.open("confidence", confidence)) / 2;
        long failures = trials - successes;
        double lower = successes == 0
                ? 0
                : BetaDistribution.of(successes, failures + 1.0).inverseCumulativeProbability(tail);
        double upper = failures == 0
                ? 1
                : BetaDistribution.of(successes + 1.0, failures).inverseSurvivalProbability(tail);
        return new Interval(lower, upper);
    }

    /**
     * An interval of the mean of independent bounded scores that needs no assumption about their shape (Maurer and Pontil,
     * arXiv:0907.3740, theorem 4, once for each side): half-width √(2V·ln(4/δ)/n) + 7(high−low)·ln(4/δ)/(3(n−1)) with
     * δ = 1 − confidence, cut at the bounds of the scores.
     *
     * @param n
     *     scores, at least 2
     * @param variance
     *     sample variance with divisor n − 1
     */
    public static Interval empiricalBernstein(
            long n, double mean, double variance, double low, double high, double confidence) {
        Arguments.require(n >= 2, "the empirical Bernstein interval needs at least 2 scores, not " + n);
        range(low, high);
        Arguments.require(
                mean >= low && mean <= high,
                "a mean of " + mean + " of scores from " + low + " to " + high + " cannot be");
        Arguments.notNegative("variance", variance);
        double log = Math.log(4 / (1 - Arguments.open("confidence", confidence)));
        double half = Math.sqrt(2 * variance * log / n) + 7 * (high - low) * log / (3.0 * (n - 1));
        return new Interval(Math.max(low, mean - half), Math.min(high, mean + half));
    }

    /** The interval of a normally distributed estimate with a known standard error. */
    public static Interval normal(double mean, double standardError, double confidence) {
        Arguments.finite("mean", mean);
        Arguments.notNegative("standard error", standardError);
        double tail = (1 - Arguments.open("confidence", confidence)) / 2;
        double half = standardError * Normal.upperQuantile(tail);
        return new Interval(mean - half, mean + half);
    }

    static void range(double low, double high) {
        Arguments.require(
                Double.isFinite(low) && Double.isFinite(high) && low < high,
                "scores cannot reach from " + low + " to " + high);
    }

    /** The standard normal distribution. */
    static final class Normal {
        private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);

        private Normal() {}

        /** The value that a standard normal variable exceeds with the given probability. */
        static double upperQuantile(double tail) {
            return STANDARD.inverseSurvivalProbability(tail);
        }
    }
}
