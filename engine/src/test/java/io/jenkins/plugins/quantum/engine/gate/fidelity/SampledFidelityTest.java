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
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.gate.Bench;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.Finding;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.ReferencedShots;
import io.jenkins.plugins.quantum.engine.gate.ScoredShots;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.stats.LinearScore;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
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

    @Tag("replay")
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
        assertThat(decided.finding().figures()).containsKey("fidelity").doesNotContainKey("fidelity.predicted");
    }

    private static Evidence counted(Map<String, Long> counts) {
        long shots = counts.values().stream().mapToLong(Long::longValue).sum();
        return plus(
                references(GHZ, faded(GHZ, .8)),
                new Evidence.Batch(
                        Need.shots(1, shots, 1, 0), List.of(List.of(Outcome.sampled(new Counts(3, counts))))));
    }

    /** Of 900 shots on each of two outcomes the score is 1, of 200 beside them -1/3: a mean of .8667 and a deviation of .4. */
    @Test
    void shouldTellHowPreciseItsScoreIsAndThatTheShapeWasJudged() {
        Judgement.Decided decided =
                decided(gate.judge(bench.context(), counted(Map.of("000", 9_000L, "111", 9_000L, "010", 2_000L))));
        assertThat(decided.verdict()).isEqualTo(Verdict.PASS);
        Finding finding = decided.finding();
        assertThat(finding.value()).isCloseTo(1 - .1 * 4 / 3, within(1e-12));
        double error = 1.959964 * Math.sqrt(.9 * .1 * 16 / 9 / 19_999);
        assertThat(finding.lower()).isCloseTo(finding.value() - error, within(1e-6));
        assertThat(finding.upper()).isCloseTo(finding.value() + error, within(1e-6));
        assertThat(finding.details())
                .anyMatch(d -> d.startsWith("Shape: squared distance to the prediction 0.0"))
                .noneMatch(d -> d.contains("too few to judge it"));
    }

    @Test
    void shouldSayThatFewShotsShowNoShape() {
        Judgement.Decided decided =
                decided(gate.judge(bench.context(), counted(Map.of("000", 28L, "111", 28L, "010", 2L))));
        assertThat(decided.verdict()).isEqualTo(Verdict.PASS);
        assertThat(decided.finding().details()).anyMatch(d -> d.contains("with 58 shots too few to judge it"));
        assertThat(more(gate.judge(bench.context(), counted(Map.of("000", 1L)))).needs())
                .hasSize(1);
    }

    @Test
    void shouldFailAWrongShapeAtTheFirstLookThoughTheScoreIsOpen() {
        Judgement.Decided decided =
                decided(gate.judge(bench.context(), counted(Map.of("000", 131L, "001", 23L, "010", 23L, "100", 23L))));
        assertThat(decided.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(decided.finding().headline()).startsWith("The outcomes have the wrong shape");
        assertThat(decided.finding().value()).isBetween(.5, .58);
    }

    @Test
    void shouldRefuseAHealthyValueThatNoScoreExceeds() {
        assertThat(refused(gate.refine(bench.with("min", .92).context(), references(GHZ, faded(GHZ, .97))))
                        .reason())
                .isEqualTo(
                        "the line 0.92 and the healthy 1 do not both lie inside the scores that a shot can have, -0.3333 to 1");
    }

    @Test
    void shouldComputeVariancesOfScores() {
        ScoredShots scored = scored(references(GHZ, faded(GHZ, .8)));
        // at a mean of .5 a score is 1 in 5/8 of the shots and -1/3 in the others
        assertThat(scored.varianceAt(.5)).isCloseTo(5 / 8.0 * 3 / 8 * 16 / 9, within(1e-12));
        assertThat(scored.healthyVariance(.5)).isCloseTo(.85 * .15 * 16 / 9, within(1e-12));
        // scores 1 and -1/3: sample variance 8/9
        assertThat(scored(counted(Map.of("000", 1L, "010", 1L)))
                        .interval(1 / 3.0, .95)
                        .upper())
                .isCloseTo(1 / 3.0 + 1.959964 * Math.sqrt(8 / 9.0 / 2), within(1e-6));
        assertThat(scored(counted(Map.of("000", 1L))).interval(1, .95).upper()).isEqualTo(1);
    }

    private ScoredShots scored(Evidence evidence) {
        ReferencedShots shots = ReferencedShots.of(bench.context(), evidence).orElseThrow();
        return new ScoredShots(shots, new LinearScore(shots.table().row(shots.ideal()), shots.dimension()));
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
