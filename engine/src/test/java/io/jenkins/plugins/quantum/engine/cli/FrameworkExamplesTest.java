package io.jenkins.plugins.quantum.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.quantum.engine.python.Pythons;
import io.jenkins.plugins.quantum.engine.python.UserPython;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example of each framework, as its guide in docs/frameworks has it. */
@EnabledIf(
        value = "io.jenkins.plugins.quantum.engine.python.Pythons#hasFrameworks",
        disabledReason = "no Python with PennyLane, Qiskit, Cirq and Braket: name one with QMLOPS_PYTHON")
@Timeout(600)
class FrameworkExamplesTest {
    private static final Path EXAMPLES =
            Path.of("..", "examples").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"pennylane-vqc", "qiskit-qnn", "cirq-classifier", "braket-vqc"})
    void shouldPass(String example) throws Exception {
        var session = new CommandLineSession(folder).with(UserPython.VARIABLE, Pythons.frameworks());

        int exit = session.type(
                "run", EXAMPLES.resolve(example).resolve("quantum.yml").toString(), "--out", "out");

        assertThat(exit).as(session.out() + session.err()).isZero();
        var result = new ObjectMapper()
                .readTree(folder.resolve("out").resolve("result.json").toFile());
        assertThat(result.path("tests").path(0).path("gates")).hasSize(3);
        assertThat(result.path("tests").path(1).path("subject").asText()).isEqualTo("observable");
        assertThat(Files.readString(folder.resolve("out").resolve("report.html")))
                .contains("model.py:circuit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pennylane-vqc/model.py:circuit", "cirq-classifier/model.py:readout"})
    void shouldPrintTheObservable(String object) throws Exception {
        var session = new CommandLineSession(EXAMPLES).with(UserPython.VARIABLE, Pythons.frameworks());

        int exit = session.type("export", object, "--observable", "--shape", "x=2", "--shape", "weights=2,2,3");

        assertThat(exit).as(session.err()).isZero();
        assertThat(new ObjectMapper().readTree(session.out()).has("Z0")).isTrue();
    }
}
