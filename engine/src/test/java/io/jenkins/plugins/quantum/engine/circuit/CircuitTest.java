package io.jenkins.plugins.quantum.engine.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CircuitTest {
    private static final String HEAD = "OPENQASM 3.0;\ninclude \"stdgates.inc\";\nqubit[2] q;\n";

    @Test
    void shouldMeasureAllWhereNothingIsMeasured() {
        Circuit circuit = read("h q[0];").measuringAll();
        assertThat(circuit.measures()).isTrue();
        assertThat(circuit.bitRegisters()).containsExactly(new Register("meas", 0, 2));
        assertThat(circuit.instructions()).endsWith(new Instruction.Measure(0, 0), new Instruction.Measure(1, 1));
        assertThat(circuit.measuringAll()).isSameAs(circuit);
    }

    @Test
    void shouldFindMeasurementsUnderConditions() {
        assertThat(read("bit[2] c; if (c[0]) x q[0];").measures()).isFalse();
        assertThat(read("bit[2] c; if (c[0]) { x q[0]; } else { c[1] = measure q[0]; }")
                        .measures())
                .isTrue();
    }

    @Test
    void shouldBindInputsInsideConditions() {
        Circuit circuit = read("input float w; bit c; if (c) { rx(2 * w) q[0]; } else { reset q[0]; rz(-w) q[1]; }");
        Circuit bound = circuit.bind(Map.of("w", 0.25));
        assertThat(bound.inputs()).isEmpty();
        assertThat(bound).isEqualTo(read("bit c; if (c) { rx(0.5) q[0]; } else { reset q[0]; rz(-0.25) q[1]; }"));
        assertThat(bound.bind(Map.of())).isSameAs(bound);
    }

    @Test
    void shouldRefuseMissingValues() {
        Circuit circuit = read("input float w; rx(w) q[0];");
        assertThatThrownBy(() -> circuit.bind(Map.of("v", 1.0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("input 'w' has no value");
    }

    @Test
    void shouldComputeEveryOperatorOnInputs() {
        String sum =
                "sin(w) + cos(w) + tan(w) + arcsin(w) + arccos(w) + arctan(w) + exp(w) + log(w) + sqrt(w) + w ** 2 - w / 3 * -w";
        Circuit circuit = read("input float w; rx(" + sum + ") q[0];");
        double w = 0.4;
        double expected = Math.sin(w)
                + Math.cos(w)
                + Math.tan(w)
                + Math.asin(w)
                + Math.acos(w)
                + Math.atan(w)
                + Math.exp(w)
                + Math.log(w)
                + Math.sqrt(w)
                + Math.pow(w, 2)
                - w / 3 * -w;
        var apply =
                (Instruction.Apply) circuit.bind(Map.of("w", w)).instructions().get(0);
        assertThat(apply.angles()).isEqualTo(List.of(Angle.of(expected)));
        assertThat(((Instruction.Apply) circuit.instructions().get(0))
                        .angles()
                        .get(0)
                        .inputs())
                .containsExactly("w");
    }

    private static Circuit read(String program) {
        return Qasm.read("test", HEAD + program).circuit();
    }
}
