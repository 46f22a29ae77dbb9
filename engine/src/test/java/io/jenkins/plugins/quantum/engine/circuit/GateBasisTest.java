package io.jenkins.plugins.quantum.engine.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GateBasisTest {
    private static final List<Set<Gate>> BASES = List.of(
            EnumSet.of(Gate.RZ, Gate.SX, Gate.X, Gate.CZ),
            EnumSet.of(Gate.RZ, Gate.RY, Gate.CX),
            EnumSet.of(Gate.U, Gate.CX),
            EnumSet.of(Gate.RX, Gate.RZ, Gate.RY, Gate.H, Gate.CZ, Gate.RZZ));

    @ParameterizedTest
    @EnumSource(Gate.class)
    void shouldKeepWhatEveryGateDoes(Gate gate) {
        List<Angle> angles = IntStream.range(0, gate.angles())
                .mapToObj(i -> Angle.of(0.3 + 0.9 * i))
                .toList();
        Circuit circuit = circuit(gate.qubits(), List.of(apply(gate, angles)));
        for (Set<Gate> basis : BASES) {
            Circuit rewritten = new GateBasis(basis).rewrite(circuit);

            assertThat(rewritten.instructions()).allMatch(step -> basis.contains(((Instruction.Apply) step).gate()));
            assertThat(Unitary.of(rewritten).distance(Unitary.of(circuit)))
                    .as(gate + " in " + basis)
                    .isLessThan(1e-9);
        }
    }

    private static Instruction apply(Gate gate, List<Angle> angles) {
        return new Instruction.Apply(
                gate, angles, IntStream.range(0, gate.qubits()).boxed().toList());
    }

    private static Circuit circuit(int qubits, List<Instruction> steps) {
        return new Circuit(List.of(new Register("q", 0, qubits)), List.of(), List.of(), steps);
    }

    @Test
    void shouldKeepInputsMeasurementsAndConditions() {
        Circuit circuit = Qasm.read(
                        "a.qasm",
                        "OPENQASM 3.0; include \"stdgates.inc\"; input float theta; qubit[2] q; bit[2] c; rx(theta) q[0];"
                                + " c[0] = measure q[0]; if (c[0] == 1) { h q[1]; } else { t q[1]; } barrier q; c[1] = measure q[1];")
                .circuit();

        Circuit rewritten = new GateBasis(EnumSet.of(Gate.RZ, Gate.SX, Gate.CZ)).rewrite(circuit);

        assertThat(rewritten.inputs()).containsExactly("theta");
        assertThat(rewritten.instructions())
                .filteredOn(step -> !(step instanceof Instruction.Apply))
                .hasSize(4);
        var conditional = (Instruction.Conditional) rewritten.instructions().stream()
                .filter(Instruction.Conditional.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertThat(conditional.then().size() + conditional.otherwise().size())
                .as("h in five steps, t in one")
                .isEqualTo(6);
    }

    @Test
    void shouldSayWhatItCannotWrite() {
        var steps = new ArrayList<Instruction>(List.of(apply(Gate.H, List.of())));
        assertThatThrownBy(() -> new GateBasis(EnumSet.of(Gate.RX)).rewrite(circuit(1, steps)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("gate 'h' cannot be written in the gates rx");
        assertThatThrownBy(() -> new GateBasis(Set.of()).rewrite(circuit(2, List.of(apply(Gate.CX, List.of())))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
