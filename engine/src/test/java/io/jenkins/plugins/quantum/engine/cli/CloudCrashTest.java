package io.jenkins.plugins.quantum.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.testkit.clouds.Cloud;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Runs on five providers' services that fail, killed with {@code kill -9} and resumed: nothing is paid twice, lost or mistaken. */
class CloudCrashTest {
    private static final long SEED = 20_261_122;
    /** Of fakes, each with a lane for each provider, so that the long test uses the time that jobs wait. */
    private static final int SETS = 3;

    @TempDir
    private Path folder;

    @Test
    void shouldLoseNothingAndPayNothingTwiceWhenKilledAtRandomMoments() throws Exception {
        var figures = new CrashFigures();
        new CloudCrashes(folder, SEED, 1000, 300, figures).strike(4, soFar -> {});
        check(figures);
    }

    @Test
    @EnabledIfSystemProperty(named = "qmlops.long", matches = "true", disabledReason = "takes an hour")
    void shouldLoseNothingAndPayNothingTwiceInThreeHundredKills() throws Exception {
        Path page = Path.of("../bench/results/crash.md").toAbsolutePath();
        var figures = new CrashFigures();
        ExecutorService threads = Executors.newFixedThreadPool(SETS);
        try {
            var work = new ExecutorCompletionService<Void>(threads);
            for (int set = 0; set < SETS; set++) {
                Path own = Files.createDirectory(folder.resolve("set-" + set));
                var crashes = new CloudCrashes(own, SEED + 1 + set, 10_000, 2000, figures);
                work.submit(() -> {
                    crashes.strike(60, soFar -> write(page, soFar));
                    return null;
                });
            }
            for (int set = 0; set < SETS; set++) {
                work.take().get();
            }
        } finally {
            threads.shutdownNow();
        }
        check(figures);
        assertThat(figures.unknownByKill()).as("unknown by a kill").isLessThanOrEqualTo(figures.kills() / 100);
    }

    private static void write(Path page, CrashFigures figures) {
        try {
            Files.writeString(page, figures.page());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void check(CrashFigures figures) {
        assertThat(figures.wrong()).as(figures.page()).isEmpty();
        for (Cloud cloud : Cloud.values()) {
            assertThat(figures.runs(cloud)).as(cloud.name()).isPositive();
        }
    }
}
