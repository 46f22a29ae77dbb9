package io.jenkins.plugins.quantum.engine.gate.regression;

import static io.jenkins.plugins.quantum.engine.gate.Bench.accepted;
import static io.jenkins.plugins.quantum.engine.gate.Bench.batch;
import static io.jenkins.plugins.quantum.engine.gate.Bench.bit;
import static io.jenkins.plugins.quantum.engine.gate.Bench.decided;
import static io.jenkins.plugins.quantum.engine.gate.Bench.evidence;
import static io.jenkins.plugins.quantum.engine.gate.Bench.more;
import static io.jenkins.plugins.quantum.engine.gate.Bench.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.gate.Bench;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.Finding;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Probe;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Workload;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegressionGateTest {
    private static final List<String> LABELS = List.of("setosa", "versicolor", "setosa", "versicolor");

    private final RegressionGate gate = new RegressionGate();
    private final Workload model = Bench.model(LABELS, 25);
    private final Workload recorded = model.since(List.of(new Workload.Task(
            "then", model.tasks().get(0).program(), model.tasks().get(0).bindings())));
    private final Bench bench = Bench.of("regression", recorded);
    private final Probe then = new Probe("as recorded", recorded.recorded());

    @Test
    void shouldCompareBothOnTheSamePoints() {
        Need today = Need.exact(0, 0);
        Judgement.Decided fail = decided(gate.judge(
                bench.context(),
                evidence(
                        batch(today, bit(.1), bit(.5), bit(.1), bit(.9)),
                        batch(today.of(then), bit(.1), bit(.9), bit(.1), bit(.9)))));
        Judgement.Decided pass = decided(gate.judge(
                bench.context(),
                evidence(
                        batch(today, bit(.1), bit(.88), bit(.1), bit(.9)),
                        batch(today.of(then), bit(.1), bit(.9), bit(.1), bit(.9)))));

        assertThat(fail.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(fail.finding().headline())
                .matches(
                        "Accuracy is 0\\.\\d+, of the recorded model \\d\\.\\d+ on the same points: a loss of 0\\.\\d+,"
                                + " at most 0\\.05 is accepted\\.");
        assertThat(pass.verdict()).isEqualTo(Verdict.PASS);
        assertThat(pass.finding().figures()).containsKeys("accuracy", "accuracy.recorded", "accuracy.change");
    }

    @Test
    void shouldMeasureBothInEveryLook() {
        List<Need> needs = accepted(gate.propose(bench.onHardware(3).context())).needs();

        assertThat(needs).hasSize(2);
        assertThat(needs.get(1)).isEqualTo(needs.get(0).of(then));
        assertThat(accepted(gate.propose(bench.context())).needs())
                .containsExactly(Need.exact(0, 0), Need.exact(0, 0).of(then));
    }

    @Test
    void shouldAskForMoreWhenOnlyOneOfTheTwoWasMeasured() {
        Need look =
                accepted(gate.propose(bench.onHardware(3).context())).needs().get(0);
        var random = io.jenkins.plugins.quantum.engine.stats.Seed.generator(7);

        Judgement judgement = gate.judge(
                bench.onHardware(3).context(),
                evidence(Bench.sampled(look, List.of(List.of(bit(.1), bit(.9), bit(.1), bit(.9))), random)));

        assertThat(judgement).isInstanceOf(Judgement.More.class);
    }

    @Test
    void shouldRefuseNonsense() {
        Workload other = Bench.model(List.of("setosa", "versicolor"), 25).since(recorded.recorded());

        assertThat(refused(gate.propose(Bench.of("regression", model).context()))
                        .alternative())
                .contains("qmlops baseline");
        assertThat(refused(gate.propose(Bench.of("regression", other).context()))
                        .reason())
                .contains("4 points", "2 points");
        assertThat(refused(gate.propose(
                                bench.with("max", 0.02).with("margin", 0.03).context()))
                        .reason())
                .contains("better than the recorded one");
        assertThat(refused(gate.propose(
                                Bench.of("regression", Bench.model(LABELS, 0).since(recorded.recorded()))
                                        .onHardware(3)
                                        .context()))
                        .reason())
                .contains("infinitely many shots");
        assertThat(refused(gate.propose(bench.onHardware(3).withShotLimit(100).context()))
                        .reason())
                .contains("cannot decide");
    }

    @Test
    void shouldNotDecideWithoutTheRecordedRun() {
        assertThat(decided(gate.judge(
                                bench.context(), evidence(batch(Need.exact(0, 0), bit(.1), bit(.9), bit(.1), bit(.9)))))
                        .verdict())
                .isEqualTo(Verdict.NO_DATA);
    }

    @Test
    void shouldTellTheLossExactly() {
        Need today = Need.exact(0, 0);
        List<Distribution> good = List.of(bit(.1), bit(.9), bit(.1), bit(.9));
        // decided by 25 shots, one that is right with .5 is right half of the time: an accuracy of 3.5 of 4
        Finding loss = judged(good, List.of(bit(.1), bit(.5), bit(.1), bit(.9))).finding();
        assertThat(loss.value()).isCloseTo(.125, within(1e-3));
        assertThat(loss.line()).isEqualTo(.05);
        assertThat(loss.figures().get("accuracy.change")).isCloseTo(-.125, within(1e-3));
        assertThat(loss.headline()).contains("a loss of 0.12", "at most 0.05 is accepted");
        assertThat(loss.next()).hasSize(2);
        assertThat(loss.details()).anyMatch(line -> line.startsWith("exact, 4 points"));
        // a gain is no loss
        Finding gain = judged(List.of(bit(.1), bit(.5), bit(.1), bit(.9)), good).finding();
        assertThat(gain.headline()).contains("a loss of 0.00, at most");
        assertThat(gain.value()).isCloseTo(-.125, within(1e-3));
        assertThat(gain.next()).isEmpty();
        assertThat(today.scale()).isZero();
    }

    private Judgement.Decided judged(List<Distribution> before, List<Distribution> now) {
        Need today = Need.exact(0, 0);
        return decided(gate.judge(
                bench.context(),
                evidence(
                        batch(today, now.toArray(Distribution[]::new)),
                        batch(today.of(then), before.toArray(Distribution[]::new)))));
    }

    @Test
    void shouldShowAChangeByShots() {
        GateContext device = bench.onHardware(3).context();
        List<Distribution> good = List.of(bit(.1), bit(.9), bit(.1), bit(.9));
        Judgement.Decided same = play(device, good, good);
        assertThat(same.verdict()).isEqualTo(Verdict.PASS);
        assertThat(same.finding().headline())
                .startsWith("The model is shown to have lost less than 0.05 of accuracy against the recorded one:")
                .endsWith("at most 0.05 is accepted.");
        assertThat(same.finding().figures().get("accuracy.change")).isEqualTo(0);
        assertThat(same.finding().next()).isEmpty();
        assertThat(same.finding().details())
                .anyMatch(line -> line.matches("Both models ran in turn on the same backend, 4 points, [1-9].*"));
        Judgement.Decided worse = play(device, good, List.of(bit(.1), bit(.9), bit(.9), bit(.9)));
        assertThat(worse.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(worse.finding().headline())
                .startsWith(
                        "The model is shown to have lost more than 0.01 of accuracy against the recorded one: measured 0.25");
        assertThat(worse.finding().value()).isCloseTo(.25, within(.01));
        assertThat(worse.finding().figures().get("accuracy.change")).isCloseTo(-.25, within(.01));
        assertThat(worse.finding().next()).hasSize(2);
        // four points and two models
        assertThat(worse.finding().shots() % 8).isZero();
        assertThat(more(gate.judge(device, evidence())).needs())
                .isEqualTo(accepted(gate.propose(device)).needs());
    }

    private Judgement.Decided play(GateContext context, List<Distribution> before, List<Distribution> now) {
        var random = Seed.generator(5);
        Evidence evidence = evidence();
        List<Need> needs = accepted(gate.propose(context)).needs();
        for (int look = 0; look < 3; look++) {
            evidence = Bench.plus(
                    evidence,
                    Bench.sampled(needs.get(0), List.of(now), random),
                    Bench.sampled(needs.get(1), List.of(before), random));
            Judgement judgement = gate.judge(context, evidence);
            if (judgement instanceof Judgement.Decided answer) {
                return answer;
            }
            needs = more(judgement).needs();
        }
        throw new AssertionError("three looks without a verdict");
    }

    @Test
    void shouldKeepAHealthyLossBelowASmallLimit() {
        // the default margin is four fifths of a small limit
        Proposal.Accepted small =
                accepted(gate.propose(bench.onHardware(3).with("max", .03).context()));
        Proposal.Accepted written = accepted(gate.propose(
                bench.onHardware(3).with("max", .03).with("margin", .024).context()));
        assertThat(small).isEqualTo(written);
        assertThat(accepted(gate.propose(
                                bench.with("max", .03).with("margin", .03).context()))
                        .needs())
                .hasSize(2);
    }

    /** Points that are right with a probability, known up to draws of the noise. */
    private static Evidence.Batch drawn(Need need, double right, double spread) {
        var points = new ArrayList<Outcome>();
        for (int i = 0; i < LABELS.size(); i++) {
            double one = i % 2 == 0 ? 1 - right : right;
            double away = i % 2 == 0 ? -spread : spread;
            points.add(Outcome.averaged(bit(one), List.of(bit(one - away), bit(one + away), bit(one))));
        }
        return new Evidence.Batch(need, List.of(points));
    }

    @Test
    void shouldDrawMoreNoiseNearTheLimitOfALoss() {
        Workload single = Bench.model(LABELS, 1).since(recorded.recorded());
        GateContext noisy = Bench.of("regression", single).withNoise().context();
        Evidence.Batch before = batch(Need.exact(1, 100).of(then), bit(.1), bit(.9), bit(.1), bit(.9));
        // a loss of .04 +- .02
        assertThat(more(gate.judge(noisy, evidence(drawn(Need.exact(1, 100), .86, .04), before)))
                        .needs())
                .containsExactly(Need.exact(1, 400));
        Judgement.Decided open = decided(gate.judge(noisy, evidence(drawn(Need.exact(1, 1600), .86, .04), before)));
        assertThat(open.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(open.finding().details()).contains("The noise draws leave open on which side of the limit it lies.");
        assertThat(open.finding().next())
                .containsExactly("run on the backend aer, whose noise is exact, or move max away from the value");
        // a gain of as much is clear
        assertThat(decided(gate.judge(noisy, evidence(drawn(Need.exact(1, 100), .95, .02), before)))
                        .verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void shouldSayWhatIsOpenByShots() {
        List<Distribution> unsure = List.of(bit(.45), bit(.55), bit(.5), bit(.5));
        GateContext device = bench.onHardware(3).context();
        List<Need> first = accepted(gate.propose(device)).needs();
        Judgement.More open = more(gate.judge(device, looked(first, unsure, unsure)));
        assertThat(open.needs()).extracting(Need::look).containsExactly(1, 1);
        assertThat(open.needs().get(1)).isEqualTo(open.needs().get(0).of(then));
        assertThat(open.soFar().headline())
                .startsWith("Measured ")
                .endsWith(". Passing means shown below 0.05; failing means shown above 0.01.");
        assertThat(open.soFar().next()).startsWith("(1) continue: qmlops resume RUN --rounds 2");

        // all that is allowed in a single look, and a loss between the healthy one and the limit
        List<Distribution> slightlyWorse = List.of(bit(.45), bit(.54), bit(.5), bit(.5));
        Need all = accepted(gate.propose(bench.onHardware(1).context())).needs().get(0);
        GateContext spent =
                bench.onHardware(1).withShotLimit(all.shots() * all.repeats()).context();
        Judgement.Decided last =
                decided(gate.judge(spent, looked(accepted(gate.propose(spent)).needs(), slightlyWorse, unsure)));
        assertThat(last.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(last.finding().next().get(0))
                .matches("\\(1\\) allow more than [0-9 ]+ shots \\(--shots\\), then qmlops resume RUN --rounds 2");
    }

    private static Evidence looked(List<Need> needs, List<Distribution> now, List<Distribution> before) {
        return evidence(
                Bench.sampled(needs.get(0), List.of(now), Seed.generator(1)),
                Bench.sampled(needs.get(1), List.of(before), Seed.generator(2)));
    }

    @Test
    void shouldFindNoDataWhereShotsShowNoNoise() {
        Judgement.Decided none = decided(gate.judge(
                bench.withNoise().withShots(3).context(),
                evidence(
                        batch(Need.reference(0, 0), bit(.1), bit(.9), bit(.1), bit(.9)),
                        batch(Need.reference(1, 100), bit(.1), bit(.9), bit(.1), bit(.9)))));
        assertThat(none.verdict()).isEqualTo(Verdict.NO_DATA);
        assertThat(none.finding().headline()).startsWith("The noise had no effect");
    }
}
