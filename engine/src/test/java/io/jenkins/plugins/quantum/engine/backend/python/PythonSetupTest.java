package io.jenkins.plugins.quantum.engine.backend.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.aer.AerBackend;
import io.jenkins.plugins.quantum.engine.python.ProcessStarter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The set-up, with a shell script in Python's place. */
@DisabledOnOs(OS.WINDOWS)
class PythonSetupTest {
    @TempDir
    Path folder;

    private final List<String> lines = new ArrayList<>();

    private Path python(String onPip) throws IOException {
        Path script = folder.resolve("python3");
        Files.writeString(
                script,
                """
                #!/bin/sh
                case "$2" in
                  venv) mkdir -p "$3/bin"; cp "$0" "$3/bin/python" ;;
                  pip) %s ;;
                esac
                """
                        .formatted(onPip));
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script;
    }

    private PythonEnvironment environment() {
        return PythonEnvironment.usual(
                AerBackend.LIBRARY,
                Map.of("QMLOPS_CACHE", folder.resolve("cache").toString()),
                folder);
    }

    private Path setUp(Path python) throws Exception {
        return new PythonSetup(ProcessStarter.local(), environment(), python.toString()).run(lines::add);
    }

    @Test
    void shouldMakeTheEnvironmentOnce() throws Exception {
        Path python = python("echo installing");

        Path interpreter = setUp(python);
        lines.clear();
        assertThat(setUp(folder.resolve("no-python-needed-now"))).isEqualTo(interpreter);

        assertThat(interpreter).isExecutable();
        assertThat(environment().upToDate()).isTrue();
        assertThat(environment().interpreter("", Map.of())).isEqualTo(interpreter.toString());
        assertThat(lines).singleElement().asString().startsWith("Qiskit Aer is set up in");
    }

    @Test
    void shouldRepeatTheLastLineOfPipAndLeaveNothing() throws Exception {
        Path python = python("echo 'a warning' >&2; echo 'no matching distribution' >&2; exit 1");

        assertThatThrownBy(() -> setUp(python))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("pip could not install Qiskit Aer (exit 1): no matching distribution");

        try (var left = Files.list(folder.resolve("cache/venvs"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void shouldReplaceAnEnvironmentOfAnotherVersionOnlyWhenTheNewOneIsWhole() throws Exception {
        Path former = setUp(python("echo ok"));
        Path mark = environment().folder().resolve(PythonLibrary.REQUIREMENTS);
        Files.writeString(mark, "qiskit==0.1");

        assertThatThrownBy(() -> environment().interpreter("", Map.of())).hasMessageContaining("another version");
        assertThatThrownBy(() -> setUp(python("exit 2"))).hasMessageContaining("exit 2");
        assertThat(former).exists();
        assertThat(mark).hasContent("qiskit==0.1");

        setUp(python("echo ok"));
        assertThat(environment().upToDate()).isTrue();
    }

    @Test
    void shouldSayThatThereIsNoPython() {
        assertThatThrownBy(() -> setUp(folder.resolve("nowhere")))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("nowhere")
                .hasMessageContaining("--python");
    }

    @Test
    void shouldSayThatTheFolderCannotBeWritten() throws Exception {
        Path python = python("echo ok");
        Files.writeString(folder.resolve("cache"), "a file in the way");

        assertThatThrownBy(() -> setUp(python)).hasMessageContaining("cannot write the environment of Qiskit Aer");
    }

    @Test
    void shouldStopWhenInterrupted() throws Exception {
        Path python = python("echo one; exec sleep 1000");
        Thread caller = Thread.currentThread();

        assertThatThrownBy(() -> new PythonSetup(ProcessStarter.local(), environment(), python.toString()).run(line -> {
                    if (line.equals("one")) {
                        caller.interrupt();
                    }
                }))
                .isInstanceOf(InterruptedException.class);
        assertThat(environment().folder()).doesNotExist();
    }

    @Test
    void shouldChooseTheInterpreterThatIsNamed() throws Exception {
        assertThat(environment().interpreter("py", Map.of(AerBackend.LIBRARY.variable(), "other")))
                .isEqualTo("py");
        assertThat(environment().interpreter("", Map.of(AerBackend.LIBRARY.variable(), "other")))
                .isEqualTo("other");
        assertThatThrownBy(() -> environment().interpreter("", Map.of()))
                .isInstanceOf(BackendException.class)
                .hasMessage("Qiskit Aer is not set up on this machine: run `qmlops backends setup aer`");
        assertThat(PythonEnvironment.usual(AerBackend.LIBRARY, Map.of(), Path.of("/home/u"))
                        .folder())
                .isEqualTo(Path.of("/home/u/.cache/qmlops/venvs/aer"));
    }
}
