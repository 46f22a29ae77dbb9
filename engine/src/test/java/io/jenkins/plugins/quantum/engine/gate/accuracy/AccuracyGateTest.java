package io.jenkins.plugins.quantum.engine.gate.accuracy;

import static io.jenkins.plugins.quantum.engine.gate.Bench.accepted;
import static io.jenkins.plugins.quantum.engine.gate.Bench.batch;
import static io.jenkins.plugins.quantum.engine.gate.Bench.bit;
import static io.jenkins.plugins.quantum.engine.gate.Bench.decided;
import static io.jenkins.plugins.quantum.engine.gate.Bench.evidence;
import static io.jenkins.plugins.quantum.engine.gate.Bench.more;
import static io.jenkins.plugins.quantum.engine.gate.Bench.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.gate.Bench;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.Finding;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccuracyGateTest {
    private static final List<String> LABELS = List.of("setosa", "versicolor", "setosa", "versicolor");
    private final AccuracyGate gate = new AccuracyGate();

    private static Bench bench(int shots) {
        return Bench.of("accuracy", Bench.model(LABELS, shots)).with("min", .85);
    }

    private static Evidence.Batch ideal() {
        return batch(Need.exact(0, 0), bit(.1), bit(.9), bit(.2), bit(.8));
    }

    @Test
    void shouldPassAModelThatIsRightEverywhere() {
        Judgement.Decided decided = decided(gate.judge(bench(0).context(), evidence(ideal())));
        assertThat(decided.verdict()).isEqualTo(Verdict.PASS);
        assertThat(decided.finding().headline()).isEqualTo("Accuracy is 1.00 without noise; the line is 0.85.");
        assertThat(decided.finding().details())
                .contains("exact, 4 points", "These labelled points, decided by infinitely many shots each.");
        assertThat(decided.finding().figures()).containsEntry("accuracy", 1.0);
    }

    @Test
    void shouldComputeTheChanceOfARightDecisionByFewShots() {
        // 3 shots, each right with .9, .9, .8, .8: majority right with .972 and .896
        Finding finding =
                decided(gate.judge(bench(3).context(), evidence(ideal()))).finding();
        assertThat(finding.value()).isCloseTo((.972 + .896) / 2, within(1e-9));
        assertThat(finding.details()).contains("These labelled points, decided by 3 shots each.");
    }

    @Test
    void shouldFailUnderNoiseAndShowWhatNoiseCosts() {
        Finding finding = decided(gate.judge(
                        bench(0).withNoise().context(),
                        evidence(ideal(), batch(Need.exact(1, 100), bit(.2), bit(.45), bit(.3), bit(.7)))))
                .finding();
        assertThat(finding.headline()).isEqualTo("Accuracy is 0.75 under the noise of heron-r2; the line is 0.85.");
        assertThat(finding.details())
                .contains(
                        "ideal 1.00   1.0x 0.75     exact, 4 points",
                        "Decided wrong as often as right or more: 1 of 4 points (2, counted from 1).",
                        "Right by class: setosa 1.00, versicolor 0.50.");
        assertThat(finding.figures()).containsEntry("accuracy.drop", .25).containsEntry("accuracy.ideal", 1.0);
    }

    @Test
    void shouldSayWhenTheModelItselfMissesTheLine() {
        var weak = batch(Need.exact(0, 0), bit(.1), bit(.4), bit(.2), bit(.8));
        Finding finding = decided(gate.judge(
                        bench(0).withNoise().context(),
                        evidence(weak, batch(Need.exact(1, 100), bit(.2), bit(.45), bit(.3), bit(.7)))))
                .finding();
        assertThat(finding.details())
                .anyMatch(d -> d.startsWith("It misses the line without any noise"))
                .noneMatch(d -> d.contains("the other way round"));
    }

    @Test
    void shouldAskWhetherTheClassesAreTheOtherWayRound() {
        var swapped = batch(Need.exact(0, 0), bit(.9), bit(.1), bit(.8), bit(.2));
        Finding finding =
                decided(gate.judge(bench(0).context(), evidence(swapped))).finding();
        assertThat(finding.details())
                .anyMatch(d -> d.startsWith("With the two classes the other way round it would be 1.00 without noise"));
    }

    @Test
    void shouldDrawMoreNoiseWhereTheLineIsNear() {
        Bench near = bench(5).withNoise().with("min", .83);
        Evidence.Batch noisy = drawn(100);
        Judgement open = gate.judge(near.context(), evidence(ideal(), noisy));
        assertThat(more(open).needs()).containsExactly(Need.exact(1, 400));
        Judgement capped = gate.judge(near.context(), evidence(ideal(), drawn(1600)));
        assertThat(decided(capped).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(decided(capped).finding().next()).anyMatch(n -> n.contains("aer"));
    }

    /** Expected accuracy of about .83 with batches that scatter. */
    private static Evidence.Batch drawn(int trajectories) {
        var points = List.of(.3, .7, .3, .69);
        var outcomes = points.stream()
                .map(p -> Outcome.averaged(bit(p), List.of(bit(p - .06), bit(p + .08), bit(p - .02))))
                .toList();
        return new Evidence.Batch(Need.exact(1, trajectories), List.of(outcomes));
    }

    @Test
    void shouldFindNoDataWhereNoiseDidNothingOrNothingArrived() {
        var same = batch(Need.exact(1, 100), bit(.1), bit(.9), bit(.2), bit(.8));
        assertThat(decided(gate.judge(bench(0).withNoise().context(), evidence(ideal(), same)))
                        .verdict())
                .isEqualTo(Verdict.NO_DATA);
        assertThat(decided(gate.judge(bench(0).context(), evidence())).verdict())
                .isEqualTo(Verdict.NO_DATA);
    }

    @Test
    void shouldProposeExactEvidenceOnSimulators() {
        assertThat(accepted(gate.propose(bench(0).context())).needs()).containsExactly(Need.exact(0, 0));
        assertThat(accepted(gate.propose(bench(0).withNoise().context())).needs())
                .containsExactly(Need.exact(0, 0), Need.exact(1, 100));
    }

    @Test
    void shouldRefuseALineThatAnyModelReaches() {
        Proposal.Refused refused = refused(gate.propose(bench(0).with("min", .5).context()));
        assertThat(refused.kind()).isEqualTo(Proposal.Kind.INPUT);
        assertThat(refused.reason())
                .isEqualTo("min 0.5 shows nothing: always answering the most frequent class scores 0.50");
    }
}
