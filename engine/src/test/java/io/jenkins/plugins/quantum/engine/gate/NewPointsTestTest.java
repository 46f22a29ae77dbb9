package io.jenkins.plugins.quantum.engine.gate;

import static io.jenkins.plugins.quantum.engine.gate.Bench.accepted;
import static io.jenkins.plugins.quantum.engine.gate.Bench.batch;
import static io.jenkins.plugins.quantum.engine.gate.Bench.bit;
import static io.jenkins.plugins.quantum.engine.gate.Bench.decided;
import static io.jenkins.plugins.quantum.engine.gate.Bench.evidence;
import static io.jenkins.plugins.quantum.engine.gate.Bench.plus;
import static io.jenkins.plugins.quantum.engine.gate.Bench.refused;
import static io.jenkins.plugins.quantum.engine.gate.Bench.sampled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.gate.accuracy.AccuracyGate;
import io.jenkins.plugins.quantum.engine.gate.noisedrop.NoiseDropGate;
import io.jenkins.plugins.quantum.engine.stats.Decision;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import io.jenkins.plugins.quantum.engine.stats.SequentialDesign;
import io.jenkins.plugins.quantum.engine.stats.SequentialTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Statements about points that nobody has seen. */
class NewPointsTestTest {
    private static final int RUNS = 300;
    private final AccuracyGate accuracy = new AccuracyGate();
    private final NoiseDropGate drop = new NoiseDropGate();

    private static Bench bench(String gate, int points, int shots) {
        return Bench.of(gate, Bench.model(Collections.nCopies(points, "versicolor"), shots))
                .with("estimand", "new-points");
    }

    /** Labels of two classes, so that a constant answer is no better than one half. */
    private static Bench accuracyBench(int points) {
        var labels = new ArrayList<String>();
        for (int i = 0; i < points; i++) {
            labels.add(i % 2 == 0 ? "setosa" : "versicolor");
        }
        return Bench.of("accuracy", Bench.model(labels, 0)).with("min", .8).with("estimand", "new-points");
    }

    /** Points drawn from a population in which the model is right on a share. */
    private static Evidence.Batch population(int points, double share, UniformRandomProvider random) {
        var drawn = new ArrayList<Distribution>();
        for (int i = 0; i < points; i++) {
            boolean right = random.nextDouble() < share;
            drawn.add(bit(right == (i % 2 == 1) ? .9 : .1));
        }
        return batch(Need.exact(0, 0), drawn.toArray(Distribution[]::new));
    }

    private int count(double share, Verdict wanted) {
        int found = 0;
        for (int run = 0; run < RUNS; run++) {
            var random = Seed.generator(Seed.derive(7, "new points", run + " " + share));
            Evidence evidence = evidence(population(400, share, random));
            found += decided(accuracy.judge(accuracyBench(400).context(), evidence))
                                    .verdict()
                            == wanted
                    ? 1
                    : 0;
        }
        return found;
    }

    @Tag("replay")
    @Test
    void shouldHoldItsErrorRatesOverDrawnPoints() {
        // binomial tails at 300 runs: more than 10 at .01, more than 27 at .05, with a probability of .001
        assertThat(count(.9, Verdict.FAIL)).isLessThanOrEqualTo(10);
        assertThat(count(.8, Verdict.PASS)).isLessThanOrEqualTo(27);
        assertThat(count(.97, Verdict.PASS)).isGreaterThan(RUNS * 95 / 100);
        assertThat(count(.7, Verdict.FAIL)).isGreaterThan(RUNS * 90 / 100);
    }

    @Test
    void shouldUseAShareOfTheErrorRateAlsoOnSimulators() {
        Proposal.Accepted accepted =
                accepted(accuracy.propose(accuracyBench(100).context()));
        assertThat(accepted.statistical()).isTrue();
        assertThat(accepted.worstShots()).isZero();
        assertThat(accepted.needs()).containsExactly(Need.exact(0, 0));
    }

    @Test
    void shouldSayThatFewPointsOftenLeaveItOpen() {
        Judgement.Decided open =
                decided(accuracy.judge(accuracyBench(60).context(), evidence(population(60, .85, Seed.generator(2)))));
        assertThat(open.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(open.finding().headline()).startsWith("Measured ").contains("for new points");
        assertThat(open.finding().details()).anyMatch(d -> d.startsWith("Fewer than 400 points"));
        assertThat(open.finding().next().get(0)).startsWith("(1) label more points: about ");
        assertThat(open.finding().lower()).isLessThan(open.finding().upper());
    }

    @Test
    void shouldRefuseFewerThanThreeOverTheLimit() {
        Bench few = bench("noise-drop", 59, 0).withNoise().with("max", .05);
        Proposal.Refused refused = refused(drop.propose(few.context()));
        assertThat(refused.reason()).startsWith("59 points cannot show for new points what noise-drop asks");
        assertThat(refused.at().line()).isEqualTo(19);
        assertThat(accepted(drop.propose(bench("noise-drop", 90, 0)
                                .withNoise()
                                .with("max", .05)
                                .context()))
                        .statistical())
                .isTrue();
        Bench above = accuracyBench(100).with("min", .95);
        assertThat(refused(accuracy.propose(above.context())).reason()).contains("a score above 1");
    }

    /** A share of the points tips over under noise. */
    private static Evidence.Batch tipped(Need need, int points, double share) {
        var noisy = new ArrayList<Distribution>();
        for (int i = 0; i < points; i++) {
            noisy.add(bit(i < share * points ? .45 : .85));
        }
        return batch(need, noisy.toArray(Distribution[]::new));
    }

    @Test
    void shouldJudgeTheDropByPairs() {
        Bench bench = bench("noise-drop", 500, 0).withNoise().with("max", .05);
        Evidence.Batch ideal = tipped(Need.exact(0, 0), 500, 0);
        Judgement.Decided none =
                decided(drop.judge(bench.context(), evidence(ideal, batch(Need.exact(1, 100), slightly(500)))));
        assertThat(none.verdict()).isEqualTo(Verdict.PASS);
        assertThat(none.finding().headline())
                .startsWith("The accuracy that noise costs on new points is shown to be below the line 0.05");
        Judgement.Decided many =
                decided(drop.judge(bench.context(), evidence(ideal, tipped(Need.exact(1, 100), 500, .12))));
        assertThat(many.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(many.finding().value()).isCloseTo(.12, within(1e-9));
        assertThat(many.finding().lower()).isPositive();
    }

    private static Distribution[] slightly(int points) {
        return Collections.nCopies(points, bit(.8)).toArray(Distribution[]::new);
    }

    @Test
    void shouldRunEachPointOnceWithShots() {
        Bench bench = bench("noise-drop", 120, 25).withNoise().withShots(3).with("max", .05);
        Proposal.Accepted accepted = accepted(drop.propose(bench.context()));
        assertThat(accepted.needs()).contains(Need.shots(1, 25, 1, 0), Need.reference(0, 0));
        assertThat(accepted.worstShots()).isEqualTo(25 * 120);
        Evidence references = evidence(
                batch(Need.reference(0, 0), Collections.nCopies(120, bit(.95)).toArray(Distribution[]::new)),
                batch(Need.reference(1, 100), Collections.nCopies(120, bit(.9)).toArray(Distribution[]::new)));
        assertThat(decided(drop.judge(bench.context(), references)).verdict()).isEqualTo(Verdict.NO_DATA);
        List<List<Distribution>> truth = List.of(Collections.nCopies(120, bit(.9)));
        Judgement.Decided decided = decided(drop.judge(
                bench.context(), plus(references, sampled(Need.shots(1, 25, 1, 0), truth, Seed.generator(1)))));
        assertThat(decided.verdict()).isEqualTo(Verdict.PASS);
        assertThat(decided.finding().shots()).isEqualTo(25 * 120);
    }

    @Test
    void shouldJudgeTheAccuracyOfSingleRuns() {
        Bench bench = accuracyBench(300).onHardware(3);
        Bench shots = new Bench(
                bench.spec(),
                Bench.model(labels(300), 5),
                bench.backend(),
                false,
                true,
                3,
                0,
                1,
                bench.baseline(),
                bench.cost());
        assertThat(refused(accuracy.propose(bench.context())).reason()).contains("infinitely many shots");
        assertThat(accepted(accuracy.propose(shots.context())).needs()).containsExactly(Need.shots(1, 5, 1, 0));
        assertThat(decided(accuracy.judge(shots.context(), evidence())).verdict())
                .isEqualTo(Verdict.NO_DATA);
        var truth = new ArrayList<Distribution>();
        labels(300).forEach(label -> truth.add(bit(label.equals("setosa") ? .05 : .95)));
        Judgement.Decided decided = decided(accuracy.judge(
                shots.context(), evidence(sampled(Need.shots(1, 5, 1, 0), List.of(truth), Seed.generator(1)))));
        assertThat(decided.verdict()).isEqualTo(Verdict.PASS);
        assertThat(decided.finding().headline())
                .startsWith("Accuracy on new points is shown to be above the line 0.80");
    }

    private static List<String> labels(int points) {
        var labels = new ArrayList<String>();
        for (int i = 0; i < points; i++) {
            labels.add(i % 2 == 0 ? "setosa" : "versicolor");
        }
        return labels;
    }

    @Test
    void shouldWarnOnlyOfFewerThanFourHundredPoints() {
        String warning = "Fewer than 400 points: the answer often stays open, and a few unusual points weigh much.";
        assertThat(decided(accuracy.judge(
                                accuracyBench(400).context(), evidence(population(400, 1, Seed.generator(2)))))
                        .finding()
                        .details())
                .doesNotContain(warning);
        assertThat(decided(accuracy.judge(
                                accuracyBench(398).context(), evidence(population(398, 1, Seed.generator(2)))))
                        .finding()
                        .details())
                .contains(warning);
    }

    @Test
    void shouldNameTheFewestPointsThatCanShowIt() {
        // all right: bets in a range a tenth of the margin wider than the scores, and at least three over the limit
        var design = new SequentialDesign(1, .9, .01, .05);
        long bets = 1;
        while (SequentialTest.bounded(design, 0, 1.01, .95 * .05)
                        .update(new double[] {1}, new long[] {bets})
                        .decision()
                != Decision.PASS) {
            bets++;
        }
        assertThat(bets).isGreaterThan(30);
        assertThat(refused(accuracy.propose(accuracyBench(20).with("min", .9).context()))
                        .reason())
                .isEqualTo("20 points cannot show for new points what accuracy asks, even if the model did well on"
                        + " every one: " + bets + " are the fewest that can");
    }
}
