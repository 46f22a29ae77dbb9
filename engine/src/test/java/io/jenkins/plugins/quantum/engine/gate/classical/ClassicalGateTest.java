package io.jenkins.plugins.quantum.engine.gate.classical;

import static io.jenkins.plugins.quantum.engine.gate.Bench.accepted;
import static io.jenkins.plugins.quantum.engine.gate.Bench.batch;
import static io.jenkins.plugins.quantum.engine.gate.Bench.decided;
import static io.jenkins.plugins.quantum.engine.gate.Bench.distribution;
import static io.jenkins.plugins.quantum.engine.gate.Bench.evidence;
import static io.jenkins.plugins.quantum.engine.gate.Bench.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.gate.Bench;
import io.jenkins.plugins.quantum.engine.gate.Finding;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassicalGateTest {
    private final ClassicalGate gate = new ClassicalGate();
    private final Bench bench = Bench.of("classical", Bench.circuit(3)).with("outcome", "101");

    private static Distribution right(double share) {
        return distribution("101", share, "100", 1 - share);
    }

    @Test
    void shouldDecideByProbabilities() {
        Judgement.Decided fail = decided(gate.judge(
                bench.withNoise().context(),
                evidence(batch(Need.exact(0, 0), right(1)), batch(Need.exact(1, 400), right(.8)))));
        assertThat(fail.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(fail.finding().headline())
                .isEqualTo(
                        "The share of the outcome 101 is 0.80 under the noise of heron-r2; at least 0.90 is accepted.");
        assertThat(fail.finding().figures()).containsEntry("share.ideal", 1.0);
        assertThat(decided(gate.judge(bench.context(), evidence(batch(Need.exact(0, 0), right(.95)))))
                        .verdict())
                .isEqualTo(Verdict.PASS);
        Finding other = decided(gate.judge(bench.context(), evidence(batch(Need.exact(0, 0), right(.1)))))
                .finding();
        assertThat(other.details()).anyMatch(d -> d.startsWith("Even without noise it is 0.10"));
    }

    @Test
    void shouldHoldItsErrorRatesByShots() {
        Bench device = bench.onHardware(10);
        int[] healthy = answers(device, right(.95), 200);
        int[] bad = answers(device, right(.9), 200);
        assertThat(healthy[Verdict.FAIL.ordinal()]).isLessThanOrEqualTo(6);
        assertThat(healthy[Verdict.PASS.ordinal()]).isGreaterThan(180);
        assertThat(bad[Verdict.PASS.ordinal()]).isLessThanOrEqualTo(20);
        assertThat(bad[Verdict.FAIL.ordinal()]).isGreaterThan(170);
    }

    private int[] answers(Bench bench, Distribution truth, int runs) {
        int[] answers = new int[Verdict.values().length];
        for (int run = 0; run < runs; run++) {
            var random = Seed.generator(Seed.derive(11, "gate", Integer.toString(run)));
            Judgement.Decided answer = Bench.play(gate, bench.context(), evidence(), List.of(List.of(truth)), random);
            answers[answer.verdict().ordinal()]++;
        }
        return answers;
    }

    @Test
    void shouldRefuseNonsense() {
        assertThat(refused(gate.propose(bench.with("outcome", "10").context())).reason())
                .isEqualTo("the outcome '10' has 2 bits, the circuit writes 3");
        assertThat(refused(gate.propose(bench.with("min", .125).context())).reason())
                .contains("a device that only makes noise gives the outcome with a share of 0.13");
        assertThat(refused(gate.propose(bench.onHardware(3).with("margin", .2).context()))
                        .alternative())
                .contains("at most 1");
        assertThat(refused(gate.propose(bench.onHardware(3).withShotLimit(20).context()))
                        .kind())
                .isEqualTo(Proposal.Kind.FEASIBILITY);
        assertThat(refused(gate.propose(bench.with("min", "baseline").context()))
                        .reason())
                .contains("no baseline");
        assertThat(accepted(gate.propose(bench.onHardware(10).context())).worstShots())
                .isBetween(400L, 800L);
    }

    @Test
    void shouldPlanByProbabilitiesAndAcceptAMarginUpToEveryShot() {
        assertThat(accepted(gate.propose(bench.context())).needs()).containsExactly(Need.exact(0, 0));
        assertThat(gate.floor(bench.context())).hasValue(.5);
        Bench device = bench.onHardware(10);
        assertThat(accepted(gate.propose(
                                device.with("min", .75).with("margin", .25).context()))
                        .worstShots())
                .isPositive();
        // at the largest min nothing is left to 1: the usual margin stands, and is refused
        assertThat(refused(gate.propose(device.with("min", 1).context())).reason())
                .isEqualTo("a healthy circuit would give the outcome with a share of 1.05");
    }
}
