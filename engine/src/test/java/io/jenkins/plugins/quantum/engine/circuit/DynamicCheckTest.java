package io.jenkins.plugins.quantum.engine.circuit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DynamicCheckTest {
    @Test
    void shouldNameTheFirstStepThatMakesACircuitDynamic() {
        assertThat(why("measure q -> c; x q[1];")).hasValue("gate 'x' on q[1] after a measurement");
        assertThat(why("h q[0]; reset q[0];")).hasValue("reset of q[0] after its first use");
        assertThat(why("if(c==1) x q[0];")).hasValue("steps under a condition on c[0]");
        assertThat(why("measure q[0] -> c[0]; measure q[1] -> c[0];"))
                .hasValue("a second measurement of q[1] or into c[0]");
        assertThat(why("measure q[0] -> c[0]; measure q[0] -> c[1];"))
                .hasValue("a second measurement of q[0] or into c[1]");
    }

    @Test
    void shouldAcceptResetAtTheStartAndMeasurementOfRestingQubits() {
        assertThat(why("reset q; h q[0]; measure q[0] -> c[0]; h q[1]; measure q[1] -> c[1];"))
                .isEmpty();
    }

    private static java.util.Optional<String> why(String program) {
        Circuit circuit = Qasm.read(
                        "test", "OPENQASM 2.0;\ninclude \"qelib1.inc\";\nqreg q[2];\ncreg c[2];\n" + program)
                .circuit();
        assertThat(circuit.dynamic()).isEqualTo(circuit.whyDynamic().isPresent());
        return circuit.whyDynamic();
    }
}
