package io.jenkins.plugins.quantum.engine.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.bench.SequentialReplay.Row;
import io.jenkins.plugins.quantum.engine.stats.DecayDesign;
import io.jenkins.plugins.quantum.engine.stats.DecayTest;
import io.jenkins.plugins.quantum.engine.stats.Decision;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Error rates and shots of the gate fold-decay, by the machinery of the other sequential gates. */
class FoldDecayReplayTest {
    private static final long SEED = 20_260_102;

    /**
     * A GHZ state on three qubits that keeps .8 of its signal, and a share of that after folding. A score is known by a number: 0 and
     * 1 are allowed and other outcomes of the circuit as it is, 2 and 3 those of the folded one.
     */
    private record Decay(String name, double good, double bad) implements Scenario {
        private static final double FIRST = .8;
        private static final double LOW = -1 / 3.0;
        private static final double HIGH = 1;
        private static final double[] SCORES = {HIGH, LOW};

        private static double allowed(double mean) {
            return (mean - LOW) / (HIGH - LOW);
        }

        private static double variance(double mean) {
            return (HIGH - mean) * (mean - LOW);
        }

        private DecayDesign.Plan plan() {
            return new DecayDesign.Plan(FIRST, good * FIRST, variance(FIRST), variance(good * FIRST));
        }

        @Override
        public Law law(Place place) {
            double second = allowed(place.mean(good, bad) * FIRST);
            return new Law(new double[] {0, 1, 2, 3}, new double[][] {
                {allowed(FIRST), 1, 1, 1},
                {0, 0, second, 1}
            });
        }

        @Override
        public Run start(double alpha, double beta) {
            return new Playing(new DecayTest(new DecayDesign(good, bad, alpha, beta), plan(), LOW, HIGH));
        }

        @Override
        public long fixed(double alpha, double beta) {
            return 2 * new DecayDesign(good, bad, alpha, beta).fixed(plan());
        }
    }

    private record Playing(DecayTest test) implements Scenario.Run {
        @Override
        public Scenario.Run look(double[] values, long[] counts) {
            return new Playing(
                    test.update(Decay.SCORES, new long[] {counts[0], counts[1]}, new long[] {counts[2], counts[3]}));
        }

        @Override
        public Decision decision() {
            return test.decision();
        }
    }

    private static final Scenario SCENARIO = new Decay("fold decay .75/.60 of .80", .75, .60);

    @Test
    void shouldKeepErrorRatesInAShortReplay() {
        assertThat(new SequentialReplay(300, SEED).play(SCENARIO, 1, 10))
                .allSatisfy(row ->
                        assertThat(row.keepsItsPromise()).as(row.markdown()).isTrue());
    }

    @Test
    @EnabledIfSystemProperty(named = "qmlops.long", matches = "true")
    void shouldKeepErrorRatesInTenThousandReplays() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (int gates : new int[] {1, 20}) {
            rows.addAll(new SequentialReplay(10_000, SEED).play(SCENARIO, gates, 10));
            write(rows);
        }
        assertThat(rows)
                .allSatisfy(row ->
                        assertThat(row.keepsItsPromise()).as(row.markdown()).isTrue());
    }

    private static void write(List<Row> rows) throws IOException {
        var lines = new ArrayList<>(List.of(
                "# Replay of the gate fold-decay",
                "",
                "Written by the command in [bench/README.md](../README.md). "
                        + rows.get(0).replays()
                        + " replays a row, rates and cap as in [sequential-replay.md](sequential-replay.md); shots are those of both"
                        + " circuits. The fixed design is the larger of what tells the lines apart and what proves that folding acted.",
                "",
                Row.heading()));
        rows.forEach(row -> lines.add(row.markdown()));
        Files.writeString(
                PythonRival.folder().resolve("results").resolve("fold-decay-replay.md"),
                String.join("\n", lines) + "\n");
    }
}
