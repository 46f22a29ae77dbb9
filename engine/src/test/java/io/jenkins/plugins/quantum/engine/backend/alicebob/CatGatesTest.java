package io.jenkins.plugins.quantum.engine.backend.alicebob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Gate;
import io.jenkins.plugins.quantum.engine.circuit.Instruction;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.testkit.SimulatedCounts;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatGatesTest {
    private static final Set<Gate> LOGICAL =
            Set.of(Gate.X, Gate.Z, Gate.H, Gate.S, Gate.SDG, Gate.T, Gate.TDG, Gate.CX, Gate.CCX);

    private static Circuit circuit(String gates) {
        return Qasm.read(
                        "t.qasm",
                        "OPENQASM 3.0; include \"stdgates.inc\"; qubit[3] q; bit[3] c; h q[0]; t q[0]; h q[0]; h q[1]; s q[1];"
                                + " t q[1]; h q[1]; h q[2]; " + gates
                                + " h q[0]; t q[0]; h q[0]; h q[1]; c = measure q;")
                .circuit();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "y q[0];",
                "sx q[0]; sx q[1];",
                "sdg q[0]; tdg q[1];",
                "rx(pi/4) q[0];",
                "ry(-3*pi/4) q[1];",
                "rz(5*pi/4) q[0];",
                "p(7*pi/4) q[0];",
                "cz q[0], q[1];",
                "cy q[1], q[2];",
                "swap q[0], q[2];",
                "cp(pi/2) q[0], q[1];",
                "crz(pi) q[0], q[1];",
                "cswap q[0], q[1], q[2];",
                "ccx q[0], q[1], q[2];",
                "ry(pi) q[0];",
                "id q[0];",
                "U(pi/4, pi/2, -pi/4) q[1];",
                "ch q[0], q[1];"
            })
    void shouldRewriteExactly(String gates) {
        Circuit original = circuit(gates);
        Circuit rewritten = CatGates.rewrite(original, LOGICAL);

        assertThat(rewritten.instructions())
                .filteredOn(step -> step instanceof Instruction.Apply)
                .allMatch(step -> LOGICAL.contains(((Instruction.Apply) step).gate()));
        var expected = SimulatedCounts.exact(original, Map.of()).probabilities();
        var found = SimulatedCounts.exact(rewritten, Map.of()).probabilities();
        expected.forEach((outcome, probability) ->
                assertThat(found.getOrDefault(outcome, 0.0)).as(outcome).isCloseTo(probability, within(1e-6)));
    }

    @Test
    void shouldRefuseWhatItCannotWriteExactly() {
        assertThatThrownBy(() -> CatGates.rewrite(circuit("rx(0.3) q[0];"), LOGICAL))
                .hasMessageContaining("no multiple of pi/4");
        assertThatThrownBy(() -> CatGates.rewrite(circuit(""), Set.of(Gate.X, Gate.Z, Gate.RZ, Gate.CX)))
                .hasMessageContaining("no gate h");
        assertThatThrownBy(() -> CatGates.rewrite(circuit(""), Set.of())).hasMessageContaining("no gate");
    }

    @Test
    void shouldWriteQirAsTheVendorsClientDoes() {
        String qir = QirWriter.write(Qasm.read(
                        "t.qasm",
                        "OPENQASM 3.0; include \"stdgates.inc\"; qubit[2] q; bit[2] c; ry(0.4) q[0]; rx(pi/3) q[1]; barrier q;"
                                + " cx q[0], q[1]; tdg q[1]; c[0] = measure q[1]; c[1] = measure q[0];")
                .circuit());

        assertThat(qir)
                .contains(
                        """
                        define void @main() #0 {
                        entry:
                          call void @__quantum__rt__initialize(i8* null)
                          call void @__quantum__qis__prepare_z__body(i1 false, %Qubit* null)
                          call void @__quantum__qis__prepare_z__body(i1 false, %Qubit* inttoptr (i64 1 to %Qubit*))
                          call void @__quantum__qis__ry__body(double 4.000000e-01, %Qubit* null)
                          call void @__quantum__qis__rx__body(double 0x3FF0C152382D7365, %Qubit* inttoptr (i64 1 to %Qubit*))
                          call void @__quantum__qis__cnot__body(%Qubit* null, %Qubit* inttoptr (i64 1 to %Qubit*))
                          call void @__quantum__qis__t__adj(%Qubit* inttoptr (i64 1 to %Qubit*))
                          call void @__quantum__qis__mz__body(%Qubit* inttoptr (i64 1 to %Qubit*), %Result* null)
                          call void @__quantum__qis__mz__body(%Qubit* null, %Result* inttoptr (i64 1 to %Result*))
                          call void @__quantum__rt__array_record_output(i64 2, i8* null)
                          call void @__quantum__rt__result_record_output(%Result* inttoptr (i64 1 to %Result*), i8* null)
                          call void @__quantum__rt__result_record_output(%Result* null, i8* null)
                          ret void
                        }
                        """)
                .contains("declare void @__quantum__qis__mz__body(%Qubit*, %Result* writeonly) #1\n")
                .contains("\"required_num_qubits\"=\"2\" \"required_num_results\"=\"2\"");
        assertThatThrownBy(() -> QirWriter.write(circuit("cy q[0], q[1];"))).hasMessageContaining("not written in QIR");
        assertThatThrownBy(() -> QirWriter.write(circuit("reset q[0];"))).hasMessageContaining("not written in QIR");
    }
}
