package io.jenkins.plugins.quantum.engine.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Coherent errors and crosstalk against what the formulas say. */
class SystematicErrorsTest {
    private static final Offset<Double> EXACT = Offset.offset(1e-12);

    private static Circuit circuit(int qubits, String steps) {
        return Qasm.read(
                        "errors.qasm",
                        "OPENQASM 3.0; include \"stdgates.inc\"; input float a; qubit[" + qubits + "] q; " + steps)
                .circuit()
                .measuringAll();
    }

    private static double probability(Circuit circuit, String outcome) {
        return Worlds.distribution(Lowering.lower(circuit.bind(Map.of("a", 0.8))))
                .getOrDefault(outcome, 0.0);
    }

    @Test
    void shouldTurnPulsesTooFar() {
        var errors = new CoherentErrors(0.1, 0);
        assertThat(probability(errors.apply(circuit(1, "rx(a) q[0];")), "1"))
                .isCloseTo(Math.pow(Math.sin(0.8 * 1.1 / 2), 2), EXACT);
        assertThat(probability(errors.apply(circuit(1, "x q[0];")), "1"))
                .isCloseTo(Math.pow(Math.sin(Math.PI * 1.1 / 2), 2), EXACT);
        assertThat(probability(errors.apply(circuit(1, "sx q[0];")), "1"))
                .isCloseTo(Math.pow(Math.sin(Math.PI * 1.1 / 4), 2), EXACT);
        assertThat(errors.apply(circuit(1, "rx(a) q[0];")).inputs()).containsExactly("a");
    }

    @Test
    void shouldLeaveFramesAndOtherGatesAlone() {
        Circuit frames = circuit(2, "rz(a) q[0]; s q[1]; t q[0]; barrier q; cx q[0], q[1];");
        assertThat(new CoherentErrors(0.1, 0).apply(frames)).isEqualTo(frames);
        assertThat(new CoherentErrors(0, 0).apply(circuit(1, "x q[0];"))).isEqualTo(circuit(1, "x q[0];"));
    }

    @Test
    void shouldTurnTheTargetOfEachCnotTooFar() {
        var errors = new CoherentErrors(0, 0.2);
        double miss = Math.pow(Math.sin(0.1), 2);
        assertThat(probability(errors.apply(circuit(2, "x q[0]; cx q[0], q[1];")), "11"))
                .isCloseTo(1 - miss, EXACT);
        assertThat(probability(errors.apply(circuit(2, "x q[0]; cx q[0], q[1];")), "01"))
                .isCloseTo(miss, EXACT);
        // three CNOTs in a swap
        assertThat(CircuitMetrics.of(errors.apply(circuit(2, "swap q[0], q[1];")))
                        .twoQubit())
                .isEqualTo(6);
    }

    @Test
    void shouldLetNeighboursFeelEachOtherWhileGatesRunSideBySide() {
        // between the CNOTs and the closing h, ZZ turns q1 and q2
        Circuit beside = circuit(4, "h q[1]; h q[2]; cx q[0], q[1]; cx q[3], q[2]; h q[1]; h q[2];");
        assertThat(Crosstalk.places(beside)).isEqualTo(1);
        Circuit crossed = Crosstalk.apply(beside, 0.3);
        assertThat(probability(crossed, "0000")).isCloseTo(Math.pow(Math.cos(0.15), 2), EXACT);
        assertThat(probability(crossed, "0110")).isCloseTo(Math.pow(Math.sin(0.15), 2), EXACT);
        assertThat(probability(Crosstalk.apply(beside, 0), "0000")).isCloseTo(1, EXACT);
    }

    @Test
    void shouldPutCrosstalkBehindBothGatesAndBeforeWhatFollows() {
        // the h on q1 stands in the text before the second CNOT, but runs after it
        Circuit mixed = circuit(4, "h q[1]; h q[2]; cx q[0], q[1]; h q[1]; cx q[3], q[2]; h q[2];");
        assertThat(probability(Crosstalk.apply(mixed, 0.3), "0110")).isCloseTo(Math.pow(Math.sin(0.15), 2), EXACT);
    }

    @Test
    void shouldKnowWhatRunsSideBySide() {
        assertThat(Crosstalk.places(circuit(4, "cx q[0], q[1]; barrier q; cx q[2], q[3];")))
                .isZero();
        assertThat(Crosstalk.places(circuit(4, "cx q[0], q[1]; cx q[1], q[2]; cx q[2], q[3];")))
                .isZero();
        assertThat(Crosstalk.places(circuit(5, "cx q[0], q[1]; cx q[3], q[4];")))
                .isZero();
        assertThat(Crosstalk.places(circuit(4, "cx q[0], q[2]; cx q[1], q[3];")))
                .isEqualTo(3);
        assertThat(Crosstalk.places(circuit(4, "h q[0]; x q[1];"))).isZero();
    }

    @Test
    void shouldKeepTheOrderOfEachQubit() {
        Circuit circuit = circuit(3, "rx(a) q[0]; cx q[0], q[1]; ry(0.3) q[1]; cx q[1], q[2]; h q[0]; cx q[0], q[1];");
        Circuit same = Crosstalk.apply(circuit, 0.4);
        Map<String, Double> before = Worlds.distribution(Lowering.lower(circuit.bind(Map.of("a", 0.8))));
        before.forEach((outcome, p) -> assertThat(probability(same, outcome)).isCloseTo(p, EXACT));
    }

    @Test
    void shouldRefuseWhatIsNoErrorOrNoPlainCircuit() {
        assertThatIllegalArgumentException().isThrownBy(() -> new CoherentErrors(Double.NaN, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new CoherentErrors(0, Double.POSITIVE_INFINITY));
        assertThatIllegalArgumentException().isThrownBy(() -> Crosstalk.apply(circuit(2, "h q[0];"), Double.NaN));
        var dynamic = new Circuit(
                List.of(new Register("q", 0, 1)),
                List.of(new Register("c", 0, 1)),
                List.of(),
                List.of(new Instruction.Measure(0, 0), new Instruction.Reset(0)));
        assertThatIllegalArgumentException().isThrownBy(() -> Crosstalk.apply(dynamic, 0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> new CoherentErrors(0.1, 0).apply(dynamic));
    }
}
