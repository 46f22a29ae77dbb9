package io.jenkins.plugins.quantum.engine.stats;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A sequential test that a mean lies within a distance of a target: one {@link SequentialTest} against means that are too
 * low and one against means that are too high. PASS when both pass, each at beta: a mean outside is missed at most at that
 * rate, because the test of its own side would have to err. FAIL when either fails, each at alpha/2. A side that the range
 * of the scores makes impossible is left out: it neither passes nor fails.
 */
public final class ExpectationTest {
    private final SequentialTest below;
    private final SequentialTest above;

    private ExpectationTest(SequentialTest below, SequentialTest above) {
        this.below = below;
        this.above = above;
    }

    /**
     * A test from independent scores.
     *
     * @param low
     *     least score
     * @param high
     *     greatest score
     * @param plannedVariance
     *     that a score is expected to have, 0 for unknown
     */
    public static ExpectationTest bounded(ExpectationDesign design, double low, double high, double plannedVariance) {
        return cycled(design, low, high, plannedVariance, 1);
    }

    /** The same for scores of unknown variance. */
    public static ExpectationTest bounded(ExpectationDesign design, double low, double high) {
        return bounded(design, low, high, 0);
    }

    /**
     * A test from sources that give one score each a pass and whose means average to the tested mean (see
     * {@link SequentialTest}). For an observable measured in G groups with means μ₁…μ_G that sum to the tested mean, the
     * score of a group is {@code target + G·(value − expected group mean)}, with expected group means that sum to the target:
     * any such constants keep the mean, and constants near the truth keep the test short.
     */
    public static ExpectationTest cycled(
            ExpectationDesign design, double low, double high, double plannedVariance, int points) {
        Intervals.range(low, high);
        Arguments.require(
                design.target() + design.within() - design.margin() > low
                        && design.target() - design.within() + design.margin() < high,
                "no score from " + low + " to " + high + " is within " + (design.within() - design.margin())
                        + " of the target " + design.target());
        boolean tooLow = design.target() - design.within() > low;
        boolean tooHigh = design.target() + design.within() < high;
        Arguments.require(
                tooLow || tooHigh,
                "every score from " + low + " to " + high + " is within " + design.within() + " of the target "
                        + design.target() + ": there is nothing to test");
        var below = tooLow ? SequentialTest.cycledBounded(design.below(), low, high, plannedVariance, points) : null;
        var above = tooHigh
                ? SequentialTest.cycledBounded(design.aboveNegated(), -high, -low, plannedVariance, points)
                : null;
        return new ExpectationTest(below, above);
    }

    /** Goes on from stored evidence. */
    public static ExpectationTest restore(State state) {
        return new ExpectationTest(
                state.below == null ? null : SequentialTest.restore(state.below),
                state.above == null ? null : SequentialTest.restore(state.above));
    }

    /** All that is needed to go on later. */
    public State state() {
        return new State(below == null ? null : below.state(), above == null ? null : above.state());
    }

    /** The test after further scores and one look at it. */
    public ExpectationTest update(double[] scores) {
        long[] once = new long[scores.length];
        Arrays.fill(once, 1);
        return update(scores, once);
    }

    /** The test after further scores, given as how often each value was seen, and one look at it. */
    public ExpectationTest update(double[] values, long[] counts) {
        double[] negated = Arrays.stream(values).map(v -> -v).toArray();
        return new ExpectationTest(
                below == null ? null : below.update(values, counts),
                above == null ? null : above.update(negated, counts));
    }

    /** FAIL when a side has failed, PASS when all have passed, else CONTINUE. */
    public Decision decision() {
        if (sides().anyMatch(side -> side.decision() == Decision.FAIL)) {
            return Decision.FAIL;
        }
        return sides().allMatch(side -> side.decision() == Decision.PASS) ? Decision.PASS : Decision.CONTINUE;
    }

    /** Natural logarithm of the larger evidence against "healthy": FAIL at ln(2/alpha). */
    public double logAgainstHealthy() {
        return sides().mapToDouble(SequentialTest::logAgainstHealthy).max().orElseThrow();
    }

    /** Natural logarithm of the smaller evidence against "bad": PASS at ln(1/beta), unless a side has passed earlier. */
    public double logAgainstBad() {
        return sides().mapToDouble(SequentialTest::logAgainstBad).min().orElseThrow();
    }

    /** Scores seen. */
    public long observations() {
        return sides().findFirst().orElseThrow().observations();
    }

    /** The mean score, NaN before the first. */
    public double mean() {
        return below != null ? below.mean() : -above.mean();
    }

    private Stream<SequentialTest> sides() {
        return Stream.of(Optional.ofNullable(below), Optional.ofNullable(above)).flatMap(Optional::stream);
    }

    /**
     * Stored evidence.
     *
     * @param below
     *     against means that are too low; null where scores cannot be so low
     * @param above
     *     against means that are too high, scores with their sign turned; null where scores cannot be so high
     */
    public record State(SequentialTest.State below, SequentialTest.State above) {
        /** Refuses sides that have not seen the same scores. */
        public State {
            Arguments.require(below != null || above != null, "stored evidence must hold at least one side");
            Arguments.require(
                    below == null || above == null || below.observations() == above.observations(),
                    "the two sides of stored evidence must have seen the same scores");
        }
    }
}
