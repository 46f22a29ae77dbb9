package io.jenkins.plugins.quantum.engine.gate.statefidelity;

import static io.jenkins.plugins.quantum.engine.gate.Bench.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.CircuitDigest;
import io.jenkins.plugins.quantum.engine.circuit.CircuitMetrics;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.gate.Bench;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Readout;
import io.jenkins.plugins.quantum.engine.gate.Simulated;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Workload;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StateFidelityGateTest {
    private static final String LAYER = "ry(a) q[0]; cx q[0], q[1]; rz(b) q[1];";

    private final StateFidelityGate gate = new StateFidelityGate();

    private static Circuit circuit(int qubits, String steps) {
        return Qasm.read(
                        "vqc.qasm",
                        "OPENQASM 3.0; include \"stdgates.inc\"; input float a; input float b; qubit[" + qubits
                                + "] q; " + steps)
                .circuit()
                .measuringAll();
    }

    private static Workload.Task task(Circuit circuit, double... a) {
        return new Workload.Task(
                "circuit",
                circuit,
                java.util.Arrays.stream(a)
                        .mapToObj(value -> Map.of("a", value, "b", 0.4))
                        .toList());
    }

    private static Bench bench(Workload.Task today, Workload.Task then) {
        return Bench.of(
                "state-fidelity",
                new Workload(
                                List.of(today),
                                new Readout.Outcomes(),
                                CircuitMetrics.of(today.circuit()),
                                CircuitDigest.of(today.circuit()))
                        .since(List.of(then)));
    }

    /** cos a/2 |00> + sin a/2 |11> up to phases: the overlap of two is the cosine of half of the difference. */
    @ParameterizedTest
    @CsvSource({"0.7, 0.7, PASS", "0.7, 0.72, PASS", "0.7, 1.1, FAIL", "0, 3.141592653589793, FAIL"})
    void shouldMeasureTheOverlapOfTheTwoStates(double now, double before, Verdict verdict) {
        Circuit circuit = circuit(2, LAYER);

        Judgement.Decided answer = Simulated.run(
                gate, bench(task(circuit, now), task(circuit, before)).context());

        double expected = Math.pow(Math.cos((now - before) / 2), 2);
        assertThat(answer.finding().value()).isCloseTo(expected, within(1e-5));
        assertThat(answer.verdict()).isEqualTo(verdict);
    }

    @Test
    void shouldCompareEachPointWithItsOwnAndNameTheWorst() {
        Circuit circuit = circuit(2, LAYER);

        Judgement.Decided answer = Simulated.run(
                gate,
                bench(task(circuit, 0.1, 0.9, 2), task(circuit, 0.1, 0.5, 2))
                        .with("min", 0.9)
                        .context());

        assertThat(answer.verdict()).isEqualTo(Verdict.PASS);
        assertThat(answer.finding().value()).isCloseTo(Math.pow(Math.cos(0.2), 2), within(1e-5));
        assertThat(answer.finding().headline()).contains("worst of 3 points (number 2)");
    }

    @Test
    void shouldSeeAPhaseThatNoCountInTheComputationalBasisShows() {
        Judgement.Decided answer = Simulated.run(
                gate,
                bench(task(circuit(1, "h q[0]; rz(a) q[0];"), 1.2), task(circuit(1, "h q[0];"), 1.2))
                        .context());

        assertThat(answer.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(answer.finding().value()).isCloseTo(Math.pow(Math.cos(0.6), 2), within(1e-5));
        assertThat(answer.finding().next()).anyMatch(step -> step.contains("qmlops baseline"));
    }

    @Test
    void shouldRefuseWhatHasNoFidelityToTheRecordedState() {
        Circuit circuit = circuit(2, LAYER);
        Workload.Task now = task(circuit, 1);

        assertThat(refused(gate.propose(bench(now, task(circuit(3, LAYER), 1)).context()))
                        .reason())
                .contains("2 qubits and of 3");
        assertThat(refused(gate.propose(bench(now, task(circuit, 1, 2)).context()))
                        .reason())
                .contains("1 point cannot be compared one by one with 2");
        assertThat(refused(gate.propose(bench(now, now).withShots(3).context())).reason())
                .contains("probabilities of a simulator");
        Workload.Task dynamic = task(circuit(2, "bit c; c = measure q[0]; if (c) x q[1];"), 1);
        assertThat(refused(gate.propose(bench(now, dynamic).context())).reason())
                .contains("no pure state");
        Workload.Task wide = task(circuit(13, LAYER), 1);
        assertThat(refused(gate.propose(bench(wide, wide).context())).reason()).contains("13 qubits");
        Workload.Task alone = now;
        var nothing = new Workload(
                List.of(alone), new Readout.Outcomes(), CircuitMetrics.of(circuit), CircuitDigest.of(circuit));
        assertThat(refused(gate.propose(Bench.of("state-fidelity", nothing).context()))
                        .alternative())
                .contains("qmlops baseline");
    }

    @Test
    void shouldHaveNoDataWithoutEvidence() {
        Workload.Task now = task(circuit(2, LAYER), 1);

        Judgement answer = gate.judge(bench(now, now).context(), new Evidence(List.of()));

        assertThat(((Judgement.Decided) answer).verdict()).isEqualTo(Verdict.NO_DATA);
    }

    /** What is judged where the points of a circuit come back to 00 with these probabilities. */
    private Judgement.Decided judge(double... fidelities) {
        Circuit circuit = circuit(2, LAYER);
        Workload.Task task = task(circuit, fidelities);
        var context = bench(task, task).context();
        var outcomes = java.util.Arrays.stream(fidelities)
                .mapToObj(f -> Bench.distribution("00", f, "11", 1 - f))
                .toArray(io.jenkins.plugins.quantum.engine.backend.Distribution[]::new);
        var need = Bench.accepted(gate.propose(context)).needs().get(0);
        return Bench.decided(gate.judge(context, Bench.evidence(Bench.batch(need, outcomes))));
    }

    @Test
    void shouldNameTheFirstOfEquallyBadPointsAndTheMean() {
        Judgement.Decided fail = judge(1, .75, .75, 1);

        assertThat(fail.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(fail.finding().headline())
                .isEqualTo("The circuit ends in another state than the recorded one: the fidelity is 0.75 on the worst"
                        + " of 4 points (number 2); the line is 0.99.");
        assertThat(fail.finding().details().get(0)).endsWith("; the mean is 0.88.");
        assertThat(fail.finding().figures())
                .containsEntry("state-fidelity", .75)
                .containsEntry("state-fidelity.mean", .875);
    }

    @Test
    void shouldForgiveTheRoundingOfSinglePrecision() {
        assertThat(judge(.99 - 1e-4).verdict()).isEqualTo(Verdict.PASS);
        assertThat(judge(.99 - 1.01e-4).verdict()).isEqualTo(Verdict.FAIL);
    }
}
