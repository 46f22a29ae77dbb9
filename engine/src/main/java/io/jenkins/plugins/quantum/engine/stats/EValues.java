package io.jenkins.plugins.quantum.engine.stats;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Putting e-values together. An e-value is non-negative with a mean of at most 1 under its hypothesis; all are given and answered as
 * natural logarithms, negative infinity for no evidence at all (Vovk and Wang, Annals of Statistics 49, 2021).
 */
public final class EValues {
    private EValues() {}

    /**
     * The product: an e-value for "every one of the hypotheses is true", from independent data only. Evidence of different devices or
     * calibration epochs may be multiplied for "each of them is above the line" and for no other claim.
     */
    public static double ofAllTogether(double... logs) {
        some(logs);
        return Arrays.stream(logs).sum();
    }

    /** The mean: an e-value for "every one of the hypotheses is true" whatever the dependence of the data. */
    public static double mean(double... logs) {
        some(logs);
        double largest = Arrays.stream(logs).max().orElseThrow();
        if (largest == Double.NEGATIVE_INFINITY) {
            return largest;
        }
        double sum = Arrays.stream(logs).map(log -> Math.exp(log - largest)).sum();
        return largest + Math.log(sum / logs.length);
    }

    /** The e-value of a p-value, p^(-1/2)/2 (Vovk and Wang, equation 1 with κ = 1/2). */
    public static double ofP(double p) {
        Arguments.require(p > 0 && p <= 1, "a p-value lies above 0 and up to 1, not at " + p);
        return -Math.log(2) - Math.log(p) / 2;
    }

    /** Which of m hypotheses are rejected at a familywise rate, whatever the dependence: those with evidence of m/alpha. */
    public static boolean[] bonferroni(double[] logs, double alpha) {
        some(logs);
        double level = Math.log(logs.length / Arguments.open("alpha", alpha));
        boolean[] rejected = new boolean[logs.length];
        for (int i = 0; i < logs.length; i++) {
            rejected[i] = logs[i] >= level;
        }
        return rejected;
    }

    /**
     * The same step by step: the strongest is held against m/alpha, the next against (m − 1)/alpha, and so on, until one stays below. Rejects
     * all that {@link #bonferroni} does, and sometimes more (Holm's procedure with 1/e in place of p).
     */
    public static boolean[] holm(double[] logs, double alpha) {
        some(logs);
        Arguments.open("alpha", alpha);
        int[] order = IntStream.range(0, logs.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -logs[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        boolean[] rejected = new boolean[logs.length];
        for (int step = 0; step < order.length; step++) {
            if (logs[order[step]] < Math.log((logs.length - step) / alpha)) {
                break;
            }
            rejected[order[step]] = true;
        }
        return rejected;
    }

    private static void some(double[] logs) {
        Arguments.require(logs.length > 0, "there is no evidence to put together");
        for (double log : logs) {
            Arguments.require(
                    !Double.isNaN(log) && log < Double.POSITIVE_INFINITY,
                    "the logarithm of evidence must be a number, not " + log);
        }
    }
}
