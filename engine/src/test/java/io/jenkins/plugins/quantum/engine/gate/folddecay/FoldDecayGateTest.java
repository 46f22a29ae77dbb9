package io.jenkins.plugins.quantum.engine.gate.folddecay;

import static io.jenkins.plugins.quantum.engine.gate.Bench.accepted;
import static io.jenkins.plugins.quantum.engine.gate.Bench.averaged;
import static io.jenkins.plugins.quantum.engine.gate.Bench.batch;
import static io.jenkins.plugins.quantum.engine.gate.Bench.byTask;
import static io.jenkins.plugins.quantum.engine.gate.Bench.decided;
import static io.jenkins.plugins.quantum.engine.gate.Bench.evidence;
import static io.jenkins.plugins.quantum.engine.gate.Bench.faded;
import static io.jenkins.plugins.quantum.engine.gate.Bench.ghz;
import static io.jenkins.plugins.quantum.engine.gate.Bench.more;
import static io.jenkins.plugins.quantum.engine.gate.Bench.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.CircuitMetrics;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.gate.Bench;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.Finding;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.Readout;
import io.jenkins.plugins.quantum.engine.gate.Simulated;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Workload;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FoldDecayGateTest {
    private static final Distribution GHZ = ghz(3);
    private final FoldDecayGate gate = new FoldDecayGate();
    private final Bench exact = Bench.of("fold-decay", workload("h q[0]; cx q[0], q[1]; cx q[1], q[2];"))
            .withNoise();
    private final Bench hardware = Bench.of("fold-decay", workload("h q[0]; cx q[0], q[1]; cx q[1], q[2];"))
            .onHardware(3);

    private static Workload workload(String steps) {
        Circuit circuit = Qasm.read(
                        "ghz.qasm", "OPENQASM 3.0; include \"stdgates.inc\"; bit[3] c; qubit[3] q; " + steps)
                .circuit()
                .measuringAll();
        return new Workload(
                List.of(new Workload.Task("circuit", circuit, List.of(Map.of()))),
                new Readout.Outcomes(),
                CircuitMetrics.of(circuit),
                "digest");
    }

    private Evidence measured(double first, double second) {
        Need need = Need.exact(1, 400).of(FoldDecayGate.probe(exact.context()));
        return evidence(batch(Need.exact(0, 0), GHZ), byTask(need, faded(GHZ, first), faded(GHZ, second)));
    }

    private Judgement.Decided exactly(double first, double second) {
        return decided(gate.judge(exact.context(), measured(first, second)));
    }

    @Test
    void shouldRunTheCircuitAsItIsAndFoldedSideBySide() {
        List<Need> needs = accepted(gate.propose(exact.context())).needs();
        assertThat(needs).hasSize(2);
        List<Workload.Task> tasks = needs.get(1).tasks(exact.workload());
        assertThat(tasks).hasSize(2);
        assertThat(CircuitMetrics.of(tasks.get(0).circuit()).twoQubit()).isEqualTo(2);
        assertThat(CircuitMetrics.of(tasks.get(1).circuit()).twoQubit()).isEqualTo(6);
        assertThat(FoldDecayGate.folded(exact.with("fold", "global").context()).scale())
                .isEqualTo(3);
        assertThat(FoldDecayGate.folded(
                                exact.with("fold", "pairs").with("scale", 5).context())
                        .twoQubitScale())
                .isEqualTo(5);
    }

    @Test
    void shouldJudgeTheShareThatIsKept() {
        Judgement.Decided pass = exactly(.9, .72);
        assertThat(pass.verdict()).isEqualTo(Verdict.PASS);
        assertThat(pass.finding().headline())
                .isEqualTo("With 3.0x the gates on two qubits the circuit keeps 0.80 of its signal under the noise of"
                        + " heron-r2; the line is 0.60.");
        assertThat(pass.finding().figures().get("decay.rate"))
                .isCloseTo(Math.log(1 / .8) / 2, org.assertj.core.data.Offset.offset(1e-6));
        Judgement.Decided fail = exactly(.9, .5);
        assertThat(fail.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(fail.finding().next()).isNotEmpty();
    }

    @Test
    void shouldNotBelieveFoldsThatDidNothing() {
        Judgement.Decided same = exactly(.9, .9);
        assertThat(same.verdict()).isEqualTo(Verdict.NO_DATA);
        assertThat(same.finding().headline()).startsWith("Folding was optimised away");
        assertThat(exactly(.9, .95).verdict()).isEqualTo(Verdict.NO_DATA);
    }

    @Test
    void shouldFailWhereNoSignalIsLeft() {
        assertThat(exactly(.01, .005).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(exactly(.01, .005).finding().headline()).startsWith("No signal is left that could decay");
    }

    @Test
    void shouldDrawMoreNoiseWhereTheAverageIsUnclear() {
        Need need = Need.exact(1, 400).of(FoldDecayGate.probe(exact.context()));
        var outcome = new Evidence.Batch(
                need,
                List.of(
                        List.of(Outcome.exact(faded(GHZ, .9))),
                        averaged(need, faded(GHZ, .55), faded(GHZ, .45), faded(GHZ, .65))
                                .outcomes()
                                .get(0)));
        Judgement.More more = more(gate.judge(exact.context(), evidence(batch(Need.exact(0, 0), GHZ), outcome)));
        assertThat(more.needs().get(0).trajectories()).isEqualTo(1600);
        assertThat(more.needs().get(0).probe()).isPresent();
    }

    @Test
    void shouldFindNoDataWithoutEvidenceOrSignal() {
        assertThat(decided(gate.judge(exact.context(), evidence())).verdict()).isEqualTo(Verdict.NO_DATA);
        Need need = Need.exact(1, 400).of(FoldDecayGate.probe(exact.context()));
        Distribution flat = faded(GHZ, 0);
        assertThat(decided(
                        gate.judge(exact.context(), evidence(batch(Need.exact(0, 0), flat), byTask(need, flat, flat)))))
                .satisfies(d -> assertThat(d.verdict()).isEqualTo(Verdict.NO_DATA))
                .satisfies(d -> assertThat(d.finding().headline()).contains("equally likely"));
    }

    @Test
    void shouldRefuseNonsense() {
        Workload ghz = workload("h q[0]; cx q[0], q[1];");
        assertThat(refused(gate.propose(Bench.of("fold-decay", ghz).context())).reason())
                .contains("no noise that folding could amplify");
        assertThat(refused(gate.propose(
                        Bench.of("fold-decay", workload("h q[0];")).withNoise().context())))
                .satisfies(r -> assertThat(r.reason()).contains("no gate on two qubits"))
                .satisfies(r -> assertThat(r.alternative()).contains("fold: global"));
        assertThat(refused(gate.propose(exact.with("min", .9).context())).reason())
                .contains("would lose nothing");
        assertThat(refused(gate.propose(exact.with("scale", 1.5).context())).reason())
                .contains("no gate would be folded");
        Workload dynamic = workload("h q[0]; c[0] = measure q[0]; cx q[0], q[1]; c[1] = measure q[1];");
        assertThat(refused(gate.propose(
                                Bench.of("fold-decay", dynamic).withNoise().context()))
                        .reason())
                .contains("measure at their end");
        Workload large = workload("for int i in [1:60000] { cx q[0], q[1]; }");
        assertThat(refused(gate.propose(Bench.of("fold-decay", large)
                                .withNoise()
                                .with("scale", 21)
                                .context()))
                        .reason())
                .contains("more than 1 000 000 gates");
    }

    // ---- shots ----

    private Evidence references(double first, double second) {
        return evidence(
                batch(Need.reference(0, 0), GHZ),
                byTask(
                        Need.reference(1, 400).of(FoldDecayGate.probe(hardware.context())),
                        faded(GHZ, first),
                        faded(GHZ, second)));
    }

    private Judgement.Decided play(double first, double second, int run) {
        return Bench.play(
                gate,
                hardware.context(),
                references(.85, .7),
                List.of(List.of(faded(GHZ, first)), List.of(faded(GHZ, second))),
                Seed.generator(Seed.derive(5, "fold", Integer.toString(run))));
    }

    @Test
    void shouldPlanTheShotsOfBothCircuits() {
        assertThat(accepted(gate.propose(hardware.context())).needs()).hasSize(2);
        Proposal.Accepted refined = accepted(gate.refine(hardware.context(), references(.85, .7)));
        Need look = refined.needs().get(0);
        assertThat(look.probe()).isPresent();
        assertThat(look.shots()).isBetween(50L, 2000L);
        assertThat(refined.worstShots()).isBetween(2 * look.shots(), 6 * look.shots() + 6);
        assertThat(refined.statistical()).isTrue();
    }

    @Test
    void shouldDecideByShotsAndProveThatFoldingActed() {
        int passed = 0;
        for (int run = 0; run < 20; run++) {
            passed += play(.85, .72, run).verdict() == Verdict.PASS ? 1 : 0;
        }
        assertThat(passed).isGreaterThan(16);
        Judgement.Decided fail = play(.85, .25, 1);
        assertThat(fail.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(fail.finding().headline()).contains("shown to keep less than the healthy 0.80");
        Judgement.Decided removed = play(.85, .85, 1);
        assertThat(removed.verdict()).isEqualTo(Verdict.NO_DATA);
        assertThat(removed.finding().headline()).startsWith("Folding may have been optimised away");
        assertThat(removed.finding().shots()).isPositive();
    }

    @Test
    void shouldStayOpenBetweenTheLinesAndWithoutSignal() {
        Judgement.Decided open = play(.85, .6, 3);
        assertThat(open.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(open.finding().details()).anyMatch(d -> d.contains("'folding did nothing'"));
        assertThat(play(0, 0, 1).finding().headline()).contains("hardly any signal even without folding");
    }

    @Test
    void shouldRefuseWhatShotsCannotDecide() {
        assertThat(refused(gate.refine(hardware.withShotLimit(20).context(), references(.85, .7))))
                .satisfies(r -> assertThat(r.kind()).isEqualTo(Proposal.Kind.FEASIBILITY))
                .satisfies(r -> assertThat(r.reason()).startsWith("20 shots cannot decide iris / fold-decay"));
        assertThat(refused(gate.refine(hardware.context(), references(.85, .4))).reason())
                .contains("predicts that only 0.47 of the signal is kept");
        assertThat(refused(gate.refine(hardware.context(), references(.85, .85)))
                        .reason())
                .contains("folding changes nothing");
        // a loss too small for any budget of shots
        assertThat(refused(gate.refine(hardware.withShotLimit(5000).context(), references(.99, .985)))
                        .reason())
                .contains("cannot decide");
        assertThat(refused(gate.refine(hardware.context(), evidence(batch(Need.reference(0, 0), faded(GHZ, 0)))))
                        .reason())
                .contains("equally likely");
    }

    @Test
    void shouldNeedTheIdealAndGoOnWithoutAPrediction() {
        assertThat(decided(gate.judge(hardware.context(), evidence())).verdict())
                .isEqualTo(Verdict.NO_DATA);
        assertThat(more(gate.judge(hardware.context(), evidence(batch(Need.reference(0, 0), GHZ))))
                        .needs())
                .hasSize(1);
        assertThat(accepted(gate.refine(hardware.context(), evidence())).needs())
                .hasSize(2);
        Evidence wrong = references(.85, .4);
        assertThat(decided(gate.judge(hardware.context(), wrong)).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void shouldSeeTheNoiseOfADeviceGrowWithTheFolds() {
        // light noise of gates on two qubits: a small, sure loss; the same question by probabilities and by shots
        Judgement.Decided exactly = Simulated.run(gate, exact.with("scale", 9).context());
        assertThat(exactly.verdict()).isEqualTo(Verdict.PASS);
        assertThat(exactly.finding().figures().get("decay.share")).isBetween(.8, .99);
        Bench shots = exact.withShots(10).with("scale", 21).with("min", .5).with("margin", .2);
        Judgement.Decided counted = Simulated.run(gate, shots.context());
        assertThat(counted.verdict()).as(counted.finding().toString()).isEqualTo(Verdict.PASS);
    }

    @Test
    void shouldGiveTheShareItsIntervalByTheDeltaMethod() {
        Finding found = play(.85, .72, 1).finding();
        double first = found.figures().get("decay.first");
        double folded = found.figures().get("decay.folded");
        double n = found.shots() / 2.0;
        double share = folded / first;
        double error = Math.sqrt(variance(folded) / n + share * share * variance(first) / n) / first;
        assertThat(found.value()).isCloseTo(share, within(1e-12));
        assertThat(found.figures()).containsEntry("decay.share", found.value());
        assertThat(found.lower()).isCloseTo(share - 1.959964 * error, within(1e-6));
        assertThat(found.upper()).isCloseTo(share + 1.959964 * error, within(1e-6));
        assertThat(found.figures().get("decay.rate")).isCloseTo(Math.log(first / folded) / 2, within(1e-9));
    }

    /** Of scores 1 (both outcomes of the GHZ state) and -1/3 (the six others) with a mean. */
    private static double variance(double mean) {
        double ones = (mean + 1 / 3.0) * 3 / 4;
        return ones * (1 - ones) * 16 / 9;
    }
}
