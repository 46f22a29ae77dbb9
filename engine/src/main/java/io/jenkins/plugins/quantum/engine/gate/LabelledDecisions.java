package io.jenkins.plugins.quantum.engine.gate;

import io.jenkins.plugins.quantum.engine.stats.ConfusionMatrix;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What a classifier does with its labelled points: how likely each decision is, and the scores behind the decisions. */
public final class LabelledDecisions {
    private final int[] truth;
    private final double[][] decided;
    private final List<Ranking> rankings;
    private final Optional<double[]> shares;

    /**
     * Points ranked by their score for one class.
     *
     * @param positive
     *     the class
     * @param area
     *     under the ROC curve, given which points belong to the class
     */
    record Ranking(int positive, ToDoubleFunction<boolean[]> area) {}

    /**
     * Of points in order.
     *
     * @param truth
     *     index of the true class
     * @param decided
     *     by point: the probability of each class
     * @param rankings
     *     one for two classes whose scores mirror each other, else one a class
     * @param shares
     *     by point: the probability that a shot votes for the second of two classes, where that is what is predicted
     */
    LabelledDecisions(int[] truth, double[][] decided, List<Ranking> rankings, Optional<double[]> shares) {
        this.truth = truth.clone();
        this.decided = decided.clone();
        this.rankings = List.copyOf(rankings);
        this.shares = shares.map(double[]::clone);
    }

    /** Of always the same answer, whose score says nothing. */
    static LabelledDecisions constant(int[] truth, int classes, int answer) {
        double[] always = new double[classes];
        always[answer] = 1;
        double[][] decided = new double[truth.length][];
        java.util.Arrays.fill(decided, always);
        return new LabelledDecisions(truth, decided, List.of(new Ranking(0, p -> 0.5)), Optional.empty());
    }

    /** The expected confusion matrix. */
    public ConfusionMatrix matrix() {
        return ConfusionMatrix.expected(truth, decided);
    }

    /** The probability that one decision of a point is right. */
    double right(int point) {
        return decided[point][truth[point]];
    }

    /** The expected area under the ROC curve; for more than two classes the mean of each against the others. NaN where there is but one class. */
    public double area() {
        return area(truth, rankings);
    }

    /** The same for scores alone. */
    static double area(int[] truth, List<Ranking> rankings) {
        return rankings.stream()
                .filter(ranking -> comparable(positive(truth, ranking.positive())))
                .mapToDouble(ranking -> ranking.area().applyAsDouble(positive(truth, ranking.positive())))
                .average()
                .orElse(Double.NaN);
    }

    private static boolean comparable(boolean[] positive) {
        boolean some = false;
        boolean others = false;
        for (boolean own : positive) {
            some |= own;
            others |= !own;
        }
        return some && others;
    }

    /** By point: whether it belongs to a class. */
    public boolean[] positive(int of) {
        return positive(truth, of);
    }

    private static boolean[] positive(int[] truth, int of) {
        boolean[] positive = new boolean[truth.length];
        for (int i = 0; i < truth.length; i++) {
            positive[i] = truth[i] == of;
        }
        return positive;
    }

    /** By point: the predicted probability of the second of two classes; empty where the model predicts none. */
    public Optional<double[]> shares() {
        return shares.map(double[]::clone);
    }
}
