package io.jenkins.plugins.quantum.engine.gate.mirror;

import static io.jenkins.plugins.quantum.engine.gate.Bench.accepted;
import static io.jenkins.plugins.quantum.engine.gate.Bench.decided;
import static io.jenkins.plugins.quantum.engine.gate.Bench.evidence;
import static io.jenkins.plugins.quantum.engine.gate.Bench.faded;
import static io.jenkins.plugins.quantum.engine.gate.Bench.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.circuit.MirrorCircuit;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.gate.Bench;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.Readout;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Workload;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MirrorGateTest {
    private final MirrorGate gate = new MirrorGate();
    private final Bench bench = Bench.of("mirror", workload("h q[0]; rx(0.3) q[1]; cx q[0], q[1]; c = measure q;"));

    private static Workload workload(String steps) {
        var circuit = Qasm.read("m.qasm", "OPENQASM 3.0; include \"stdgates.inc\"; qubit[2] q; bit[2] c; " + steps)
                .circuit();
        return new Workload(
                List.of(new Workload.Task("task", circuit, List.of(Map.of()))),
                new Readout.Outcomes(),
                Bench.metrics(2),
                "digest");
    }

    /** What each mirror would give if a share of it were uniform noise: its own outcome is found again as the gate finds it. */
    private List<List<Distribution>> truth(Bench at, double share) {
        return IntStream.range(0, 8)
                .mapToObj(i -> MirrorCircuit.of(
                        at.workload().tasks().get(0).circuit(),
                        Seed.generator(Seed.derive(0, "mirror", "digest", Integer.toString(i)))))
                .map(mirror -> List.of(faded(Bench.distribution(mirror.outcome(), 1.0), share)))
                .toList();
    }

    @Test
    void shouldDecideByProbabilities() {
        Bench noisy = bench.withNoise();
        Need need = accepted(gate.propose(noisy.context())).needs().get(0);
        assertThat(need.probe().orElseThrow().tasks()).hasSize(8);
        for (double share : new double[] {.2, .6}) {
            var outcomes = truth(bench, share).stream().map(task -> task.get(0)).toArray(Distribution[]::new);
            Judgement.Decided answer = decided(gate.judge(noisy.context(), evidence(Bench.byTask(need, outcomes))));
            assertThat(answer.finding().value()).isCloseTo(share + (1 - share) / 4, within(1e-9));
            assertThat(answer.verdict()).isEqualTo(share < .3 ? Verdict.FAIL : Verdict.PASS);
        }
        assertThat(decided(gate.judge(noisy.context(), evidence())).verdict()).isEqualTo(Verdict.NO_DATA);
    }

    @Test
    void shouldHoldItsErrorRatesByShots() {
        Bench device = bench.onHardware(10);
        int reds = 0;
        int missed = 0;
        for (int run = 0; run < 100; run++) {
            var random = Seed.generator(run);
            // .6 and .5 with the quarter that noise brings
            reds += play(device, (.6 - .25) / .75, random) == Verdict.FAIL ? 1 : 0;
            missed += play(device, (.5 - .25) / .75, random) == Verdict.PASS ? 1 : 0;
        }
        assertThat(reds).isLessThanOrEqualTo(4);
        assertThat(missed).isLessThanOrEqualTo(12);
    }

    private Verdict play(Bench device, double share, org.apache.commons.rng.UniformRandomProvider random) {
        Evidence evidence = evidence();
        for (int round = 0; round <= 10; round++) {
            Judgement judgement = gate.judge(device.context(), evidence);
            if (judgement instanceof Judgement.Decided answer) {
                return answer.verdict();
            }
            for (Need need : Bench.more(judgement).needs()) {
                evidence = Bench.plus(evidence, Bench.sampled(need, truth(device, share), random));
            }
        }
        return Verdict.INCONCLUSIVE;
    }

    @Test
    void shouldRefuseNonsense() {
        Bench dynamic =
                Bench.of("mirror", workload("h q[0]; c[0] = measure q[0]; if (c[0]) { x q[1]; } c[1] = measure q[1];"));
        assertThat(refused(gate.propose(dynamic.context())).reason()).startsWith("the circuit cannot be run backwards");
        assertThat(refused(gate.propose(bench.with("min", .25).context())).reason())
                .contains("a device that only makes noise comes back with a share of 0.25");
        assertThat(refused(gate.propose(bench.onHardware(3)
                                .with("min", .9)
                                .with("margin", .2)
                                .context()))
                        .alternative())
                .contains("at most 1");
        assertThat(refused(gate.propose(bench.onHardware(3).withShotLimit(10).context()))
                        .kind())
                .isEqualTo(Proposal.Kind.FEASIBILITY);
        assertThat(refused(gate.propose(bench.with("min", "baseline").context()))
                        .reason())
                .contains("no baseline");
        Proposal.Accepted device = accepted(gate.propose(bench.onHardware(10).context()));
        assertThat(device.worstShots()).isBetween(200L, 800L);
        assertThat(device.needs().get(0).shots() % 1).isZero();
    }

    @Test
    void shouldDrawMoreNoiseNearTheLine() {
        Need need = accepted(gate.propose(bench.withNoise().context())).needs().get(0);
        var outcomes = truth(bench, 1).stream()
                .map(task -> List.of(Outcome.averaged(
                        faded(task.get(0), .3), List.of(faded(task.get(0), .1), faded(task.get(0), .5)))))
                .toList();

        Judgement.More more =
                Bench.more(gate.judge(bench.withNoise().context(), evidence(new Evidence.Batch(need, outcomes))));

        assertThat(more.needs().get(0).trajectories()).isEqualTo(4 * need.trajectories());
        // 8 mirrors with a mean of .475 and batches of .325 and .625: an error of .15 / sqrt(8)
        assertThat(more.soFar().value()).isCloseTo(.475, within(1e-9));
        assertThat(more.soFar().upper()).isCloseTo(.475 + 1.96 * .15 / Math.sqrt(8), within(1e-4));
        assertThat(more.soFar().next().get(0)).contains("move min away from the value");
    }

    @Test
    void shouldHalveWhatIsLeftToOneWhereTheUsualMarginWouldNotFit() {
        Bench device = bench.onHardware(1).with("min", .9);
        Need look = accepted(gate.propose(device.context())).needs().get(0);

        Judgement.Decided fail = decided(
                gate.judge(device.context(), evidence(Bench.sampled(look, truth(device, .2), Seed.generator(1)))));

        assertThat(fail.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(fail.finding().headline())
                .startsWith("The mirrored circuit is shown to come back less often than the healthy 0.95: measured 0.");
    }
}
