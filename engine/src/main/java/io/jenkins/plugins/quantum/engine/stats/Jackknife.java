package io.jenkins.plugins.quantum.engine.stats;

import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The jackknife: a statistic of independent observations again with each of them left out (Quenouille 1949, Tukey 1958). Right for smooth
 * statistics; not for medians or extremes.
 *
 * @param estimate
 *     the statistic of all observations
 * @param bias
 *     estimated: (n − 1)(mean of the statistics with one left out − estimate)
 * @param standardError
 *     √((n − 1)/n · Σ(each − their mean)²)
 */
public record Jackknife(double estimate, double bias, double standardError) {
    /**
     * Of a statistic of a sample, given as indices of observations.
     *
     * @param observations
     *     at least 2
     */
    public static Jackknife of(int observations, ToDoubleFunction<int[]> statistic) {
        Arguments.require(observations >= 2, "a jackknife needs at least 2 observations, not " + observations);
        return of(
                observations,
                statistic.applyAsDouble(IntStream.range(0, observations).toArray()),
                left -> statistic.applyAsDouble(
                        IntStream.range(0, observations).filter(i -> i != left).toArray()));
    }

    /**
     * Of a statistic that can be had more cheaply than from indices.
     *
     * @param observations
     *     at least 2
     * @param estimate
     *     the statistic of all
     * @param leavingOut
     *     the statistic of all but one
     */
    public static Jackknife of(int observations, double estimate, IntToDoubleFunction leavingOut) {
        Arguments.require(observations >= 2, "a jackknife needs at least 2 observations, not " + observations);
        double[] without =
                IntStream.range(0, observations).mapToDouble(leavingOut).toArray();
        double mean =
                IntStream.range(0, observations).mapToDouble(i -> without[i]).sum() / observations;
        double squares = IntStream.range(0, observations)
                .mapToDouble(i -> (without[i] - mean) * (without[i] - mean))
                .sum();
        double n = observations;
        return new Jackknife(estimate, (n - 1) * (mean - estimate), Math.sqrt((n - 1) / n * squares));
    }

    /** The estimate less its bias. */
    public double corrected() {
        return estimate - bias;
    }

    /** The interval of the corrected estimate by the normal approximation. */
    public Interval interval(double confidence) {
        return Intervals.normal(corrected(), standardError, confidence);
    }
}
