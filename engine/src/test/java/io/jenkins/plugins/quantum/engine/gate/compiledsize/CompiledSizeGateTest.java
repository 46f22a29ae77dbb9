package io.jenkins.plugins.quantum.engine.gate.compiledsize;

import static io.jenkins.plugins.quantum.engine.gate.Bench.accepted;
import static io.jenkins.plugins.quantum.engine.gate.Bench.decided;
import static io.jenkins.plugins.quantum.engine.gate.Bench.evidence;
import static io.jenkins.plugins.quantum.engine.gate.Bench.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.backend.CompiledSize;
import io.jenkins.plugins.quantum.engine.gate.Bench;
import io.jenkins.plugins.quantum.engine.gate.Compilation;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Workload;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CompiledSizeGateTest {
    private static final String QISKIT = "qiskit, level 2, seed 1";
    private static final CompiledSize RECORDED = new CompiledSize(60, 20, 30, List.of("3", "5", "8"), QISKIT);

    private final CompiledSizeGate gate = new CompiledSizeGate();

    private static Bench bench(Compilation compilation) {
        Workload circuit = Bench.circuit(3);
        return Bench.of("compiled-size", circuit.since(circuit.tasks()).compiled(compilation))
                .onHardware(3);
    }

    private static Bench grown(int twoQubit, int depth, String... layout) {
        return bench(new Compilation(
                Optional.of(new CompiledSize(61, twoQubit, depth, List.of(layout), QISKIT)),
                Optional.of(RECORDED),
                ""));
    }

    private Judgement.Decided judged(Bench bench) {
        assertThat(accepted(gate.propose(bench.context())).needs()).isEmpty();
        assertThat(accepted(gate.propose(bench.context())).statistical()).isFalse();
        return decided(gate.judge(bench.context(), evidence()));
    }

    @Test
    void shouldPassUpToItsLimits() {
        Judgement.Decided answer = judged(grown(21, 33, "3", "5", "8"));

        assertThat(answer.verdict()).isEqualTo(Verdict.PASS);
        assertThat(answer.finding().headline())
                .isEqualTo("Compiled for braket the circuit is within its limits: two-qubit gates: +5 % (20 to 21);"
                        + " depth: +10 % (30 to 33).");
        assertThat(answer.finding().details()).contains("Both are on the qubits 3, 5, 8.");
        assertThat(answer.finding().figures())
                .containsEntry("compiled.two-qubit", 21.0)
                .containsEntry("compiled.depth", 33.0);
    }

    @Test
    void shouldFailBeyondOneOfThem() {
        Judgement.Decided answer = judged(grown(24, 30, "0", "1", "2"));

        assertThat(answer.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(answer.finding().headline())
                .isEqualTo("Compiled for braket the circuit has grown too much: two-qubit gates: +20 % (20 to 24),"
                        + " at most +5 %.");
        assertThat(answer.finding().value()).isCloseTo(.2, within(1e-12));
        assertThat(answer.finding().line()).isEqualTo(.05);
        assertThat(answer.finding().details()).contains("On the qubits 0, 1, 2; the recorded one on 3, 5, 8.");
        assertThat(answer.finding().next()).anyMatch(step -> step.contains("qmlops baseline quantum.yml"));
        Judgement.Decided deep = judged(grown(20, 40, "3", "5", "8"));
        assertThat(deep.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(deep.finding().statistic()).isEqualTo("growth of depth");
        assertThat(judged(grown(24, 30, "0").with("two-qubit", .2)).verdict()).isEqualTo(Verdict.PASS);
        assertThat(judged(grown(10, 15)).finding().headline()).contains("two-qubit gates: -50 % (20 to 10)");
        assertThat(judged(grown(10, 15)).finding().details()).contains("The device chooses its qubits itself.");
    }

    @Test
    void shouldCountARecordedCircuitWithoutTwoQubitGatesAsOne() {
        var none = new CompiledSize(4, 0, 2, List.of(), "");
        var one = new CompiledSize(5, 1, 2, List.of(), "");

        assertThat(judged(bench(new Compilation(Optional.of(one), Optional.of(none), "")))
                        .finding()
                        .headline())
                .contains("two-qubit gates: +100 % (0 to 1)");
        assertThat(judged(bench(new Compilation(Optional.of(none), Optional.of(none), "")))
                        .verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void shouldRefuseWhereNothingIsCompiledOrRecorded() {
        assertThat(refused(gate.propose(bench(Compilation.NONE).context())).reason())
                .contains("has no compiled circuit to look at");
        assertThat(refused(gate.propose(bench(Compilation.NONE).context())).alternative())
                .contains("resources: {two-qubit: ")
                .contains("compiled-size: off");
        Workload unrecorded = Bench.circuit(3).compiled(new Compilation(Optional.of(RECORDED), Optional.empty(), ""));
        assertThat(refused(gate.propose(Bench.of("compiled-size", unrecorded)
                                .onHardware(3)
                                .context()))
                        .alternative())
                .contains("qmlops baseline");
    }

    @Test
    void shouldHaveNoDataWhereTheCompilerCannotBeAsked() {
        Judgement.Decided answer =
                judged(bench(new Compilation(Optional.empty(), Optional.empty(), "Qiskit is not set up")));

        assertThat(answer.verdict()).isEqualTo(Verdict.NO_DATA);
        assertThat(answer.finding().headline()).contains("Qiskit is not set up");
    }
}
