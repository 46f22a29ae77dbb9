package io.jenkins.plugins.quantum.engine.backend.quantuminspire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import org.junit.jupiter.api.Test;

class CqasmWriterTest {
    private static Circuit circuit(String body) {
        return Qasm.read("t.qasm", "OPENQASM 3.0; include \"stdgates.inc\"; " + body)
                .circuit();
    }

    @Test
    void shouldWriteGatesOfTheStandardSetAsTheyAre() {
        assertThat(
                        CqasmWriter.write(
                                circuit(
                                        "qubit[2] q; bit[2] c; reset q[0]; h q[0]; sdg q[1]; rx(0.5) q[0]; p(-0.00001) q[1];"
                                                + " barrier q; cx q[0], q[1]; sx q[0]; swap q[1], q[0]; c[1] = measure q[0]; c[0] = measure q[1];")))
                .isEqualTo(
                        """
                        version 3.0

                        qubit[2] q
                        bit[2] b

                        reset q[0]
                        H q[0]
                        Sdag q[1]
                        Rx(0.5) q[0]
                        Rz(-0.000010) q[1]
                        barrier q[0, 1]
                        CNOT q[0], q[1]
                        X90 q[0]
                        SWAP q[1], q[0]
                        b[1] = measure q[0]
                        b[0] = measure q[1]
                        """);
    }

    @Test
    void shouldWriteOtherGatesAsRotationsAndCnots() {
        assertThat(CqasmWriter.write(
                        circuit("qubit[2] q; bit c; U(0.1, 0.2, 0.3) q[1]; cry(0.4) q[0], q[1]; c = measure q[1];")))
                .contains("Rz(0.3) q[1]\nRy(0.1) q[1]\nRz(0.2) q[1]\n")
                .contains("Ry(0.2) q[1]\nCNOT q[0], q[1]\nRy(-0.2) q[1]\nCNOT q[0], q[1]\n");
    }

    @Test
    void shouldRefuseBranches() {
        Circuit branching = circuit("qubit q; bit c; c = measure q; if (c == 1) { x q; } c = measure q;");

        assertThatThrownBy(() -> CqasmWriter.write(branching)).hasMessageContaining("branches");
    }
}
