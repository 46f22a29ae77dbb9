package io.jenkins.plugins.quantum.engine.backend.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.aer.AerBackend;
import io.jenkins.plugins.quantum.engine.python.ProcessStarter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Failures of the process, played by the shell in Python's place. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class PythonProcessTest {
    private static final PythonLibrary LIBRARY = AerBackend.LIBRARY;

    private static final String GREET = "read program; echo '{\"hello\":{}}'; ";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<PythonProcess> started = new ArrayList<>();

    @AfterEach
    void end() {
        started.forEach(PythonProcess::kill);
    }

    private static ProcessStarter shell(String script) {
        return command -> ProcessStarter.local().start(List.of("sh", "-c", script));
    }

    private PythonProcess start(String script) throws Exception {
        PythonProcess process = PythonProcess.start(LIBRARY, shell(script), "python3", PATIENCE, 10_000);
        started.add(process);
        return process;
    }

    @Test
    void shouldPassOnProgressAndTheAnswerOfItsJob() throws Exception {
        PythonProcess process = start(
                GREET
                        + "read job; echo '{\"id\":\"other\"}'; echo '{\"id\":\"a\",\"progress\":0.5}'; echo '{\"id\":\"a\",\"outcomes\":[]}'; read job");
        var shares = new ArrayList<Double>();

        assertThat(process.ask("a", "{}", PATIENCE, shares::add).has("outcomes"))
                .isTrue();

        assertThat(shares).containsExactly(0.5);
        assertThat(process.alive()).isTrue();
    }

    @Test
    void shouldSayHowTheProcessDied() throws Exception {
        PythonProcess process = start(GREET + "read job; echo 'first' >&2; echo 'out of luck' >&2; kill -9 $$");

        assertThatThrownBy(() -> process.ask("a", "{}", PATIENCE, share -> {}))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("exit 137: killed, often for lack of memory")
                .hasMessageContaining("last words: out of luck");
        assertThat(process.alive()).isFalse();
    }

    @Test
    void shouldEndAProcessThatHangsAndItsChildren() throws Exception {
        var children = new ArrayList<ProcessStarter.Child>();
        PythonProcess process = PythonProcess.start(
                LIBRARY,
                command -> {
                    var child = shell(GREET + "read job; sleep 1000 & wait").start(command);
                    children.add(child);
                    return child;
                },
                "python3",
                PATIENCE);
        started.add(process);

        assertThatThrownBy(() -> process.ask("a", "{}", Duration.ofMillis(300), share -> {}))
                .hasMessageContaining("did not answer within 0 s");

        assertThat(children.get(0).await()).isNotZero();
        assertThat(process.alive()).isFalse();
    }

    @Test
    void shouldNotWaitForAProcessThatDoesNotRead() throws Exception {
        PythonProcess process = start(GREET + "sleep 1000");

        assertThatThrownBy(() -> process.ask("a", "x".repeat(1 << 20), Duration.ofMillis(300), share -> {}))
                .hasMessageContaining("did not answer");
    }

    @Test
    void shouldEndAProcessThatAnswersWithoutEnd() throws Exception {
        PythonProcess process = start(GREET + "read job; yes | tr -d '\\n'");

        assertThatThrownBy(() -> process.ask("a", "{}", PATIENCE, share -> {}))
                .hasMessageContaining("an answer of more than 10000 bytes");
    }

    @Test
    void shouldEndAProcessThatAnswersWithOtherText() throws Exception {
        PythonProcess process = start(GREET + "read job; echo hello; sleep 1000");

        assertThatThrownBy(() -> process.ask("a", "{}", PATIENCE, share -> {}))
                .hasMessageContaining("something else than JSON");
        assertThat(process.alive()).isFalse();
    }

    @Test
    void shouldNameTheMissingLibrary() {
        assertThatThrownBy(() -> start("read program; echo '{\"error\":\"No module named qiskit_aer in /x/python\"}'"))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("No module named qiskit_aer in /x/python")
                .hasMessageContaining("qmlops backends setup aer");
    }

    @Test
    void shouldNameAnInterpreterThatDoesNotExist() {
        assertThatExceptionOfType(BackendException.class)
                .isThrownBy(() -> PythonProcess.start(LIBRARY, ProcessStarter.local(), "/no/such/python", PATIENCE))
                .withMessageContaining("/no/such/python");
    }

    @Test
    void shouldEndTheProcessWhenItsCallerIsInterrupted() throws Exception {
        PythonProcess process = start(GREET + "read job; sleep 1000");
        var thrown = new ArrayList<Throwable>();
        var caller = new Thread(() -> {
            try {
                process.ask("a", "{}", PATIENCE, share -> {});
            } catch (BackendException | InterruptedException e) {
                thrown.add(e);
            }
        });
        caller.start();

        caller.interrupt();
        caller.join(TimeUnit.SECONDS.toMillis(10));

        assertThat(thrown).singleElement().isInstanceOf(InterruptedException.class);
        assertThat(process.alive()).isFalse();
    }
}
