package io.jenkins.plugins.quantum.engine.stats;

import java.util.Arrays;
import org.apache.commons.rng.sampling.distribution.GuideTableDiscreteSampler;

/**
 * Whether outcomes have the predicted shape: catches errors that leave the mean of the {@link LinearScore} where it should
 * be. The statistic is the unbiased squared distance of the observed law q from the predicted law q̃, as a share of that of
 * the ideal law p from uniform: D² = [Σc(c−1)/(N(N−1)) − 2Σq̃c/N + Σq̃²]/(Σp² − 1/D).
 *
 * <p>One look at a number of shots fixed beforehand: FAIL when D² ≤ {@code good} is refuted, PASS when D² ≥ {@code bad} is.
 * The error of D² has two parts. The quadratic one is simulated by drawing from q̃ (parametric bootstrap), widened by how much
 * the spread of q can exceed that of q̃. The linear one, 2Σ(q−q̃)c/N, is 0 for q = q̃, so that a bootstrap alone would miss it;
 * its variance is at most 4·max(q)·Σ(q−q̃)²/N, and normal quantiles bound it. Each part takes half of the error rate.
 */
public final class ShapeCheck {
    /** D² of a healthy subject is at most this. */
    public static final double GOOD = .05;

    /** D² of a bad subject is at least this. */
    public static final double BAD = .20;

    private static final double EXCEEDANCES = 10;
    private static final int FEWEST_RESAMPLES = 1_000;
    private static final int MOST_RESAMPLES = 20_000;
    private static final int MOST_DRAWN = 10_000;

    /** Places in the sampler's table for each outcome: with so many the search that follows is short, and draws the same. */
    private static final double GUIDES = 8;

    private final double[] predicted;
    private final double norm;
    private final long shots;
    private final double failAbove;
    private final double passBelow;

    private ShapeCheck(double[] predicted, double norm, long shots, double failAbove, double passBelow) {
        this.predicted = predicted;
        this.norm = norm;
        this.shots = shots;
        this.failAbove = failAbove;
        this.passBelow = passBelow;
    }

    /** A check with the limits {@link #GOOD} and {@link #BAD}. */
    public static ShapeCheck of(double[] predicted, double norm, int shots, double alpha, double beta, long seed) {
        return of(predicted, norm, shots, new Limits(GOOD, BAD, alpha, beta), seed);
    }

    /**
     * A check.
     *
     * @param predicted
     *     q̃, the law under the noise model: all outcomes that it or the ideal law allows or that may be counted
     * @param norm
     *     Σp² − 1/D of the ideal law, see {@link LinearScore#norm}
     * @param shots
     *     N, at least 2
     * @param limits
     *     what is told apart
     * @param seed
     *     of the bootstrap
     */
    public static ShapeCheck of(double[] predicted, double norm, int shots, Limits limits, long seed) {
        Arguments.distribution("the predicted outcomes", predicted);
        Arguments.positive("the distance of the ideal outcomes from uniform", norm);
        Arguments.require(shots >= 2, "the shape needs at least 2 shots, not " + shots);
        double[] errors = errors(predicted, norm, shots, Math.min(limits.alpha(), limits.beta()) / 2, seed);
        double failAbove = limits.good()
                + Bootstrap.quantile(errors, 1 - limits.alpha() / 2) * widening(predicted, norm, limits.good())
                + linear(predicted, norm, shots, limits.good(), limits.alpha());
        double passBelow = limits.bad()
                + Bootstrap.quantile(errors, limits.beta() / 2) * widening(predicted, norm, limits.bad())
                - linear(predicted, norm, shots, limits.bad(), limits.beta());
        return new ShapeCheck(predicted.clone(), norm, shots, failAbove, passBelow);
    }

    /** Whether {@link #decisive} is possible at all, by the linear part of the error alone: costs nothing, where a check draws many samples. */
    public static boolean mayDecide(double[] predicted, double norm, int shots, Limits limits) {
        return limits.good() + linear(predicted, norm, shots, limits.good(), limits.alpha())
                <= limits.bad() - linear(predicted, norm, shots, limits.bad(), limits.beta());
    }

    /** Whether the shots suffice for one of the two answers whatever is counted. */
    public boolean decisive() {
        return failAbove <= passBelow;
    }

    /** D² of counts in the order of the predicted outcomes. */
    public double distance(long[] counts) {
        long sum = Arrays.stream(counts).sum();
        Arguments.require(sum == shots, "the check was made for " + shots + " shots, not for " + sum);
        return Distances.unbiasedSquaredDistance(counts, predicted) / norm;
    }

    /** The answer to counts; CONTINUE when the shots are too few for one. */
    public Decision judge(long[] counts) {
        double distance = distance(counts);
        if (decisive()) {
            return distance > middle() ? Decision.FAIL : Decision.PASS;
        }
        if (distance > failAbove) {
            return Decision.FAIL;
        }
        return distance < passBelow ? Decision.PASS : Decision.CONTINUE;
    }

    /** D² above which the answer is FAIL. */
    public double failAbove() {
        return decisive() ? middle() : failAbove;
    }

    /** D² below which the answer is PASS. */
    public double passBelow() {
        return decisive() ? middle() : passBelow;
    }

    private double middle() {
        return (failAbove + passBelow) / 2;
    }

    /**
     * How far D² strays from 0 for q = q̃. It does so in proportion to 1/N, so that no more than {@link #MOST_DRAWN} shots need to
     * be drawn.
     */
    private static double[] errors(double[] predicted, double norm, int shots, double tail, long seed) {
        var sampler = GuideTableDiscreteSampler.of(Seed.generator(seed), predicted, GUIDES);
        int[] drawn = new int[Math.min(shots, MOST_DRAWN)];
        double n = drawn.length;
        double scale = n / shots / norm;
        double squares = Arrays.stream(predicted).map(q -> q * q).sum();
        double[] errors = new double[resamples(tail)];
        int[] counts = new int[predicted.length];
        for (int r = 0; r < errors.length; r++) {
            long pairs = 0;
            double cross = 0;
            for (int s = 0; s < drawn.length; s++) {
                int outcome = sampler.sample();
                drawn[s] = outcome;
                pairs += counts[outcome]++;
                cross += predicted[outcome];
            }
            for (int outcome : drawn) {
                counts[outcome] = 0;
            }
            errors[r] = (2.0 * pairs / (n * (n - 1)) - 2 * cross / n + squares) * scale;
        }
        return errors;
    }

    private static int resamples(double tail) {
        return (int) Math.max(FEWEST_RESAMPLES, Math.min(MOST_RESAMPLES, Math.ceil(EXCEEDANCES / tail)));
    }

    /** The most by which √Σq² can exceed √Σq̃² at a distance. */
    private static double widening(double[] predicted, double norm, double distance) {
        double spread = Math.sqrt(Arrays.stream(predicted).map(q -> q * q).sum());
        return 1 + Math.sqrt(distance * norm) / spread;
    }

    /** The most by which the linear part strays at a distance, at half of an error rate. */
    private static double linear(double[] predicted, double norm, int shots, double distance, double rate) {
        double largest = Math.min(1, Arrays.stream(predicted).max().orElseThrow() + Math.sqrt(distance * norm));
        return Intervals.Normal.upperQuantile(rate / 2) * 2 * Math.sqrt(largest * distance / (shots * norm));
    }

    /**
     * What a shape check tells apart.
     *
     * @param good
     *     greatest D² of a healthy subject
     * @param bad
     *     least D² of a bad subject
     * @param alpha
     *     rate of false red
     * @param beta
     *     rate of missed faults
     */
    public record Limits(double good, double bad, double alpha, double beta) {
        /** Refuses limits in the wrong order and rates outside 0 to 1. */
        public Limits {
            Arguments.notNegative("good", good);
            Arguments.positive("bad", bad);
            Arguments.require(good < bad, "the good distance (" + good + ") must lie below the bad one (" + bad + ")");
            Arguments.open("alpha", alpha);
            Arguments.open("beta", beta);
        }
    }
}
