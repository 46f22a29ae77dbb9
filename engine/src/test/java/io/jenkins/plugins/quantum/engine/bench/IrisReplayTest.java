package io.jenkins.plugins.quantum.engine.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import io.jenkins.plugins.quantum.engine.run.SuiteSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The iris model judged from shots, again and again: whole runs, of which only the shots differ. Its true accuracy is known, and
 * the lines are put at a known distance from it.
 */
class IrisReplayTest {
    private static final double MARGIN = 0.10;
    /** Above the line there must be room for it below 1. */
    private static final double NARROW = 0.06;

    /** The default of profiles. */
    private static final int ROUNDS = 3;

    private static final double FALSE_RED = 0.01;
    private static final double MISSED = 0.05;
    /** How improbable a count of errors must be, were the promised rate true, to refute the promise. */
    private static final double REFUTED = 1e-3;

    private static final String SUITE =
            """
            version: 1
            profiles: {pr: {backends: [builtin], rounds: %d}}
            tests:
              - name: iris
                model:
                  circuit: vqc.qasm
                  inputs: {x: data, w: weights.json}
                  data: heldout.csv
                  predict: {qubit: 0, classes: [versicolor, virginica], shots: 25}
                noise: heron-r2
                evidence: shots
                gates: %s
            """;

    @TempDir
    private Path folder;

    private final ReplayBackend backend = new ReplayBackend();

    /**
     * Runs of one suite.
     *
     * @param place
     *     where the model stands
     * @param green
     *     runs of which every gate passed
     * @param red
     *     runs of which a gate failed
     */
    private record Tally(String place, String gates, int rounds, int runs, int green, int red, double meanShots) {
        double share(int count) {
            return count / (double) runs;
        }

        String markdown() {
            return String.format(
                    Locale.ROOT,
                    "| %s | `%s` | %d | %d | %.1f %% | %.1f %% | %.1f %% | %.0f |",
                    place,
                    gates,
                    rounds,
                    runs,
                    100 * share(green),
                    100 * share(red),
                    100 * share(runs - green - red),
                    meanShots);
        }
    }

    @Test
    void shouldSeldomBeRedWhereTheModelIsHealthy() throws Exception {
        Tally edge = replay("at line + margin", accuracy(MARGIN, MARGIN), ROUNDS, 60);
        Tally inside = replay("at line + 2 margins", accuracy(2 * MARGIN, MARGIN), ROUNDS, 60);

        assertThat(compatible(edge.red(), edge.runs(), FALSE_RED)).isTrue();
        assertThat(compatible(inside.red(), inside.runs(), FALSE_RED)).isTrue();
        assertThat(compatible(inside.runs() - inside.green(), inside.runs(), MISSED))
                .isTrue();
    }

    @Test
    @EnabledIfSystemProperty(named = "qmlops.long", matches = "true", disabledReason = "takes minutes")
    void shouldKeepItsRatesInAThousandRuns() throws Exception {
        int runs = 1000;
        List<Tally> tallies = new ArrayList<>();
        tallies.add(replay("at line + 2 margins", accuracy(2 * MARGIN, MARGIN), ROUNDS, runs));
        tallies.add(replay("at line + margin", accuracy(MARGIN, MARGIN), ROUNDS, runs));
        tallies.add(replay("at the line", accuracy(0, NARROW), ROUNDS, runs));
        tallies.add(replay("at line + 2 margins, three gates", threeGates(2 * MARGIN), ROUNDS, runs));
        tallies.add(replay("at line + margin, three gates", threeGates(MARGIN), ROUNDS, runs));

        write(tallies);

        for (Tally tally : tallies) {
            if (tally.place().startsWith("at the line")) {
                assertThat(compatible(tally.green(), runs, MISSED))
                        .as(tally.markdown())
                        .isTrue();
            } else {
                assertThat(compatible(tally.red(), runs, FALSE_RED))
                        .as(tally.markdown())
                        .isTrue();
            }
            if (tally.place().startsWith("at line + 2 margins")) {
                assertThat(tally.share(tally.green())).as(tally.markdown()).isGreaterThanOrEqualTo(0.95);
                assertThat(tally.share(tally.red())).as(tally.markdown()).isLessThanOrEqualTo(FALSE_RED);
            }
        }
    }

    /** The accuracy gate with its line that far below what the model has. */
    private String accuracy(double below, double margin) throws Exception {
        return String.format(Locale.ROOT, "{accuracy: {min: %.4f, margin: %.2f}}", truth() - below, margin);
    }

    private String threeGates(double below) throws Exception {
        return String.format(
                Locale.ROOT,
                "{accuracy: {min: %1$.4f, margin: %2$.2f}, noise-drop: {max: %3$.4f, margin: %2$.2f},"
                        + " noise-budget: {min: 1.5, metric: accuracy, line: %1$.4f, margin: %2$.2f}}",
                truth() - below,
                MARGIN,
                below);
    }

    /** The accuracy that decisions of 25 shots have under the noise of the test. */
    private double truth() throws Exception {
        var runs = new IrisRuns(Files.createTempDirectory(folder, "truth"), backend);
        IrisModel model = suite(ROUNDS, "{accuracy: {min: 0.6}}");
        SuiteSource source = runs.place(
                new IrisModel(model.steps(), model.weights(), model.suite().replace("    evidence: shots\n", "")),
                "model");
        return figure(runs.run(source, 1), "accuracy");
    }

    private static double figure(RunResult result, String name) {
        var finding = result.tests().get(0).gates().get(0).finding();
        assertThat(finding.figures()).as(finding.headline()).containsKey(name);
        return finding.figures().get(name);
    }

    private static IrisModel suite(int rounds, String gates) throws IOException {
        IrisModel trained = IrisModel.trained();
        return new IrisModel(trained.steps(), trained.weights(), SUITE.formatted(rounds, gates));
    }

    private Tally replay(String place, String gates, int rounds, int count) throws Exception {
        var runs = new IrisRuns(Files.createTempDirectory(folder, "replay"), backend);
        SuiteSource source = runs.place(suite(rounds, gates), "model");
        int green = 0;
        int red = 0;
        long shots = 0;
        for (long seed = 1; seed <= count; seed++) {
            RunResult result = runs.run(source, seed);
            green += result.passed() ? 1 : 0;
            red += result.tests().get(0).gates().stream().anyMatch(gate -> gate.verdict() == Verdict.FAIL) ? 1 : 0;
            shots += result.cost().shots();
        }
        return new Tally(place, gates, rounds, count, green, red, shots / (double) count);
    }

    private static boolean compatible(int errors, int runs, double rate) {
        return errors == 0 || BinomialDistribution.of(runs, rate).survivalProbability(errors - 1) >= REFUTED;
    }

    private void write(List<Tally> tallies) throws Exception {
        List<String> lines = new ArrayList<>();
        lines.add("# Replay of the iris model from shots");
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "Written by the command in [bench/README.md](../README.md). Whole runs with seeds from 1; the true accuracy of"
                        + " decisions of 25 shots under heron-r2 is %.4f; false red of the build %.2f, missed %.2f.",
                truth(),
                FALSE_RED,
                MISSED));
        lines.add("");
        lines.add("| the model stands | gates | rounds | runs | PASS | red | undecided | mean shots |");
        lines.add("|---|---|---:|---:|---:|---:|---:|---:|");
        tallies.forEach(tally -> lines.add(tally.markdown()));
        Path results = Path.of(System.getProperty("basedir", "."), "..", "bench", "results");
        Files.createDirectories(results);
        Files.writeString(results.resolve("iris-replay.md"), String.join("\n", lines) + "\n");
    }
}
