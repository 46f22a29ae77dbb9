package io.jenkins.plugins.quantum.engine.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.bench.WidthNoise.Row;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.python.Pythons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIf(
        value = "io.jenkins.plugins.quantum.engine.python.Pythons#hasAer",
        disabledReason = "Qiskit Aer is not set up: run `qmlops backends setup aer`")
class WidthNoiseTest {
    private static final double NEVER = Double.POSITIVE_INFINITY;
    private static final NoiseModel DEPOLARISING =
            model("depolarising", new NoiseModel.Errors(.001, .01, 0, 0, NEVER, NEVER));
    private static final NoiseModel RELAXING = model("t1", new NoiseModel.Errors(0, 0, 0, 0, 60e-6, 60e-6));

    private static NoiseModel model(String name, NoiseModel.Errors errors) {
        return new NoiseModel(name, name, errors, List.of(), List.of(), 50e-9, 500e-9);
    }

    @Test
    void shouldMeasureTheScoreAndFindFaultsAtFourQubits() throws Exception {
        var aer = new KeptAer(Pythons.aer());
        try {
            var bench = new WidthNoise(aer, 10, 50_000);
            for (Families family : List.of(Families.GHZ, Families.RANDOM)) {
                check(bench.row(family, 4, DEPOLARISING));
            }
        } finally {
            aer.end();
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "qmlops.long", matches = "true")
    void shouldMeasureTheScoreAndFindFaultsAtEveryWidth() throws Exception {
        int narrowest = Integer.getInteger("qmlops.narrowest", 4);
        int widest = Integer.getInteger("qmlops.widest", 12);
        int plays = Integer.getInteger("qmlops.plays", 200);
        var aer = new KeptAer(Pythons.aer());
        List<Row> rows = new ArrayList<>();
        try {
            var bench = new WidthNoise(aer, plays, 50_000);
            for (int qubits = narrowest; qubits <= widest; qubits += 2) {
                for (Families family : families()) {
                    for (NoiseModel noise : List.of(DEPOLARISING, RELAXING)) {
                        rows.add(bench.row(family, qubits, noise));
                        write(rows, plays);
                    }
                }
            }
        } finally {
            aer.end();
        }
        rows.forEach(WidthNoiseTest::check);
    }

    private static List<Families> families() {
        String named = System.getProperty("qmlops.families", "");
        return named.isEmpty()
                ? List.of(Families.values())
                : Stream.of(named.split(",")).map(Families::valueOf).toList();
    }

    private static void check(Row row) {
        if (row.feasible()) {
            assertThat(row.measured()).as(row.markdown()).isCloseTo(row.expected(), within(.02));
            assertThat(row.healthyRed()).as(row.markdown()).isLessThanOrEqualTo(.01);
            assertThat(row.coherentRed()).as(row.markdown()).isGreaterThanOrEqualTo(.95);
            assertThat(row.stuckRed()).as(row.markdown()).isGreaterThanOrEqualTo(.95);
        }
    }

    private static void write(List<Row> rows, int plays) throws IOException {
        Path results = Path.of(System.getProperty("basedir", "."), "..", "bench", "results");
        Files.createDirectories(results);
        List<String> lines = new ArrayList<>();
        lines.add("# Width and kind of noise");
        lines.add("");
        lines.add(
                "Written by the command in [bench/README.md](../README.md). \"exact score\": expectation of the linear score under the exact"
                        + " noisy law of Qiskit Aer (16 qubits, whose density matrix would take 64 GB: under the shares of 20 000 trajectories); \"measured\" and the"
                        + " figures beside it from 50 000 shots of Aer (16 qubits: 20 000 others). Then the fidelity gate, "
                        + plays
                        + " plays a subject, line .11 below the prediction, margin .08: shots at most, and how often it is red on the healthy subject, with every CNOT"
                        + " turned .6 too far, and with the bit stuck at 0 that is 1 about as often as 0. \"refused\": the gate says before anything is spent that 200 000 shots do not suffice.");
        lines.add("");
        lines.add(Row.heading());
        rows.forEach(row -> lines.add(row.markdown()));
        Files.writeString(results.resolve("width-noise.md"), String.join("\n", lines) + "\n");
    }
}
