package io.jenkins.plugins.quantum.engine.cli;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.Conduct.Repetition;
import io.jenkins.plugins.quantum.engine.backend.Credentials;
import io.jenkins.plugins.quantum.engine.backend.Network;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import io.jenkins.plugins.quantum.engine.testkit.clouds.Cloud;
import io.jenkins.plugins.quantum.engine.testkit.clouds.CloudProcess;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Kills and resumes runs on all fakes at once, one lane for each provider, and counts what the fakes counted. */
final class CloudCrashes {
    private static final long LAG_MILLIS = 300;

    private final Path folder;
    private final long seed;
    private final long queueMillis;
    private final long runMillis;
    private final CrashFigures figures;

    CloudCrashes(Path folder, long seed, long queueMillis, long runMillis, CrashFigures figures) {
        this.folder = folder;
        this.seed = seed;
        this.queueMillis = queueMillis;
        this.runMillis = runMillis;
        this.figures = figures;
    }

    /** What makes a repeated submission safe at a provider. */
    static Repetition repetition(Cloud cloud) {
        try (var backend = cloud.provider()
                .open(new BackendSettings(
                        "machine",
                        cloud.options(URI.create("http://127.0.0.1:9")),
                        Credentials.none(),
                        Network.direct()))) {
            return backend.conduct().repetition();
        } catch (BackendException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /**
     * Runs until so many processes were killed on each provider, by the figures.
     *
     * @param progress
     *     told after every run
     */
    void strike(int killsOnEach, Consumer<CrashFigures> progress) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(Cloud.values().length);
        try (var clouds = new CloudProcess(seed)) {
            clouds.taking(queueMillis, runMillis, LAG_MILLIS);
            CloudSuite.write(folder, clouds.addresses());
            Map<Cloud, CrashLane> lanes = new EnumMap<>(Cloud.class);
            for (Cloud cloud : Cloud.values()) {
                lanes.put(cloud, new CrashLane(cloud, folder, Seed.generator(Seed.derive(seed, cloud.name()))));
            }
            var work = new ExecutorCompletionService<Long>(threads);
            lanes.values().forEach(lane -> work.submit(lane::undisturbed));
            conditions(longest(work));
            clouds.bad(true);
            lanes.forEach((cloud, lane) -> work.submit(() -> {
                for (int run = 0; figures.kills(cloud) < killsOnEach; run++) {
                    lane.strike(clouds, figures, run);
                    progress.accept(figures);
                }
                return 0L;
            }));
            longest(work);
        } finally {
            threads.shutdownNow();
        }
    }

    /** The greatest of what all lanes answer; the first failure ends it. */
    private static long longest(ExecutorCompletionService<Long> work) throws InterruptedException, ExecutionException {
        long longest = 0;
        for (int lane = 0; lane < Cloud.values().length; lane++) {
            longest = Math.max(longest, work.take().get());
        }
        return longest;
    }

    private void conditions(long longest) {
        figures.conditions(
                "Each run is a process of its own, killed with `kill -9` at a moment drawn evenly over the time that an"
                        + " undisturbed run on the same provider takes (up to " + longest
                        + " ms), and resumed; a resumed one is killed again with probability " + CrashLane.KILLED_AGAIN
                        + ", up to "
                        + CrashLane.MOST_KILLS + " times in all. Pauses of the adapters are " + HurriedMain.FACTOR
                        + " times shorter than in use; jobs wait " + queueMillis + " ms and run " + runMillis
                        + " ms, and some gates take three looks; lists lag by " + LAG_MILLIS
                        + " ms. 24 % of the connections are refused, reset after the request, cut off in the answer, silent or"
                        + " slow; 6 % of the requests have their effect and are answered with 5xx or garbage; 2 % begin a storm of up to 8"
                        + " answers 429.");
    }
}
