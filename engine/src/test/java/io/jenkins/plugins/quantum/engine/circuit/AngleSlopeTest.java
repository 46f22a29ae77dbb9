package io.jenkins.plugins.quantum.engine.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AngleSlopeTest {
    private static Circuit circuit(String angle) {
        return Qasm.read(
                        "t.qasm",
                        "OPENQASM 3.0;\ninclude \"stdgates.inc\";\ninput float a;\ninput float b;\nqubit[2] q;\nrx("
                                + angle + ") q[0];\ncry(b) q[0], q[1];\nU(a, 0.1, b) q[1];\nh q[0];\n")
                .circuit();
    }

    private static Angle angle(String text) {
        return ((Instruction.Apply) circuit(text).instructions().get(0))
                .angles()
                .get(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "-a",
                "2 * a + b",
                "a - b * a",
                "a / b",
                "b / a",
                "a ** 3",
                "a ** b",
                "b ** a",
                "sin(a * b)",
                "cos(a)",
                "tan(a)",
                "arcsin(a / 2)",
                "arccos(a * b / 2)",
                "arctan(a)",
                "exp(a - b)",
                "log(a)",
                "sqrt(a + b)",
                "b",
                "1.5"
            })
    void shouldFollowTheRulesOfDifferentiation(String text) {
        Angle angle = angle(text);
        double h = 1e-6;
        double difference =
                (angle.evaluate(Map.of("a", .7 + h, "b", 1.3)) - angle.evaluate(Map.of("a", .7 - h, "b", 1.3)))
                        / (2 * h);

        assertThat(AngleSlope.of(angle, "a", Map.of("a", .7, "b", 1.3))).isCloseTo(difference, within(1e-7));
    }

    @Test
    void shouldNotMultiplyNothingByWhatIsInfinite() {
        assertThat(AngleSlope.of(angle("sqrt(b)"), "a", Map.of("a", 1.0, "b", 0.0)))
                .isZero();
        assertThat(AngleSlope.of(angle("sqrt(a)"), "a", Map.of("a", 0.0, "b", 0.0)))
                .isInfinite();
    }

    @Test
    void shouldShiftEachPlaceAlone() {
        ShiftedAngles shifted = ShiftedAngles.of(circuit("a * b"), Set.of("b"));

        assertThat(shifted.places())
                .extracting(ShiftedAngles.Place::words)
                .containsExactly("rx on qubit 0 (step 1)", "cry on qubits 0, 1 (step 2)", "u on qubit 1 (step 3)");
        assertThat(shifted.places()).extracting(ShiftedAngles.Place::slot).containsExactly(0, 0, 2);
        assertThat(shifted.places())
                .extracting(ShiftedAngles.Place::controlledRotation)
                .containsExactly(false, true, false);
        assertThat(shifted.circuit().inputs()).hasSize(5).startsWith("a", "b");
        var values = new java.util.HashMap<>(shifted.shifts(shifted.places().get(1), .25));
        values.putAll(Map.of("a", 2.0, "b", 3.0));
        List<Instruction> bound = shifted.circuit().bind(values).instructions();
        assertThat(((Instruction.Apply) bound.get(0)).angles().get(0).evaluate(Map.of()))
                .isEqualTo(6);
        assertThat(((Instruction.Apply) bound.get(1)).angles().get(0).evaluate(Map.of()))
                .isEqualTo(3.25);
    }

    @Test
    void shouldTakeNamesThatTheCircuitDoesNotHave() {
        Circuit taken = Qasm.read(
                        "t.qasm",
                        "OPENQASM 3.0;\ninclude \"stdgates.inc\";\ninput float shift0;\nqubit[1] q;\nrx(shift0) q[0];\n")
                .circuit();
        assertThat(ShiftedAngles.of(taken, Set.of("shift0")).circuit().inputs()).containsExactly("shift0", "shift_0");
    }
}
