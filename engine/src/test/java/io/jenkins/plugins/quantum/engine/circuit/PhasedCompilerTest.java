package io.jenkins.plugins.quantum.engine.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.circuit.PhasedCompiler.Entangler;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PhasedCompilerTest {
    private static final List<Double> SOME_ANGLES = List.of(0.7, -1.9, 2.3, 0.4);
    private static final int QUBITS = 3;

    @ParameterizedTest
    @EnumSource(Gate.class)
    void shouldDoTheSameAsTheGateBetweenOthers(Gate gate) {
        var steps = new ArrayList<Instruction>();
        for (int qubit = 0; qubit < QUBITS; qubit++) {
            steps.add(apply(Gate.RY, List.of(0.3 + qubit), qubit));
            steps.add(apply(Gate.RZ, List.of(1.1 - qubit), qubit));
        }
        int[] qubits = {2, 0, 1};
        for (int twice = 0; twice < 2; twice++) {
            var at = new ArrayList<Integer>();
            for (int i = 0; i < gate.qubits(); i++) {
                at.add(qubits[i]);
            }
            steps.add(new Instruction.Apply(
                    gate,
                    SOME_ANGLES.subList(0, gate.angles()).stream()
                            .map(Angle::of)
                            .toList(),
                    at));
            for (int qubit = 0; qubit < QUBITS; qubit++) {
                steps.add(apply(Gate.U, List.of(0.9, 0.2 * qubit, -0.5), qubit));
            }
        }
        Circuit circuit = circuit(steps);
        Unitary expected = Unitary.of(circuit);

        for (Entangler entangler : Entangler.values()) {
            Unitary found = Unitary.of(circuit(rewritten(PhasedCompiler.compile(circuit, entangler), entangler)));
            for (int row = 0; row < expected.size; row++) {
                for (int column = 0; column < expected.size; column++) {
                    // Frames before the end are left out, which turns whole rows only.
                    assertThat(Math.hypot(found.re[row][column], found.im[row][column]))
                            .as("%s %s %d %d", gate, entangler, row, column)
                            .isCloseTo(Math.hypot(expected.re[row][column], expected.im[row][column]), within(1e-10));
                }
            }
        }
    }

    @Test
    void shouldPlayOnePulseForGatesThatFollowEachOther() {
        Circuit circuit = circuit(List.of(
                apply(Gate.H, List.of(), 0),
                apply(Gate.T, List.of(), 0),
                apply(Gate.RX, List.of(0.4), 0),
                apply(Gate.Z, List.of(), 1)));

        assertThat(PhasedCompiler.compile(circuit, Entangler.CZ))
                .singleElement()
                .isInstanceOf(PhasedGate.Turn.class);
    }

    @Test
    void shouldKeepPulsesApartThatABarrierSeparates() {
        Instruction x = apply(Gate.X, List.of(), 0);
        Circuit circuit = circuit(List.of(x, new Instruction.Barrier(List.of(0)), x));

        assertThat(PhasedCompiler.compile(circuit, Entangler.XX))
                .hasSize(3)
                .element(1)
                .isEqualTo(new PhasedGate.Line());
    }

    @Test
    void shouldKeepEntanglingGatesThatUndoEachOther() {
        Instruction cx = new Instruction.Apply(Gate.CX, List.of(), List.of(0, 1));

        assertThat(PhasedCompiler.compile(circuit(List.of(cx, cx)), Entangler.CZ))
                .filteredOn(PhasedGate.Pair.class::isInstance)
                .hasSize(2);
    }

    @Test
    void shouldRefuseADynamicCircuit() {
        Circuit circuit = Qasm.read(
                        "d.qasm",
                        "OPENQASM 3.0; include \"stdgates.inc\"; qubit q; bit c; c = measure q; if (c) { x q; }")
                .circuit();

        assertThatThrownBy(() -> PhasedCompiler.compile(circuit, Entangler.XX))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("only at its end");
    }

    private static List<Instruction> rewritten(List<PhasedGate> gates, Entangler entangler) {
        var steps = new ArrayList<Instruction>();
        for (PhasedGate gate : gates) {
            if (gate instanceof PhasedGate.Turn turn) {
                assertThat(turn.theta()).isBetween(0.0, Math.PI);
                assertThat(turn.phi()).isBetween(0.0, 2 * Math.PI);
                steps.add(apply(
                        Gate.U,
                        List.of(turn.theta(), turn.phi() - Math.PI / 2, Math.PI / 2 - turn.phi()),
                        turn.qubit()));
            } else if (gate instanceof PhasedGate.Frame frame) {
                assertThat(entangler).isEqualTo(Entangler.XX);
                steps.add(apply(Gate.RZ, List.of(frame.angle()), frame.qubit()));
            } else if (gate instanceof PhasedGate.Pair pair) {
                List<Integer> at = List.of(pair.first(), pair.second());
                steps.add(
                        entangler == Entangler.CZ
                                ? new Instruction.Apply(Gate.CZ, List.of(), at)
                                : new Instruction.Apply(Gate.RXX, List.of(Angle.of(Math.PI / 2)), at));
            }
        }
        return steps;
    }

    private static Instruction apply(Gate gate, List<Double> angles, int qubit) {
        return new Instruction.Apply(gate, angles.stream().map(Angle::of).toList(), List.of(qubit));
    }

    private static Circuit circuit(List<Instruction> steps) {
        return new Circuit(List.of(new Register("q", 0, QUBITS)), List.of(), List.of(), steps);
    }
}
