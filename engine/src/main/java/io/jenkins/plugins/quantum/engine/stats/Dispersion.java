package io.jenkins.plugins.quantum.engine.stats;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Whether repeated counts vary as chance alone makes them vary.
 *
 * @param index
 *     variance of the counts over the variance expected: 1 for chance alone, more when something drifts, less when something is copied
 * @param lower
 *     least index that chance explains at the confidence asked for
 * @param upper
 *     greatest such index
 */
public record Dispersion(double index, double lower, double upper) {
    /**
     * Of the number of times that an outcome came in repeats of equally many shots: Σ(c − mean)²/((r − 1)·mean·(1 − mean/shots)), whose
     * product with r − 1 is a chi-square of r − 1 degrees of freedom (Fisher's index of dispersion for binomial counts).
     *
     * @param counts
     *     at least 2 repeats, neither all 0 nor all full
     * @param shots
     *     of each repeat
     */
    public static Dispersion of(long[] counts, long shots, double confidence) {
        Arguments.require(counts.length >= 2, "a dispersion needs at least 2 repeats, not " + counts.length);
        Arguments.require(shots >= 1, "a repeat needs at least 1 shot, not " + shots);
        for (long count : counts) {
            Arguments.require(count >= 0 && count <= shots, count + " of " + shots + " shots cannot be");
        }
        double mean = Arrays.stream(counts).average().orElseThrow();
        Arguments.require(mean > 0 && mean < shots, "an outcome that never or always comes has no dispersion");
        double squares = Arrays.stream(counts)
                .mapToDouble(count -> (count - mean) * (count - mean))
                .sum();
        double freedom = counts.length - 1.0;
        double tail = (1 - Arguments.open("confidence", confidence)) / 2;
        var law = ChiSquaredDistribution.of(freedom);
        return new Dispersion(
                squares / (freedom * mean * (1 - mean / shots)),
                law.inverseCumulativeProbability(tail) / freedom,
                law.inverseSurvivalProbability(tail) / freedom);
    }

    /** Whether chance explains it. */
    public boolean explained() {
        return lower <= index && index <= upper;
    }
}
