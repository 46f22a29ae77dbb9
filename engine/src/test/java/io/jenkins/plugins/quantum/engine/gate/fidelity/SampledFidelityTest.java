package io.jenkins.plugins.quantum.engine.gate.fidelity;

import static io.jenkins.plugins.quantum.engine.gate.Bench.accepted;
import static io.jenkins.plugins.quantum.engine.gate.Bench.batch;
import static io.jenkins.plugins.quantum.engine.gate.Bench.decided;
import static io.jenkins.plugins.quantum.engine.gate.Bench.distribution;
import static io.jenkins.plugins.quantum.engine.gate.Bench.evidence;
import static io.jenkins.plugins.quantum.engine.gate.Bench.faded;
import static io.jenkins.plugins.quantum.engine.gate.Bench.ghz;
import static io.jenkins.plugins.quantum.engine.gate.Bench.more;
import static io.jenkins.plugins.quantum.engine.gate.Bench.plus;
import static io.jenkins.plugins.quantum.engine.gate.Bench.refused;
import static io.jenkins.plugins.quantum.engine.gate.Bench.sampled;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.gate.Bench;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampledFidelityTest {
    private static final Distribution GHZ = ghz(3);
    private final FidelityGate gate = new FidelityGate();
    private final Bench bench = Bench.of("fidelity", Bench.circuit(3)).onHardware(3);

    private static Evidence references(Distribution ideal, Distribution predicted) {
        return evidence(batch(Need.reference(0, 0), ideal), batch(Need.reference(1, 400), predicted));
    }

    private Judgement.Decided play(Bench of, Distribution predicted, Distribution truth, int run) {
        return Bench.play(
                gate,
                of.context(),
                references(GHZ, predicted),
                List.of(List.of(truth)),
                Seed.generator(Seed.derive(7, "fidelity", Integer.toString(run))));
    }

    @Test
    void shouldAskForReferencesFirstAndThenForACalculatedNumberOfShots() {
        Proposal.Accepted first = accepted(gate.propose(bench.context()));
        assertThat(first.needs()).containsExactly(Need.reference(0, 0), Need.reference(1, 400));
        assertThat(first.statistical()).isTrue();
        Proposal.Accepted refined = accepted(gate.refine(bench.context(), references(GHZ, faded(GHZ, .8))));
        assertThat(refined.needs()).hasSize(1);
        assertThat(refined.needs().get(0).shots()).isBetween(100L, 1000L);
        assertThat(refined.worstShots())
                .isBetween(refined.expectedShots(), 3 * refined.needs().get(0).shots());
        assertThat(accepted(gate.refine(bench.context(), evidence())).needs()).isEqualTo(first.needs());
    }

    @Test
    void shouldRefuseWhatTheShotsCannotDecideWithTheNumber() {
        Proposal.Refused refused =
                refused(gate.refine(bench.withShotLimit(100).context(), references(GHZ, faded(GHZ, .8))));
        assertThat(refused.kind()).isEqualTo(Proposal.Kind.FEASIBILITY);
        assertThat(refused.reason()).matches("100 shots cannot decide iris / fidelity: it needs about \\d+");
        assertThat(refused.alternative()).contains("write 'margin: 0.").contains("--shots");
    }

    @Test
    void shouldRefuseShotsOfAUniformCircuit() {
        Distribution uniform = faded(GHZ, 0);
        Proposal.Refused refused = refused(gate.refine(bench.context(), references(uniform, uniform)));
        assertThat(refused.kind()).isEqualTo(Proposal.Kind.INPUT);
        assertThat(refused.reason()).contains("all outcomes of the ideal circuit are equally likely");
        assertThat(decided(gate.judge(bench.context(), references(uniform, uniform)))
                        .verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void shouldRefuseALineThatThePredictionMissesOrAScoreCannotReach() {
        assertThat(refused(gate.refine(bench.with("min", .8).context(), references(GHZ, faded(GHZ, .7)))))
                .satisfies(r -> assertThat(r.reason()).contains("predicts a score of 0.70, below the line 0.80"))
                .satisfies(r -> assertThat(r.alternative()).contains("min of at most 0.62"));
        assertThat(refused(gate.refine(bench.with("min", .95).context(), references(GHZ, faded(GHZ, .97))))
                        .reason())
                .contains("do not both lie inside the scores");
    }

    @Test
    void shouldNeedMoreEvidenceThanNone() {
        assertThat(decided(gate.judge(bench.context(), evidence())).verdict()).isEqualTo(Verdict.NO_DATA);
        assertThat(more(gate.judge(bench.context(), references(GHZ, faded(GHZ, .8))))
                        .needs())
                .singleElement()
                .satisfies(need -> assertThat(need.look()).isZero());
    }

    @Test
    void shouldPassHealthyAndFailBrokenDevicesAtTheStatedRates() {
        int runs = 300;
        int reds = 0;
        int passes = 0;
        int missed = 0;
        for (int run = 0; run < runs; run++) {
            Verdict healthy = play(bench, faded(GHZ, .8), faded(GHZ, .8), run).verdict();
            reds += healthy == Verdict.FAIL ? 1 : 0;
            passes += healthy == Verdict.PASS ? 1 : 0;
            missed += play(bench, faded(GHZ, .8), faded(GHZ, .5), run).verdict() == Verdict.PASS ? 1 : 0;
        }
        // binomial tails: 300 runs at .01 bring more than 9 with a probability of .001, at .05 more than 27
        assertThat(reds).isLessThanOrEqualTo(9);
        assertThat(missed).isLessThanOrEqualTo(27);
        assertThat(passes).isGreaterThan(285);
    }

    @Test
    void shouldFailADeviceThatLostItsSignal() {
        Judgement.Decided decided = play(bench, faded(GHZ, .8), faded(GHZ, .3), 1);
        assertThat(decided.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(decided.finding().headline())
                .startsWith("Only 0.")
                .contains("shown to be below the healthy 0.58; the line is 0.50.");
        assertThat(decided.finding().shots()).isPositive();
        assertThat(decided.finding().details()).anyMatch(d -> d.contains("FAIL at 1:300"));
        assertThat(decided.finding().plots()).hasSize(1);
        assertThat(decided.finding().figures()).containsKeys("fidelity", "fidelity.predicted");
    }

    @Test
    void shouldFailAWrongShapeWithTheRightScore() {
        Distribution stuck = distribution("000", 1);
        Judgement.Decided decided = play(bench, faded(GHZ, .9), stuck, 1);
        assertThat(decided.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(decided.finding().headline()).contains("wrong shape");
    }

    @Test
    void shouldFailOutcomesMorePeakedThanPredicted() {
        Distribution ideal = distribution("00", .5, "01", .25, "10", .25);
        Bench two = Bench.of("fidelity", Bench.circuit(2)).onHardware(3).with("min", .6);
        Judgement.Decided decided = Bench.play(
                gate,
                two.context(),
                references(ideal, faded(ideal, .9)),
                List.of(List.of(distribution("00", 1))),
                Seed.generator(3));
        assertThat(decided.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(decided.finding().headline()).contains("more peaked than predicted");
    }

    @Test
    void shouldFindNoDataWhereASimulatorIgnoredItsNoise() {
        Bench simulated = Bench.of("fidelity", Bench.circuit(3)).withNoise().withShots(3);
        Judgement.Decided decided = play(simulated, faded(GHZ, .8), GHZ, 1);
        assertThat(decided.verdict()).isEqualTo(Verdict.NO_DATA);
        assertThat(decided.finding().details()).anyMatch(d -> d.contains("ignored the noise model"));
    }

    @Test
    void shouldOfferChoicesWhereTheEvidenceAllowsNeither() {
        Judgement.Decided decided = play(bench.costing("0.01"), faded(GHZ, .8), faded(GHZ, .54), 5);
        assertThat(decided.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(decided.finding().headline())
                .contains("Passing means shown above 0.50; failing means shown below 0.58.");
        assertThat(decided.finding().next().get(0))
                .startsWith("(1) continue: qmlops resume RUN --rounds 2  (at most ")
                .endsWith("USD)");
        assertThat(decided.finding().next()).anyMatch(n -> n.contains("widen the margin to 0."));
    }

    @Test
    void shouldDecideWithoutAPredictionButNotJudgeTheShape() {
        Evidence references = evidence(batch(Need.reference(0, 0), GHZ));
        Judgement.Decided decided =
                Bench.play(gate, bench.context(), references, List.of(List.of(faded(GHZ, .85))), Seed.generator(9));
        assertThat(decided.verdict()).isEqualTo(Verdict.PASS);
        assertThat(decided.finding().details()).anyMatch(d -> d.contains("noise of the device is not known"));
    }

    @Test
    void shouldPassAnIdealSimulatorByShots() {
        Bench ideal = Bench.of("fidelity", Bench.circuit(3)).withShots(3);
        Judgement.Decided decided = Bench.play(
                gate,
                ideal.context(),
                evidence(batch(Need.reference(0, 0), GHZ)),
                List.of(List.of(GHZ)),
                Seed.generator(2));
        assertThat(decided.verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void shouldContinueStoredEvidence() {
        Evidence evidence = references(GHZ, faded(GHZ, .8));
        var random = Seed.generator(11);
        Need look = more(gate.judge(bench.context(), evidence)).needs().get(0);
        for (int i = 0; i < 2; i++) {
            Need next = new Need(look.source(), 1, look.shots(), 0, 1, i);
            evidence = plus(evidence, sampled(next, List.of(List.of(faded(GHZ, .54))), random));
        }
        Judgement.More more = more(gate.judge(bench.context(), evidence));
        assertThat(more.needs()).containsExactly(new Need(look.source(), 1, look.shots(), 0, 1, 2));
        assertThat(gate.judge(bench.context(), evidence)).isEqualTo(more);
        assertThat(decided(gate.judge(bench.withShotLimit(2 * look.shots() + 1).context(), evidence))
                        .verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
    }
}
