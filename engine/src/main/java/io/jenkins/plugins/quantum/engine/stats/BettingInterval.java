package io.jenkins.plugins.quantum.engine.stats;

import java.util.Arrays;
import java.util.Map;

/**
 * An interval of the mean of independent bounded scores that needs no assumption about their shape and stays right whenever one stops:
 * all means against which the bets of {@link SequentialTest} have not won 2/(1 − confidence) (Waudby-Smith and Ramdas,
 * arXiv:2010.09686). Far narrower than {@link Intervals#empiricalBernstein} where scores are small beside their range.
 */
public final class BettingInterval {
    private static final int BISECTIONS = 60;

    private final double low;
    private final double high;
    private final double margin;
    private final double plannedVariance;
    private final double level;

    /**
     * For scores of a range.
     *
     * @param margin
     *     a distance of means that matters, below the range; with the planned variance it chooses the bets, never the confidence
     * @param plannedVariance
     *     that a score is expected to have, 0 for unknown
     */
    public BettingInterval(double low, double high, double margin, double plannedVariance, double confidence) {
        Intervals.range(low, high);
        Arguments.positive("margin", margin);
        Arguments.notNegative("planned variance", plannedVariance);
        this.low = low;
        this.high = high;
        this.margin = margin;
        this.plannedVariance = plannedVariance;
        level = Math.log(2 / (1 - Arguments.open("confidence", confidence)));
    }

    /** The interval after scores, given as how often each value was seen; at least one. */
    public Interval of(Map<Double, Long> scores) {
        double[] values =
                scores.keySet().stream().mapToDouble(Double::doubleValue).toArray();
        long[] counts = scores.values().stream().mapToLong(Long::longValue).toArray();
        double total = 0;
        long number = 0;
        for (int i = 0; i < values.length; i++) {
            Arguments.require(
                    values[i] >= low && values[i] <= high,
                    "a score of " + values[i] + " lies outside the range " + low + " to " + high);
            total += values[i] * counts[i];
            number += counts[i];
        }
        Arguments.require(number > 0, "an interval needs at least 1 score");
        double mean = Math.min(high, Math.max(low, total / number));
        double[] mirrored = Arrays.stream(values).map(value -> -value).toArray();
        return new Interval(end(values, counts, low, high, mean), -end(mirrored, counts, -high, -low, -mean));
    }

    /** The greatest mean at or below which the scores win; the lower bound where there is none. */
    private double end(double[] values, long[] counts, double bottom, double top, double mean) {
        double refuted = bottom;
        double kept = mean;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (refuted + kept) / 2;
            if (middle > bottom && evidence(values, counts, bottom, top, middle) >= level) {
                refuted = middle;
            } else {
                kept = middle;
            }
        }
        return refuted;
    }

    /** Against "the mean is at most". */
    private double evidence(double[] values, long[] counts, double bottom, double top, double most) {
        Bets bets = Bets.of(Math.min(margin, (top - most) / 2), most - bottom, plannedVariance);
        double[] gains = Arrays.stream(values)
                .map(value -> (value - most) / (most - bottom))
                .toArray();
        double[] logs = new double[Bets.ACCOUNTS];
        bets.add(logs, gains, counts);
        return bets.evidence(logs);
    }
}
