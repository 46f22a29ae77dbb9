package io.jenkins.plugins.quantum.engine.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GateSequenceTest {
    private static final double TOLERANCE = 1e-9;
    private static final Circuit LAYER = circuit(
            2, "input float a; input float b;", "rx(a) q[0]; rzz(2*b) q[0], q[1]; barrier q; u(a, b, 0.3) q[1];");

    private static Circuit circuit(int qubits, String declarations, String steps) {
        return Qasm.read(
                        "sequence.qasm",
                        "OPENQASM 3.0; include \"stdgates.inc\"; " + declarations + " qubit[" + qubits + "] q; "
                                + steps)
                .circuit();
    }

    @ParameterizedTest
    @EnumSource(Gate.class)
    void shouldBeUndoneByItsInverse(Gate gate) {
        List<Angle> angles = IntStream.range(0, gate.angles())
                .mapToObj(k -> Angle.of(0.4 + 0.7 * k))
                .toList();
        List<Integer> qubits = IntStream.range(0, gate.qubits()).boxed().toList();
        var sequence = new GateSequence(
                List.of(new Register("q", 0, gate.qubits())),
                List.of(),
                List.of(new Instruction.Apply(gate, angles, qubits)));

        Unitary unit = Unitary.of(sequence.then(sequence.inverse()).circuit());

        // up to a global phase: the first diagonal element tells which
        double re = unit.re[0][0];
        double im = unit.im[0][0];
        assertThat(re * re + im * im).isCloseTo(1, Offset.offset(TOLERANCE));
        for (int row = 0; row < unit.size; row++) {
            assertThat(unit.re[row][row] * re + unit.im[row][row] * im).isCloseTo(1, Offset.offset(TOLERANCE));
        }
    }

    @Test
    void shouldJoinWhatHasInputsOfItsOwn() {
        GateSequence forward = GateSequence.of(LAYER);
        GateSequence backward = forward.renamed(name -> "y_" + name).inverse();

        GateSequence both = forward.barrier().then(backward);

        assertThat(both.inputs()).containsExactly("a", "b", "y_a", "y_b");
        var same = both.bind(Map.of("a", 0.3, "b", 1.1, "y_a", 0.3, "y_b", 1.1));
        assertThat(Unitary.of(same.circuit()).distance(Unitary.identity(4))).isLessThan(TOLERANCE);
        var other = both.bind(Map.of("a", 0.3, "b", 1.1, "y_a", 0.9, "y_b", 1.1));
        assertThat(Unitary.of(other.circuit()).distance(Unitary.identity(4))).isGreaterThan(0.01);
    }

    @Test
    void shouldUniteInputsOfOneName() {
        assertThat(GateSequence.of(LAYER).then(GateSequence.of(LAYER)).inputs()).containsExactly("a", "b");
    }

    @Test
    void shouldMeasureAsAsked() {
        Circuit measured = circuit(2, "bit[1] c;", "h q[0]; cx q[0], q[1]; c[0] = measure q[1];");
        GateSequence gates = GateSequence.of(measured);

        assertThat(gates.circuit().measures()).isFalse();
        assertThat(gates.measuredAs(measured)).isEqualTo(measured);
        assertThat(gates.measuringAll().bits()).isEqualTo(2);
    }

    @Test
    void shouldRefuseWhatCannotBeUndone() {
        Circuit dynamic = circuit(1, "bit[1] c;", "c[0] = measure q[0]; x q[0];");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> GateSequence.of(dynamic))
                .withMessageContaining("only at its end");
    }

    @Test
    void shouldRefuseOtherQubits() {
        GateSequence one = GateSequence.of(circuit(1, "", "h q[0];"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> GateSequence.of(LAYER).then(one))
                .withMessageContaining("expected gates on 2 qubits, found gates on 1");
    }
}
