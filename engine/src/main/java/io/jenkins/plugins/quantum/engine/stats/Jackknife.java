package io.jenkins.plugins.quantum.engine.stats;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * How far a figure of independent observations would lie elsewhere for other observations of the same kind, from leaving out one
 * after another (Tukey, Annals of Mathematical Statistics 29, 1958).
 *
 * @param standardError
 *     √((n−1)/n·Σ(θ₍ᵢ₎−θ̄)²)
 */
public record Jackknife(double standardError) {
    /**
     * Of a figure.
     *
     * @param observations
     *     at least 2
     * @param without
     *     the figure of all observations but one
     */
    public static Jackknife of(int observations, IntToDoubleFunction without) {
        Arguments.require(observations >= 2, "a jackknife needs at least 2 observations, not " + observations);
        double[] left = new double[observations];
        Arrays.setAll(left, without);
        double mean = Arrays.stream(left).average().orElseThrow();
        double squares = 0;
        for (double value : left) {
            squares += (value - mean) * (value - mean);
        }
        return new Jackknife(Math.sqrt(squares * (observations - 1.0) / observations));
    }

    /** The normal interval around the figure. */
    public Interval interval(double figure, double confidence) {
        return Intervals.normal(figure, standardError, confidence);
    }
}
