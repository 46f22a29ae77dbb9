package io.jenkins.plugins.quantum.engine.gate;

import io.jenkins.plugins.quantum.engine.backend.Distribution;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** Reads the mean of an observable off the outcomes of its measurement groups. */
public final class ObservableReading {
    private static final double ROUNDING = 1e-9;

    private final Readout.Expectation observable;

    /** For an observable. */
    public ObservableReading(Readout.Expectation observable) {
        this.observable = observable;
    }

    /** The value that one outcome of a group contributes: the sum of its parities. */
    public double value(int group, String outcome) {
        double sum = 0;
        for (Readout.Parity parity : observable.groups().get(group)) {
            int ones = 0;
            for (int bit : parity.bits()) {
                ones += Distribution.bit(outcome, bit);
            }
            sum += ones % 2 == 0 ? parity.coefficient() : -parity.coefficient();
        }
        return sum;
    }

    /** The mean: the constant and the means of all groups. */
    public double mean(List<Distribution> byGroup) {
        double sum = observable.constant();
        for (int g = 0; g < byGroup.size(); g++) {
            sum += mean(g, byGroup.get(g));
        }
        return sum;
    }

    /** The mean of one group. */
    public double mean(int group, Distribution distribution) {
        return distribution.mean(outcome -> value(group, outcome));
    }

    /** The variance of one shot of a group. */
    public double variance(int group, Distribution distribution) {
        double mean = mean(group, distribution);
        return distribution.mean(outcome -> Math.pow(value(group, outcome) - mean, 2));
    }

    /**
     * The variance of the mean over some shots of every group.
     *
     * @param shots
     *     of each group; 0 for infinitely many
     */
    public double varianceOfMean(List<Distribution> byGroup, int shots) {
        double sum = 0;
        for (int g = 0; shots > 0 && g < groups(); g++) {
            sum += Math.max(0, variance(g, byGroup.get(g))) / shots;
        }
        return sum;
    }

    /** The largest value that one shot of a group can give, with either sign: the sum of its coefficients' sizes. */
    public double bound(int group) {
        return observable.groups().get(group).stream()
                .mapToDouble(parity -> Math.abs(parity.coefficient()))
                .sum();
    }

    /** How far the mean can lie from the constant: the sum of all coefficients' sizes. */
    public double reach() {
        double sum = 0;
        for (int g = 0; g < groups(); g++) {
            sum += bound(g);
        }
        return sum;
    }

    /** The number of measurement groups. */
    public int groups() {
        return observable.groups().size();
    }

    /** The coefficient of the identity. */
    public double constant() {
        return observable.constant();
    }

    /**
     * The probability that the mean over some shots of every group lies above a threshold. Exact for one group whose shots
     * take two values; otherwise by the normal approximation.
     *
     * @param shots
     *     of each group; 0 for infinitely many
     */
    public double probabilityAbove(List<Distribution> byGroup, double threshold, int shots) {
        double mean = mean(byGroup);
        if (shots == 0) {
            return above(mean, threshold) ? 1 : 0;
        }
        if (groups() == 1) {
            Map<Double, Double> law = law(byGroup.get(0));
            if (law.size() <= 2) {
                return twoValues(law, threshold - observable.constant(), shots);
            }
        }
        double variance = varianceOfMean(byGroup, shots);
        return variance == 0
                ? above(mean, threshold) ? 1 : 0
                : NormalDistribution.of(mean, Math.sqrt(variance)).survivalProbability(threshold);
    }

    /** Whether a mean is above a threshold by more than rounding: the mean of a tie is only nearly equal to it. */
    static boolean above(double mean, double threshold) {
        return mean > threshold + ROUNDING * Math.max(1, Math.abs(threshold));
    }

    private Map<Double, Double> law(Distribution distribution) {
        var law = new TreeMap<Double, Double>();
        distribution.probabilities().forEach((outcome, p) -> law.merge(value(0, outcome), p, Double::sum));
        return law;
    }

    /** One value v₀ or v₁ a shot: the sum exceeds the threshold when v₁ was seen often enough. */
    private static double twoValues(Map<Double, Double> law, double threshold, int shots) {
        double[] values = law.keySet().stream().mapToDouble(Double::doubleValue).toArray();
        if (values.length == 1) {
            return above(values[0], threshold) ? 1 : 0;
        }
        double share = Math.max(0, Math.min(1, law.get(values[1])));
        double needed = (threshold - values[0]) * shots / (values[1] - values[0]);
        double above = Math.floor(needed + ROUNDING);
        return above < 0
                ? 1
                : above >= shots ? 0 : BinomialDistribution.of(shots, share).survivalProbability((int) above);
    }
}
