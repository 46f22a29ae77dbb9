package io.jenkins.plugins.quantum.engine.circuit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CircuitMetricsTest {
    @Test
    void shouldCountGatesAndDepth() {
        CircuitMetrics metrics = of(
                "qubit[3] q; bit[3] c; h q[0]; id q[1]; cx q[0], q[1]; t q[1]; cx q[1], q[2]; tdg q[0]; c = measure q;");
        assertThat(metrics).isEqualTo(new CircuitMetrics(3, 6, 3, 2, 5, 2, 2, 3, 2));
    }

    @Test
    void shouldExpandGatesOnThreeQubits() {
        CircuitMetrics metrics = of("qubit[3] q; ccx q[0], q[1], q[2];");
        assertThat(metrics.twoQubit()).isEqualTo(6);
        assertThat(metrics.cnots()).isEqualTo(6);
        assertThat(metrics.oneQubit()).isEqualTo(9);
        assertThat(metrics.tCount()).isEqualTo(7);
    }

    @Test
    void shouldCountCnotsAfterLowering() {
        CircuitMetrics metrics = of("qubit[2] q; swap q[0], q[1]; cp(0.1) q[0], q[1];");
        assertThat(metrics.twoQubit()).isEqualTo(2);
        assertThat(metrics.cnots()).isEqualTo(5);
        assertThat(metrics.twoQubitDepth()).isEqualTo(2);
    }

    @Test
    void shouldNeedNoValuesOfInputs() {
        assertThat(of("input float w; qubit q; rx(w) q;").oneQubit()).isEqualTo(1);
    }

    @Test
    void shouldLineUpAtBarriers() {
        assertThat(of("qubit[2] q; h q[0]; h q[1];").depth()).isEqualTo(1);
        assertThat(of("qubit[2] q; h q[0]; barrier q; h q[1];").depth()).isEqualTo(2);
    }

    @Test
    void shouldWaitForTheBitsOfACondition() {
        CircuitMetrics metrics = of(
                "qubit[3] q; bit c; h q[0]; c = measure q[0]; if (c) { x q[1]; x q[1]; x q[1]; } else { x q[1]; cx q[1], q[2]; } x q[2];");
        assertThat(metrics.gates()).isEqualTo(7);
        // h, measure, then three on q[1]; q[2] comes out of the other branch at 4 and goes on to 5
        assertThat(metrics.depth()).isEqualTo(5);
        assertThat(metrics.twoQubitDepth()).isEqualTo(1);
    }

    @Test
    void shouldTakeTheDeeperOfNestedBranches() {
        CircuitMetrics metrics = of(
                "qubit q; qubit r; bit[2] c; if (c[0]) { x q; if (c[1]) { x q; x q; } else { x q; x r; } } else { x r; } x q; x r; reset q;");
        assertThat(metrics.depth()).isEqualTo(5);
    }

    private static CircuitMetrics of(String program) {
        return CircuitMetrics.of(Qasm.read("test", "OPENQASM 3.0;\ninclude \"stdgates.inc\";\n" + program)
                .circuit());
    }
}
