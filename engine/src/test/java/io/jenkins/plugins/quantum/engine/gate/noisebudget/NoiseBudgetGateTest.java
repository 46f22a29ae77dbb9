package io.jenkins.plugins.quantum.engine.gate.noisebudget;

import static io.jenkins.plugins.quantum.engine.gate.Bench.accepted;
import static io.jenkins.plugins.quantum.engine.gate.Bench.batch;
import static io.jenkins.plugins.quantum.engine.gate.Bench.bit;
import static io.jenkins.plugins.quantum.engine.gate.Bench.decided;
import static io.jenkins.plugins.quantum.engine.gate.Bench.evidence;
import static io.jenkins.plugins.quantum.engine.gate.Bench.more;
import static io.jenkins.plugins.quantum.engine.gate.Bench.plus;
import static io.jenkins.plugins.quantum.engine.gate.Bench.refused;
import static io.jenkins.plugins.quantum.engine.gate.Bench.sampled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.gate.Bench;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.Finding;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Plot;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.stats.FixedDesign;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoiseBudgetGateTest {
    private static final List<String> LABELS = List.of("setosa", "versicolor", "setosa", "versicolor");
    private final NoiseBudgetGate gate = new NoiseBudgetGate();
    private final Bench bench =
            Bench.of("noise-budget", Bench.model(LABELS, 1)).withNoise().with("line", .85);

    /** One shot each: the accuracy is the given one. */
    private static Evidence.Batch at(double scale, double accuracy) {
        return batch(Need.exact(scale, 100), bit(1 - accuracy), bit(accuracy), bit(1 - accuracy), bit(accuracy));
    }

    private static Evidence curve(double... values) {
        double[] scales = {0, .25, .5, 1, 1.5, 2, 3, 5};
        var batches = new ArrayList<Evidence.Batch>();
        for (int i = 0; i < scales.length; i++) {
            batches.add(at(scales[i], values[i]));
        }
        return new Evidence(batches);
    }

    @Test
    void shouldMeasureTheWholeCurveAndTheRequiredFactor() {
        assertThat(accepted(gate.propose(bench.with("min", 1.2).context())).needs())
                .extracting(Need::scale)
                .containsExactly(0.0, .25, .5, 1.0, 1.2, 1.5, 2.0, 3.0, 5.0);
    }

    @Test
    void shouldFailAModelWithTooLittleReserve() {
        Judgement.Decided fail = decided(gate.judge(bench.context(), curve(.97, .95, .92, .87, .81, .74, .66, .55)));
        assertThat(fail.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(fail.finding().headline())
                .isEqualTo("Accuracy falls to 0.81 at 1.5x the noise of heron-r2; the line is 0.85.");
        assertThat(fail.finding().details())
                .contains(
                        "It crosses the line at 1.17x: the model works today, with too little reserve.",
                        "ideal 0.97   1.0x 0.87   1.5x 0.81   2.0x 0.74     exact, 4 points");
        assertThat(fail.finding().figures().get("noise.critical")).isCloseTo(1 + .5 / 3, within(1e-6));
        assertThat(fail.finding().next()).contains("qmlops compare main --test iris");
        Plot.Curve plot = (Plot.Curve) fail.finding().plots().get(0);
        assertThat(plot.line()).isEqualTo(.85);
        assertThat(plot.marks()).extracting(Plot.Mark::name).containsExactly("device", "required", "critical");
        assertThat(plot.series().get(0).points()).hasSize(8);
    }

    @Test
    void shouldSayWhereTheCurveCrosses() {
        assertThat(decided(gate.judge(bench.context(), curve(.97, .96, .95, .94, .93, .92, .91, .9)))
                        .finding())
                .satisfies(f -> assertThat(f.details()).contains("It does not cross the line up to 5.0x."))
                .satisfies(f -> assertThat(f.details()).anyMatch(d -> d.startsWith("Critical noise: > 5.0x.")))
                .satisfies(f -> assertThat(f.figures()).containsEntry("noise.critical.beyond", 1.0));
        assertThat(decided(gate.judge(bench.context(), curve(.8, .79, .78, .77, .7, .7, .6, .6)))
                        .finding())
                .satisfies(f ->
                        assertThat(f.details()).anyMatch(d -> d.startsWith("It is below the line without any noise")))
                .satisfies(f -> assertThat(f.figures()).containsEntry("noise.critical", 0.0));
        assertThat(decided(gate.judge(bench.context(), curve(.97, .9, .86, .82, .8, .7, .6, .6)))
                        .finding()
                        .details())
                .anyMatch(d -> d.contains("the model does not stand even today's noise"));
        assertThat(decided(gate.judge(bench.context(), curve(.97, .96, .95, .9, .88, .8, .6, .6))))
                .satisfies(d -> assertThat(d.verdict()).isEqualTo(Verdict.PASS))
                .satisfies(d -> assertThat(d.finding().details())
                        .anyMatch(line -> line.contains("the model has the reserve that is asked for")));
    }

    @Test
    void shouldFollowF1() {
        Judgement.Decided decided = decided(
                gate.judge(bench.with("metric", "f1").context(), curve(.97, .95, .92, .87, .81, .74, .66, .55)));
        assertThat(decided.finding().headline()).startsWith("Macro F1 falls to 0.81 at 1.5x");
        assertThat(decided.finding().figures()).containsKey("f1");
    }

    @Test
    void shouldDrawMoreNoiseAtTheDecidingFactorOnly() {
        var batches = new ArrayList<>(curve(.97, .95, .92, .9, .86, .8, .7, .6).batches());
        batches.set(4, drawn(100));
        assertThat(more(gate.judge(bench.context(), new Evidence(batches))).needs())
                .containsExactly(Need.exact(1.5, 400));
        batches.add(drawn(1600));
        Judgement.Decided capped = decided(gate.judge(bench.context(), new Evidence(batches)));
        assertThat(capped.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(capped.finding().details()).anyMatch(d -> d.matches("Critical noise: .*\\(95 % .*\\.\\..*\\).*"));
    }

    private static Evidence.Batch drawn(int trajectories) {
        var points = new ArrayList<Outcome>();
        for (int i = 0; i < 4; i++) {
            int sign = i % 2 == 0 ? -1 : 1;
            double p = i % 2 == 0 ? .14 : .86;
            points.add(
                    Outcome.averaged(bit(p), List.of(bit(p + sign * .02), bit(p - sign * .03), bit(p + sign * .01))));
        }
        return new Evidence.Batch(Need.exact(1.5, trajectories), List.of(points));
    }

    @Test
    void shouldFindNoDataWhereNoiseDidNothingOrACurveIsIncomplete() {
        assertThat(decided(gate.judge(bench.context(), curve(.97, .97, .97, .97, .97, .97, .97, .97)))
                        .verdict())
                .isEqualTo(Verdict.NO_DATA);
        assertThat(decided(gate.judge(bench.context(), evidence(at(0, .97), at(.25, .96))))
                        .finding()
                        .headline())
                .contains("at 0.5x noise");
        assertThat(decided(gate.judge(bench.context(), evidence())).verdict()).isEqualTo(Verdict.NO_DATA);
    }

    @Test
    void shouldRefuseNonsense() {
        Bench silent = Bench.of("noise-budget", Bench.model(LABELS, 1)).with("line", .85);
        assertThat(refused(gate.propose(silent.context())).reason()).contains("no noise that could be multiplied");
        assertThat(refused(gate.propose(bench.onHardware(3).context())).alternative())
                .contains("noise-budget: off");
        assertThat(refused(gate.propose(bench.withShots(3).with("metric", "f1").context()))
                        .alternative())
                .contains("metric: accuracy");
        assertThat(refused(gate.propose(bench.with("line", .4).context())).reason())
                .contains("line 0.4 shows nothing");
        assertThat(refused(gate.propose(bench.with("line", "baseline").context()))
                        .reason())
                .contains("no baseline");
        assertThat(refused(gate.propose(bench.withShots(3).withShotLimit(2).context()))
                        .kind())
                .isEqualTo(Proposal.Kind.FEASIBILITY);
    }

    @Test
    void shouldDecideByTwoTestsOfShots() {
        Bench sampled = bench.with("line", .75).withShots(3);
        Proposal.Accepted accepted = accepted(gate.propose(sampled.context()));
        assertThat(accepted.needs()).hasSize(4);
        assertThat(play(sampled, .95, .92).verdict()).isEqualTo(Verdict.PASS);
        Judgement.Decided fail = play(sampled, .6, .55);
        assertThat(fail.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(fail.finding().headline())
                .contains("shown to be below the line 0.75 under the noise of heron-r2 as it is");
        // works today, but not at the factor: neither is shown
        Judgement.Decided open = play(sampled, .85, .72);
        assertThat(open.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    private Judgement.Decided play(Bench of, double today, double stressed) {
        Evidence evidence = evidence(
                batch(Need.reference(0, 0), bit(.01), bit(.99), bit(.01), bit(.99)),
                batch(Need.reference(1, 100), bit(1 - today), bit(today), bit(1 - today), bit(today)));
        var random = Seed.generator(12);
        for (int round = 0; ; round++) {
            Judgement judgement = gate.judge(of.context(), evidence);
            if (judgement instanceof Judgement.Decided decided) {
                return decided;
            }
            var more = (Judgement.More) judgement;
            if (round >= 3) {
                return new Judgement.Decided(Verdict.INCONCLUSIVE, more.soFar());
            }
            for (Need need : more.needs()) {
                double right = need.scale() == 1 ? today : stressed;
                evidence = plus(
                        evidence,
                        sampled(
                                need,
                                List.of(List.of(bit(1 - right), bit(right), bit(1 - right), bit(right))),
                                random));
            }
        }
    }

    @Test
    void shouldPlanAndWordBothTestsOfShots() {
        Bench sampled = bench.with("line", .75).withShots(3);
        Proposal.Accepted accepted = accepted(gate.propose(sampled.context()));
        assertThat(accepted.needs()).extracting(Need::scale).containsExactly(0.0, 1.0, 1.5, 1.0);
        long looks = LABELS.size()
                * accepted.needs().subList(2, 4).stream()
                        .mapToLong(need -> need.shots() * need.repeats())
                        .sum();
        assertThat(accepted.worstShots()).isEqualTo(3 * looks);
        assertThat(accepted.statistical()).isTrue();
        Judgement.More first = (Judgement.More) gate.judge(
                sampled.context(),
                evidence(
                        batch(Need.reference(0, 0), bit(.01), bit(.99), bit(.01), bit(.99)),
                        batch(Need.reference(1, 100), bit(.1), bit(.9), bit(.1), bit(.9))));
        assertThat(first.needs()).isEqualTo(accepted.needs().subList(2, 4));

        Finding pass = play(sampled, .95, .92).finding();
        assertThat(pass.headline())
                .startsWith("Accuracy is shown to be above the line 0.75 at 1.5x the noise of heron-r2: measured 0.");
        assertThat(pass.figures().get("accuracy.stressed")).isCloseTo(.92, within(.05));
        assertThat(pass.figures().get("accuracy")).isCloseTo(.95, within(.05));
        assertThat(pass.next()).isEmpty();
        assertThat(pass.shots() % looks).as("both tests have looked").isZero();
        Finding fail = play(sampled, .6, .55).finding();
        assertThat(fail.next()).hasSize(2);
        assertThat(fail.details()).anyMatch(line -> line.matches("1\\.0x 0\\.\\d+   1\\.5x 0\\.\\d+     shots.*"));
    }

    @Test
    void shouldProveNoiseAtTodaysScaleAndAbove() {
        // less noise than today's may be too little to see
        assertThat(decided(gate.judge(bench.context(), curve(.97, .97, .97, .92, .9, .8, .7, .6)))
                        .verdict())
                .isEqualTo(Verdict.PASS);
        assertThat(decided(gate.judge(bench.context(), curve(.97, .96, .95, .97, .9, .8, .7, .6)))
                        .finding()
                        .headline())
                .startsWith("The noise had no effect: the results at 1.0x heron-r2");
    }

    @Test
    void shouldTellWhereALineComesFrom() {
        Evidence curve = curve(.97, .95, .92, .87, .81, .74, .66, .55);
        assertThat(decided(gate.judge(bench.context(), curve)).finding().details())
                .hasSize(3)
                .noneMatch(line -> line.startsWith("Line:"));
        assertThat(decided(gate.judge(
                                bench.with("line", "baseline")
                                        .with("margin", .05)
                                        .withBaseline(.9, 0, 10)
                                        .context(),
                                curve))
                        .finding()
                        .details())
                .hasSize(4)
                .anyMatch(line -> line.startsWith("Line: baseline of 10 runs: mean 0.90,"));
    }

    /** Passes over the four points that a test with one look needs. */
    private static long passes(double good, double bad) {
        return (FixedDesign.bernoulli(good, bad, .01, .05) + 3) / 4;
    }

    @Test
    void shouldMeasureOnceWhatBothTestsAskFor() {
        // at the noise as it is, and with a limit that both tests use up, their looks are the same
        Bench same = bench.with("line", .6)
                .with("margin", .1)
                .with("min", 1)
                .withShots(3)
                .withShotLimit(Math.max(passes(.7, .6), passes(.6, .5)));
        List<Need> needs = accepted(gate.propose(same.context())).needs();
        assertThat(needs).extracting(Need::shots).containsExactly(0L, 0L, 1L);
        Evidence references = evidence(
                batch(Need.reference(0, 0), bit(.01), bit(.99), bit(.01), bit(.99)),
                batch(Need.reference(1, 100), bit(.4), bit(.6), bit(.4), bit(.6)));
        assertThat(more(gate.judge(same.context(), references)).needs()).containsExactly(needs.get(2));
        Need next = new Need(needs.get(2).source(), 1, 1, 0, needs.get(2).repeats(), 1);
        assertThat(more(gate.judge(same.context(), plus(references, looked(needs.get(2), .6))))
                        .needs())
                .containsExactly(next);
    }

    private static Evidence.Batch looked(Need need, double right) {
        return sampled(
                need, List.of(List.of(bit(1 - right), bit(right), bit(1 - right), bit(right))), Seed.generator(3));
    }

    @Test
    void shouldAskForAnotherLookOfBothTests() {
        Bench sampled = bench.with("line", .75).withShots(3);
        Proposal.Accepted accepted = accepted(gate.propose(sampled.context()));
        // .55 of a test with one look for a healthy model, of a cap of 1.5 of it
        assertThat((double) accepted.expectedShots()).isCloseTo(accepted.worstShots() * .55 / 1.5, withinPercentage(5));
        Evidence references = evidence(
                batch(Need.reference(0, 0), bit(.01), bit(.99), bit(.01), bit(.99)),
                batch(Need.reference(1, 100), bit(.2), bit(.8), bit(.2), bit(.8)));
        Judgement.More open = more(gate.judge(
                sampled.context(),
                plus(
                        references,
                        looked(accepted.needs().get(2), .78),
                        looked(accepted.needs().get(3), .79))));
        assertThat(open.needs()).extracting(Need::scale).containsExactly(1.5, 1.0);
        assertThat(open.needs()).extracting(Need::look).containsExactly(1, 1);
    }

    @Test
    void shouldFindNoDataWhereShotsShowNoNoise() {
        Evidence same = evidence(
                batch(Need.reference(0, 0), bit(.01), bit(.99), bit(.01), bit(.99)),
                batch(Need.reference(1, 100), bit(.01), bit(.99), bit(.01), bit(.99)));
        Judgement.Decided none = decided(gate.judge(bench.withShots(3).context(), same));
        assertThat(none.verdict()).isEqualTo(Verdict.NO_DATA);
        assertThat(none.finding().headline()).startsWith("The noise had no effect");
    }

    @Test
    void shouldRefuseALimitThatSufficesForOneTestOnly() {
        // near 1 decisions vary less: showing .99 above .9 takes fewer than showing .81 below it
        long stressed = passes(.99, .9);
        long today = passes(.9, .81);
        assertThat(stressed).isLessThan(today);
        Bench near = bench.with("line", .9).with("margin", .09).withShots(3);
        Proposal.Refused refused =
                refused(gate.propose(near.withShotLimit(today - 1).context()));
        assertThat(refused.kind()).isEqualTo(Proposal.Kind.FEASIBILITY);
        assertThat(refused.reason())
                .isEqualTo((today - 1) + " shots cannot decide iris / noise-budget: it needs about " + today
                        + " for each point");
        assertThat(accepted(gate.propose(near.withShotLimit(today).context())).needs())
                .hasSize(4);
    }
}
