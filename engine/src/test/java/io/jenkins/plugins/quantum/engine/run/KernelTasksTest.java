package io.jenkins.plugins.quantum.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.quantum.engine.diagnostic.Diagnostic;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import io.jenkins.plugins.quantum.engine.gate.Readout;
import io.jenkins.plugins.quantum.engine.gate.Workload;
import io.jenkins.plugins.quantum.engine.suite.Subject.FileRef;
import io.jenkins.plugins.quantum.engine.suite.Subject.KernelSubject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelTasksTest {
    private static final String EMBEDDING =
            "input float x_0;\ninput float w;\nqubit[2] q;\nry(x_0) q[0];\nry(w) q[1];\ncx q[0], q[1];\n";

    @TempDir
    Path folder;

    private static FileRef ref(String text) {
        return new FileRef(text, new SourcePosition("quantum.yml", 4, 20));
    }

    private Workload build(String body, int rows, OptionalInt points, Map<String, FileRef> inputs) throws IOException {
        Files.writeString(folder.resolve("k.qasm"), "OPENQASM 3.0;\ninclude \"stdgates.inc\";\n" + body);
        var csv = new StringBuilder("x0,label\n");
        for (int i = 0; i < rows; i++) {
            csv.append("0.").append(i).append(i % 2 == 0 ? ",a\n" : ",b\n");
        }
        Files.writeString(folder.resolve("d.csv"), csv);
        var files = new SuiteFiles(folder);
        var subject =
                new KernelSubject(ref("k.qasm"), inputs, ref("d.csv"), points, new SourcePosition("quantum.yml", 5, 9));
        return new WorkloadBuilder(files, circuits(files)).build(subject);
    }

    private static CircuitLoader circuits(SuiteFiles files) {
        return new CircuitLoader(files, (in, reference, shapes) -> {
            throw new AssertionError("no Python here");
        });
    }

    private Workload kernel(int rows, int points) throws IOException {
        return build(EMBEDDING, rows, OptionalInt.of(points), Map.of("x", ref("data"), "w", ref("0.5")));
    }

    @Test
    void shouldMakeABindingOfEachPair() throws IOException {
        Workload workload = kernel(5, 3);

        Workload.Task task = workload.tasks().get(0);
        var readout = (Readout.Kernel) workload.readout();
        assertThat(readout.labels()).containsExactly("a", "b", "a");
        assertThat(task.bindings()).hasSize(6);
        assertThat(task.bindings().get(readout.pair(1, 2)))
                .containsOnly(
                        Map.entry("x_0_first", .1),
                        Map.entry("x_0_second", .2),
                        Map.entry("w_first", .5),
                        Map.entry("w_second", .5));
        assertThat(readout.pair(2, 2)).isEqualTo(5);
        assertThat(task.circuit().measures()).isTrue();
        assertThat(workload.metrics().twoQubit()).isEqualTo(1);
        assertThat(workload.dataInputs()).containsExactly("x_0");
    }

    @Test
    void shouldRefuseWhatIsTooMuchOrNothing() throws IOException {
        assertThat(refusal(() -> kernel(5, 6)).message()).contains("at most 5 points");
        assertThat(refusal(() -> kernel(300, 201)).advice()).contains("'points: 200'");
        String wide = EMBEDDING.replace("qubit[2]", "qubit[14]");
        Diagnostic many =
                refusal(() -> build(wide, 60, OptionalInt.empty(), Map.of("x", ref("data"), "w", ref("0.5"))));
        assertThat(many.message()).contains("60 points are 1830 pairs").contains("at most 22 points");
        assertThat(refusal(() -> build(
                                EMBEDDING.replace("qubit[2]", "qubit[30]"),
                                5,
                                OptionalInt.empty(),
                                Map.of("x", ref("data"), "w", ref("0.5"))))
                        .message())
                .contains("too wide");
        assertThat(refusal(() -> build(EMBEDDING, 5, OptionalInt.empty(), Map.of("x", ref("0.1"), "w", ref("0.5"))))
                        .message())
                .contains("no input of the circuit is bound to data");
        assertThat(refusal(() -> kernel(1, 1)).message()).contains("at least 2 points");
        assertThat(refusal(() -> build(
                                "input float x_0;\nqubit[1] q;\nbit[1] c;\nc[0] = measure q[0];\nry(x_0) q[0];\n",
                                5,
                                OptionalInt.empty(),
                                Map.of("x", ref("data"))))
                        .message())
                .contains("a kernel cannot be made of it");
    }

    private interface Call {
        Workload run() throws IOException;
    }

    private static Diagnostic refusal(Call call) {
        var caught = new Diagnostic[1];
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        InputException.class, e -> caught[0] = e.diagnostics().get(0));
        return caught[0];
    }
}
