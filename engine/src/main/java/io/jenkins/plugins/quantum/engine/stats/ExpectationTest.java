package io.jenkins.plugins.quantum.engine.stats;

import java.util.Arrays;
import java.util.Optional;

/**
 * A sequential test that a mean lies within a distance of a target: one {@link SequentialTest} against means that are too
 * low and one against means that are too high. PASS when both pass, each at beta: a mean outside is missed at most at that
 * rate, because the test of its own side would have to err. FAIL when either fails, each at alpha/2. A side that the range
 * of the scores makes impossible is left out: it neither passes nor fails.
 */
public final class ExpectationTest {
    private final State state;

    private ExpectationTest(State state) {
        this.state = state;
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
        Optional<SequentialTest.State> below = Optional.empty();
        if (design.target() - design.within() > low) {
            below = Optional.of(SequentialTest.cycledBounded(design.below(), low, high, plannedVariance, points)
                    .state());
        }
        Optional<SequentialTest.State> above = Optional.empty();
        if (design.target() + design.within() < high) {
            above = Optional.of(
                    SequentialTest.cycledBounded(design.aboveNegated(), -high, -low, plannedVariance, points)
                            .state());
        }
        Arguments.require(
                below.isPresent() || above.isPresent(),
                "every score from " + low + " to " + high + " is within " + design.within() + " of the target "
                        + design.target() + ": there is nothing to test");
        return new ExpectationTest(new State(below, above));
    }

    /** Goes on from stored evidence. */
    public static ExpectationTest restore(State state) {
        return new ExpectationTest(state);
    }

    /** All that is needed to go on later. */
    public State state() {
        return state;
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
        return new ExpectationTest(new State(
                state.below.map(
                        s -> SequentialTest.restore(s).update(values, counts).state()),
                state.above.map(
                        s -> SequentialTest.restore(s).update(negated, counts).state())));
    }

    /** FAIL when a side has failed, PASS when all have passed, else CONTINUE. */
    public Decision decision() {
        Decision below = state.below.map(SequentialTest.State::decision).orElse(Decision.PASS);
        Decision above = state.above.map(SequentialTest.State::decision).orElse(Decision.PASS);
        if (below == Decision.FAIL || above == Decision.FAIL) {
            return Decision.FAIL;
        }
        return below == above ? below : Decision.CONTINUE;
    }

    /** Natural logarithm of the larger evidence against "healthy": FAIL at ln(2/alpha). */
    public double logAgainstHealthy() {
        return state.tests()
                .mapToDouble(SequentialTest::logAgainstHealthy)
                .max()
                .orElseThrow();
    }

    /** Natural logarithm of the smaller evidence against "bad": PASS at ln(1/beta), unless a side has passed earlier. */
    public double logAgainstBad() {
        return state.tests().mapToDouble(SequentialTest::logAgainstBad).min().orElseThrow();
    }

    /** Scores seen. */
    public long observations() {
        return state.tests().findFirst().orElseThrow().observations();
    }

    /** The mean score, NaN before the first. */
    public double mean() {
        return state.below.map(s -> SequentialTest.restore(s).mean()).orElseGet(() -> -SequentialTest.restore(
                        state.above.orElseThrow())
                .mean());
    }

    /**
     * Stored evidence.
     *
     * @param below
     *     against means that are too low; empty where scores cannot be so low
     * @param above
     *     against means that are too high, scores with their sign turned; empty where scores cannot be so high
     */
    public record State(Optional<SequentialTest.State> below, Optional<SequentialTest.State> above) {
        /** Refuses sides that have not seen the same scores. */
        public State {
            Arguments.require(below.isPresent() || above.isPresent(), "stored evidence must hold at least one side");
            if (below.isPresent() && above.isPresent()) {
                Arguments.require(
                        below.get().observations() == above.get().observations(),
                        "the two sides of stored evidence must have seen the same scores, not "
                                + below.get().observations() + " and "
                                + above.get().observations());
            }
        }

        private java.util.stream.Stream<SequentialTest> tests() {
            return java.util.stream.Stream.of(below, above)
                    .flatMap(Optional::stream)
                    .map(SequentialTest::restore);
        }
    }
}
