package io.jenkins.plugins.quantum.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.gate.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordedProgramsTest {
    private static final String TASK =
            "{\"id\": \"model\", \"qasm\": \"OPENQASM 3.0; input float a; qubit[1] q; U(a, 0, 0) q[0];\", \"bindings\": [%s]}";

    @TempDir
    private Path folder;

    private RecordedPrograms read(String text) throws IOException {
        Files.writeString(folder.resolve(RecordedPrograms.FILE), text);
        return RecordedPrograms.read(folder);
    }

    private static String file(String bindings) {
        return "{\"schemaVersion\": 1, \"programs\": [{\"test\": \"iris\", \"digest\": \"d\", \"tasks\": ["
                + TASK.formatted(bindings) + "]}]}";
    }

    @Test
    void shouldGiveBackWhatRan() throws IOException {
        List<Workload.Task> tasks = read(file("[0.5], [1.5]")).tasks("iris");

        assertThat(tasks).singleElement().satisfies(task -> {
            assertThat(task.circuit().inputs()).containsExactly("a");
            assertThat(task.bindings()).containsExactly(Map.of("a", 0.5), Map.of("a", 1.5));
        });
        assertThat(read(file("[0.5]")).tasks("other")).isEmpty();
    }

    @Test
    void shouldHaveNothingWhereNothingWasRecorded() {
        assertThat(RecordedPrograms.read(folder)).isEqualTo(RecordedPrograms.none());
    }

    @Test
    void shouldRefuseABindingOfAnotherSize() throws IOException {
        RecordedPrograms damaged = read(file("[0.5, 1.5]"));

        assertThatThrownBy(() -> damaged.tasks("iris"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("expected 1 values for each run of model, found 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"schemaVersion\": 2}", "{\"schemaVersion\": 1, \"programs\": [", "[]", "null file"})
    void shouldRefuseWhatIsNoRecordedFile(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("qmlops-baseline-programs.json");
    }
}
