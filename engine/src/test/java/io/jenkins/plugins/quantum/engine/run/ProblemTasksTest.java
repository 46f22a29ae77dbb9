package io.jenkins.plugins.quantum.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel.Vartype;
import io.jenkins.plugins.quantum.engine.circuit.ProgramDigest;
import io.jenkins.plugins.quantum.engine.diagnostic.Diagnostic;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import io.jenkins.plugins.quantum.engine.gate.Readout;
import io.jenkins.plugins.quantum.engine.gate.Workload;
import io.jenkins.plugins.quantum.engine.suite.Subject.FileRef;
import io.jenkins.plugins.quantum.engine.suite.Subject.ProblemSubject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProblemTasksTest {
    private static final String PAIR =
            "{\"linear\": {\"a\": -1, \"b\": -2}, \"quadratic\": [[\"a\", \"b\", 4]], \"offset\": 1}";

    @TempDir
    Path folder;

    private Workload build(String text, OptionalDouble optimum) throws IOException {
        Files.writeString(folder.resolve("p.json"), text);
        var subject = new ProblemSubject(
                new FileRef("p.json", new SourcePosition("quantum.yml", 4, 20)),
                Vartype.QUBO,
                optimum,
                new SourcePosition("quantum.yml", 5, 9));
        return new ProblemTasks(new SuiteFiles(folder)).build(subject);
    }

    private static Diagnostic refusal(ThrowingCallable call) {
        var caught = new Diagnostic[1];
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        InputException.class, e -> caught[0] = e.diagnostics().get(0));
        return caught[0];
    }

    /** {@code {"linear": {"v0": -1, …}}}. */
    private static String independent(int variables) {
        var text = new StringBuilder("{\"linear\": {");
        for (int i = 0; i < variables; i++) {
            text.append(i == 0 ? "" : ", ").append("\"v").append(i).append("\": -1");
        }
        return text.append("}}").toString();
    }

    @Test
    void shouldFindTheOptimumAndTheSize() throws IOException {
        Workload workload = build(PAIR, OptionalDouble.empty());

        var readout = (Readout.Energies) workload.readout();
        assertThat(readout.optimum()).isEqualTo(-1);
        assertThat(readout.levels().orElseThrow().next()).isZero();
        assertThat(readout.names()).containsExactly("a", "b");
        assertThat(workload.metrics().qubits()).isEqualTo(2);
        assertThat(workload.metrics().twoQubit()).isEqualTo(1);
        assertThat(workload.metrics().oneQubit()).isEqualTo(2);
        assertThat(workload.digest())
                .isEqualTo(ProgramDigest.of(workload.tasks().get(0).program()));
        assertThatThrownBy(() -> workload.tasks().get(0).circuit())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("PROBLEM");
    }

    @Test
    void shouldHoldAStatedOptimumAgainstTheExactOne() throws IOException {
        var readout =
                (Readout.Energies) build(PAIR, OptionalDouble.of(-1.000001)).readout();
        assertThat(readout.optimum()).isEqualTo(-1);

        Diagnostic wrong = refusal(() -> build(PAIR, OptionalDouble.of(-2)));
        assertThat(wrong.message()).isEqualTo("the lowest energy is -1.0, not -2.0");
        assertThat(wrong.at()).isEqualTo(new SourcePosition("quantum.yml", 5, 9));
    }

    @Test
    void shouldAskForTheOptimumOfALargeProblem() throws IOException {
        Diagnostic refused = refusal(() -> build(independent(25), OptionalDouble.empty()));
        assertThat(refused.message()).contains("at most 24 variables; this problem has 25");
        assertThat(refused.advice()).contains("optimum: -12.5");

        var readout = (Readout.Energies)
                build(independent(25), OptionalDouble.of(-25)).readout();
        assertThat(readout.optimum()).isEqualTo(-25);
        assertThat(readout.levels()).isEmpty();
    }

    @Test
    void shouldRefuseAnOptimumThatCannotBe() {
        assertThat(refusal(() -> build(independent(25), OptionalDouble.of(-26))).message())
                .contains("no outcome has an energy as low as -26.0");
        assertThat(refusal(() -> build(independent(25), OptionalDouble.of(-12.5)))
                        .message())
                .contains("shows nothing: guesses have a mean energy of -12.5");
    }
}
