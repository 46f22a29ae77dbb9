package io.jenkins.plugins.quantum.engine.circuit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Modifiers give the right unitary; a control in front makes a wrong phase visible. */
class GateModifierTest {
    private static final double TOLERANCE = 1e-10;
    private static final List<Double> ANGLES = List.of(0.7, -1.9, 2.3, 0.4);

    @ParameterizedTest
    @EnumSource(Gate.class)
    void shouldControlEachGate(Gate gate) {
        for (int controls = 1; controls <= 3; controls++) {
            Unitary expected = matrix(gate).controlled(controls);
            assertThat(read(gate, "ctrl(" + controls + ") @ ", controls).distance(expected))
                    .as("%d controls", controls)
                    .isLessThan(TOLERANCE);
        }
    }

    @ParameterizedTest
    @EnumSource(Gate.class)
    void shouldInvertEachGate(Gate gate) {
        Unitary expected = matrix(gate).adjoint().controlled(1);
        assertThat(read(gate, "ctrl @ inv @ ", 1).distance(expected)).isLessThan(TOLERANCE);
        assertThat(read(gate, "inv @ ctrl @ ", 1).distance(expected)).isLessThan(TOLERANCE);
    }

    @ParameterizedTest
    @EnumSource(Gate.class)
    void shouldRaiseEachGateToWholePowers(Gate gate) {
        for (int exponent : new int[] {-3, -1, 0, 1, 2, 5, 13}) {
            Unitary expected = matrix(gate).power(exponent).controlled(1);
            assertThat(read(gate, "ctrl @ pow(" + exponent + ") @ ", 1).distance(expected))
                    .as("power %d", exponent)
                    .isLessThan(TOLERANCE);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Gate.class,
            names = {
                "ID", "X", "Y", "Z", "H", "S", "SDG", "T", "TDG", "SX", "SXDG", "RX", "RY", "RZ", "P", "U", "CP", "CRX",
                "CRY", "CRZ", "RXX", "RYY", "RZZ", "RZX"
            })
    void shouldTakeRoots(Gate gate) {
        // three times the third power gives the gate again
        String name = name(gate);
        String qubits = operands(gate.qubits() + 1);
        String root = "ctrl @ pow(1 / 3) @ " + name + " " + qubits + ";\n";
        Unitary cube = program(gate.qubits() + 1, root + root + root);
        assertThat(cube.distance(matrix(gate).controlled(1))).isLessThan(TOLERANCE);
    }

    @Test
    void shouldTakeThePrincipalRoot() {
        Unitary root = program(2, "ctrl @ pow(0.5) @ x q[0], q[1];");
        assertThat(root.distance(Unitary.of(Gate.SX, List.of()).controlled(1))).isLessThan(TOLERANCE);
        Unitary other = program(2, "ctrl @ pow(-1 / 4) @ z q[0], q[1];");
        assertThat(other.distance(Unitary.phase(-Math.PI / 4).controlled(1))).isLessThan(TOLERANCE);
        Unitary moved = program(2, "pow(0.5) @ ctrl @ x q[0], q[1];");
        assertThat(moved.distance(root)).isLessThan(TOLERANCE);
    }

    @Test
    void shouldApplyNegativeControls() {
        Unitary x = program(2, "x q[0];\nctrl @ u3(1, 2, 3) q[0], q[1];\nx q[0];");
        assertThat(program(2, "negctrl @ U(1, 2, 3) q[0], q[1];").distance(x)).isLessThan(TOLERANCE);
        Unitary both = program(3, "x q[1];\nctrl(2) @ h q[0], q[1], q[2];\nx q[1];");
        assertThat(program(3, "ctrl @ negctrl @ h q[0], q[1], q[2];").distance(both))
                .isLessThan(TOLERANCE);
    }

    @Test
    void shouldControlOwnGatesWithTheirPhase() {
        String gate = "gate g(a) x, y { h x; gphase(a); cx x, y; negctrl @ rz(a) y, x; }\n";
        Unitary h = Unitary.tensor(Unitary.H, Unitary.identity(2));
        Unitary rz = Unitary.turn(0.3, Unitary.Z);
        Unitary cx = Unitary.X.controlled(1);
        var negative = new Unitary(4);
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 2; j++) {
                negative.re[i][j] = rz.re[i][j];
                negative.im[i][j] = rz.im[i][j];
                negative.re[i + 2][j + 2] = i == j ? 1 : 0;
            }
        }
        Unitary exact = negative.times(cx).times(h).times(Math.cos(0.3), Math.sin(0.3));
        Unitary controlled = program(3, gate + "ctrl @ g(0.3) q[0], q[1], q[2];");
        assertThat(controlled.distance(exact.controlled(1))).isLessThan(TOLERANCE);
        Unitary inverse = program(3, gate + "ctrl @ inv @ g(0.3) q[0], q[1], q[2];");
        assertThat(inverse.distance(exact.adjoint().controlled(1))).isLessThan(TOLERANCE);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 6})
    void shouldControlManyTimes(int controls) {
        Unitary found = program(controls + 1, "ctrl(" + controls + ") @ x " + operands(controls + 1) + ";");
        assertThat(found.distance(Unitary.X.controlled(controls))).isLessThan(TOLERANCE);
    }

    @Test
    void shouldControlAPhase() {
        Unitary found = program(3, "ctrl(3) @ gphase(0.4) q[0], q[1], q[2];");
        assertThat(found.distance(Unitary.phase(0.4).controlled(2))).isLessThan(TOLERANCE);
    }

    @Test
    void shouldReadU2AsQiskitDoes() {
        assertMatrix("u2(0.3, 0.4)", Unitary.u(Math.PI / 2, 0.3, 0.4));
    }

    @Test
    void shouldGiveBraketsGatesTheirMatrices() {
        double p = 0.3;
        double t = 0.8;
        assertMatrix("gpi(0.3)", Unitary.of(2, 0, 0, Math.cos(p), -Math.sin(p), Math.cos(p), Math.sin(p), 0, 0));
        Unitary axis = Unitary.X.times(Math.cos(p), 0).plus(Unitary.Y.times(Math.sin(p), 0));
        assertMatrix("gpi2(0.3)", Unitary.turn(Math.PI / 2, axis));
        assertMatrix("prx(0.8, 0.3)", Unitary.turn(t, axis));
        Unitary second = Unitary.X.times(Math.cos(0.5), 0).plus(Unitary.Y.times(Math.sin(0.5), 0));
        assertMatrix("ms(0.3, 0.5, 0.8)", Unitary.turn(t, Unitary.tensor(axis, second)));
        assertMatrix("xx(0.8)", Unitary.turn(t, Unitary.tensor(Unitary.X, Unitary.X)));
        double c = Math.cos(t / 2);
        double s = Math.sin(t / 2);
        assertMatrix("xy(0.8)", exchange(c, 0, 0, s));
        assertMatrix("pswap(0.8)", exchange(0, 0, Math.cos(t), Math.sin(t)));
        // first qubit 0 and second 1 is index 2 here
        assertMatrix("cphaseshift00(0.8)", diagonal(0, t));
        assertMatrix("cphaseshift01(0.8)", diagonal(2, t));
        assertMatrix("cphaseshift10(0.8)", diagonal(1, t));
        assertMatrix("cphaseshift(0.8)", diagonal(3, t));
    }

    private static Unitary exchange(double stayRe, double stayIm, double goRe, double goIm) {
        var matrix = Unitary.identity(4);
        matrix.re[1][1] = stayRe;
        matrix.re[2][2] = stayRe;
        matrix.im[1][1] = stayIm;
        matrix.im[2][2] = stayIm;
        matrix.re[1][2] = goRe;
        matrix.re[2][1] = goRe;
        matrix.im[1][2] = goIm;
        matrix.im[2][1] = goIm;
        return matrix;
    }

    private static Unitary diagonal(int index, double angle) {
        var matrix = Unitary.identity(4);
        matrix.re[index][index] = Math.cos(angle);
        matrix.im[index][index] = Math.sin(angle);
        return matrix;
    }

    private static void assertMatrix(String gate, Unitary matrix) {
        int qubits = Integer.numberOfTrailingZeros(matrix.size);
        Unitary found = program(qubits + 1, "ctrl @ " + gate + " " + operands(qubits + 1) + ";");
        assertThat(found.distance(matrix.controlled(1))).as(gate).isLessThan(TOLERANCE);
    }

    private static Unitary matrix(Gate gate) {
        return Unitary.of(gate, ANGLES.subList(0, gate.angles()));
    }

    private static Unitary read(Gate gate, String modifiers, int controls) {
        int qubits = gate.qubits() + controls;
        return program(qubits, modifiers + name(gate) + " " + operands(qubits) + ";");
    }

    private static String name(Gate gate) {
        String angles =
                ANGLES.subList(0, gate.angles()).stream().map(Object::toString).collect(Collectors.joining(", "));
        return GateNames.of(gate) + (angles.isEmpty() ? "" : "(" + angles + ")");
    }

    private static String operands(int qubits) {
        return IntStream.range(0, qubits).mapToObj(i -> "q[" + i + "]").collect(Collectors.joining(", "));
    }

    private static Unitary program(int qubits, String text) {
        String program = "OPENQASM 3.0;\ninclude \"stdgates.inc\";\nqubit[" + qubits + "] q;\n" + text;
        return Unitary.of(Qasm.read("test", program).circuit());
    }
}
