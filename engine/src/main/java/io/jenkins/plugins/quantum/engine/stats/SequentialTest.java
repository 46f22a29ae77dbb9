package io.jenkins.plugins.quantum.engine.stats;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * A test of a mean score that may be looked at as often as one likes and stopped at any time. It holds two e-processes: one
 * against "mean ≥ good", whose rise to 1/alpha means FAIL, and one against "mean ≤ bad", whose rise to 1/beta means PASS. By
 * Ville's inequality the error rates of {@link SequentialDesign} hold for every rule of stopping, therefore also for
 * evidence that was stored and continued. Immutable: an update gives a new test.
 *
 * <p>The decision is made at looks, that is at the end of each update, and the first one stays. Inside a look the order of scores does
 * not matter. Each look may profit from what earlier ones brought: trials are weighed by {@link Boost}, which needs the number of trials of
 * a look to be fixed before they are made, and bounded scores by a bet that follows their variance. Should one look bring both levels at
 * once, the mean lies between bad and good and the answer is PASS, as exact evidence would say.
 *
 * <p><b>Cycled tests.</b> Points of a fixed set score independently with means θ₁…θₙ that differ; what is tested is their
 * mean θ. With a constant bet λ the expected product over one complete pass is Π(1 + λ(θᵢ−θ₀)) ≤ (1 + λ(θ−θ₀))ⁿ ≤ 1 for
 * θ ≤ θ₀, by the inequality of arithmetic and geometric means. The product is thus a supermartingale at the ends of passes
 * (not inside them), which is where cycled tests are looked at. The likelihood ratio of two Bernoulli laws is such a product
 * with λ = (good−bad)/(bad(1−bad)), so that it serves here too.
 */
public final class SequentialTest {
    /** How a score becomes evidence. */
    public enum Kind {
        /** Scores 0 and 1: likelihood ratio of bad against good (Wald's sequential probability ratio test), boosted where not cycled. */
        BERNOULLI,
        /** Scores in a known range: mixture of constant bets. */
        BOUNDED
    }

    /** By which share of the range a score may lie outside it: rounding of what computes scores. */
    private static final double RANGE_TOLERANCE = 1e-9;

    /**
     * The good value of the likelihood ratio is kept this share of the margin below 1, and the bad one above 0: else a single
     * failed trial would be infinite evidence. A lower good value tests a wider hypothesis, so that the error rates hold.
     */
    private static final double EDGE = .1;

    /** How many scores a planned variance counts as, beside those seen. */
    private static final double PLAN_WEIGHT = 100;

    private final State state;
    private final Bets betsAgainstHealthy;
    private final Bets betsAgainstBad;
    private final double[] logsAgainstHealthy;
    private final double[] logsAgainstBad;

    private SequentialTest(State state) {
        this.state = state;
        SequentialDesign design = state.design;
        double variance = state.variance();
        betsAgainstHealthy = Bets.of(design.margin(), state.high - design.good(), variance);
        betsAgainstBad = Bets.of(design.margin(), design.bad() - state.low, variance);
        logsAgainstHealthy = unboxed(state.logsAgainstHealthy);
        logsAgainstBad = unboxed(state.logsAgainstBad);
    }

    /** A test of a probability from independent trials. Good and bad lie from 0 to 1. */
    public static SequentialTest bernoulli(SequentialDesign design) {
        return cycledBernoulli(design, 1);
    }

    /**
     * A test of the mean probability of a fixed set of points, each of which gives one trial a pass.
     *
     * @param points
     *     trials of one complete pass; every update brings complete passes
     */
    public static SequentialTest cycledBernoulli(SequentialDesign design, int points) {
        return start(design, Kind.BERNOULLI, 0, 1, 0, points);
    }

    /** A test of the mean of independent scores that lie from {@code low} to {@code high}, both outside bad and good. */
    public static SequentialTest bounded(SequentialDesign design, double low, double high) {
        return start(design, Kind.BOUNDED, low, high, 0, 1);
    }

    /**
     * The same with the variance that a score is expected to have (0: unknown). It shortens the test where it is about right
     * and never touches the error rates. After the first look the variance of what was seen takes its place step by step.
     */
    public static SequentialTest bounded(SequentialDesign design, double low, double high, double plannedVariance) {
        return start(design, Kind.BOUNDED, low, high, plannedVariance, 1);
    }

    /**
     * A test of the mean of the means of a fixed set of sources of bounded scores, each of which gives one score a pass.
     *
     * @param points
     *     scores of one complete pass; every update brings complete passes
     */
    public static SequentialTest cycledBounded(
            SequentialDesign design, double low, double high, double plannedVariance, int points) {
        return start(design, Kind.BOUNDED, low, high, plannedVariance, points);
    }

    private static SequentialTest start(
            SequentialDesign design, Kind kind, double low, double high, double plannedVariance, int points) {
        List<Double> none = Collections.nCopies(State.accounts(kind), 0.0);
        return restore(
                new State(design, kind, low, high, plannedVariance, points, 0, 0, 0, none, none, Decision.CONTINUE));
    }

    /** Goes on from stored evidence. */
    public static SequentialTest restore(State state) {
        return new SequentialTest(state);
    }

    /** All that is needed to go on later. */
    public State state() {
        return state;
    }

    /**
     * The test after further trials and one look at it.
     *
     * @param successes
     *     from 0 to {@code trials}
     * @param trials
     *     fixed before they were made; complete passes, for a cycled test
     */
    public SequentialTest update(long successes, long trials) {
        Arguments.require(
                successes >= 0 && successes <= trials, successes + " successes in " + trials + " trials cannot be");
        return update(new double[] {0, 1}, new long[] {trials - successes, successes});
    }

    /** The test after further scores and one look at it. */
    public SequentialTest update(double[] scores) {
        long[] once = new long[scores.length];
        Arrays.fill(once, 1);
        return update(scores, once);
    }

    /** The test after further scores, given as how often each value was seen, and one look at it. */
    public SequentialTest update(Map<Double, Long> counts) {
        return update(
                counts.keySet().stream().mapToDouble(Double::doubleValue).toArray(),
                counts.values().stream().mapToLong(Long::longValue).toArray());
    }

    /**
     * The test after further scores and one look at it.
     *
     * @param values
     *     scores
     * @param counts
     *     how often each was seen
     */
    public SequentialTest update(double[] values, long[] counts) {
        Arguments.sameLength("values", values.length, "counts", counts.length);
        double[] healthy = logsAgainstHealthy.clone();
        double[] bad = logsAgainstBad.clone();
        SequentialDesign design = state.design;
        double[] gainsAgainstHealthy = new double[values.length];
        double[] gainsAgainstBad = new double[values.length];
        long observations = 0;
        double total = 0;
        double squares = 0;
        for (int i = 0; i < values.length; i++) {
            double score = state.inRange(values[i]);
            long count = counts[i];
            Arguments.require(count >= 0, () -> "a score cannot be seen " + count + " times");
            observations = Math.addExact(observations, counts[i]);
            total += score * counts[i];
            squares += score * score * counts[i];
            gainsAgainstHealthy[i] = (design.good() - score) / (state.high - design.good());
            gainsAgainstBad[i] = (score - design.bad()) / (design.bad() - state.low);
        }
        Arguments.require(
                observations % state.points == 0,
                observations + " scores are no complete passes over " + state.points + " points");
        if (state.kind == Kind.BOUNDED) {
            betsAgainstHealthy.add(healthy, gainsAgainstHealthy, counts);
            betsAgainstBad.add(bad, gainsAgainstBad, counts);
        } else {
            addTrials(healthy, bad, Math.round(total), observations);
        }
        return look(state.with(observations, total, squares, boxed(healthy), boxed(bad)));
    }

    /** Before a decision the ratio is boosted; afterwards it only tells what happened. */
    private void addTrials(double[] healthy, double[] bad, long successes, long trials) {
        double edge = EDGE * state.design.margin();
        double good = Math.min(state.design.good(), 1 - edge);
        double low = Math.max(state.design.bad(), edge);
        if (state.points == 1 && state.decision == Decision.CONTINUE) {
            healthy[0] = Boost.look(healthy[0], state.design.failLevel(), good, low, successes, trials);
            bad[0] = Boost.look(bad[0], state.design.passLevel(), low, good, successes, trials);
        } else {
            double ratio =
                    successes * Math.log(good / low) + (trials - successes) * (Math.log1p(-good) - Math.log1p(-low));
            healthy[0] -= ratio;
            bad[0] += ratio;
        }
    }

    private static SequentialTest look(State seen) {
        var test = new SequentialTest(seen);
        if (seen.decision != Decision.CONTINUE) {
            return test;
        }
        if (test.logAgainstBad() >= seen.design.passLevel()) {
            return new SequentialTest(seen.deciding(Decision.PASS));
        }
        return test.logAgainstHealthy() >= seen.design.failLevel()
                ? new SequentialTest(seen.deciding(Decision.FAIL))
                : test;
    }

    /** The answer of the first look that brought one, else CONTINUE. */
    public Decision decision() {
        return state.decision;
    }

    /** Natural logarithm of the evidence against "mean ≥ good". */
    public double logAgainstHealthy() {
        return state.kind == Kind.BERNOULLI ? logsAgainstHealthy[0] : betsAgainstHealthy.evidence(logsAgainstHealthy);
    }

    /** Natural logarithm of the evidence against "mean ≤ bad". */
    public double logAgainstBad() {
        return state.kind == Kind.BERNOULLI ? logsAgainstBad[0] : betsAgainstBad.evidence(logsAgainstBad);
    }

    /** Scores seen. */
    public long observations() {
        return state.observations;
    }

    /** The mean score, NaN before the first. */
    public double mean() {
        return state.total / state.observations;
    }

    private static double[] unboxed(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static List<Double> boxed(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    /**
     * Stored evidence.
     *
     * @param design
     *     what is told apart
     * @param kind
     *     of score
     * @param low
     *     least score
     * @param high
     *     greatest score
     * @param plannedVariance
     *     that a score was expected to have, 0 for unknown
     * @param points
     *     scores of a complete pass, 1 for tests that are not cycled
     * @param observations
     *     scores seen
     * @param total
     *     their sum
     * @param squares
     *     the sum of their squares
     * @param logsAgainstHealthy
     *     logarithms of the bets' products; one number for trials
     * @param logsAgainstBad
     *     likewise
     * @param decision
     *     made so far
     */
    public record State(
            SequentialDesign design,
            Kind kind,
            double low,
            double high,
            double plannedVariance,
            int points,
            long observations,
            double total,
            double squares,
            List<Double> logsAgainstHealthy,
            List<Double> logsAgainstBad,
            Decision decision) {
        /** Refuses what no test can have stored. */
        public State {
            logsAgainstHealthy = List.copyOf(logsAgainstHealthy);
            logsAgainstBad = List.copyOf(logsAgainstBad);
            if (design == null || kind == null || decision == null) {
                throw new IllegalArgumentException("stored evidence must name its design, its kind and its decision");
            }
            Intervals.range(low, high);
            Arguments.notNegative("planned variance", plannedVariance);
            if (kind == Kind.BERNOULLI) {
                Arguments.require(
                        low == 0 && high == 1 && design.bad() >= 0 && design.good() <= 1,
                        "bad (" + design.bad() + ") and good (" + design.good() + ") of trials must lie from 0 to 1");
            } else {
                Arguments.require(
                        low < design.bad() && design.good() < high,
                        "bad (" + design.bad() + ") and good (" + design.good()
                                + ") must lie inside the range of the scores, " + low + " to " + high);
            }
            Arguments.require(points >= 1, "a pass needs at least 1 point, not " + points);
            Arguments.require(
                    observations >= 0 && observations % points == 0,
                    observations + " scores are no complete passes over " + points + " points");
            double slack = RANGE_TOLERANCE * (high - low) * observations;
            Arguments.require(
                    total >= low * observations - slack && total <= high * observations + slack,
                    "scores from " + low + " to " + high + " cannot sum to " + total + " after " + observations);
            Arguments.notNegative("the sum of squares", squares);
            int accounts = accounts(kind);
            Arguments.require(
                    logsAgainstHealthy.size() == accounts && logsAgainstBad.size() == accounts,
                    "stored evidence must hold " + accounts + (accounts == 1 ? " number" : " numbers") + " a side");
            logsAgainstHealthy.forEach(log -> Arguments.finite("the logarithm of stored evidence", log));
            logsAgainstBad.forEach(log -> Arguments.finite("the logarithm of stored evidence", log));
        }

        private static int accounts(Kind kind) {
            return kind == Kind.BERNOULLI ? 1 : Bets.ACCOUNTS;
        }

        /**
         * The variance that the next look is planned with, from what is known before it; 0 for unknown. A plan counts as much as
         * {@link #PLAN_WEIGHT} scores; without one, a single score at the ends of the range keeps equal first scores from counting as certain.
         */
        private double variance() {
            if (kind == Kind.BERNOULLI || observations == 0) {
                return plannedVariance;
            }
            double deviations = Math.max(0, squares - total * total / observations);
            boolean planned = plannedVariance > 0;
            double weight = planned ? PLAN_WEIGHT : 1;
            double prior = planned ? plannedVariance : (high - low) * (high - low) / 4;
            return (deviations + weight * prior) / (observations + weight);
        }

        private double inRange(double score) {
            double slack = RANGE_TOLERANCE * (high - low);
            Arguments.require(
                    score >= low - slack && score <= high + slack,
                    () -> "a score of " + score + " lies outside the range " + low + " to " + high);
            Arguments.require(
                    kind == Kind.BOUNDED || score == 0 || score == 1, () -> "a trial scores 0 or 1, not " + score);
            return Math.min(high, Math.max(low, score));
        }

        /** After further scores. */
        private State with(long scores, double sum, double sumOfSquares, List<Double> healthy, List<Double> bad) {
            return new State(
                    design,
                    kind,
                    low,
                    high,
                    plannedVariance,
                    points,
                    Math.addExact(observations, scores),
                    total + sum,
                    squares + sumOfSquares,
                    healthy,
                    bad,
                    decision);
        }

        private State deciding(Decision made) {
            return new State(
                    design,
                    kind,
                    low,
                    high,
                    plannedVariance,
                    points,
                    observations,
                    total,
                    squares,
                    logsAgainstHealthy,
                    logsAgainstBad,
                    made);
        }
    }
}
