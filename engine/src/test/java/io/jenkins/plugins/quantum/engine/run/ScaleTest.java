package io.jenkins.plugins.quantum.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Thousands of jobs at once over five providers in little memory, beside the pattern of a thread for each job. */
class ScaleTest {
    /** Of the engine: those that make exchanges, and the caller's. */
    private static final int THREADS = 16;

    @TempDir
    private Path folder;

    @Test
    void shouldHaveAThousandJobsInFlight() throws Exception {
        ScaleFigures engine = ScaleFigures.of("engine", 1000, 15_000, folder);

        requireAll(engine);
        assertThat(engine.inFlight()).as("in flight").isGreaterThan(500);
    }

    @Test
    @EnabledIfSystemProperty(named = "qmlops.long", matches = "true", disabledReason = "takes half an hour")
    void shouldHaveTenThousandJobsInFlightForAFifthOfTheCalls() throws Exception {
        List<ScaleFigures> all = new ArrayList<>();
        all.add(ScaleFigures.of("threads", 1000, 60_000, folder));
        all.add(ScaleFigures.of("engine", 1000, 60_000, folder));
        all.add(ScaleFigures.of("engine", 10_000, 300_000, folder));
        Files.writeString(
                Path.of("../bench/results/scale.md").toAbsolutePath(),
                "# Thousands of jobs at once\n\n" + ScaleFigures.table(all));

        all.stream().filter(figures -> figures.pattern().equals("engine")).forEach(ScaleTest::requireAll);
        assertThat(all.get(2).calls()).isLessThan(all.get(0).calls() / 5);
        assertThat(all.get(2).inFlight()).isEqualTo(10_000);
    }

    private static void requireAll(ScaleFigures figures) {
        String table = ScaleFigures.table(List.of(figures));
        assertThat(figures.right()).as(table).isEqualTo(figures.jobs());
        assertThat(figures.accepted()).as(table).isEqualTo(figures.jobs());
        System.err.println(table);
    }
}
