package io.jenkins.plugins.quantum.engine.stats;

import java.util.ArrayList;
import java.util.List;

/**
 * How well predicted probabilities of the positive class agree with how often it comes. Predictions are sorted into bins of
 * equal width, each with its upper edge. A prediction from shots is the share of votes, drawn anew at every run: then a point
 * lies in each bin with the probability of that share.
 */
public final class Reliability {
    private static final double ROUNDING = 1e-9;

    private final double[] weights;
    private final double[] predicted;
    private final double[] observed;
    private final double[] variances;
    private final double points;
    private final double brier;

    /**
     * Of labelled points.
     *
     * @param positive
     *     by point: whether it belongs to the positive class
     * @param shares
     *     by point: the predicted probability, which is the probability that one shot votes for the positive class
     * @param shots
     *     of a prediction; 0 for infinitely many
     * @param bins
     *     at least 1
     */
    public Reliability(boolean[] positive, double[] shares, int shots, int bins) {
        Arguments.sameLength("labels", positive.length, "predictions", shares.length);
        Arguments.require(shares.length > 0, "a calibration needs at least 1 point");
        Arguments.require(bins >= 1, "a calibration needs at least 1 bin, not " + bins);
        weights = new double[bins];
        predicted = new double[bins];
        observed = new double[bins];
        variances = new double[bins];
        points = shares.length;
        double squares = 0;
        for (int i = 0; i < shares.length; i++) {
            Arguments.probability("each prediction", shares[i]);
            add(positive[i] ? 1 : 0, shares[i], shots);
            double error = shares[i] - (positive[i] ? 1 : 0);
            squares += error * error + (shots == 0 ? 0 : shares[i] * (1 - shares[i]) / shots);
        }
        brier = squares / points;
    }

    private void add(double label, double share, int shots) {
        if (shots == 0) {
            add(label, share, share, 1);
        } else {
            VoteLaw.visit(shots, share, (votes, probability) -> add(label, share, (double) votes / shots, probability));
        }
    }

    private void add(double label, double share, double prediction, double weight) {
        int bin = Math.max(0, (int) Math.ceil(prediction * weights.length - ROUNDING) - 1);
        weights[bin] += weight;
        predicted[bin] += weight * prediction;
        observed[bin] += weight * label;
        variances[bin] += weight * weight * share * (1 - share);
    }

    /**
     * Expected calibration error: mean over the points of how far prediction and frequency lie apart in a bin (Naeini, Cooper
     * and Hauskrecht, AAAI 2015). From shots it is that of the expected bins.
     */
    public double expectedError() {
        double sum = 0;
        for (int b = 0; b < weights.length; b++) {
            sum += Math.abs(observed[b] - predicted[b]);
        }
        return sum / points;
    }

    /** Mean squared difference of prediction and label, 0 or 1 (Brier, Monthly Weather Review 78, 1950); with shots its expectation. */
    public double brier() {
        return brier;
    }

    /**
     * About the expected calibration error that as many labels show by chance when every prediction is true: the mean size of
     * normal deviations, √(2/π) times their standard deviation, over the bins.
     */
    public double byChance() {
        double sum = 0;
        for (double variance : variances) {
            sum += Math.sqrt(2 / Math.PI * variance);
        }
        return sum / points;
    }

    /**
     * A bin that some prediction falls into.
     *
     * @param weight
     *     how many points
     * @param predicted
     *     their mean prediction
     * @param observed
     *     the share of them that belongs to the positive class
     */
    public record Bin(double weight, double predicted, double observed) {}

    /** The bins with points, from low to high predictions. */
    public List<Bin> bins() {
        var bins = new ArrayList<Bin>();
        for (int b = 0; b < weights.length; b++) {
            if (weights[b] > ROUNDING) {
                bins.add(new Bin(weights[b], predicted[b] / weights[b], observed[b] / weights[b]));
            }
        }
        return bins;
    }
}
