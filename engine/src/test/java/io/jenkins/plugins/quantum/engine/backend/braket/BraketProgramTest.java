package io.jenkins.plugins.quantum.engine.backend.braket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel.Errors;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is sent, word for word. */
class BraketProgramTest {
    private static final String HEADER = "OPENQASM 3.0; include \"stdgates.inc\"; ";

    @SafeVarargs
    private static BraketProgram program(String device, String text, NoiseModel noise, Map<String, Double>... bindings)
            throws BackendException {
        var circuit = Qasm.read("p.qasm", HEADER + text).circuit();
        var request = new JobRequest("p", circuit, List.of(bindings), noise, 100, 0, 1, false);
        return BraketProgram.of(request, BraketDevice.find(device));
    }

    @Test
    void shouldWriteOneArrayOfQubitsAndAssignEveryMeasurement() throws Exception {
        var program = program(
                "iqm/garnet",
                "qubit[1] a; qubit[2] b; bit[1] c; bit[2] d; reset a[0]; h a[0]; cx a[0], b[1]; sdg b[1]; sx a[0];"
                        + " p(0.5) b[1]; rzz(0.25) a[0], b[0]; barrier a[0], b[1];"
                        + " d[1] = measure a[0]; c[0] = measure b[1];",
                NoiseModel.none(),
                Map.of());

        assertThat(program.source())
                .isEqualTo(
                        """
                        OPENQASM 3.0;
                        bit[2] c;
                        qubit[3] q;
                        h q[0];
                        cnot q[0], q[2];
                        si q[2];
                        v q[0];
                        phaseshift(0.5) q[2];
                        zz(0.25) q[0], q[1];
                        barrier q[0], q[2];
                        c[0] = measure q[0];
                        c[1] = measure q[2];
                        """);
        assertThat(program.action().toString())
                .startsWith(
                        "{\"braketSchemaHeader\":{\"name\":\"braket.ir.openqasm.program\",\"version\":\"1\"},\"source\":\"OPENQASM 3.0;\\n")
                .endsWith(",\"inputs\":{}}");
    }

    @Test
    void shouldWriteGatesThatAMachineLacksInThoseThatItHas() throws Exception {
        var program = program(
                "ionq/forte-1",
                "qubit[2] q; bit[1] c; cz q[0], q[1]; p(0.5) q[0]; barrier q[0]; id q[1]; c[0] = measure q[1];",
                NoiseModel.none(),
                Map.of());

        assertThat(program.source())
                .isEqualTo(
                        """
                        OPENQASM 3.0;
                        bit[1] c;
                        qubit[2] q;
                        h q[1];
                        cnot q[0], q[1];
                        h q[1];
                        rz(0.5) q[0];
                        c[0] = measure q[1];
                        """);
    }

    @Test
    void shouldMakeInputsOfAnglesThatDifferBetweenRuns() throws Exception {
        var program = program(
                "iqm/garnet",
                "input float a; input float b; qubit[1] q; bit[1] c; rx(2 * a) q[0]; ry(b) q[0]; rz(1) q[0];"
                        + " c[0] = measure q[0];",
                NoiseModel.none(),
                Map.of("a", 0.5, "b", 3.0),
                Map.of("a", 0.75, "b", 3.0));

        assertThat(program.source())
                .isEqualTo(
                        """
                        OPENQASM 3.0;
                        input float p0;
                        bit[1] c;
                        qubit[1] q;
                        rx(p0) q[0];
                        ry(3.0) q[0];
                        rz(1.0) q[0];
                        c[0] = measure q[0];
                        """);
        assertThat(program.action().at("/braketSchemaHeader/name").asText())
                .isEqualTo("braket.ir.openqasm.program_set");
        assertThat(program.action().at("/programs")).hasSize(1);
        assertThat(program.action().at("/programs/0/inputs").toString()).isEqualTo("{\"p0\":[1.0,1.5]}");
    }

    @Test
    void shouldRepeatAProgramForEqualRuns() throws Exception {
        var program = program(
                "iqm/garnet",
                "qubit[1] q; bit[1] c; x q[0]; c[0] = measure q[0];",
                NoiseModel.none(),
                Map.of(),
                Map.of());

        assertThat(program.action().at("/programs")).hasSize(2);
    }

    @Test
    void shouldWriteNoiseAsPragmas() throws Exception {
        double t = 20e-6;
        var noise = new NoiseModel(
                "n",
                "e",
                new Errors(0.01, 0.02, 0.03, 0.03, 40e-6, 80e-6),
                List.of(new NoiseModel.QubitErrors(1, new Errors(0, 0, 0.06, 0.02, 40e-6, 40e-6))),
                List.of(),
                0,
                t);

        var program = program(
                "dm1",
                "qubit[2] q; bit[2] c; x q[0]; cx q[0], q[1]; c[0] = measure q[0]; c[1] = measure q[1];",
                noise,
                Map.of());

        double damping = -Math.expm1(-0.5);
        double dephasing = -Math.expm1(-2 * t * (1 / 40e-6 - 1 / 80e-6));
        assertThat(program.source())
                .endsWith(String.join(
                        "\n",
                        "qubit[2] q;",
                        "rz(3.141592653589793) q[0];",
                        "ry(3.141592653589793) q[0];",
                        "#pragma braket noise depolarizing(0.01) q[0]",
                        "cnot q[0], q[1];",
                        "#pragma braket noise two_qubit_depolarizing(0.02) q[0], q[1]",
                        "#pragma braket noise amplitude_damping(" + damping + ") q[0]",
                        "#pragma braket noise amplitude_damping(" + damping + ") q[1]",
                        "#pragma braket noise phase_damping(" + dephasing + ") q[1]",
                        "#pragma braket noise bit_flip(0.03) q[0]",
                        "#pragma braket noise generalized_amplitude_damping(0.08, 0.75) q[1]",
                        "c[0] = measure q[0];",
                        "c[1] = measure q[1];",
                        ""));
    }

    @Test
    void shouldRefuseAnAngleThatIsNoNumber() {
        assertThatThrownBy(() -> program(
                        "sv1",
                        "input float a; qubit[1] q; bit[1] c; rx(1 / a) q[0]; c[0] = measure q[0];",
                        NoiseModel.none(),
                        Map.of("a", 0.0)))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("not a finite number");
    }
}
