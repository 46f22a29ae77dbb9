package io.jenkins.plugins.quantum.engine.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.bench.SequentialReplay.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

class SequentialReplayTest {
    private static final long SEED = 20_260_101;
    private static final List<Scenario> SCENARIOS = List.of(
            new Scenario.Trials("trials .90/.80", .90, .80),
            new Scenario.Trials("trials .90/.85", .90, .85),
            new Scenario.Trials("trials .15/.05", .15, .05),
            new Scenario.Cycled("30 points cycled .85/.75", .85, .75, 30),
            new Scenario.Linear("linear n=4 .80/.70, planned", 4, .80, .70, true),
            new Scenario.Linear("linear n=6 .80/.70, planned", 6, .80, .70, true),
            new Scenario.Linear("linear n=8 .80/.70, planned", 8, .80, .70, true),
            new Scenario.Linear("linear n=6 .80/.70, no plan", 6, .80, .70, false),
            new Scenario.Surprise("cross entropy n=4 .80/.70, planned", 4, .80, .70),
            new Scenario.Surprise("cross entropy n=6 .80/.70, planned", 6, .80, .70),
            new Scenario.Expectation("expectation within .2 margin .1, planned", -.6, .2, .1, true),
            new Scenario.Expectation("expectation within .2 margin .1, no plan", -.6, .2, .1, false),
            new Scenario.Agreement("two runs of 30 points within .1 margin .05", .1, .05, 30));

    /** Which gates decide by which of them. */
    private static final List<String> GATES = List.of(
            "trials: allowed-states, classical, mirror, ground-state-rate, time-to-solution",
            "points cycled: accuracy, noise-drop, noise-budget",
            "linear: fidelity",
            "cross entropy: cross-entropy",
            "expectation: expectation; with one side of it energy-gap",
            "two runs: reproducibility on models");

    private static final int GATES_OF_A_BUILD = 20;

    /** Bounded scores are looked at 150 times instead of after every score, which would take hours. */
    private static final List<Scenario> LOOKED_AT_OFTEN = List.of(
            new Scenario.Linear("linear n=6 .80/.70, planned", 6, .80, .70, true),
            new Scenario.Expectation("expectation within .2 margin .1, planned", -.6, .2, .1, true));

    @Test
    void shouldKeepErrorRatesAndSaveShotsInAShortReplay() {
        var replay = new SequentialReplay(500, SEED);
        for (Scenario scenario : SCENARIOS) {
            List<Row> rows = replay.play(scenario, 1, 10);
            assertThat(rows)
                    .allSatisfy(row ->
                            assertThat(row.keepsItsPromise()).as(row.markdown()).isTrue());
            assertThat(rows.get(0).saved()).as(rows.get(0).markdown()).isGreaterThan(.6);
            assertThat(rows.get(4).saved()).as(rows.get(4).markdown()).isGreaterThan(.6);
        }
    }

    @Test
    void shouldKeepHealthyBuildsGreen() {
        List<Scenario> gates = Collections.nCopies(GATES_OF_A_BUILD, SCENARIOS.get(0));
        assertThat(SequentialReplay.compatible(
                        new SequentialReplay(1_000, SEED).redBuilds(gates, 10), 1_000, SequentialReplay.ALPHA))
                .isTrue();
    }

    @Test
    @EnabledIfSystemProperty(named = "qmlops.long", matches = "true")
    void shouldKeepErrorRatesInTenThousandReplays() throws IOException {
        var replay = new SequentialReplay(10_000, SEED);
        List<Row> rows = new ArrayList<>();
        for (int gates : new int[] {1, 20}) {
            for (Scenario scenario : SCENARIOS) {
                rows.addAll(replay.play(scenario, gates, 10));
                if (scenario instanceof Scenario.Trials || scenario instanceof Scenario.Cycled) {
                    rows.addAll(replay.play(scenario, gates, 0));
                }
                write("sequential-replay", rows);
            }
        }
        check(rows);
    }

    @Test
    @EnabledIfSystemProperty(named = "qmlops.long", matches = "true")
    void shouldKeepErrorRatesWhenLookedAtOften() throws IOException {
        var replay = new SequentialReplay(10_000, SEED);
        List<Row> rows = new ArrayList<>();
        for (Scenario scenario : LOOKED_AT_OFTEN) {
            rows.addAll(replay.play(scenario, 1, 150));
            write("sequential-replay-150-looks", rows);
        }
        check(rows);
    }

    @Test
    @EnabledIfSystemProperty(named = "qmlops.long", matches = "true")
    void shouldKeepErrorRatesOfTwoRuns() throws IOException {
        var replay = new SequentialReplay(10_000, SEED);
        List<Row> rows = new ArrayList<>();
        for (int gates : new int[] {1, 20}) {
            for (double margin : new double[] {.075, .05}) {
                rows.addAll(replay.play(
                        new Scenario.Agreement(
                                "two runs of 30 points within .1 margin " + (margin == .05 ? ".05" : ".075"),
                                .1,
                                margin,
                                30),
                        gates,
                        10));
                write("sequential-replay-two-runs", rows);
            }
        }
        check(rows);
    }

    @Test
    @EnabledIfSystemProperty(named = "qmlops.long", matches = "true")
    void shouldKeepHealthyBuildsOfEveryKindGreen() throws IOException {
        List<Scenario> gates = IntStream.range(0, GATES_OF_A_BUILD)
                .mapToObj(i -> SCENARIOS.get(i % SCENARIOS.size()))
                .toList();
        int red = new SequentialReplay(10_000, SEED).redBuilds(gates, 10);
        write(
                "sequential-replay-builds",
                List.of(
                        "# Builds of healthy gates",
                        "",
                        "Written by the command in [bench/README.md](../README.md). Builds of " + GATES_OF_A_BUILD
                                + " gates, all kinds of [the replay](sequential-replay.md) in turn, each exactly at its healthy edge,"
                                + " 10 looks, seed " + SEED + ": " + red + " of 10000 red; promised is "
                                + SequentialReplay.ALPHA + "."));
        assertThat(SequentialReplay.compatible(red, 10_000, SequentialReplay.ALPHA))
                .isTrue();
    }

    private static void check(List<Row> rows) {
        for (Row row : rows) {
            assertThat(row.keepsItsPromise()).as(row.markdown()).isTrue();
            assertThat(row.decides()).as(row.markdown()).isTrue();
        }
    }

    private static void write(String page, List<Row> rows) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("# Replay of the sequential tests");
        lines.add("");
        lines.add("Written by the command in [bench/README.md](../README.md). "
                + rows.get(0).replays()
                + " replays a row, build's false red " + SequentialReplay.ALPHA + " divided by m, missed "
                + SequentialReplay.BETA + ", cap 1.5 times the fixed design of the same rates, seed " + SEED + ".");
        lines.add("");
        lines.add("Rows whose errors refute the promised rate (one-sided binomial test at 1e-3): "
                + rows.stream().filter(row -> !row.keepsItsPromise()).count() + " of " + rows.size() + ".");
        lines.add("");
        lines.add("Which gate is which row: " + String.join("; ", GATES) + ".");
        lines.add("");
        lines.add(Row.heading());
        rows.forEach(row -> lines.add(row.markdown()));
        write(page, lines);
    }

    private static void write(String page, Collection<String> lines) throws IOException {
        Path results = Path.of(System.getProperty("basedir", "."), "..", "bench", "results");
        Files.createDirectories(results);
        Files.writeString(results.resolve(page + ".md"), String.join("\n", lines) + "\n");
    }
}
