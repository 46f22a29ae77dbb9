package io.jenkins.plugins.quantum.engine.stats;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The area under the ROC curve: the probability that a point of the positive class scores higher than one of the others, ties
 * counted half, as the mean over all pairs (Hanley and McNeil, Radiology 143, 1982). Scores that are drawn anew at every run
 * of a point have the mean area over all draws, exactly: the area is linear in the pairs, and points are run independently.
 */
public final class RocArea {
    /** Scores nearer to each other than this are tied: rounding of what computes them. */
    private static final double TIE = 1e-9;

    private RocArea() {}

    /**
     * Of scores that are known.
     *
     * @param positive
     *     by point: whether it belongs to the positive class; some do, some do not
     */
    public static double known(boolean[] positive, double[] scores) {
        double pairs = pairs(positive, scores.length);
        Integer[] order = IntStream.range(0, scores.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(i -> Arguments.finite("each score", scores[i])));
        double won = 0;
        double below = 0;
        for (int from = 0; from < order.length; ) {
            int to = from;
            double others = 0;
            double own = 0;
            while (to < order.length && scores[order[to]] - scores[order[from]] <= TIE) {
                own += positive[order[to]] ? 1 : 0;
                others += positive[order[to]] ? 0 : 1;
                to++;
            }
            won += own * (below + others / 2);
            below += others;
            from = to;
        }
        return won / pairs;
    }

    /**
     * Of scores that count votes.
     *
     * @param shares
     *     by point: the probability that one shot votes for the positive class
     * @param shots
     *     of a run; 0 for infinitely many
     */
    public static double votes(boolean[] positive, double[] shares, int shots) {
        if (shots == 0) {
            return known(positive, shares);
        }
        double pairs = pairs(positive, shares.length);
        double[] own = new double[shots + 1];
        double[] others = new double[shots + 1];
        for (int i = 0; i < shares.length; i++) {
            double[] law = positive[i] ? own : others;
            VoteLaw.visit(shots, shares[i], (votes, probability) -> law[votes] += probability);
        }
        double won = 0;
        double below = 0;
        for (int votes = 0; votes <= shots; votes++) {
            won += own[votes] * (below + others[votes] / 2);
            below += others[votes];
        }
        return won / pairs;
    }

    /**
     * Of scores that are normally distributed.
     *
     * @param means
     *     by point
     * @param variances
     *     by point; 0 where a score is known
     */
    public static double normal(boolean[] positive, double[] means, double[] variances) {
        double pairs = pairs(positive, means.length);
        Arguments.sameLength("means", means.length, "variances", variances.length);
        double won = 0;
        for (int i = 0; i < means.length; i++) {
            for (int j = 0; positive[i] && j < means.length; j++) {
                won += positive[j] ? 0 : above(means[i] - means[j], variances[i] + variances[j]);
            }
        }
        return won / pairs;
    }

    private static double above(double difference, double variance) {
        if (variance > 0) {
            return NormalDistribution.of(difference, Math.sqrt(variance)).survivalProbability(0);
        }
        return Math.abs(difference) <= TIE ? .5 : difference > 0 ? 1 : 0;
    }

    private static double pairs(boolean[] positive, int points) {
        Arguments.sameLength("labels", positive.length, "points", points);
        double own = IntStream.range(0, points).filter(i -> positive[i]).count();
        Arguments.require(own > 0 && own < points, "an area needs points of the positive class and others");
        return own * (points - own);
    }
}
