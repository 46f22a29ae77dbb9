package io.jenkins.plugins.quantum.agent;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.Launcher;
import hudson.model.TaskListener;
import hudson.slaves.DumbSlave;
import io.jenkins.plugins.quantum.engine.python.ProcessStarter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import jenkins.security.MasterToSlaveCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/**
 * What it costs that Python is started by the launcher of the step, on an agent, and talks over named pipes: beside a process that this
 * JVM starts by itself. The figures become {@code target/launch-latency.md}, from which {@code bench/results/launch-latency.md} is written.
 */
@WithJenkins
@EnabledIfSystemProperty(named = "qmlops.bench", matches = "true", disabledReason = "a measurement")
class LaunchLatencyITest {
    private static final int STARTS = 30;
    private static final int EXCHANGES = 2000;
    private static final List<String> ECHO =
            List.of("python3", "-u", "-c", "import sys\nfor line in sys.stdin: print(line, end='', flush=True)");

    @TempDir
    private Path folder;

    private NodeProcesses processes;

    /** Of a start until the first answer, and of one line there and back: medians. */
    private record Times(double startMillis, double exchangeMicros) {}

    private static final class Nothing extends MasterToSlaveCallable<Void, IOException> {
        private static final long serialVersionUID = 1L;

        @Override
        public Void call() {
            return null;
        }
    }

    /** What the controller does: it hears the bell, asks what is wanted, and launches it on the agent. */
    private void serve(DumbSlave agent, Launcher launcher) {
        try {
            agent.getChannel().call(new Nothing()); // the bell
            agent.getChannel().call(new Nothing()); // the question
            for (LaunchRequest request : processes.wanted()) {
                launcher.launch()
                        .cmds(request.command())
                        .pwd(folder.toString())
                        .quiet(true)
                        .start();
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static double median(double[] times) {
        Arrays.sort(times);
        return times[times.length / 2];
    }

    private static void exchange(ProcessStarter.Child child, BufferedReader answers) throws IOException {
        child.input().write("{\"ask\": 1}\n".getBytes(StandardCharsets.UTF_8));
        child.input().flush();
        assertThat(answers.readLine()).isEqualTo("{\"ask\": 1}");
    }

    private static Times measure(ProcessStarter starter) throws IOException {
        double[] starts = new double[STARTS];
        double[] exchanges = new double[EXCHANGES];
        for (int i = -3; i < STARTS; i++) { // the first warm up
            long start = System.nanoTime();
            ProcessStarter.Child child = starter.start(ECHO);
            var answers = new BufferedReader(new InputStreamReader(child.output(), StandardCharsets.UTF_8));
            exchange(child, answers);
            if (i >= 0) {
                starts[i] = (System.nanoTime() - start) / 1e6;
            }
            for (int k = 0; i == STARTS - 1 && k < EXCHANGES; k++) {
                long asked = System.nanoTime();
                exchange(child, answers);
                exchanges[k] = (System.nanoTime() - asked) / 1e3;
            }
            child.kill();
        }
        return new Times(median(starts), median(exchanges));
    }

    @Test
    void shouldMeasureStartsAndExchanges(JenkinsRule jenkins) throws Exception {
        DumbSlave agent = jenkins.createOnlineSlave();
        Launcher launcher = agent.createLauncher(TaskListener.NULL);
        processes = new NodeProcesses(
                folder.resolve("a/processes"),
                () -> CompletableFuture.runAsync(() -> serve(agent, launcher)),
                () -> false,
                line -> {});

        Times local = measure(ProcessStarter.local());
        Times launched = measure(processes);
        processes.close();

        Files.writeString(
                Path.of("target", "launch-latency.md"),
                String.format(
                        Locale.ROOT,
                        "| until the first answer, ms | %.1f | %.1f | %.2f |%n| one line there and back, us | %.0f | %.0f | %.2f |%n",
                        local.startMillis(),
                        launched.startMillis(),
                        launched.startMillis() / local.startMillis(),
                        local.exchangeMicros(),
                        launched.exchangeMicros(),
                        launched.exchangeMicros() / local.exchangeMicros()));
        assertThat(launched.exchangeMicros()).isPositive();
    }
}
