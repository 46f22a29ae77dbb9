package io.jenkins.plugins.quantum.engine.gate.squareddistance;

import static io.jenkins.plugins.quantum.engine.gate.Bench.accepted;
import static io.jenkins.plugins.quantum.engine.gate.Bench.batch;
import static io.jenkins.plugins.quantum.engine.gate.Bench.decided;
import static io.jenkins.plugins.quantum.engine.gate.Bench.evidence;
import static io.jenkins.plugins.quantum.engine.gate.Bench.faded;
import static io.jenkins.plugins.quantum.engine.gate.Bench.ghz;
import static io.jenkins.plugins.quantum.engine.gate.Bench.more;
import static io.jenkins.plugins.quantum.engine.gate.Bench.plus;
import static io.jenkins.plugins.quantum.engine.gate.Bench.refused;
import static io.jenkins.plugins.quantum.engine.gate.Bench.sampled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.gate.Bench;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.Finding;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SquaredDistanceGateTest {
    private static final Distribution GHZ = ghz(3);
    private final SquaredDistanceGate gate = new SquaredDistanceGate();
    private final Bench bench = Bench.of("squared-distance", Bench.circuit(3));
    private static final Evidence IDEAL = evidence(batch(Need.reference(0, 0), GHZ));

    @Test
    void shouldDecideByProbabilities() {
        // (1 − F)²·(½ − 1/8)/½ with F = .2 is .48, with F = .7 .0675
        for (double share : new double[] {.2, .7}) {
            Judgement.Decided answer = decided(gate.judge(
                    bench.withNoise().context(),
                    evidence(batch(Need.reference(0, 0), GHZ), batch(Need.exact(1, 400), faded(GHZ, share)))));
            assertThat(answer.finding().value()).isCloseTo((1 - share) * (1 - share) * .75, within(1e-9));
            assertThat(answer.verdict()).isEqualTo(share < .5 ? Verdict.FAIL : Verdict.PASS);
        }
        Evidence flat = evidence(batch(Need.reference(0, 0), faded(GHZ, 0)), batch(Need.exact(0, 0), faded(GHZ, 0)));
        assertThat(decided(gate.judge(bench.context(), flat)).verdict()).isEqualTo(Verdict.PASS);
        assertThat(decided(gate.judge(bench.context(), evidence())).verdict()).isEqualTo(Verdict.NO_DATA);
    }

    @Tag("replay")
    @Test
    void shouldHoldItsErrorRatesByShots() {
        Bench device = bench.onHardware(1);
        // D² = .05 and .20
        int[] healthy = answers(device, faded(GHZ, 1 - Math.sqrt(.05 / .75)), 30);
        int[] bad = answers(device, faded(GHZ, 1 - Math.sqrt(.20 / .75)), 30);
        assertThat(healthy[Verdict.FAIL.ordinal()]).isLessThanOrEqualTo(2);
        assertThat(healthy[Verdict.PASS.ordinal()]).isGreaterThan(26);
        assertThat(bad[Verdict.PASS.ordinal()]).isLessThanOrEqualTo(6);
    }

    private int[] answers(Bench bench, Distribution truth, int runs) {
        int[] answers = new int[Verdict.values().length];
        for (int run = 0; run < runs; run++) {
            var random = Seed.generator(Seed.derive(11, "gate", Integer.toString(run)));
            Judgement.Decided answer = Bench.play(gate, bench.context(), IDEAL, List.of(List.of(truth)), random);
            answers[answer.verdict().ordinal()]++;
        }
        return answers;
    }

    @Test
    void shouldSayWithWhatItCompares() {
        GateContext device = bench.onHardware(1).context();
        assertThat(accepted(gate.refine(device, IDEAL)).worstShots()).isBetween(50L, 20_000L);
        Finding finding = Bench.play(gate, device, IDEAL, List.of(List.of(faded(GHZ, .2))), Seed.generator(1))
                .finding();
        assertThat(finding.headline()).contains("farther from the predicted ones than the healthy 0.05");
        assertThat(finding.details()).anyMatch(d -> d.startsWith("Compared with the ideal outcomes"));
        assertThat(finding.figures()).containsKeys("tvd", "hellinger", "qed-c");
    }

    @Test
    void shouldRefuseNonsense() {
        assertThat(refused(gate.propose(bench.onHardware(1).with("margin", .5).context()))
                        .reason())
                .contains("no distance is below 0");
        assertThat(refused(gate.refine(bench.onHardware(1).withShotLimit(60).context(), IDEAL))
                        .kind())
                .isEqualTo(Proposal.Kind.FEASIBILITY);
        assertThat(refused(gate.refine(
                                bench.onHardware(1)
                                        .with("max", 1e-5)
                                        .with("margin", 1e-5)
                                        .context(),
                                IDEAL))
                        .reason())
                .contains("more than 2 000 000 shots");
        assertThat(decided(gate.judge(bench.onHardware(1).context(), evidence()))
                        .verdict())
                .isEqualTo(Verdict.NO_DATA);
    }

    @Test
    void shouldPlanOneLookThatDecides() {
        GateContext device = bench.onHardware(1).context();
        assertThat(accepted(gate.refine(device, evidence())).needs())
                .isEqualTo(accepted(gate.propose(device)).needs())
                .hasSize(2);
        Need look = more(gate.judge(device, IDEAL)).needs().get(0);
        assertThat(accepted(gate.refine(device, IDEAL)).needs()).containsExactly(look);
        assertThat(look.shots()).isBetween(51L, 1000L);
        Need closer = more(gate.judge(bench.onHardware(1).with("margin", .05).context(), IDEAL))
                .needs()
                .get(0);
        assertThat(closer.shots()).isGreaterThan(3 * look.shots());
        // a margin as large as the distance itself leaves a healthy distance of 0
        assertThat(accepted(gate.propose(bench.onHardware(1)
                                .with("max", .2)
                                .with("margin", .2)
                                .context()))
                        .needs())
                .hasSize(2);
    }

    @Test
    void shouldStayOpenWhereTheShotsAllowNoAnswer() {
        GateContext device = bench.onHardware(1).context();
        Evidence few = plus(IDEAL, sampled(Need.shots(1, 6, 1, 0), List.of(List.of(GHZ)), Seed.generator(1)));
        Judgement.Decided open = decided(gate.judge(device, few));
        assertThat(open.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(open.finding().headline()).startsWith("The shots allow no answer about the squared distance");
        assertThat(open.finding().next()).isEmpty();
        Judgement.Decided pass = Bench.play(gate, device, IDEAL, List.of(List.of(GHZ)), Seed.generator(2));
        assertThat(pass.verdict()).isEqualTo(Verdict.PASS);
        assertThat(pass.finding().headline())
                .startsWith("The outcomes are shown to be nearer to the predicted ones than 0.20: measured ");
        assertThat(pass.finding().next()).isEmpty();
        Judgement.Decided fail = Bench.play(gate, device, IDEAL, List.of(List.of(faded(GHZ, .2))), Seed.generator(1));
        assertThat(fail.finding().next()).hasSize(2);
    }
}
