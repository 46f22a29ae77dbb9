package io.jenkins.plugins.quantum.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.Network;
import io.jenkins.plugins.quantum.engine.backend.Secret;
import io.jenkins.plugins.quantum.engine.backend.builtin.BuiltinProvider;
import io.jenkins.plugins.quantum.engine.backend.ionq.IonqProvider;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import io.jenkins.plugins.quantum.engine.run.dispatch.Dispatcher;
import io.jenkins.plugins.quantum.engine.suite.Suite.BackendSpec;
import io.jenkins.plugins.quantum.engine.testkit.ionq.FakeIonq;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Many runs that wait for a provider's machine in one process: no thread for any of them. */
class WaitingRunsTest {
    private static final String KEY = "planted-key";
    private static final int MOST_THREADS = 12;
    private static final int LANES = 4;
    private static final int COMPUTING = 2;

    @TempDir
    private Path folder;

    private final FakeIonq service = new FakeIonq(Clock.systemUTC(), 0, KEY);
    private final Network network = Network.direct();
    private final Dispatcher dispatcher = Dispatcher.inBackground(Clock.systemUTC(), LANES);
    private final AtomicInteger passed = new AtomicInteger();
    private final List<Throwable> faults = new ArrayList<>();

    private RunEnvironment environment() {
        return new RunEnvironment(
                List.of(new BuiltinProvider(1), new IonqProvider()),
                List.of(new BackendSpec(
                        "lab", "ionq", Map.of("endpoint", service.uri() + "/v0.4"), SourcePosition.of("test"))),
                (spec, provider) -> new BackendSettings(
                        spec.name(), spec.options(), field -> Optional.of(Secret.of(KEY)), network),
                (from, reference, shapes) -> {
                    throw new IllegalStateException("the suite needs no Python");
                },
                dispatcher,
                Clock.systemUTC(),
                Map.of());
    }

    private Path prepared() throws Exception {
        Files.writeString(
                folder.resolve("ghz.qasm"),
                "OPENQASM 3.0;\ninclude \"stdgates.inc\";\nqubit[3] q;\nbit[3] c;\nh q[0];\ncx q[0], q[1];\ncx q[1], q[2];\n"
                        + "c = measure q;\n");
        Files.writeString(
                folder.resolve("quantum.yml"),
                """
                version: 1
                profiles: {pr: {backends: [lab], budget: 5 USD, rounds: 1}}
                tests:
                  - {name: ghz, circuit: ghz.qasm, gates: {allowed-states: {states: ["000", "111"], max-leakage: 0.1}}}
                """);
        new Workbench(environment())
                .prepare(
                        SuiteSource.read(folder, "quantum.yml"),
                        RunOptions.defaults(),
                        folder.resolve("prepared"),
                        RunListener.SILENT,
                        () -> false);
        return folder.resolve("prepared");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.sorted().toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    /** One run, which goes on in turns of a small pool. */
    private final class Turns {
        private final ScheduledExecutorService pool;
        private final SteppedRun run;
        private final AtomicBoolean planned = new AtomicBoolean();

        Turns(ScheduledExecutorService pool, Path place) throws InterruptedException {
            this.pool = pool;
            this.run = new Workbench(environment())
                    .open(place, RunListener.SILENT, () -> false, (result, where) -> {});
            run.onNews(this::hint);
        }

        void hint() {
            if (planned.compareAndSet(false, true)) {
                pool.schedule(this::turn, 50, TimeUnit.MILLISECONDS);
            }
        }

        private synchronized void turn() {
            planned.set(false);
            try {
                Optional<RunResult> result = run.advance();
                if (result.isPresent()) {
                    run.close();
                    if (result.get().passed()) {
                        passed.incrementAndGet();
                    }
                }
            } catch (InterruptedException | RuntimeException e) {
                synchronized (faults) {
                    faults.add(e);
                }
            }
        }
    }

    private static Map<Long, String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.getName().startsWith("HTTP") && !thread.getName().contains("fake"))
                .collect(Collectors.toMap(Thread::getId, Thread::getName));
    }

    private static void until(String what, Duration patience, java.util.function.BooleanSupplier condition)
            throws InterruptedException {
        Instant end = Instant.now().plus(patience);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as(what).isBefore(end);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static long heap() {
        System.gc();
        return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 10;
    }

    private String figures(int runs) throws Exception {
        Path prepared = prepared();
        service.jobs().hold();
        Set<Long> idle = threads().keySet();
        long before = heap();
        ScheduledExecutorService pool = Executors.newScheduledThreadPool(COMPUTING);
        List<Turns> all = new ArrayList<>();
        Map<String, Long> names;
        long used;
        try {
            for (int i = 0; i < runs; i++) {
                Path place = folder.resolve("run-" + i);
                copy(prepared, place);
                Turns turns = new Turns(pool, place);
                all.add(turns);
                turns.hint();
            }
            until("all jobs are at the service", Duration.ofMinutes(5), () -> service.jobs().accepted() == runs);
            until("all wait", Duration.ofMinutes(1), () -> all.stream()
                    .allMatch(turns -> turns.run.open().size() == 1));
            Map<Long, String> now = threads();
            now.keySet().removeAll(idle);
            names = now.values().stream()
                    .collect(Collectors.groupingBy(
                            name -> name.replaceAll("[0-9]+", "N"), TreeMap::new, Collectors.counting()));
            used = heap() - before;
            assertThat(now.size()).as("threads over idle: " + names).isLessThanOrEqualTo(MOST_THREADS);
            service.jobs().release();
            until("all have passed", Duration.ofMinutes(10), () -> passed.get() + faults.size() == runs);
        } finally {
            pool.shutdownNow();
            service.close();
        }
        assertThat(faults).isEmpty();
        assertThat(passed).hasValue(runs);
        assertThat(service.jobs().accepted()).isEqualTo(runs);
        assertThat(service.jobs().duplicates()).isEmpty();
        long threads = names.values().stream().mapToLong(Long::longValue).sum();
        return String.format(
                Locale.ROOT,
                "| %d | %d | %d | %.0f | %d |%n",
                runs,
                threads,
                runs,
                (double) runs / threads,
                used / runs)
                + "\nThreads: " + names + "\n";
    }

    @Test
    void shouldWaitWithFewThreadsHoweverManyRunsThereAre() throws Exception {
        assertThat(figures(100)).startsWith("| 100 |");
    }

    @Test
    @EnabledIfSystemProperty(named = "qmlops.long", matches = "true", disabledReason = "takes some minutes")
    void shouldWaitWithAThousandRuns() throws Exception {
        Files.writeString(
                Path.of("../bench/results/waiting-runs.md").toAbsolutePath(),
                """
                # A thousand runs that wait in one process

                Each run has one job in the queue of a provider's service (the fake of IonQ, over HTTP on this machine), with a folder, a journal and a plan of its own.
                Threads are those over idle while all wait; the service's own are not counted. Afterwards all jobs end at once: all runs pass, each job was submitted once.
                The pattern to compare with has a thread for each run, as `qmlops run` has one and as the SDKs' blocking clients have.

                `mvn -f engine -q test -Djacoco.skip=true -Dtest=WaitingRunsTest -Dqmlops.long=true`

                | runs | threads over idle | thread for each run | ratio | heap for each run, kB |
                |---|---|---|---|---|
                """
                        + figures(1000));
    }
}
