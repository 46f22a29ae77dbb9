package io.jenkins.plugins.quantum.engine.stats;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/** The bootstrap: drawing again, with replacement, from what was observed (Efron, Annals of Statistics 7, 1979). */
public final class Bootstrap {
    private Bootstrap() {}

    /**
     * The percentile interval of a statistic of independent observations.
     *
     * @param observations
     *     how many there are
     * @param statistic
     *     of a sample, given as indices of observations
     * @param resamples
     *     how many samples are drawn, at least 2
     * @param confidence
     *     between 0 and 1
     * @param seed
     *     of the draws
     */
    public static Interval percentile(
            int observations, ToDoubleFunction<int[]> statistic, int resamples, double confidence, long seed) {
        Arguments.require(observations >= 1, "a bootstrap needs at least 1 observation, not " + observations);
        Arguments.require(resamples >= 2, "a bootstrap needs at least 2 resamples, not " + resamples);
        double tail = (1 - Arguments.open("confidence", confidence)) / 2;
        var random = Seed.generator(seed);
        double[] drawn = new double[resamples];
        int[] sample = new int[observations];
        for (int r = 0; r < resamples; r++) {
            for (int i = 0; i < observations; i++) {
                sample[i] = random.nextInt(observations);
            }
            drawn[r] = statistic.applyAsDouble(sample.clone());
        }
        return new Interval(quantile(drawn, tail), quantile(drawn, 1 - tail));
    }

    /** The same for a statistic of numbers. */
    public static Interval percentile(
            double[] sample, ToDoubleFunction<double[]> statistic, int resamples, double confidence, long seed) {
        return percentile(
                sample.length,
                (int[] indices) -> statistic.applyAsDouble(
                        Arrays.stream(indices).mapToDouble(i -> sample[i]).toArray()),
                resamples,
                confidence,
                seed);
    }

    /** The quantile of drawn values by linear interpolation between order statistics (type 7 of Hyndman and Fan, 1996). */
    static double quantile(double[] values, double probability) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double at = probability * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
