package io.jenkins.plugins.quantum.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.quantum.Await;
import io.jenkins.plugins.quantum.engine.python.ProcessStarter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Processes over named pipes, with a stand-in for the controller that launches what is wanted at once. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class NodeProcessesTest {
    @TempDir
    private Path folder;

    private final AtomicBoolean abandoned = new AtomicBoolean();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<Process> launched = new CopyOnWriteArrayList<>();
    private volatile int launches = 1;
    private NodeProcesses processes;

    private NodeProcesses processes() {
        processes = new NodeProcesses(folder.resolve("with 'odd' name"), this::launch, abandoned::get, lines::add);
        return processes;
    }

    private void launch() {
        for (LaunchRequest request : processes.wanted()) {
            for (int i = 0; i < launches; i++) {
                try {
                    launched.add(new ProcessBuilder(request.command()).start());
                } catch (IOException e) {
                    processes.launchEnded(request.id(), e.getMessage());
                }
            }
        }
    }

    @AfterEach
    void end() {
        processes.close();
        launched.forEach(Process::destroyForcibly);
    }

    private static String text(ProcessStarter.Child child) throws IOException {
        return new String(child.output().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void shouldCarryAllStreamsAndTheExitCode() throws Exception {
        var child =
                processes().start(List.of("sh", "-c", "cat; echo \"$1\" >&2; exit 7", "sh", "it's $HOME\n\"fine\""));
        byte[] much = new byte[3_000_000];
        Arrays.fill(much, (byte) 'x');
        var writer = CompletableFuture.runAsync(() -> {
            try (var input = child.input()) {
                input.write(much);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });

        assertThat(child.output().readAllBytes()).isEqualTo(much);
        assertThat(new String(child.errors().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("it's $HOME\n\"fine\"\n");
        writer.join();
        assertThat(child.await()).isEqualTo(7);
    }

    @Test
    void shouldRunARequestOnceHoweverOftenItIsLaunched() throws Exception {
        launches = 3;
        Path ran = folder.resolve("ran");
        var child = processes().start(List.of("sh", "-c", "echo once >> \"$0\"; cat", ran.toString()));
        child.input().close();

        assertThat(text(child)).isEmpty();
        assertThat(child.await()).isZero();
        for (Process process : launched) {
            assertThat(process.waitFor()).isZero();
        }
        assertThat(Files.readString(ran)).isEqualTo("once\n");
        assertThat(processes.wanted()).isEmpty();
    }

    @Test
    void shouldEndAProcessWithAllThatItStarted() throws Exception {
        var child = processes().start(List.of("sh", "-c", "sleep 1000 & echo $!; echo $$; wait"));
        var line = new StringBuilder();
        List<Long> family = new ArrayList<>();
        while (family.size() < 2) {
            int next = child.output().read();
            if (next == '\n') {
                family.add(Long.parseLong(line.toString()));
                line.setLength(0);
            } else {
                line.append((char) next);
            }
        }

        child.kill();

        assertThat(child.await()).isEqualTo(137);
        for (long pid : family) {
            Await.until(
                    pid + " is gone",
                    () -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
        }
        assertThat(child.output().read()).isEqualTo(-1);
        for (Process process : launched) {
            assertThat(process.waitFor()).isZero();
        }
    }

    @Test
    void shouldSayThatThereIsNoSuchProgram() {
        assertThatThrownBy(() -> processes().start(List.of("/no/such/program")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no such program");
    }

    @Test
    void shouldSayWhyALaunchFailed() {
        processes = new NodeProcesses(
                folder,
                () -> processes
                        .wanted()
                        .forEach(request -> processes.launchEnded(request.id(), "no container 'python'")),
                abandoned::get,
                lines::add);

        assertThatThrownBy(() -> processes.start(List.of("true")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no container 'python'");
    }

    @Test
    void shouldNotWaitForAControllerThatIsGone() {
        processes = new NodeProcesses(folder, () -> abandoned.set(true), abandoned::get, lines::add);

        assertThatThrownBy(() -> processes.start(List.of("true"))).isInstanceOf(IOException.class);
    }

    @Test
    void shouldSayThatTheLauncherLostAProcess() throws Exception {
        var child = processes().start(List.of("sh", "-c", "echo up; cat"));
        assertThat(child.output().read()).isEqualTo('u');
        launched.get(0).destroyForcibly().waitFor();
        processes.start(List.of("true")).await(); // another one does not disturb it
        child.kill();

        assertThatThrownBy(child::await).isInstanceOf(IOException.class).hasMessageContaining("not known");
    }

    @Test
    void shouldLetAReaderGoWhoseProcessNeverCame() throws Exception {
        processes = new NodeProcesses(folder, () -> {}, abandoned::get, lines::add);
        Path place = Files.createDirectories(folder.resolve("c"));
        var child = new PipedChild(place, List.of("true"));
        var reading = CompletableFuture.supplyAsync(() -> {
            try {
                return child.output().read();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });

        child.kill();

        assertThat(reading.get()).isEqualTo(-1);
        assertThat(child.errors().read()).isEqualTo(-1);
    }

    /** What a JVM that was killed leaves: a script at a pipe whose other end nobody will open. */
    @Test
    void shouldFreeAScriptThatAnEarlierProcessOfTheNodeLeft() throws Exception {
        Path place = Files.createDirectories(folder.resolve("with 'odd' name").resolve("p1"));
        var left = new PipedChild(place, List.of("sh", "-c", "sleep 1000"));
        left.kill();
        Process script = new ProcessBuilder("sh", left.script().toString()).start();
        launched.add(script);
        Await.until("it runs", () -> Files.exists(place.resolve(LaunchScript.TAKEN)));

        processes().clean();

        assertThat(script.waitFor()).isBetween(0, 255);
        assertThat(place).doesNotExist();
    }

    @Test
    void shouldStartDirectlyWhereThereAreNoPipes() throws Exception {
        Path file = Files.writeString(folder.resolve("with 'odd' name"), "no folder can be here");
        var child = processes().start(List.of("echo", "direct"));

        assertThat(text(child)).isEqualTo("direct\n");
        assertThat(lines).singleElement().asString().contains("no named pipes");
        assertThat(file).isRegularFile();
        assertThat(processes.wanted()).isEmpty();
    }
}
