package io.jenkins.plugins.quantum.engine.gate.noisedrop;

import static io.jenkins.plugins.quantum.engine.gate.Bench.accepted;
import static io.jenkins.plugins.quantum.engine.gate.Bench.batch;
import static io.jenkins.plugins.quantum.engine.gate.Bench.bit;
import static io.jenkins.plugins.quantum.engine.gate.Bench.decided;
import static io.jenkins.plugins.quantum.engine.gate.Bench.evidence;
import static io.jenkins.plugins.quantum.engine.gate.Bench.more;
import static io.jenkins.plugins.quantum.engine.gate.Bench.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.gate.Bench;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoiseDropGateTest {
    private static final List<String> LABELS = List.of("setosa", "versicolor", "setosa", "versicolor");
    private final NoiseDropGate gate = new NoiseDropGate();
    private final Bench bench = Bench.of("noise-drop", Bench.model(LABELS, 25)).withNoise();

    private static Evidence.Batch ideal(Need need) {
        return batch(need, bit(.1), bit(.9), bit(.2), bit(.8));
    }

    @Test
    void shouldCompareTheSamePointsWithAndWithoutNoise() {
        Judgement.Decided fail = decided(gate.judge(
                bench.context(),
                evidence(ideal(Need.exact(0, 0)), batch(Need.exact(1, 100), bit(.2), bit(.5), bit(.3), bit(.7)))));
        assertThat(fail.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(fail.finding().headline())
                .matches(
                        "Noise costs 0\\.\\d\\d of accuracy: 1\\.00 ideal, 0\\.\\d\\d under the noise of heron-r2; at most 0\\.05 is allowed\\.");
        assertThat(fail.finding().details())
                .anyMatch(d -> d.startsWith("Decided wrong as often as right or more: 1 of 4"));
        Judgement.Decided pass = decided(gate.judge(
                bench.context(),
                evidence(ideal(Need.exact(0, 0)), batch(Need.exact(1, 100), bit(.12), bit(.88), bit(.22), bit(.78)))));
        assertThat(pass.verdict()).isEqualTo(Verdict.PASS);
        assertThat(pass.finding().figures()).containsKey("accuracy.drop");
    }

    @Test
    void shouldDrawMoreNoiseNearTheLimit() {
        var points = new ArrayList<Outcome>();
        for (double p : new double[] {.2, .9, .2, .62}) {
            points.add(Outcome.averaged(bit(p), List.of(bit(p - .05), bit(p + .05), bit(p + .01))));
        }
        Evidence near = evidence(ideal(Need.exact(0, 0)), new Evidence.Batch(Need.exact(1, 100), List.of(points)));
        Judgement judgement = gate.judge(bench.with("max", .03).context(), near);
        assertThat(more(judgement).needs()).containsExactly(Need.exact(1, 400));
        Evidence capped = evidence(ideal(Need.exact(0, 0)), new Evidence.Batch(Need.exact(1, 1600), List.of(points)));
        assertThat(decided(gate.judge(bench.with("max", .03).context(), capped)).verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void shouldRefuseNonsense() {
        Bench ideal = Bench.of("noise-drop", Bench.model(LABELS, 25));
        assertThat(refused(gate.propose(ideal.context())).alternative()).contains("noise: heron-r2");
        assertThat(refused(gate.propose(bench.onHardware(3).with("margin", .1).context()))
                        .reason())
                .contains("would have to gain from noise");
        assertThat(accepted(gate.propose(bench.context())).needs())
                .containsExactly(Need.exact(0, 0), Need.exact(1, 100));
    }

    @Test
    void shouldFindNoDataWithoutNoiseOrEvidence() {
        assertThat(decided(gate.judge(bench.context(), evidence(ideal(Need.exact(0, 0)), ideal(Need.exact(1, 100)))))
                        .verdict())
                .isEqualTo(Verdict.NO_DATA);
        assertThat(decided(gate.judge(bench.context(), evidence())).verdict()).isEqualTo(Verdict.NO_DATA);
        assertThat(decided(gate.judge(bench.onHardware(3).context(), evidence()))
                        .verdict())
                .isEqualTo(Verdict.NO_DATA);
    }

    @Test
    void shouldTestAgainstTheIdealAccuracyByShots() {
        Bench device =
                Bench.of("noise-drop", Bench.model(LABELS, 1)).onHardware(3).with("max", .15);
        Evidence references = evidence(ideal(Need.reference(0, 0)));
        assertThat(accepted(gate.propose(device.context())).needs()).containsExactly(Need.reference(0, 0));
        assertThat(accepted(gate.refine(device.context(), references)).needs())
                .singleElement()
                .satisfies(need -> assertThat(need.repeats()).isPositive());
        // one shot each: ideal accuracy .85
        int reds = 0;
        int missed = 0;
        for (int run = 0; run < 200; run++) {
            var random = Seed.generator(Seed.derive(2, "drop", Integer.toString(run)));
            var healthy = List.of(List.of(bit(.1), bit(.9), bit(.2), bit(.8)));
            var broken = List.of(List.of(bit(.3), bit(.7), bit(.3), bit(.7)));
            reds += Bench.play(gate, device.context(), references, healthy, random)
                                    .verdict()
                            == Verdict.FAIL
                    ? 1
                    : 0;
            missed += Bench.play(gate, device.context(), references, broken, random)
                                    .verdict()
                            == Verdict.PASS
                    ? 1
                    : 0;
        }
        // binomial tails at 200 runs: more than 8 at .01, more than 20 at .05, with a probability of .001
        assertThat(reds).isLessThanOrEqualTo(8);
        assertThat(missed).isLessThanOrEqualTo(20);
        Judgement.Decided fail = Bench.play(
                gate,
                device.context(),
                references,
                List.of(List.of(bit(.4), bit(.6), bit(.4), bit(.6))),
                Seed.generator(6));
        assertThat(fail.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(fail.finding().headline())
                .startsWith("The accuracy that noise costs is shown to be above the healthy 0.00");
        assertThat(fail.finding().figures()).containsKeys("accuracy", "accuracy.ideal", "accuracy.drop");
    }

    @Test
    void shouldSayNothingOfNewPointsByAFigureOfAll() {
        Proposal.Refused refused = refused(gate.propose(
                bench.with("estimand", "new-points").with("metric", "f1").context()));
        assertThat(refused.reason())
                .isEqualTo("f1 has no score of a single point, so that nothing can be said of new ones");
        assertThat(refused.alternative()).isEqualTo("write 'metric: accuracy', or 'estimand: these-points'");
    }

    @Test
    void shouldFindNoDataOnNewPointsWhereShotsShowNoNoise() {
        Judgement.Decided none = decided(gate.judge(
                bench.with("estimand", "new-points").withShots(3).context(),
                evidence(ideal(Need.reference(0, 0)), ideal(Need.reference(1, 100)))));
        assertThat(none.verdict()).isEqualTo(Verdict.NO_DATA);
        assertThat(none.finding().headline()).startsWith("The noise had no effect");
    }

    @Test
    void shouldRefineOnlyWhatTheIdealAccuracyDecides() {
        Evidence references = evidence(ideal(Need.reference(0, 0)));
        Bench device =
                Bench.of("noise-drop", Bench.model(LABELS, 1)).onHardware(3).with("max", .15);
        for (Bench unchanged : List.of(bench, device.with("estimand", "new-points"))) {
            assertThat(gate.refine(unchanged.context(), references)).isEqualTo(gate.propose(unchanged.context()));
        }
        assertThat(gate.refine(device.context(), evidence())).isEqualTo(gate.propose(device.context()));
        assertThat(accepted(gate.refine(device.context(), references)).needs())
                .singleElement()
                .satisfies(need -> assertThat(need.shots()).isEqualTo(1));
    }
}
