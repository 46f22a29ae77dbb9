package io.jenkins.plugins.quantum.engine.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.CredentialField;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.backend.Network;
import io.jenkins.plugins.quantum.engine.backend.Secret;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.cost.PriceBook;
import io.jenkins.plugins.quantum.engine.run.dispatch.Dispatcher;
import io.jenkins.plugins.quantum.engine.testkit.clouds.Cloud;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Many jobs at once over all fakes, as a process of its own whose limits are set from outside: as this engine does it, or with a thread
 * for each job that asks every second, as the vendors' clients do it. Prints what it cost as one line of JSON.
 */
final class ScaleMain {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int STACK_BYTES = 256 * 1024;

    private final int number;
    private final List<Backend> backends = new ArrayList<>();
    private final Map<String, Instant> known = new ConcurrentHashMap<>();
    private final Map<String, String> ids = new ConcurrentHashMap<>();

    private volatile int mostThreads;
    private volatile String names = "";

    private ScaleMain(int number) {
        this.number = number;
    }

    /**
     * Runs it.
     *
     * @param args
     *     {@code engine} or {@code threads}, how many jobs, a folder, then for each cloud its address
     */
    public static void main(String[] args) throws Exception {
        var scale = new ScaleMain(Integer.parseInt(args[1]));
        Network network = Network.direct(PATIENCE);
        for (int i = 0; i < Cloud.values().length; i++) {
            scale.backends.add(open(Cloud.values()[i], URI.create(args[3 + i]), network));
        }
        scale.count();
        long start = System.nanoTime();
        int right = args[0].equals("engine") ? scale.engine(Path.of(args[2])) : scale.threads();
        System.out.println(scale.report(right, (System.nanoTime() - start) / 1e9));
        System.exit(0);
    }

    /** Counts this program's threads now and then; those of the Java machine are in another group. */
    private void count() {
        var counter = new Thread(
                () -> {
                    while (true) {
                        var all = new Thread[2 * Thread.activeCount() + 10];
                        int live = Thread.enumerate(all) - 1; // without itself
                        if (live > mostThreads) {
                            mostThreads = live;
                            names = Stream.of(all)
                                    .limit(live + 1L)
                                    .collect(Collectors.groupingBy(
                                            thread -> thread.getName().replaceAll("\\d+", "N"),
                                            TreeMap::new,
                                            Collectors.counting()))
                                    .toString();
                        }
                        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
                    }
                },
                "counter");
        counter.setDaemon(true);
        counter.start();
    }

    private static Backend open(Cloud cloud, URI address, Network network) throws BackendException {
        return cloud.provider()
                .open(new BackendSettings(
                        cloud.type(), cloud.options(address), field -> secret(cloud, field), network));
    }

    private static Optional<Secret> secret(Cloud cloud, String name) {
        for (CredentialField field : cloud.provider().credentials()) {
            if (field.name().equals(name)) {
                return field.variables().stream()
                        .map(cloud.variables()::get)
                        .filter(value -> value != null)
                        .findFirst()
                        .map(Secret::of);
            }
        }
        return Optional.empty();
    }

    private Backend backend(int job) {
        return backends.get(job % backends.size());
    }

    private int engine(Path out) throws InterruptedException {
        List<Job> jobs = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            jobs.add(ManyJobs.of(i, backend(i)));
        }
        Clock clock = Clock.systemUTC();
        var prices = new Prices(PriceBook.bundled());
        int right = 0;
        try (RunFolder folder = RunFolder.open(out);
                Journal journal = Journal.open(folder.file(RunFolder.JOURNAL));
                var runner = new JobRunner(
                        Dispatcher.inBackground(clock),
                        folder,
                        new RunLog(folder, journal, prices, clock),
                        prices,
                        RunListener.SILENT,
                        () -> false,
                        clock,
                        clock.instant().plus(Duration.ofHours(2)),
                        Optional.empty())) {
            Map<String, JobRunner.Answer> answers = runner.run(jobs);
            for (int i = 0; i < number; i++) {
                JobRunner.Answer answer = answers.get(jobs.get(i).key());
                right += ManyJobs.right(i, answer.result()) ? 1 : 0;
                if (!answer.failure().isEmpty()) {
                    System.err.println(jobs.get(i).backend().name() + ": " + answer.failure());
                }
            }
        }
        for (Journal.Entry entry : Journal.read(out.resolve(RunFolder.JOURNAL))) {
            if (entry instanceof Journal.Submitted submitted) {
                ids.put(submitted.key(), submitted.id());
            } else if (entry instanceof Journal.Ended ended) {
                known.put(ended.key(), Instant.parse(ended.at()));
            }
        }
        return right;
    }

    private int threads() throws InterruptedException {
        Map<String, JobResult> results = new ConcurrentHashMap<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            Job job = ManyJobs.of(i, backend(i));
            var thread = new Thread(null, () -> results.put(job.key(), waitFor(job)), "job-" + i, STACK_BYTES);
            threads.add(thread);
            thread.start();
        }
        int right = 0;
        for (int i = 0; i < number; i++) {
            threads.get(i).join();
            right += ManyJobs.right(i, results.get(String.format("%08d", i))) ? 1 : 0;
        }
        return right;
    }

    /** What the vendors' clients do when a program calls {@code result()}; like them it reads again after a fault. */
    private JobResult waitFor(Job job) {
        try {
            Backend backend = job.backend();
            JobRef ref =
                    backend.submit(job.request(), java.util.UUID.randomUUID().toString());
            ids.put(job.key(), ref.id());
            JobResult result = null;
            while (result == null) {
                result = ask(backend, ref);
            }
            known.put(job.key(), Instant.now());
            return result;
        } catch (BackendException e) {
            throw new IllegalStateException(e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Its result, or null after a second. */
    private static JobResult ask(Backend backend, JobRef ref) throws BackendException, InterruptedException {
        try {
            if (backend.status(List.of(ref)).get(0).state() == JobStatus.State.DONE) {
                return backend.fetch(ref);
            }
        } catch (BackendException e) {
            if (e.kind() != BackendException.Kind.TRANSIENT) {
                throw e;
            }
        }
        TimeUnit.SECONDS.sleep(1);
        return null;
    }

    private ObjectNode report(int right, double seconds) throws IOException {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        ObjectNode report = Json.object()
                .put("right", right)
                .put("seconds", seconds)
                .put("cpuSeconds", system.getProcessCpuTime() / 1e9)
                .put("threads", mostThreads)
                .put("names", names);
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmHWM:")) {
                report.put("rssMegabytes", Long.parseLong(line.replaceAll("\\D", "")) / 1024);
            }
        }
        ArrayNode jobs = report.putArray("known");
        known.forEach((key, at) ->
                jobs.addObject().put("id", ids.getOrDefault(key, "")).put("at", at.toEpochMilli()));
        return report;
    }
}
