package io.jenkins.plugins.quantum.engine.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.stats.Decision;
import io.jenkins.plugins.quantum.engine.stats.SameShape;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import io.jenkins.plugins.quantum.engine.stats.ShapeCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Error rates of the look at two submissions, where the two laws are as far from each other as is just healthy or just bad. */
class TwoSubmissionsReplayTest {
    private static final long SEED = 20_261_123;
    private static final double GOOD = .025;
    private static final double BAD = .10;

    /**
     * A law and another one at a squared distance from it.
     *
     * @param name
     *     of the law
     * @param moved
     *     how they differ
     * @param first
     *     probabilities
     * @param direction
     *     of the other law from it; sums to 0
     */
    private record Pair(String name, String moved, double[] first, double[] direction) {
        static Pair fading(String name, double[] law) {
            return new Pair(
                    name,
                    "signal turned into uniform noise",
                    law,
                    Arrays.stream(law).map(p -> 1. / law.length - p).toArray());
        }

        /** The worst case of the linear part of the error: all is in the two likeliest outcomes. */
        static Pair shifting(String name, double[] law) {
            int[] order = java.util.stream.IntStream.range(0, law.length)
                    .boxed()
                    .sorted((i, j) -> Double.compare(law[j], law[i]))
                    .mapToInt(i -> i)
                    .toArray();
            double[] direction = new double[law.length];
            direction[order[0]] = -1;
            direction[order[1]] = 1;
            return new Pair(name, "the likeliest outcome turned into the next", law, direction);
        }

        double norm() {
            return Arrays.stream(first).map(p -> p * p).sum();
        }

        double[] second(double distance) {
            double length = Arrays.stream(direction).map(d -> d * d).sum();
            double step = Math.sqrt(distance * norm() / length);
            double[] law = first.clone();
            for (int i = 0; i < law.length; i++) {
                law[i] += step * direction[i];
                assertThat(law[i]).isNotNegative();
            }
            return law;
        }
    }

    private record Row(Pair pair, double distance, double alpha, int shots, int replays, int passed, int failed) {
        boolean keepsItsPromise() {
            return SequentialReplay.compatible(distance <= GOOD ? failed : 0, replays, alpha)
                    && SequentialReplay.compatible(distance >= BAD ? passed : 0, replays, SequentialReplay.BETA);
        }

        String markdown() {
            return String.format(
                    Locale.ROOT,
                    "| %s | %s | %.3f | %.4f | %d | %d | %.2f %% | %.2f %% |",
                    pair.name,
                    pair.moved,
                    distance,
                    alpha,
                    shots,
                    replays,
                    100. * failed / replays,
                    100. * passed / replays);
        }
    }

    private static double[] ghz(double share) {
        double[] law = new double[64];
        Arrays.fill(law, (1 - share) / 64);
        law[0] += share / 2;
        law[63] += share / 2;
        return law;
    }

    private static double[] porterThomas(int qubits) {
        UniformRandomProvider random = Seed.generator(Seed.derive(1, "porter-thomas", "n" + qubits));
        double[] law = new double[1 << qubits];
        Arrays.setAll(law, i -> -Math.log1p(-random.nextDouble()));
        double sum = Arrays.stream(law).sum();
        return Arrays.stream(law).map(p -> p / sum).toArray();
    }

    private static List<Pair> pairs() {
        return List.of(
                Pair.fading("GHZ of 6 qubits, .95 of its signal", ghz(.95)),
                Pair.shifting("GHZ of 6 qubits, .95 of its signal", ghz(.95)),
                Pair.fading("Porter-Thomas of 4 qubits", porterThomas(4)),
                Pair.shifting("Porter-Thomas of 4 qubits", porterThomas(4)),
                Pair.fading("Porter-Thomas of 8 qubits", porterThomas(8)));
    }

    private static List<Row> play(Pair pair, double alpha, int replays, double... distances) {
        var limits = new ShapeCheck.Limits(GOOD, BAD, alpha, SequentialReplay.BETA);
        int shots = 50;
        while (!SameShape.mayDecide(pair.first, pair.norm(), shots, limits)
                || !SameShape.planned(pair.first, pair.norm(), shots, limits, SEED)
                        .decisive()) {
            shots = (int) Math.ceil(shots * 1.25);
        }
        shots = (int) Math.ceil(shots * 1.1);
        List<Row> rows = new ArrayList<>();
        for (double distance : distances) {
            UniformRandomProvider random =
                    Seed.generator(Seed.derive(SEED, pair.name, pair.moved, "d" + distance, "a" + alpha));
            double[] one = pair.first;
            double[] two = pair.second(distance);
            int passed = 0;
            int failed = 0;
            for (int i = 0; i < replays; i++) {
                long[] first = draw(one, shots, random);
                long[] second = draw(two, shots, random);
                long[] together = new long[first.length];
                Arrays.setAll(together, k -> first[k] + second[k]);
                Decision decision =
                        SameShape.of(together, pair.norm(), limits, SEED + i).judge(first, second);
                passed += decision == Decision.PASS ? 1 : 0;
                failed += decision == Decision.FAIL ? 1 : 0;
            }
            rows.add(new Row(pair, distance, alpha, shots, replays, passed, failed));
        }
        return rows;
    }

    private static long[] draw(double[] law, int shots, UniformRandomProvider random) {
        double[] cumulative = law.clone();
        Arrays.parallelPrefix(cumulative, Double::sum);
        long[] counts = new long[law.length];
        for (int shot = 0; shot < shots; shot++) {
            int at = Arrays.binarySearch(cumulative, random.nextDouble());
            counts[Math.min(law.length - 1, at < 0 ? -at - 1 : at + 1)]++;
        }
        return counts;
    }

    @Test
    void shouldKeepErrorRatesInAShortReplay() {
        for (Pair pair : pairs().subList(1, 3)) {
            List<Row> rows = play(pair, SequentialReplay.ALPHA, 25, GOOD, BAD, .2);
            assertThat(rows)
                    .allSatisfy(row ->
                            assertThat(row.keepsItsPromise()).as(row.markdown()).isTrue());
            assertThat(rows.get(0).passed()).as(rows.get(0).markdown()).isGreaterThan(20);
            assertThat(rows.get(2).failed()).as(rows.get(2).markdown()).isGreaterThan(22);
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "qmlops.long", matches = "true")
    void shouldKeepErrorRatesInAHundredReplays() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (Pair pair : pairs().subList(1, 5)) {
            rows.addAll(play(pair, SequentialReplay.ALPHA, 100, 0, GOOD, BAD));
            write(rows);
        }
        assertThat(rows)
                .allSatisfy(row ->
                        assertThat(row.keepsItsPromise()).as(row.markdown()).isTrue());
    }

    private static void write(List<Row> rows) throws IOException {
        var lines = new ArrayList<>(List.of(
                "# Replay of the gate reproducibility on circuits",
                "",
                "Written by the command in [bench/README.md](../README.md). Two submissions whose laws are at a true squared distance"
                        + " from each other; healthy up to " + GOOD + ", bad from " + BAD
                        + ", missed at most 0.05. Shots are those"
                        + " of one submission.",
                "",
                "| law | how the second differs | distance | false red promised | shots | replays | FAIL | PASS |",
                "|---|---|---:|---:|---:|---:|---:|---:|"));
        rows.forEach(row -> lines.add(row.markdown()));
        Files.writeString(
                PythonRival.folder().resolve("results").resolve("two-submissions-replay.md"),
                String.join("\n", lines) + "\n");
    }
}
