package io.jenkins.plugins.quantum.engine.gate.superposition;

import static io.jenkins.plugins.quantum.engine.gate.Bench.accepted;
import static io.jenkins.plugins.quantum.engine.gate.Bench.batch;
import static io.jenkins.plugins.quantum.engine.gate.Bench.decided;
import static io.jenkins.plugins.quantum.engine.gate.Bench.distribution;
import static io.jenkins.plugins.quantum.engine.gate.Bench.evidence;
import static io.jenkins.plugins.quantum.engine.gate.Bench.faded;
import static io.jenkins.plugins.quantum.engine.gate.Bench.ghz;
import static io.jenkins.plugins.quantum.engine.gate.Bench.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.gate.Bench;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import io.jenkins.plugins.quantum.engine.stats.EffectDesign;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SuperpositionGateTest {
    private final SuperpositionGate gate = new SuperpositionGate();
    private final Bench bench = Bench.of("superposition", Bench.circuit(3));
    private static final Distribution UNIFORM = faded(ghz(3), 0);

    @Test
    void shouldDecideByProbabilities() {
        assertThat(decided(gate.judge(bench.context(), evidence(batch(Need.exact(0, 0), UNIFORM))))
                        .verdict())
                .isEqualTo(Verdict.PASS);
        Judgement.Decided fail =
                decided(gate.judge(bench.context(), evidence(batch(Need.exact(0, 0), faded(ghz(3), .5)))));
        assertThat(fail.verdict()).isEqualTo(Verdict.FAIL);
        // shares .3125 twice and .0625 six times
        assertThat(fail.finding().value()).isCloseTo(Math.sqrt((2 * 1.5 * 1.5 + 6 * .5 * .5) / 8), within(1e-9));
        // single qubits of the same state are even
        assertThat(decided(gate.judge(
                                bench.with("qubits", List.of("1")).context(),
                                evidence(batch(Need.exact(0, 0), ghz(3)))))
                        .verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Tag("replay")
    @Test
    void shouldHoldItsErrorRatesByShots() {
        Bench device = bench.with("qubits", List.of("0")).onHardware(1);
        int[] healthy = answers(device, distribution("000", .575, "001", .425), 200);
        int[] bad = answers(device, distribution("000", .65, "001", .35), 200);
        assertThat(healthy[Verdict.FAIL.ordinal()]).isLessThanOrEqualTo(7);
        assertThat(bad[Verdict.PASS.ordinal()]).isLessThanOrEqualTo(21);
        assertThat(healthy[Verdict.INCONCLUSIVE.ordinal()]).isZero();
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
    void shouldSayWhatItSaw() {
        Judgement.Decided answer = Bench.play(
                gate,
                bench.onHardware(1).context(),
                evidence(),
                List.of(List.of(faded(ghz(3), .6))),
                Seed.generator(1));
        assertThat(answer.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(answer.finding().headline()).contains("by more than the healthy 0.15: measured 1.0");
        assertThat(answer.finding().figures()).containsKeys("g", "p", "departure", "departure.raw");
    }

    @Test
    void shouldRefuseNonsense() {
        assertThat(refused(gate.propose(bench.with("qubits", List.of("3")).context()))
                        .reason())
                .isEqualTo("there is no qubit 3: the circuit has 3 qubits");
        assertThat(refused(gate.propose(
                                Bench.of("superposition", Bench.circuit(9)).context()))
                        .alternative())
                .contains("at most 8 qubits");
        assertThat(refused(gate.propose(bench.onHardware(1).with("margin", .5).context()))
                        .reason())
                .contains("no circuit departs by less than 0");
        Proposal.Refused few =
                refused(gate.propose(bench.onHardware(1).withShotLimit(100).context()));
        assertThat(few.kind()).isEqualTo(Proposal.Kind.FEASIBILITY);
        assertThat(few.reason()).contains("100 shots cannot decide iris / superposition");
        assertThat(accepted(gate.propose(bench.context())).needs()).hasSize(1);
    }

    @Test
    void shouldTakeTheShotsThatTellHealthyFromTheLine() {
        Bench device = bench.onHardware(1);
        long shots = EffectDesign.of(7, .15, .3, .01, .05).shots();
        assertThat(accepted(gate.propose(device.context())).worstShots()).isEqualTo(shots);
        assertThat(Bench.play(gate, device.context(), evidence(), List.of(List.of(UNIFORM)), Seed.generator(1))
                        .finding()
                        .details()
                        .get(1))
                .endsWith(" A perfect superposition would show a raw departure of about "
                        + Wording.number(Math.sqrt(7.0 / shots)) + " by chance.");
        // nothing but a perfect superposition is healthy
        assertThat(accepted(gate.propose(
                                device.with("max", .25).with("margin", .25).context()))
                        .statistical())
                .isTrue();
    }
}
