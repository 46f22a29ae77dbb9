package io.jenkins.plugins.quantum.engine.stats;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** How far predicted numbers lie from true ones. A prediction may itself be drawn, with a mean and a variance. */
public final class PredictionErrors {
    private PredictionErrors() {}

    /**
     * The root of the mean squared error, exactly: the squared error of a drawn prediction is that of its mean plus its variance.
     *
     * @param variances
     *     of the predictions; 0 where they are known
     */
    public static double rootMeanSquare(double[] truth, double[] predicted, double[] variances) {
        check(truth, predicted, variances);
        double sum = 0;
        for (int i = 0; i < truth.length; i++) {
            sum += (predicted[i] - truth[i]) * (predicted[i] - truth[i]) + variances[i];
        }
        return Math.sqrt(sum / truth.length);
    }

    /** The mean absolute error; that of a drawn prediction as if it were normally distributed (the mean of a folded normal law). */
    public static double meanAbsolute(double[] truth, double[] predicted, double[] variances) {
        check(truth, predicted, variances);
        double sum = 0;
        for (int i = 0; i < truth.length; i++) {
            sum += absolute(predicted[i] - truth[i], Math.sqrt(variances[i]));
        }
        return sum / truth.length;
    }

    private static double absolute(double mean, double deviation) {
        if (deviation == 0) {
            return Math.abs(mean);
        }
        double z = mean / deviation;
        return deviation * Math.sqrt(2 / Math.PI) * Math.exp(-z * z / 2)
                + mean * (1 - 2 * NormalDistribution.of(0, 1).cumulativeProbability(-z));
    }

    /** The least root mean square that one number for all can have: the standard deviation of the labels. */
    public static double constantRootMeanSquare(double[] truth) {
        double mean = Arrays.stream(truth).average().orElseThrow();
        double[] same = new double[truth.length];
        Arrays.fill(same, mean);
        return rootMeanSquare(truth, same, new double[truth.length]);
    }

    /** The least mean absolute error that one number for all can have: that of the median. */
    public static double constantMeanAbsolute(double[] truth) {
        double[] sorted = truth.clone();
        Arrays.sort(sorted);
        double[] same = new double[truth.length];
        Arrays.fill(same, sorted[sorted.length / 2]);
        return meanAbsolute(truth, same, new double[truth.length]);
    }

    private static void check(double[] truth, double[] predicted, double[] variances) {
        Arguments.require(truth.length > 0, "an error needs at least 1 point");
        Arguments.sameLength("labels", truth.length, "predictions", predicted.length);
        Arguments.sameLength("labels", truth.length, "variances", variances.length);
        for (int i = 0; i < truth.length; i++) {
            Arguments.finite("each label", truth[i]);
            Arguments.finite("each prediction", predicted[i]);
            Arguments.notNegative("each variance", variances[i]);
        }
    }
}
