package io.jenkins.plugins.quantum.engine.stats;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.DiscreteProbabilityCollectionSampler;

/**
 * Whether two samples of the same size come from the same law, or from laws that are near: the unbiased squared distance of two laws a and
 * b, D² = [Σc(c−1)/(N(N−1)) + Σd(d−1)/(N(N−1)) − 2Σcd/N²]/norm. Neither law is known.
 *
 * <p>One look at a number of shots fixed beforehand: FAIL when D² ≤ {@code good} is refuted, PASS when D² ≥ {@code bad} is. As in
 * {@link ShapeCheck} the error has two parts, and each takes half of the rate. The quadratic one comes from permutations of what was
 * counted together: exact for a = b, and too wide for laws that differ, because their counts stray by (a−b)(a−b)ᵀ/2N less than
 * permuted ones. The linear one has a variance of at most 8·max((a+b)/2)·D²·norm/N, and normal quantiles bound it.
 */
public final class SameShape {
    private static final double EXCEEDANCES = 10;
    private static final int FEWEST_RESAMPLES = 1_000;
    private static final int MOST_RESAMPLES = 20_000;

    /** Permuted of each sample; what they stray by falls as 1/N. */
    private static final int MOST_DRAWN = 4_000;

    /** Standard errors by which the largest probability may exceed the largest frequency. */
    private static final double LARGEST = 3;

    private final double norm;
    private final long shots;
    private final double failAbove;
    private final double passBelow;

    private SameShape(double norm, long shots, double failAbove, double passBelow) {
        this.norm = norm;
        this.shots = shots;
        this.failAbove = failAbove;
        this.passBelow = passBelow;
    }

    /**
     * A check of counts.
     *
     * @param together
     *     counts of both samples together, by outcome
     * @param norm
     *     by which squared distances are divided
     * @param limits
     *     what is told apart
     * @param seed
     *     of the permutations
     */
    public static SameShape of(long[] together, double norm, ShapeCheck.Limits limits, long seed) {
        Arguments.positive("the norm", norm);
        long both = Arrays.stream(together).sum();
        Arguments.require(both >= 4 && both % 2 == 0, "two samples of the same size are compared, not " + both);
        long shots = both / 2;
        double[] errors =
                errors(together, norm, Math.toIntExact(shots), Math.min(limits.alpha(), limits.beta()) / 2, seed);
        double largest = largest(Arrays.stream(together).max().orElseThrow() / (double) both, both);
        return new SameShape(
                norm,
                shots,
                limits.good()
                        + Bootstrap.quantile(errors, 1 - limits.alpha() / 2)
                        + linear(largest, norm, shots, limits.good(), limits.alpha()),
                limits.bad()
                        + Bootstrap.quantile(errors, limits.beta() / 2)
                        - linear(largest, norm, shots, limits.bad(), limits.beta()));
    }

    /**
     * A check of counts as they may come.
     *
     * @param predicted
     *     the law that both samples are expected to have
     * @param shots
     *     of each sample, at least 2
     */
    public static SameShape planned(double[] predicted, double norm, int shots, ShapeCheck.Limits limits, long seed) {
        Arguments.distribution("the predicted outcomes", predicted);
        Arguments.require(shots >= 2, "the shape needs at least 2 shots, not " + shots);
        var outcomes = IntStream.range(0, predicted.length).boxed().toList();
        var sampler = new DiscreteProbabilityCollectionSampler<>(
                Seed.generator(Seed.derive(seed, "planned")), outcomes, predicted);
        long[] together = new long[predicted.length];
        for (long shot = 0; shot < 2L * shots; shot++) {
            together[sampler.sample()]++;
        }
        return of(together, norm, limits, seed);
    }

    /** Whether {@link #decisive} is possible at all, by the linear part of the error alone: costs nothing. */
    public static boolean mayDecide(double[] predicted, double norm, int shots, ShapeCheck.Limits limits) {
        double largest = largest(Arrays.stream(predicted).max().orElseThrow(), 2L * shots);
        return limits.good() + linear(largest, norm, shots, limits.good(), limits.alpha())
                <= limits.bad() - linear(largest, norm, shots, limits.bad(), limits.beta());
    }

    private static double largest(double frequency, long shots) {
        return Math.min(1, frequency + LARGEST * Math.sqrt(frequency * (1 - frequency) / shots));
    }

    /** The most by which the linear part strays at a distance, at half of an error rate. */
    private static double linear(double largest, double norm, long shots, double distance, double rate) {
        return Intervals.Normal.upperQuantile(rate / 2) * Math.sqrt(8 * largest * distance / (shots * norm));
    }

    /** How far D² strays from 0 when what was counted together is divided at random. */
    private static double[] errors(long[] together, double norm, int shots, double tail, long seed) {
        int[] pooled = new int[2 * shots];
        int at = 0;
        for (int outcome = 0; outcome < together.length; outcome++) {
            int next = at + Math.toIntExact(together[outcome]);
            Arrays.fill(pooled, at, next, outcome);
            at = next;
        }
        UniformRandomProvider random = Seed.generator(seed);
        int drawn = Math.min(shots, MOST_DRAWN);
        double n = drawn;
        double scale = n / shots / norm;
        double[] errors =
                new double[(int) Math.max(FEWEST_RESAMPLES, Math.min(MOST_RESAMPLES, Math.ceil(EXCEEDANCES / tail)))];
        long[] first = new long[together.length];
        long[] second = new long[together.length];
        for (int r = 0; r < errors.length; r++) {
            long pairs = 0;
            long cross = 0;
            for (int s = 0; s < 2 * drawn; s++) {
                int swap = s + random.nextInt(pooled.length - s);
                int outcome = pooled[swap];
                pooled[swap] = pooled[s];
                pooled[s] = outcome;
                if (s < drawn) {
                    pairs += 2 * first[outcome]++;
                } else {
                    pairs += 2 * second[outcome]++;
                    cross += first[outcome];
                }
            }
            for (int s = 0; s < 2 * drawn; s++) {
                first[pooled[s]] = 0;
                second[pooled[s]] = 0;
            }
            errors[r] = (pairs / (n * (n - 1)) - 2 * cross / (n * n)) * scale;
        }
        return errors;
    }

    /** Whether the shots suffice for one of the two answers whatever is counted. */
    public boolean decisive() {
        return failAbove <= passBelow;
    }

    /** D² of the two samples, by outcome. */
    public double distance(long[] first, long[] second) {
        Arguments.require(
                Arrays.stream(first).sum() == shots && Arrays.stream(second).sum() == shots,
                "the check was made for " + shots + " shots of each sample");
        return Distances.unbiasedSquaredDistance(first, second) / norm;
    }

    /** The answer to two samples; CONTINUE when the shots are too few for one. */
    public Decision judge(long[] first, long[] second) {
        double distance = distance(first, second);
        if (distance > failAbove()) {
            return Decision.FAIL;
        }
        return distance <= passBelow() ? Decision.PASS : Decision.CONTINUE;
    }

    /** D² above which the answer is FAIL. */
    public double failAbove() {
        return decisive() ? (failAbove + passBelow) / 2 : failAbove;
    }

    /** D² up to which the answer is PASS. */
    public double passBelow() {
        return decisive() ? (failAbove + passBelow) / 2 : passBelow;
    }
}
