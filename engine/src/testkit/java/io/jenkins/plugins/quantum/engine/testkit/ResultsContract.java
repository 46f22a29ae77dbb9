package io.jenkins.plugins.quantum.engine.testkit;

import static io.jenkins.plugins.quantum.engine.testkit.ContractStand.takesCircuits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Results: their values, the order of their bits, and that they come late but whole. */
interface ResultsContract extends ContractPart {
    @Test
    default void shouldAnswerTheAsymmetricJobInThisProjectsOrderOfBits() throws BackendException {
        JobResult result = stand().run(stand().backend(), stand().asymmetric());

        assertThat(result.outcomes()).hasSize(1);
        assertThat(result.outcomes().get(0).counts().counts())
                .isEqualTo(Map.of(stand().asymmetricOutcome(), stand().shots()));
    }

    @Test
    default void shouldKeepTheOrderOfBitsWhenQubitsAreMeasuredCrosswise() throws BackendException {
        Backend backend = stand().backend();
        assumeTrue(takesCircuits(backend), "needs a machine for circuits");

        JobResult result = stand().run(
                        backend,
                        stand().circuit(
                                        "OPENQASM 3.0; include \"stdgates.inc\"; qubit[3] q; bit[1] a; bit[2] b; x q[0];"
                                                + " b[1] = measure q[0]; a[0] = measure q[2]; b[0] = measure q[1];"));

        assertThat(result.outcomes().get(0).counts().counts()).isEqualTo(Map.of("100", stand().shots()));
    }

    @Test
    default void shouldRunAsManyBindingsAsItSaysInTheirOrder() throws BackendException {
        Backend backend = stand().backend();
        assumeTrue(takesCircuits(backend), "needs a machine for circuits");
        Circuit circuit = Qasm.read(
                        "contract.qasm",
                        "OPENQASM 3.0; include \"stdgates.inc\"; input float theta; qubit[2] q; bit[2] c; rx(theta) q[0];"
                                + " c[0] = measure q[0]; c[1] = measure q[1];")
                .circuit();
        List<Map<String, Double>> bindings = new ArrayList<>();
        for (int i = 0; i < Math.min(3, backend.capabilities().batch()); i++) {
            bindings.add(Map.of("theta", i % 2 == 0 ? Math.PI : 0.0));
        }

        List<Outcome> outcomes =
                stand().run(backend, stand().request(circuit, bindings)).outcomes();

        assertThat(outcomes).hasSameSizeAs(bindings);
        for (int i = 0; i < bindings.size(); i++) {
            assertThat(outcomes.get(i).counts().counts()).isEqualTo(Map.of(i % 2 == 0 ? "01" : "00", stand().shots()));
        }
    }

    @Test
    default void shouldRunTheGatesThatModelsUse() throws BackendException {
        Backend backend = stand().backend();
        assumeTrue(takesCircuits(backend), "needs a machine for circuits");

        // Every part undoes itself, but for an x at the end: any gate that is sent wrongly shows.
        JobResult result = stand().run(
                        backend,
                        stand().circuit("OPENQASM 3.0; include \"stdgates.inc\"; qubit[2] q; bit[2] c;"
                                + " h q[0]; cx q[0], q[1]; cx q[0], q[1]; h q[0]; s q[0]; sdg q[0]; t q[1]; tdg q[1];"
                                + " sx q[0]; sx q[0]; x q[0]; ry(0.7) q[0]; ry(-0.7) q[0]; rx(0.4) q[1]; rx(-0.4) q[1];"
                                + " h q[0]; rz(0.3) q[0]; p(-0.3) q[0]; h q[0]; h q[1]; cz q[0], q[1]; cz q[0], q[1]; h q[1];"
                                + " swap q[0], q[1]; swap q[1], q[0]; crz(0.6) q[0], q[1]; crz(-0.6) q[0], q[1];"
                                + " y q[0]; y q[0]; z q[1]; x q[1]; c[0] = measure q[0]; c[1] = measure q[1];"));

        assertThat(result.outcomes().get(0).counts().counts()).isEqualTo(Map.of("10", stand().shots()));
    }

    @Test
    default void shouldReadASlowAnswer() throws BackendException {
        Backend backend = stand().backend();
        stand().service();
        stand().proxy().drawing(() -> FaultProxy.Fault.SLOW);

        assertThat(stand().run(backend, stand().asymmetric()).outcomes()).hasSize(1);
    }
}
