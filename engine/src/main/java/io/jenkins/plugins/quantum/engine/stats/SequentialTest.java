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
 * <p>The evidence depends on the scores and not on their order. The decision is made at looks, that is at the end of each
 * update, and the first one stays. Should one look bring both levels at once, the mean lies between bad and good and the
 * answer is PASS, as exact evidence would say.
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
        /** Scores 0 and 1: likelihood ratio of bad against good (Wald's sequential probability ratio test). */
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

    private final State state;
    private final Bets betsAgainstHealthy;
    private final Bets betsAgainstBad;
    private final double[] logsAgainstHealthy;
    private final double[] logsAgainstBad;

    private SequentialTest(State state) {
        this.state = state;
        SequentialDesign design = state.design;
        betsAgainstHealthy = Bets.of(design.margin(), state.high - design.good(), state.plannedVariance);
        betsAgainstBad = Bets.of(design.margin(), design.bad() - state.low, state.plannedVariance);
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
     * and never touches the error rates.
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
        List<Double> none = Collections.nCopies(State.bets(kind, plannedVariance), 0.0);
        return restore(
                new State(design, kind, low, high, plannedVariance, points, 0, 0, none, none, Decision.CONTINUE));
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
     *     complete passes, for a cycled test
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
        long observations = 0;
        double total = state.total;
        for (int i = 0; i < values.length; i++) {
            double score = state.inRange(values[i]);
            Arguments.require(counts[i] >= 0, "a score cannot be seen " + counts[i] + " times");
            observations = Math.addExact(observations, counts[i]);
            total += score * counts[i];
            if (state.kind == Kind.BOUNDED) {
                betsAgainstHealthy.add(healthy, (design.good() - score) / (state.high - design.good()), counts[i]);
                betsAgainstBad.add(bad, (score - design.bad()) / (design.bad() - state.low), counts[i]);
            }
        }
        Arguments.require(
                observations % state.points == 0,
                observations + " scores are no complete passes over " + state.points + " points");
        return look(Math.addExact(state.observations, observations), total, boxed(healthy), boxed(bad));
    }

    private SequentialTest look(long observations, double total, List<Double> healthy, List<Double> bad) {
        var undecided = new SequentialTest(state.with(observations, total, healthy, bad, state.decision));
        if (state.decision != Decision.CONTINUE) {
            return undecided;
        }
        Decision decision = Decision.CONTINUE;
        if (undecided.logAgainstBad() >= state.design.passLevel()) {
            decision = Decision.PASS;
        } else if (undecided.logAgainstHealthy() >= state.design.failLevel()) {
            decision = Decision.FAIL;
        }
        return new SequentialTest(state.with(observations, total, healthy, bad, decision));
    }

    /** The answer of the first look that brought one, else CONTINUE. */
    public Decision decision() {
        return state.decision;
    }

    /** Natural logarithm of the evidence against "mean ≥ good". */
    public double logAgainstHealthy() {
        return state.kind == Kind.BERNOULLI ? -logLikelihoodRatio() : betsAgainstHealthy.evidence(logsAgainstHealthy);
    }

    /** Natural logarithm of the evidence against "mean ≤ bad". */
    public double logAgainstBad() {
        return state.kind == Kind.BERNOULLI ? logLikelihoodRatio() : betsAgainstBad.evidence(logsAgainstBad);
    }

    /** Scores seen. */
    public long observations() {
        return state.observations;
    }

    /** The mean score, NaN before the first. */
    public double mean() {
        return state.total / state.observations;
    }

    /** Of good against bad. */
    private double logLikelihoodRatio() {
        double edge = EDGE * state.design.margin();
        double good = Math.min(state.design.good(), 1 - edge);
        double bad = Math.max(state.design.bad(), edge);
        double failures = state.observations - state.total;
        return state.total * Math.log(good / bad) + failures * (Math.log1p(-good) - Math.log1p(-bad));
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
     * @param logsAgainstHealthy
     *     logarithms of the bets' products; empty for Bernoulli scores
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
            int bets = bets(kind, plannedVariance);
            Arguments.require(
                    logsAgainstHealthy.size() == bets && logsAgainstBad.size() == bets,
                    "stored evidence must hold " + bets + " bets a side");
            logsAgainstHealthy.forEach(log -> Arguments.finite("the logarithm of stored evidence", log));
            logsAgainstBad.forEach(log -> Arguments.finite("the logarithm of stored evidence", log));
        }

        private static int bets(Kind kind, double plannedVariance) {
            return kind == Kind.BERNOULLI ? 0 : Bets.count(plannedVariance);
        }

        private double inRange(double score) {
            double slack = RANGE_TOLERANCE * (high - low);
            Arguments.require(
                    score >= low - slack && score <= high + slack,
                    "a score of " + score + " lies outside the range " + low + " to " + high);
            Arguments.require(kind == Kind.BOUNDED || score == 0 || score == 1, "a trial scores 0 or 1, not " + score);
            return Math.min(high, Math.max(low, score));
        }

        private State with(
                long newObservations, double newTotal, List<Double> healthy, List<Double> bad, Decision newDecision) {
            return new State(
                    design,
                    kind,
                    low,
                    high,
                    plannedVariance,
                    points,
                    newObservations,
                    newTotal,
                    healthy,
                    bad,
                    newDecision);
        }
    }
}
