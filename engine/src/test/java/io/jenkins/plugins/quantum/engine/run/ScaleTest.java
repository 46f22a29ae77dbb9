package io.jenkins.plugins.quantum.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.run.dispatch.Dispatcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Thousands of jobs at once over five providers in little memory, beside the pattern of a thread for each job. */
class ScaleTest {
    /** All of the program: those that make exchanges, the caller's, and those of the HTTP client. */
    private static final int MOST_THREADS = 16;

    @TempDir
    private Path folder;

    @Test
    void shouldHaveAThousandJobsInFlight() throws Exception {
        ScaleFigures engine = ScaleFigures.of("engine", 1000, 0, folder);

        requireAll(engine);
        assertThat(engine.inFlight()).as("in flight").isEqualTo(1000);
    }

    @Test
    @EnabledIfSystemProperty(named = "qmlops.long", matches = "true", disabledReason = "takes half an hour")
    void shouldHaveTenThousandJobsInFlightForAFifthOfTheCalls() throws Exception {
        List<ScaleFigures> all = new ArrayList<>();
        all.add(ScaleFigures.of("threads", 1000, 60_000, folder));
        all.add(ScaleFigures.of("engine", 1000, 60_000, folder));
        write(all);
        all.add(ScaleFigures.of("engine", 10_000, 0, folder));
        write(all);

        ScaleFigures threads = all.get(0);
        all.subList(1, 3).forEach(ScaleTest::requireAll);
        assertThat(all.get(1).calls()).as("calls").isLessThan(threads.calls() / 5);
        assertThat(all.get(2).inFlight()).as("in flight").isEqualTo(10_000);
    }

    private static void write(List<ScaleFigures> all) throws IOException {
        var page = new StringBuilder("# Thousands of jobs at once over five providers' services\n\n")
                .append(ScaleFigures.table(all))
                .append(
                        "\nThe 10 000 jobs wait until the last one is accepted and then end all at once, the worst case for"
                                + " \"late\"; the others wait for a minute and run for 12 s each.\n");
        all.forEach(figures -> page.append("\nThreads of ")
                .append(figures.pattern())
                .append(", ")
                .append(figures.jobs())
                .append(" jobs: ")
                .append(figures.names())
                .append('\n'));
        Files.writeString(Path.of("../bench/results/scale.md").toAbsolutePath(), page);
    }

    private static void requireAll(ScaleFigures figures) {
        String table = ScaleFigures.table(List.of(figures));
        assertThat(figures.right()).as(table).isEqualTo(figures.jobs());
        assertThat(figures.accepted()).as(table).isEqualTo(figures.jobs());
        assertThat(figures.threads()).as(figures.names()).isLessThanOrEqualTo(MOST_THREADS);
        assertThat(figures.names())
                .contains("main=1")
                .containsPattern("qmlops-dispatch-N=" + Dispatcher.THREADS + "\\b");
    }
}
