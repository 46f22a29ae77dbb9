package io.jenkins.plugins.quantum.engine.gate.equivalence;

import static io.jenkins.plugins.quantum.engine.gate.Bench.accepted;
import static io.jenkins.plugins.quantum.engine.gate.Bench.decided;
import static io.jenkins.plugins.quantum.engine.gate.Bench.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.backend.builtin.BuiltinBackend;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.CircuitDigest;
import io.jenkins.plugins.quantum.engine.circuit.CircuitMetrics;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.gate.Bench;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Readout;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Workload;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EquivalenceGateTest {
    private static final String LAYER = "ry(a) q[0]; ry(b) q[1]; cx q[0], q[1]; rz(a + b) q[1];";
    private static final Map<String, Double> VALUES = Map.of("a", 0.7, "b", -1.9);

    private final EquivalenceGate gate = new EquivalenceGate();
    private final BuiltinBackend backend = new BuiltinBackend("builtin", 1);

    @AfterEach
    void close() {
        backend.close();
    }

    private static Circuit circuit(String steps) {
        return Qasm.read(
                        "vqc.qasm",
                        "OPENQASM 3.0; include \"stdgates.inc\"; input float a; input float b; qubit[2] q; " + steps)
                .circuit()
                .measuringAll();
    }

    private static Workload.Task task(Circuit circuit) {
        return new Workload.Task("circuit", circuit, List.of(VALUES));
    }

    private static Bench bench(Circuit today, Circuit then) {
        return Bench.of(
                "equivalence",
                new Workload(
                                List.of(task(today)),
                                new Readout.Outcomes(),
                                CircuitMetrics.of(today),
                                CircuitDigest.of(today))
                        .since(List.of(task(then))));
    }

    private Evidence measured(Need need) throws BackendException {
        Workload.Task task = need.probe().orElseThrow().tasks().get(0);
        var request = new JobRequest("a", task.program(), task.bindings(), NoiseModel.none(), 0, 0, 1, false);
        JobRef job = backend.submit(request, "token");
        while (!backend.status(List.of(job)).get(0).state().ended()) {
            Thread.onSpinWait();
        }
        List<Outcome> outcomes = new ArrayList<>(backend.fetch(job).outcomes());
        return new Evidence(List.of(new Evidence.Batch(need, List.of(outcomes))));
    }

    private Judgement.Decided judged(Bench bench) throws BackendException {
        List<Need> needs = accepted(gate.propose(bench.context())).needs();
        Evidence evidence = needs.isEmpty() ? new Evidence(List.of()) : measured(needs.get(0));
        return decided(gate.judge(bench.context(), evidence));
    }

    @Test
    void shouldPassARewriteOfTheSameOperation() throws BackendException {
        String rewritten =
                "ry(a) q[0]; ry(b) q[1]; h q[1]; cz q[0], q[1]; h q[1]; rz(b) q[1]; rz(a) q[1]; z q[0]; z q[0];";

        Judgement.Decided decided = judged(bench(circuit(rewritten), circuit(LAYER)));

        assertThat(decided.verdict()).as(decided.finding().headline()).isEqualTo(Verdict.PASS);
        assertThat(decided.finding().figures().get("equivalence")).isBetween(0.9999, 1.0001);
    }

    @Test
    void shouldFailWhatDiffersOnlyInPhases() throws BackendException {
        Judgement.Decided decided = judged(bench(circuit(LAYER + " s q[0];"), circuit(LAYER)));

        assertThat(decided.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(decided.finding().headline()).contains("something else than the recorded one");
        assertThat(decided.finding().next()).anyMatch(step -> step.contains("qmlops baseline"));
    }

    @Test
    void shouldPassAnUnchangedCircuitWithoutARun() throws BackendException {
        Bench bench = bench(circuit(LAYER), circuit(LAYER));

        assertThat(accepted(gate.propose(bench.context())).needs()).isEmpty();
        assertThat(judged(bench).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void shouldFailAnotherShapeWithoutARun() throws BackendException {
        Circuit wider = Qasm.read(
                        "w.qasm",
                        "OPENQASM 3.0; include \"stdgates.inc\"; input float a; input float b; qubit[3] q; rx(a+b) q[2];")
                .circuit()
                .measuringAll();
        Circuit fewer = Qasm.read(
                        "f.qasm", "OPENQASM 3.0; include \"stdgates.inc\"; input float a; qubit[2] q; rx(a) q[1];")
                .circuit()
                .measuringAll();

        assertThat(judged(bench(wider, circuit(LAYER))).finding().headline()).contains("3 qubits", "recorded one 2");
        assertThat(judged(bench(fewer, circuit(LAYER))).finding().headline()).contains("inputs that it lacks: b");
    }

    @Test
    void shouldRefuseWhatCannotBeCompared() {
        Circuit dynamic = Qasm.read(
                        "d.qasm",
                        "OPENQASM 3.0; include \"stdgates.inc\"; qubit[2] q; bit[2] c; c[0] = measure q[0]; x q[0]; c[1] = measure q[1];")
                .circuit();
        Bench nothing = Bench.of(
                "equivalence",
                new Workload(
                        List.of(task(circuit(LAYER))),
                        new Readout.Outcomes(),
                        CircuitMetrics.of(dynamic),
                        CircuitDigest.of(dynamic)));

        assertThat(refused(gate.propose(nothing.context())).alternative()).contains("qmlops baseline quantum.yml");
        assertThat(refused(gate.propose(
                                bench(dynamic, circuit("x q[0];").bind(VALUES)).context()))
                        .reason())
                .contains("no inverse");
        assertThat(refused(gate.propose(bench(circuit(LAYER + "x q[0];"), circuit(LAYER))
                                .onHardware(3)
                                .context()))
                        .reason())
                .contains("by probabilities");
    }

    @Test
    void shouldNotDecideWithoutEvidence() {
        Bench bench = bench(circuit(LAYER + "x q[0];"), circuit(LAYER));

        assertThat(decided(gate.judge(bench.context(), new Evidence(List.of()))).verdict())
                .isEqualTo(Verdict.NO_DATA);
    }

    @Test
    void shouldTryRandomStatesOfEveryQubitWithValuesSpreadOverThem() {
        Circuit circuit = circuit(LAYER);
        List<Map<String, Double>> values =
                List.of(Map.of("a", 0.0, "b", 1.0), Map.of("a", 1.0, "b", 1.0), Map.of("a", 2.0, "b", 1.0));
        List<Map<String, Double>> tried =
                Stimuli.task(circuit, circuit, values, 600, 1).bindings();
        assertThat(tried).hasSize(600);
        for (int i = 0; i < 600; i++) {
            assertThat(tried.get(i)).hasSize(6).containsEntry("a", (double) (i / 200));
        }
        assertThat(Stimuli.task(circuit, circuit, values, 2, 1).bindings())
                .extracting(binding -> binding.get("a"))
                .containsExactly(0.0, 1.0);
        for (int qubit = 0; qubit < 2; qubit++) {
            String theta = "stimulus_theta_" + qubit;
            String phi = "stimulus_phi_" + qubit;
            // uniform on the sphere: the height is uniform in -1..1, the longitude in 0..2 pi
            assertThat(tried).allSatisfy(b -> {
                assertThat(b.get(theta)).isBetween(0.0, Math.PI);
                assertThat(b.get(phi)).isBetween(0.0, 2 * Math.PI);
            });
            assertThat(tried.stream().mapToDouble(b -> Math.cos(b.get(theta))).summaryStatistics())
                    .satisfies(s -> assertThat(s.getAverage()).isBetween(-.1, .1))
                    .satisfies(s -> assertThat(s.getMin()).isLessThan(-.95))
                    .satisfies(s -> assertThat(s.getMax()).isGreaterThan(.95));
            assertThat(tried.stream().mapToDouble(b -> b.get(phi)).summaryStatistics())
                    .satisfies(s -> assertThat(s.getAverage()).isBetween(2.9, 3.4))
                    .satisfies(s -> assertThat(s.getMin()).isLessThan(.2))
                    .satisfies(s -> assertThat(s.getMax()).isGreaterThan(6.1));
        }
    }
}
