package io.jenkins.plugins.quantum.engine.gate.coherenterror;

import static io.jenkins.plugins.quantum.engine.gate.Bench.accepted;
import static io.jenkins.plugins.quantum.engine.gate.Bench.decided;
import static io.jenkins.plugins.quantum.engine.gate.Bench.evidence;
import static io.jenkins.plugins.quantum.engine.gate.Bench.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.CircuitMetrics;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.gate.Bench;
import io.jenkins.plugins.quantum.engine.gate.Gate;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Plot;
import io.jenkins.plugins.quantum.engine.gate.Readout;
import io.jenkins.plugins.quantum.engine.gate.Simulated;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Workload;
import io.jenkins.plugins.quantum.engine.gate.crosstalk.CrosstalkGate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Coherent errors and crosstalk: everything is computed, so that the true figures are known. */
class InjectedErrorTest {
    private final Gate coherent = new CoherentErrorGate();
    private final Gate crosstalk = new CrosstalkGate();

    static Workload circuit(int qubits, String steps) {
        Circuit circuit = Qasm.read(
                        "c.qasm", "OPENQASM 3.0; include \"stdgates.inc\"; qubit[" + qubits + "] q; " + steps)
                .circuit()
                .measuringAll();
        return new Workload(
                List.of(new Workload.Task("circuit", circuit, List.of(Map.of()))),
                new Readout.Outcomes(),
                CircuitMetrics.of(circuit),
                "digest");
    }

    private static Judgement.Decided run(Gate gate, GateContext context) {
        return Simulated.run(gate, context);
    }

    @Test
    void shouldKnowTheFidelityOfATurnedState() {
        // one pulse of pi that turns 10 % too far: cos^2(0.05 pi)
        Bench bench = Bench.of("coherent-error", circuit(1, "x q[0];"))
                .with("over-rotation", .1)
                .with("cx-over-rotation", 0);
        Judgement.Decided pass = run(coherent, bench.context());
        double fidelity = Math.pow(Math.cos(.05 * Math.PI), 2);
        assertThat(pass.verdict()).isEqualTo(Verdict.PASS);
        assertThat(pass.finding().value()).isCloseTo(fidelity, within(1e-5));
        assertThat(pass.finding().headline())
                .isEqualTo(
                        "The fidelity of the state is still 0.98 under an over-rotation of 0.1 and of 0 rad after each"
                                + " CNOT; the line is 0.90.");
        // cos^2(x * 0.05 pi) = 0.9 at x = 2.05; linear interpolation between 2 and 3
        assertThat(pass.finding().figures().get("stress.critical")).isBetween(2.0, 2.2);
        assertThat(pass.finding().figures()).containsEntry("stress.critical.beyond", 0.0);
        assertThat(run(coherent, bench.with("over-rotation", .01).context())
                        .finding()
                        .figures())
                .containsEntry("stress.critical.beyond", 1.0)
                .containsEntry("stress.critical", 3.0);
        assertThat(pass.finding().plots().get(0)).isInstanceOf(Plot.Curve.class);
        Judgement.Decided fail = run(coherent, bench.with("min", .99).context());
        assertThat(fail.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(fail.finding().next()).isNotEmpty();
    }

    @Test
    void shouldTakeTheWorseSign() {
        Bench bench = Bench.of("coherent-error", circuit(2, "h q[0]; cx q[0], q[1]; rx(0.3) q[1]; cx q[0], q[1];"));
        Judgement.Decided judged = run(coherent, bench.context());
        assertThat(judged.finding().value()).isBetween(.9, .9999);
        assertThat(accepted(coherent.propose(bench.context())).needs()).hasSize(10);
    }

    @Test
    void shouldKnowTheFidelityUnderCrosstalk() {
        // |++> under ZZ(phi) keeps cos^2(phi/2)
        Workload beside = circuit(4, "h q[1]; h q[2]; cx q[0], q[1]; cx q[3], q[2];");
        Judgement.Decided judged =
                run(crosstalk, Bench.of("crosstalk", beside).with("zz", .4).context());
        assertThat(judged.finding().value()).isCloseTo(Math.pow(Math.cos(.2), 2), within(1e-5));
        assertThat(judged.verdict()).isEqualTo(Verdict.PASS);
        assertThat(run(crosstalk, Bench.of("crosstalk", beside).with("zz", 1.5).context())
                        .verdict())
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void shouldJudgeAModelByItsAccuracy() {
        // ry(x) decides at pi/2: points near it fall to the other side when the pulse turns too far
        Circuit circuit = Qasm.read(
                        "m.qasm",
                        "OPENQASM 3.0; include \"stdgates.inc\"; input float a; bit[1] c; qubit[1] q;"
                                + " ry(a) q[0]; c[0] = measure q[0];")
                .circuit();
        var points = new ArrayList<Map<String, Double>>();
        for (double x : new double[] {.2, 1.5, 1.64, 2.9}) {
            points.add(Map.of("a", x));
        }
        var workload = new Workload(
                List.of(new Workload.Task("model", circuit, points)),
                new Readout.Classification(
                        List.of("low", "low", "high", "high"), List.of("low", "high"), new Readout.Decision.Bit(0), 0),
                CircuitMetrics.of(circuit),
                "digest");
        Bench bench =
                Bench.of("coherent-error", workload).with("over-rotation", .06).with("min", .8);
        Judgement.Decided judged = run(coherent, bench.context());
        assertThat(judged.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(judged.finding().value()).isEqualTo(.75);
        Judgement.Decided standard =
                run(coherent, Bench.of("coherent-error", workload).context());
        assertThat(standard.verdict()).isEqualTo(Verdict.PASS);
        assertThat(standard.finding().line()).isEqualTo(.95);
        assertThat(standard.finding().details()).contains("Line: the accuracy without the error, 1.00, less 0.05.");
        // the local simulator answers for hardware
        assertThat(accepted(coherent.propose(bench.onHardware(3).context())).needs())
                .allSatisfy(need -> assertThat(need.source()).isEqualTo(Need.Source.REFERENCE));
        assertThat(run(coherent, bench.onHardware(3).context()).finding().shots())
                .isZero();
    }

    @Test
    void shouldRefuseNonsense() {
        assertThat(refused(coherent.propose(Bench.of("coherent-error", circuit(1, "x q[0];"))
                                .with("over-rotation", 0)
                                .with("cx-over-rotation", 0)
                                .context()))
                        .reason())
                .contains("nothing is put to the test");
        assertThat(refused(crosstalk.propose(Bench.of("crosstalk", circuit(3, "cx q[0], q[1]; cx q[1], q[2];"))
                                .context()))
                        .reason())
                .contains("nothing to act on");
        Workload dynamic = circuit(2, "bit[2] c; h q[0]; c[0] = measure q[0]; x q[0]; c[1] = measure q[1];");
        assertThat(refused(crosstalk.propose(Bench.of("crosstalk", dynamic).context()))
                        .reason())
                .contains("measure at their end");
        Bench model = Bench.of("coherent-error", Bench.model(List.of("setosa", "versicolor"), 25))
                .with("min", .5);
        assertThat(refused(coherent.propose(model.context())).reason()).contains("shows nothing");
        assertThat(refused(coherent.propose(model.with("min", "baseline").context()))
                        .reason())
                .contains("no baseline");
    }

    @Test
    void shouldFindNoDataWithoutAnswers() {
        GateContext context = Bench.of("coherent-error", circuit(1, "x q[0];")).context();
        assertThat(decided(coherent.judge(context, evidence())).verdict()).isEqualTo(Verdict.NO_DATA);
    }
}
