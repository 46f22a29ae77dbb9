package io.jenkins.plugins.quantum.engine.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.bench.AvailabilityReplay.Case;
import io.jenkins.plugins.quantum.engine.bench.AvailabilityReplay.Row;
import io.jenkins.plugins.quantum.engine.testkit.SimulatedTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AvailabilityReplayTest {
    private static final long SEED = 20_260_102;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.21, 0.84})
    void shouldBeDownForTheStatedShareOfTheTime(double share) {
        Instant start = SimulatedTime.START;

        assertThat(Outages.share(new Outages(start, share, SEED), start, start.plus(Duration.ofDays(400))))
                .isBetween(share - 0.03, share + 0.03);
    }

    @Test
    void shouldCompleteNearlyAllRunsWithFailOverInAShortReplay() throws Exception {
        var replay = new AvailabilityReplay(folder, 60, SEED);

        Row with = replay.play(Case.INDEPENDENT, true);
        Row without = replay.play(Case.ONE_84, false);

        assertThat(with.complete()).as(with.markdown()).isEqualTo(1);
        assertThat(with.moves()).isPositive();
        assertThat(without.complete()).as(without.markdown()).isLessThan(0.7);
    }

    @Test
    @EnabledIfSystemProperty(named = "qmlops.long", matches = "true")
    void shouldCompleteNearlyAllRunsWithFailOver() throws Exception {
        var replay = new AvailabilityReplay(folder, 5_000, SEED);
        List<Row> rows = new ArrayList<>();
        for (Case what : Case.values()) {
            for (boolean failOver : new boolean[] {true, false}) {
                rows.add(replay.play(what, failOver));
                write(rows);
            }
        }
        for (Row row : rows) {
            if (row.failOver()) {
                assertThat(row.complete())
                        .as(row.markdown())
                        .isGreaterThanOrEqualTo(Math.min(0.999, (double) row.possible() / row.runs() - 0.001));
            }
        }
    }

    private static void write(List<Row> rows) throws IOException {
        Path results = Path.of(System.getProperty("basedir", "."), "..", "bench", "results");
        Files.createDirectories(results);
        List<String> lines = new ArrayList<>();
        lines.add("# Availability");
        lines.add("");
        lines.add("Written by the command in [bench/README.md](../README.md). Three devices, outages of "
                + Outages.SHORTEST.toMinutes() + " minutes to " + Outages.LONGEST.toHours()
                + " hours, deadline " + AvailabilityReplay.DEADLINE.toMinutes() + " minutes, simulated time, seed "
                + SEED + ".");
        lines.add("");
        lines.add(Row.heading());
        rows.forEach(row -> lines.add(row.markdown()));
        lines.add("");
        lines.add(
                "*Missed* are runs without data although some device was up for as long as a job takes. With fail-over:");
        lines.add("");
        List<String> missed = rows.stream()
                .filter(Row::failOver)
                .flatMap(row -> row.missed().stream())
                .map(words -> "- " + words)
                .toList();
        lines.addAll(missed.isEmpty() ? List.of("none.") : missed);
        Files.writeString(results.resolve("availability.md"), String.join("\n", lines) + "\n");
    }
}
