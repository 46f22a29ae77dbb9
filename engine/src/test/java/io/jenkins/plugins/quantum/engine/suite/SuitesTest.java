package io.jenkins.plugins.quantum.engine.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuitesTest {
    @Test
    void shouldTestABareCircuitOnTheBuiltInSimulatorForNoMoney() {
        Suite suite = Suites.ofCircuit(Path.of("circuits", "ghz.qasm"), "circuits/ghz.qasm");

        assertThat(suite.file()).isEqualTo(Path.of("circuits", "ghz.qasm").toString());
        assertThat(suite.folder()).isEqualTo(Path.of("circuits").toAbsolutePath());
        assertThat(suite.profile(null)).hasValueSatisfying(profile -> {
            assertThat(profile.backends()).containsExactly("builtin");
            assertThat(profile.budget().amount()).isZero();
        });
        assertThat(suite.tests()).singleElement().satisfies(test -> {
            assertThat(test.name()).isEqualTo("ghz");
            assertThat(test.subject().source().text()).isEqualTo("ghz.qasm");
            assertThat(test.gates()).extracting(GateSpec::kind).containsExactly("resources", "fidelity");
            assertThat(test.gates()).extracting(GateSpec::options).containsExactly(Map.of("report", true), Map.of());
            assertThat(test.noise().none()).isTrue();
        });
    }

    @ParameterizedTest
    @CsvSource({"my circuit (1).qasm,my-circuit--1-", ".qasm,circuit.qasm", "été.qasm,circuit-t-", "a.b.qasm,a.b"})
    void shouldNameTheTestAfterTheFile(String file, String name) {
        assertThat(Suites.ofCircuit(Path.of(file), file).tests().get(0).name())
                .isEqualTo(name)
                .matches(SuiteFormat.NAME);
    }
}
