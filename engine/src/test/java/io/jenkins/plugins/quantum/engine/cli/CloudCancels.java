package io.jenkins.plugins.quantum.engine.cli;

import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import io.jenkins.plugins.quantum.engine.backend.Conduct.Repetition;
import io.jenkins.plugins.quantum.engine.run.RunEnvironment;
import io.jenkins.plugins.quantum.engine.run.RunListener;
import io.jenkins.plugins.quantum.engine.run.RunOptions;
import io.jenkins.plugins.quantum.engine.run.SuiteSource;
import io.jenkins.plugins.quantum.engine.run.Workbench;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import io.jenkins.plugins.quantum.engine.testkit.clouds.Cloud;
import io.jenkins.plugins.quantum.engine.testkit.clouds.CloudProcess;
import io.jenkins.plugins.quantum.engine.testkit.clouds.CloudProcess.Counted;
import io.jenkins.plugins.quantum.engine.testkit.clouds.HurriedProvider;
import io.jenkins.plugins.quantum.engine.testkit.clouds.Moment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.commons.rng.UniformRandomProvider;

/** Ends runs at chosen moments of their jobs and asks the fakes what is left. Every second end comes in bad weather. */
final class CloudCancels implements AutoCloseable {
    private static final long LONG_MILLIS = 600_000;
    private static final int LATEST = 3;
    private static final Duration PATIENCE = Duration.ofMillis(700);

    private final Path folder;
    private final UniformRandomProvider random;
    private final CloudProcess clouds;
    private final Map<Moment, Row> rows = new EnumMap<>(Moment.class);
    private final List<String> wrong = new ArrayList<>();

    private static final class Row {
        private int ends;
        private int accepted;
        private int cancelled;
        private int finished;
        private int left;
        private int told;
    }

    CloudCancels(Path folder, long seed) throws IOException {
        this.folder = folder;
        this.random = Seed.generator(seed);
        this.clouds = new CloudProcess(seed);
        CloudSuite.write(folder, clouds.addresses());
    }

    List<String> wrong() {
        return List.copyOf(wrong);
    }

    /** Ends so many runs, each at the next kind of moment. */
    void end(int times) throws InterruptedException {
        int ended = 0;
        for (int run = 0; ended < times; run++) {
            Moment moment = Moment.values()[run % Moment.values().length];
            Cloud cloud = Cloud.values()[random.nextInt(Cloud.values().length)];
            ended += end(cloud, moment, run / Moment.values().length % 2 == 1, run) ? 1 : 0;
        }
    }

    /** Whether the run was ended before it came to its own end. */
    private boolean end(Cloud cloud, Moment moment, boolean bad, int run) throws InterruptedException {
        switch (moment) {
            case LOOKS, SUBMITS -> clouds.taking(random.nextInt(2) * LONG_MILLIS, LONG_MILLIS, random.nextInt(300));
            case WAITS -> clouds.taking(LONG_MILLIS, 0, random.nextInt(300));
            case RUNS -> clouds.taking(0, LONG_MILLIS, random.nextInt(300));
            case FETCHES, FETCHED -> clouds.taking(0, 100 + random.nextInt(900), random.nextInt(300));
        }
        int before = clouds.jobs(cloud, 0).size();
        clouds.bad(bad);
        var cancelled = new AtomicBoolean();
        var left = new AtomicInteger(moment == Moment.LOOKS ? 1 : 1 + random.nextInt(LATEST));
        var notes = new ConcurrentLinkedQueue<String>();
        boolean ended = run(
                cloud,
                folder.resolve("run-" + run),
                seen -> {
                    if (seen == moment && left.decrementAndGet() == 0) {
                        cancelled.set(true);
                    }
                },
                cancelled,
                notes);
        clouds.bad(false);
        if (ended) {
            audit(cloud, moment, bad, clouds.jobs(cloud, before), List.copyOf(notes));
        }
        return ended;
    }

    private boolean run(
            Cloud cloud, Path out, Consumer<Moment> watch, AtomicBoolean cancelled, ConcurrentLinkedQueue<String> notes)
            throws InterruptedException {
        var environment = Workplace.environment(new Surroundings(
                folder, cloud.variables(), System.out, System.err, false, java.time.Clock.systemUTC()));
        List<BackendProvider> providers = new ArrayList<>();
        environment.providers().stream()
                .filter(provider -> provider.type().equals("builtin"))
                .forEach(providers::add);
        providers.add(new HurriedProvider(cloud, HurriedMain.FACTOR, PATIENCE, watch));
        var workbench = new Workbench(new RunEnvironment(
                providers,
                List.of(),
                environment.access(),
                environment.python(),
                environment.clock(),
                environment.provenance()));
        var listener = new RunListener() {
            @Override
            public void note(String message) {
                notes.add(message);
            }
        };
        try {
            workbench.run(
                    SuiteSource.read(folder, CloudSuite.file(cloud)),
                    RunOptions.defaults(),
                    out,
                    listener,
                    cancelled::get,
                    (result, place) -> {});
            return false;
        } catch (CancellationException e) {
            return true;
        }
    }

    private void audit(Cloud cloud, Moment moment, boolean bad, List<Counted> accepted, List<String> notes) {
        Row row = rows.computeIfAbsent(moment, key -> new Row());
        row.ends++;
        row.accepted += accepted.size();
        String where = moment + " on " + cloud.type() + (bad ? " in bad weather" : "");
        int unnamed = (int) notes.stream()
                .filter(note -> note.contains("may exist and bill"))
                .count();
        if (unnamed > 0 && CloudCrashes.repetition(cloud) != Repetition.NONE) {
            wrong.add(where + ": in doubt where a token or tag exists");
        }
        for (Counted job : accepted) {
            if (!job.open()) {
                row.cancelled += job.state().equals("CANCELLED") ? 1 : 0;
                row.finished += job.state().equals("DONE") ? 1 : 0;
                continue;
            }
            row.left++;
            boolean named = notes.stream().anyMatch(note -> note.contains(job.id()));
            if (named || unnamed-- > 0) {
                row.told++;
            } else {
                wrong.add(where + ": job " + job.id() + " runs on and nobody was told: " + notes);
            }
            if (!bad) {
                wrong.add(where + ": job " + job.id() + " runs on: " + notes);
            }
        }
    }

    /** For a reader. */
    String page() {
        var page = new StringBuilder(
                "# Ended at every moment\n\nEvery second time with the faults of the crash test. \"left\": not ended at"
                        + " the fake when the run was over; \"told\": of those, named to the user, or announced as in doubt.\n\n"
                        + "| ended when | times | jobs accepted | cancelled | had finished | left | told |\n|---|---|---|---|---|---|---|\n");
        rows.forEach((moment, row) -> page.append(String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d | %d | %d | %d |%n",
                moment,
                row.ends,
                row.accepted,
                row.cancelled,
                row.finished,
                row.left,
                row.told)));
        return page.toString();
    }

    @Override
    public void close() {
        clouds.close();
    }
}
