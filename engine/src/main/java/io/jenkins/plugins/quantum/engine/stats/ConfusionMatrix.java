package io.jenkins.plugins.quantum.engine.stats;

/**
 * How often each true class was decided to be which class, as weights: counts, or sums of probabilities. Figures that are
 * not linear in the weights (all but accuracy and recall) are those of the expected matrix, not expectations of the figure.
 * A ratio of nothing to nothing is 0.
 */
public final class ConfusionMatrix {
    private static final double CONSTANT = 1e-15;

    private final double[][] weights;
    private final double total;

    /**
     * From a matrix.
     *
     * @param weights
     *     rows are true classes, columns decided ones; square, not negative, not all 0
     */
    public ConfusionMatrix(double[][] weights) {
        Arguments.require(weights.length > 0, "a confusion matrix needs at least one class");
        this.weights = new double[weights.length][];
        double sum = 0;
        for (int truth = 0; truth < weights.length; truth++) {
            Arguments.sameLength("rows", weights.length, "columns of row " + truth, weights[truth].length);
            this.weights[truth] = weights[truth].clone();
            for (double weight : weights[truth]) {
                sum += Arguments.notNegative("each weight", weight);
            }
        }
        total = Arguments.positive("the sum of the weights", sum);
    }

    /**
     * The expected matrix of points that are decided at random.
     *
     * @param truth
     *     index of the true class of each point
     * @param decided
     *     for each point the probability of each class
     */
    public static ConfusionMatrix expected(int[] truth, double[][] decided) {
        Arguments.sameLength("labels", truth.length, "points", decided.length);
        Arguments.require(truth.length > 0, "a confusion matrix needs at least one point");
        int classes = decided[0].length;
        double[][] sums = new double[classes][classes];
        for (int i = 0; i < truth.length; i++) {
            Arguments.sameLength("classes", classes, "probabilities of point " + i, decided[i].length);
            Arguments.require(
                    truth[i] >= 0 && truth[i] < classes, "there is no class " + truth[i] + " among " + classes);
            Arguments.distribution("point " + i, decided[i]);
            for (int k = 0; k < classes; k++) {
                sums[truth[i]][k] += decided[i][k];
            }
        }
        return new ConfusionMatrix(sums);
    }

    /** Number of classes. */
    public int classes() {
        return weights.length;
    }

    /** The weight of a true class that was decided to be another, or itself. */
    public double weight(int truth, int decided) {
        return weights[known(truth)][known(decided)];
    }

    /** Share of right decisions. */
    public double accuracy() {
        double right = 0;
        for (int k = 0; k < weights.length; k++) {
            right += weights[k][k];
        }
        return right / total;
    }

    /** Share of right decisions among points of a class. */
    public double recall(int of) {
        return ratio(weights[known(of)][of], trueWeight(of));
    }

    /** Share of right decisions among decisions for a class. */
    public double precision(int of) {
        return ratio(weights[known(of)][of], decidedWeight(of));
    }

    /** Harmonic mean of precision and recall of a class, the binary F1 when it is the positive one. */
    public double f1(int of) {
        return ratio(2 * weights[known(of)][of], trueWeight(of) + decidedWeight(of));
    }

    /** Mean F1 over all classes. */
    public double macroF1() {
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
            sum += f1(k);
        }
        return sum / weights.length;
    }

    /**
     * Matthews' correlation coefficient between true and decided classes, from -1 to 1; 0 for constant answers. For more than
     * two classes Gorodkin's R_K (Computational Biology and Chemistry 28, 2004), as scikit-learn's {@code matthews_corrcoef}.
     */
    public double matthews() {
        double right = 0;
        double agreement = 0;
        double trueSquares = 0;
        double decidedSquares = 0;
        for (int k = 0; k < weights.length; k++) {
            double truth = trueWeight(k);
            double decided = decidedWeight(k);
            right += weights[k][k];
            agreement += truth * decided;
            trueSquares += truth * truth;
            decidedSquares += decided * decided;
        }
        double variances = (total * total - decidedSquares) * (total * total - trueSquares);
        // sums of probabilities leave a constant answer a little above 0
        return variances <= CONSTANT * Math.pow(total, 4) ? 0 : (right * total - agreement) / Math.sqrt(variances);
    }

    /** The recall of {@link #worstClass}. */
    public double lowestRecall() {
        return recall(worstClass());
    }

    /** The class with the lowest recall, the first of several; classes without points are passed over. */
    public int worstClass() {
        int worst = -1;
        for (int k = 0; k < weights.length; k++) {
            if (trueWeight(k) > 0 && (worst < 0 || recall(k) < recall(worst))) {
                worst = k;
            }
        }
        return worst;
    }

    private double trueWeight(int of) {
        double sum = 0;
        for (double weight : weights[of]) {
            sum += weight;
        }
        return sum;
    }

    private double decidedWeight(int of) {
        double sum = 0;
        for (double[] row : weights) {
            sum += row[of];
        }
        return sum;
    }

    private int known(int of) {
        Arguments.require(of >= 0 && of < weights.length, "there is no class " + of + " among " + weights.length);
        return of;
    }

    private static double ratio(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }
}
