package io.jenkins.plugins.quantum.engine.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.quantum.engine.circuit.Elementary.Branch;
import io.jenkins.plugins.quantum.engine.circuit.Elementary.Cnot;
import io.jenkins.plugins.quantum.engine.circuit.Elementary.Measurement;
import io.jenkins.plugins.quantum.engine.circuit.Elementary.ResetQubit;
import io.jenkins.plugins.quantum.engine.circuit.Elementary.Rotation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LoweringTest {
    private static final double TOLERANCE = 1e-12;
    private static final Set<Gate> FRAME_SHIFTS =
            EnumSet.of(Gate.ID, Gate.Z, Gate.S, Gate.SDG, Gate.T, Gate.TDG, Gate.RZ, Gate.P);

    private static final List<Double> SOME_ANGLES = List.of(0.7, -1.9, 2.3, 0.4);

    @ParameterizedTest
    @EnumSource(Gate.class)
    void shouldLowerEachGateToItsMatrix(Gate gate) {
        List<Double> angles = SOME_ANGLES.subList(0, gate.angles());
        Unitary lowered = Unitary.of(circuit(gate, angles));
        assertThat(lowered.distance(Unitary.of(gate, angles))).isLessThan(TOLERANCE);
    }

    /** Each step may be controlled only when the phase is right as well. */
    @ParameterizedTest
    @EnumSource(Gate.class)
    void shouldDecomposeExactlyWithTheGlobalPhase(Gate gate) {
        List<Double> angles = SOME_ANGLES.subList(0, gate.angles());
        int size = 1 << gate.qubits();
        var product = new Unitary[] {Unitary.identity(size)};
        int[] qubits = IntStream.range(0, gate.qubits()).toArray();
        Decomposition.expand(gate, angles.stream().map(Angle::of).toList(), qubits, (part, of, at) -> {
            var values =
                    of.stream().map(angle -> ((Angle.Value) angle).radians()).toList();
            Unitary step = embed(Unitary.of(part, values), at, gate.qubits());
            product[0] = step.times(product[0]);
        });
        assertThat(product[0].distanceExactly(Unitary.of(gate, angles))).isLessThan(TOLERANCE);
    }

    @ParameterizedTest
    @EnumSource(Gate.class)
    void shouldMarkWhereNoiseActs(Gate gate) {
        List<Elementary> steps = Lowering.lower(circuit(gate, SOME_ANGLES.subList(0, gate.angles())))
                .operations();
        boolean pulse = gate.qubits() == 1 && !FRAME_SHIFTS.contains(gate);
        for (Elementary step : steps) {
            if (step instanceof Rotation rotation) {
                assertThat(rotation.physical()).isEqualTo(pulse);
            }
        }
    }

    @Test
    void shouldUseAsFewCnotsAsTheTextbook() {
        assertThat(cnots(Gate.CH)).isEqualTo(1);
        assertThat(cnots(Gate.ECR)).isEqualTo(1);
        assertThat(cnots(Gate.CP)).isEqualTo(2);
        assertThat(cnots(Gate.CU)).isEqualTo(2);
        assertThat(cnots(Gate.ISWAP)).isEqualTo(2);
        assertThat(cnots(Gate.SWAP)).isEqualTo(3);
        assertThat(cnots(Gate.CCX)).isEqualTo(6);
        assertThat(cnots(Gate.CSWAP)).isEqualTo(8);
    }

    @Test
    void shouldKeepMeasurementResetAndBranches() {
        var condition = new Instruction.Condition(0, 1, 1);
        var x = new Instruction.Apply(Gate.X, List.of(), List.of(0));
        var circuit = new Circuit(
                List.of(new Register("q", 0, 1)),
                List.of(new Register("c", 0, 1)),
                List.of(),
                List.of(
                        new Instruction.Measure(0, 0),
                        new Instruction.Barrier(List.of(0)),
                        new Instruction.Pragma("#pragma x"),
                        new Instruction.Conditional(condition, List.of(x), List.of(new Instruction.Reset(0)))));
        ElementaryCircuit lowered = Lowering.lower(circuit);
        assertThat(lowered.bits()).isEqualTo(1);
        assertThat(lowered.operations())
                .containsExactly(
                        new Measurement(0, 0),
                        new Branch(
                                condition,
                                List.of(new Rotation(0, Math.PI, 0, Math.PI, true)),
                                List.of(new ResetQubit(0))));
    }

    @Test
    void shouldRefuseAnInputWithoutValue() {
        var rx = new Instruction.Apply(Gate.RX, List.of(new Angle.Input("w")), List.of(0));
        var circuit = new Circuit(List.of(new Register("q", 0, 1)), List.of(), List.of("w"), List.of(rx));
        assertThatThrownBy(() -> Lowering.lower(circuit))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'w' has no value");
    }

    private static long cnots(Gate gate) {
        return Lowering.lower(circuit(gate, SOME_ANGLES.subList(0, gate.angles()))).operations().stream()
                .filter(Cnot.class::isInstance)
                .count();
    }

    private static Circuit circuit(Gate gate, List<Double> angles) {
        return new Circuit(
                List.of(new Register("q", 0, gate.qubits())),
                List.of(),
                List.of(),
                List.of(new Instruction.Apply(
                        gate,
                        angles.stream().map(Angle::of).toList(),
                        IntStream.range(0, gate.qubits()).boxed().toList())));
    }

    /** A matrix on some qubits as a matrix on all. */
    private static Unitary embed(Unitary matrix, int[] at, int qubits) {
        var embedded = new Unitary(1 << qubits);
        var others = new ArrayList<Integer>();
        for (int qubit = 0; qubit < qubits; qubit++) {
            int candidate = qubit;
            if (IntStream.of(at).noneMatch(used -> used == candidate)) {
                others.add(qubit);
            }
        }
        for (int i = 0; i < embedded.size; i++) {
            for (int j = 0; j < embedded.size; j++) {
                int row = i;
                int column = j;
                if (others.stream().allMatch(qubit -> (row >> qubit & 1) == (column >> qubit & 1))) {
                    embedded.re[i][j] = matrix.re[pick(i, at)][pick(j, at)];
                    embedded.im[i][j] = matrix.im[pick(i, at)][pick(j, at)];
                }
            }
        }
        return embedded;
    }

    private static int pick(int index, int[] at) {
        int picked = 0;
        for (int i = 0; i < at.length; i++) {
            picked |= (index >> at[i] & 1) << i;
        }
        return picked;
    }
}
