package io.jenkins.plugins.quantum.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Reference values: the formulas of {@link Bets} and of the likelihood ratio, written again with numpy. */
class SequentialTestTest {
    private static final SequentialDesign TRIALS = new SequentialDesign(.9, .8, .01, .05);
    private static final SequentialDesign SCORES = new SequentialDesign(.6, .4, .01, .05);
    private static final double[] SEVEN = {.5, 1.7, -.3, .9, 2, -1, .6};

    @Test
    void shouldComputeTheLikelihoodRatioOfTrials() {
        var test = SequentialTest.cycledBernoulli(TRIALS, 2).update(80, 100);
        assertThat(test.logAgainstBad()).isCloseTo(-4.440300758688229, within(1e-12));
        assertThat(test.logAgainstHealthy()).isCloseTo(4.440300758688229, within(1e-12));
        assertThat(test.observations()).isEqualTo(100);
        assertThat(test.mean()).isEqualTo(.8);
        assertThat(test.decision()).isEqualTo(Decision.CONTINUE);
    }

    @Test
    void shouldStartWithoutEvidence() {
        for (var test : List.of(SequentialTest.bernoulli(TRIALS), bounded(), planned())) {
            assertThat(test.logAgainstBad()).isCloseTo(0, within(1e-12));
            assertThat(test.logAgainstHealthy()).isCloseTo(0, within(1e-12));
            assertThat(test.observations()).isZero();
            assertThat(test.mean()).isNaN();
            assertThat(test.decision()).isEqualTo(Decision.CONTINUE);
        }
    }

    @Test
    void shouldPassAtTheFirstLookWithEvidenceOfOneToBeta() {
        // cycled: 24 successes bring 24·ln(9/8) = 2.83, 26 bring 3.06; ln 20 = 3.00
        var cycled = SequentialTest.cycledBernoulli(TRIALS, 2);
        assertThat(cycled.update(24, 24).decision()).isEqualTo(Decision.CONTINUE);
        assertThat(cycled.update(26, 26).decision()).isEqualTo(Decision.PASS);
        assertThat(SequentialTest.bernoulli(TRIALS).update(25, 25).decision()).isEqualTo(Decision.CONTINUE);
        assertThat(SequentialTest.bernoulli(TRIALS).update(26, 26).decision()).isEqualTo(Decision.PASS);
    }

    @Test
    void shouldFailAtTheFirstLookWithEvidenceOfOneToAlpha() {
        // cycled: 6 failures bring 6·ln 2 = 4.16, 8 bring 5.5; ln 100 = 4.61
        var cycled = SequentialTest.cycledBernoulli(TRIALS, 2);
        assertThat(cycled.update(0, 6).decision()).isEqualTo(Decision.CONTINUE);
        assertThat(cycled.update(0, 8).decision()).isEqualTo(Decision.FAIL);
        assertThat(SequentialTest.bernoulli(TRIALS).update(0, 6).decision()).isEqualTo(Decision.CONTINUE);
        assertThat(SequentialTest.bernoulli(TRIALS).update(0, 7).decision()).isEqualTo(Decision.FAIL);
    }

    @Test
    void shouldDecideOnTheLevelItself() {
        var design = new SequentialDesign(.5, .25, .125, .125); // three successes: (.5/.25)³ = 8
        assertThat(SequentialTest.bernoulli(design).update(3, 3).decision()).isEqualTo(Decision.PASS);
    }

    @Test
    void shouldKeepTheFirstDecisionWhateverFollows() {
        var passed = SequentialTest.bernoulli(TRIALS).update(40, 40).update(0, 100);
        assertThat(passed.decision()).isEqualTo(Decision.PASS);
        assertThat(passed.observations()).isEqualTo(140);
        assertThat(passed.logAgainstHealthy()).isGreaterThan(TRIALS.failLevel());
        var failed = SequentialTest.bernoulli(TRIALS).update(0, 10).update(1000, 1000);
        assertThat(failed.decision()).isEqualTo(Decision.FAIL);
        assertThat(failed.logAgainstBad()).isGreaterThan(TRIALS.passLevel());
    }

    @Test
    void shouldNotTakeASingleFailureForInfiniteEvidence() {
        var test = SequentialTest.cycledBernoulli(new SequentialDesign(1, .9, .01, .05), 11)
                .update(10, 11);
        assertThat(test.logAgainstBad()).isCloseTo(-1.349483294950797, within(1e-12));
        assertThat(test.decision()).isEqualTo(Decision.CONTINUE);
        var low = SequentialTest.cycledBernoulli(new SequentialDesign(.5, 0, .01, .05), 10)
                .update(1, 10);
        assertThat(low.logAgainstBad()).isCloseTo(-3.474099882557508, within(1e-12));
    }

    @Test
    void shouldMixTwelveBetsForBoundedScores() {
        var test = bounded().update(SEVEN);
        assertThat(test.logAgainstHealthy()).isCloseTo(-0.13827460240675915, within(1e-12));
        assertThat(test.logAgainstBad()).isCloseTo(-0.002068976813414558, within(1e-12));
        assertThat(test.observations()).isEqualTo(7);
        assertThat(test.mean()).isCloseTo(4.4 / 7, within(1e-12));
    }

    @Test
    void shouldFavourThePlannedBet() {
        var test = planned().update(SEVEN);
        assertThat(test.logAgainstHealthy()).isCloseTo(-0.45163299193253764, within(1e-12));
        assertThat(test.logAgainstBad()).isCloseTo(0.07939545144666776, within(1e-12));
    }

    @Test
    void shouldKeepThePlannedBetOnTheGridsRange() {
        // certain scores would ask for an endless bet, wild ones for none
        var certain = SequentialTest.bounded(SCORES, -1, 2, 1e-9).update(new double[] {2});
        assertThat(certain.logAgainstBad())
                .isBetween(Math.log(.75 * (1 + .9 * 1.6 / 1.4)), Math.log(1 + .9 * 1.6 / 1.4));
        var wild = SequentialTest.bounded(SCORES, -1, 2, 1e9).update(new double[] {2});
        assertThat(wild.logAgainstBad()).isGreaterThan(Math.log(1 + .001 * 1.6 / 1.4));
    }

    @Test
    void shouldGiveTheSameEvidenceInAnyOrderAndForm() {
        double[] reversed = {.6, -1, 2, .9, -.3, 1.7, .5};
        var once = bounded().update(SEVEN);
        var counted = bounded().update(new double[] {.5, 9e9 * 0, 1.7}, new long[] {2, 0, 3});
        assertThat(bounded().update(reversed).logAgainstBad()).isCloseTo(once.logAgainstBad(), within(1e-12));
        assertThat(bounded().update(new double[] {1.7, .5, 1.7, .5, 1.7}).logAgainstHealthy())
                .isCloseTo(counted.logAgainstHealthy(), within(1e-12));
        assertThat(bounded().update(Map.of(.5, 2L, 1.7, 3L)).logAgainstBad())
                .isCloseTo(counted.logAgainstBad(), within(1e-12));
    }

    @Test
    void shouldDecideBoundedScores() {
        long[] thousand = {1000};
        assertThat(bounded().update(new double[] {1}, thousand).decision()).isEqualTo(Decision.PASS);
        assertThat(bounded().update(new double[] {0}, thousand).decision()).isEqualTo(Decision.FAIL);
    }

    @Test
    void shouldPassWhenOneLookBringsBothLevels() {
        // certain scores in the middle of the band refute both ends
        var test = bounded().update(new double[] {.5}, new long[] {100_000});
        assertThat(test.logAgainstHealthy()).isGreaterThan(SCORES.failLevel());
        assertThat(test.logAgainstBad()).isGreaterThan(SCORES.passLevel());
        assertThat(test.decision()).isEqualTo(Decision.PASS);
    }

    @Test
    void shouldCutRoundingAtTheRange() {
        var test = bounded().update(new double[] {2 + 1e-10, -1 - 1e-10});
        assertThat(test.mean()).isEqualTo(.5);
        // a part in 10^9 of the range, which is 3 wide
        assertThat(bounded().update(new double[] {2 + 2e-9, -1 - 2e-9}).mean()).isEqualTo(.5);
        refused(() -> bounded().update(new double[] {2 + 4e-9}), "outside the range");
        refused(() -> bounded().update(new double[] {-1 - 4e-9}), "outside the range");
    }

    @Test
    void shouldAllowRoundingInTheSumOfStoredScores() {
        List<Double> zeros = Collections.nCopies(13, 0.0);
        for (double total : new double[] {10 + 1.2e-8, -5 - 1.2e-8}) {
            var state = state(SCORES, SequentialTest.Kind.BOUNDED, 0, 1, 5, total, zeros, zeros, Decision.CONTINUE);
            assertThat(SequentialTest.restore(state).observations()).isEqualTo(5);
        }
        for (double total : new double[] {10 + 1.8e-8, -5 - 1.8e-8}) {
            refused(
                    () -> state(SCORES, SequentialTest.Kind.BOUNDED, 0, 1, 5, total, zeros, zeros, Decision.CONTINUE),
                    "cannot sum to");
        }
    }

    @Test
    void shouldGoOnFromStoredEvidence() throws Exception {
        var json = new ObjectMapper();
        for (var test : List.of(
                SequentialTest.bernoulli(TRIALS).update(15, 20),
                bounded().update(SEVEN),
                planned().update(SEVEN),
                SequentialTest.cycledBernoulli(TRIALS, 5).update(8, 10))) {
            var state = json.readValue(json.writeValueAsString(test.state()), SequentialTest.State.class);
            assertThat(state).isEqualTo(test.state());
            var again = SequentialTest.restore(state).update(5, 5);
            assertThat(again.state()).isEqualTo(test.update(5, 5).state());
            assertThat(again.observations()).isEqualTo(test.observations() + 5);
        }
    }

    @Test
    void shouldLookAtCompletePassesOnly() {
        var test = SequentialTest.cycledBernoulli(TRIALS, 30);
        assertThat(test.update(50, 60).observations()).isEqualTo(60);
        refused(() -> test.update(20, 31), "31 scores are no complete passes over 30 points");
        refused(() -> SequentialTest.cycledBernoulli(TRIALS, 0), "at least 1 point");
    }

    /** The proof behind cycled tests, by exact expectation over all outcomes of a pass. */
    @Property(tries = 100)
    void shouldNotGainOnACompletePassWhenTheMeanOfTheMeansIsOnTheLine(
            @ForAll @Size(6) List<@Scale(6) @DoubleRange(min = .001, max = 1) Double> raw) {
        var design = new SequentialDesign(.7, .5, .01, .05);
        assertThat(meanEvidence(withMean(raw, .5), trials(design), SequentialTest::logAgainstBad))
                .isLessThan(1 + 1e-9);
        assertThat(meanEvidence(withMean(raw, .7), trials(design), SequentialTest::logAgainstHealthy))
                .isLessThan(1 + 1e-9);
        var bounded = SequentialTest.cycledBounded(design, -.5, 1.5, .2, 6);
        assertThat(meanEvidence(withMean(raw, .5), bounded, SequentialTest::logAgainstBad))
                .isLessThan(1 + 1e-9);
        assertThat(meanEvidence(withMean(raw, .7), bounded, SequentialTest::logAgainstHealthy))
                .isLessThan(1 + 1e-9);
    }

    @Test
    void shouldGainInsideAPassOfUnequalPoints() {
        // why partial passes are refused: with the easy points first, evidence for a bad mean would look good
        var easy = SequentialTest.cycledBernoulli(new SequentialDesign(.7, .5, .01, .05), 3)
                .update(3, 3);
        assertThat(Math.exp(easy.logAgainstBad())).isGreaterThan(2);
    }

    private static SequentialTest trials(SequentialDesign design) {
        return SequentialTest.cycledBernoulli(design, 6);
    }

    /** Probabilities with the given mean: moved towards 0 or 1 as needed. */
    private static double[] withMean(List<Double> raw, double mean) {
        double now = raw.stream().mapToDouble(x -> x).average().orElseThrow();
        return raw.stream()
                .mapToDouble(x -> now > mean ? x * mean / now : 1 - (1 - x) * (1 - mean) / (1 - now))
                .toArray();
    }

    private static double meanEvidence(double[] points, SequentialTest start, Function<SequentialTest, Double> log) {
        double mean = 0;
        for (int outcome = 0; outcome < 1 << points.length; outcome++) {
            double probability = 1;
            for (int i = 0; i < points.length; i++) {
                probability *= (outcome >> i & 1) == 1 ? points[i] : 1 - points[i];
            }
            int successes = Integer.bitCount(outcome);
            mean += probability * Math.exp(log.apply(start.update(successes, points.length)));
        }
        return mean;
    }

    /** The boosted ratio by exact expectation over all counts of a second look: at the edge it is fair, inside it loses. */
    @Property(tries = 100)
    void shouldBeAnEProcessForTrialsWhateverTheLooks(
            @ForAll @IntRange(min = 1, max = 40) int first,
            @ForAll @IntRange(min = 0, max = 40) int seen,
            @ForAll @IntRange(min = 1, max = 60) int second,
            @ForAll @Scale(6) @DoubleRange(min = 0, max = .1) double inside) {
        var start = SequentialTest.bernoulli(TRIALS).update(Math.min(seen, first), first);
        if (start.decision() != Decision.CONTINUE) {
            return;
        }
        assertThat(growth(start, second, .9, SequentialTest::logAgainstHealthy)).isBetween(.5, 1 + 1e-9);
        assertThat(growth(start, second, .8, SequentialTest::logAgainstBad)).isBetween(.5, 1 + 1e-9);
        assertThat(growth(start, second, .9 + inside, SequentialTest::logAgainstHealthy))
                .isLessThan(1 + 1e-9);
        assertThat(growth(start, second, .8 - inside, SequentialTest::logAgainstBad))
                .isLessThan(1 + 1e-9);
    }

    @Test
    void shouldWasteNoEvidenceOfTrialsThatMayStillDecide() {
        var start = SequentialTest.bernoulli(TRIALS).update(18, 20);
        assertThat(growth(start, 40, .9, SequentialTest::logAgainstHealthy)).isCloseTo(1, within(1e-9));
        assertThat(growth(start, 40, .8, SequentialTest::logAgainstBad)).isCloseTo(1, within(1e-9));
        assertThat(SequentialTest.bernoulli(TRIALS).update(0, 0).logAgainstBad())
                .isZero();
    }

    /** The expected factor of a look of some trials. */
    private static double growth(SequentialTest start, int trials, double p, Function<SequentialTest, Double> log) {
        var law = BinomialDistribution.of(trials, p);
        double mean = 0;
        for (int k = 0; k <= trials; k++) {
            mean += law.probability(k) * Math.exp(log.apply(start.update(k, trials)) - log.apply(start));
        }
        return mean;
    }

    @Test
    void shouldBetOnTheVarianceThatEarlierLooksShowed() {
        double[] wide = {-.4, 1.6};
        long[] many = {500, 500};
        var first = bounded().update(wide, many);
        var second = first.update(wide, many);
        assertThat(second.logAgainstBad() - first.logAgainstBad()).isGreaterThan(first.logAgainstBad() + 2);
        var mistaken = SequentialTest.bounded(SCORES, -1, 2, 5).update(wide, many);
        var corrected = mistaken.update(wide, many);
        assertThat(corrected.logAgainstBad() - mistaken.logAgainstBad()).isGreaterThan(mistaken.logAgainstBad() + 1);
    }

    @Property(tries = 50)
    void shouldBeAnEProcessForBoundedScores(
            @ForAll @Scale(6) @DoubleRange(min = -1, max = .4) double low,
            @ForAll @Scale(6) @DoubleRange(min = .4, max = 2) double high) {
        // two-valued scores with mean .4 = bad
        double share = high == low ? 1 : (.4 - low) / (high - low);
        for (var start :
                List.of(bounded(), planned(), bounded().update(SEVEN), planned().update(SEVEN))) {
            double mean = share * Math.exp(start.update(new double[] {high}).logAgainstBad() - start.logAgainstBad())
                    + (1 - share) * Math.exp(start.update(new double[] {low}).logAgainstBad() - start.logAgainstBad());
            assertThat(mean).isCloseTo(1, within(1e-9));
        }
    }

    @Test
    void shouldRefuseDesignsThatMakeNoSense() {
        refused(() -> new SequentialDesign(.8, .8, .01, .05), "bad (0.8) must lie below good (0.8)");
        refused(() -> new SequentialDesign(Double.NaN, .8, .01, .05), "good must be a finite number");
        refused(() -> new SequentialDesign(1, Double.NEGATIVE_INFINITY, .01, .05), "bad must be a finite number");
        refused(() -> new SequentialDesign(.9, .8, 0, .05), "alpha");
        refused(() -> new SequentialDesign(.9, .8, .01, 1), "beta");
        refused(() -> SequentialTest.bernoulli(new SequentialDesign(1.1, .8, .01, .05)), "must lie from 0 to 1");
        refused(() -> SequentialTest.bernoulli(new SequentialDesign(.9, -.1, .01, .05)), "must lie from 0 to 1");
        refused(() -> SequentialTest.bounded(SCORES, .4, 2), "must lie inside the range");
        refused(() -> SequentialTest.bounded(SCORES, -1, .6), "must lie inside the range");
        refused(() -> SequentialTest.bounded(SCORES, 2, -1), "from 2.0 to -1.0");
        refused(() -> SequentialTest.bounded(SCORES, -1, 2, -1), "planned variance");
        assertThat(TRIALS.margin()).isCloseTo(.1, within(1e-12));
        assertThat(TRIALS.failLevel()).isCloseTo(Math.log(100), within(1e-12));
        assertThat(TRIALS.passLevel()).isCloseTo(Math.log(20), within(1e-12));
    }

    @Test
    void shouldRefuseScoresThatMakeNoSense() {
        var trials = SequentialTest.bernoulli(TRIALS);
        refused(() -> trials.update(3, 2), "3 successes in 2 trials");
        refused(() -> trials.update(-1, 2), "-1 successes in 2 trials");
        refused(() -> trials.update(new double[] {.5}), "a trial scores 0 or 1, not 0.5");
        refused(() -> bounded().update(new double[] {2.1}), "a score of 2.1 lies outside the range -1.0 to 2.0");
        refused(() -> bounded().update(new double[] {-1.1}), "a score of -1.1");
        refused(() -> bounded().update(new double[] {Double.NaN}), "a score of NaN");
        refused(() -> bounded().update(new double[] {1}, new long[] {-1}), "cannot be seen -1 times");
        refused(() -> bounded().update(new double[] {1}, new long[] {1, 2}), "equally long, not 1 and 2");
    }

    @Test
    void shouldRefuseEvidenceThatNoTestHasStored() {
        List<Double> zeros = Collections.nCopies(13, 0.0);
        List<Double> broken = Arrays.asList(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, Double.NaN);
        var bounded = SequentialTest.Kind.BOUNDED;
        var trials = SequentialTest.Kind.BERNOULLI;
        refused(() -> state(SCORES, bounded, 0, 1, 5, 0, zeros, zeros, null), "must name its design");
        refused(() -> state(SCORES, null, 0, 1, 5, 0, zeros, zeros, Decision.PASS), "must name its design");
        refused(() -> state(null, bounded, 0, 1, 5, 0, zeros, zeros, Decision.PASS), "must name its design");
        refused(() -> state(SCORES, bounded, 0, 1, -1, 0, zeros, zeros, Decision.PASS), "-1 scores");
        refused(() -> state(SCORES, bounded, 0, 2, 5, 0, zeros, zeros, Decision.PASS), "5 scores are no complete");
        refused(() -> state(SCORES, bounded, 0, 1, 5, 11, zeros, zeros, Decision.PASS), "cannot sum to 11.0 after 5");
        refused(() -> state(SCORES, bounded, 0, 1, 5, -6, zeros, zeros, Decision.PASS), "cannot sum to -6.0 after 5");
        refused(() -> state(SCORES, bounded, 0, 1, 5, 1, zeros, List.of(), Decision.PASS), "13 numbers a side");
        refused(() -> state(SCORES, bounded, 0, 1, 5, 1, List.of(), zeros, Decision.PASS), "13 numbers a side");
        refused(() -> state(TRIALS, trials, 0, 1, 5, 1, zeros, zeros, Decision.PASS), "1 number a side");
        refused(
                () -> new SequentialTest.State(SCORES, bounded, -1, 2, 0, 1, 5, 1, -1, zeros, zeros, Decision.PASS),
                "the sum of squares");
        refused(() -> state(SCORES, bounded, 0, 1, 5, 1, broken, zeros, Decision.PASS), "stored evidence");
        refused(() -> state(SCORES, bounded, 0, 1, 5, 1, zeros, broken, Decision.PASS), "stored evidence");
        refused(
                () -> new SequentialTest.State(
                        SCORES, trials, -1, 2, 0, 1, 5, 1, 1, List.of(0.0), List.of(0.0), Decision.PASS),
                "must lie from 0 to 1");
    }

    private static SequentialTest.State state(
            SequentialDesign design,
            SequentialTest.Kind kind,
            double variance,
            int points,
            long observations,
            double total,
            List<Double> healthy,
            List<Double> bad,
            Decision decision) {
        return new SequentialTest.State(
                design,
                kind,
                kind == SequentialTest.Kind.BERNOULLI ? 0 : -1,
                kind == SequentialTest.Kind.BERNOULLI ? 1 : 2,
                variance,
                points,
                observations,
                total,
                9,
                healthy,
                bad,
                decision);
    }

    private static SequentialTest bounded() {
        return SequentialTest.bounded(SCORES, -1, 2);
    }

    private static SequentialTest planned() {
        return SequentialTest.bounded(SCORES, -1, 2, .5);
    }

    private static void refused(ThrowingCallable call, String sentence) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(sentence);
    }
}
