package io.jenkins.plugins.quantum.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.quantum.engine.python.Pythons;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Cross-entropy scores against Cirq's estimators and the Hellinger fidelity against Qiskit's, on seeded laws and counts of 2 to 6 qubits. */
@EnabledIf(value = "hasFrameworks", disabledReason = "no Python with Cirq and Qiskit: QMLOPS_PYTHON")
class CirqAndQiskitTest {
    private static final int CASES = 60;
    private static final double TOLERANCE = 1e-9;

    @TempDir
    private Path folder;

    /** A law in whole weights, which a list of shots can hold exactly, and counts. */
    private record Case(int[] weights, int[] counts) {
        static Case drawn(UniformRandomProvider random, int number) {
            int dimension = 1 << 2 + number % 5;
            int[] weights = new int[dimension];
            int[] counts = new int[dimension];
            for (int i = 0; i < dimension; i++) {
                // some outcomes are forbidden, some were never seen
                weights[i] = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(200);
                counts[i] = random.nextInt(3) == 0 ? 0 : random.nextInt(100);
            }
            weights[0] += 300;
            counts[0] += 1;
            return new Case(weights, counts);
        }

        double[] ideal() {
            return shares(weights);
        }

        double[] seen() {
            return shares(counts);
        }

        private static double[] shares(int[] numbers) {
            double sum = Arrays.stream(numbers).sum();
            return Arrays.stream(numbers).mapToDouble(number -> number / sum).toArray();
        }

        Map<String, Object> asked() {
            return Map.of("weights", weights, "counts", counts, "floor", CrossEntropy.FLOOR);
        }
    }

    static boolean hasFrameworks() {
        return Pythons.hasFrameworks();
    }

    @Test
    void shouldGiveTheSameFigures() throws Exception {
        var random = Seed.generator(Seed.derive(20_261_123, "cirq and qiskit"));
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            cases.add(Case.drawn(random, i));
        }

        JsonNode answers = ask(cases.stream().map(Case::asked).toList());

        assertThat(answers).hasSize(CASES);
        for (int i = 0; i < CASES; i++) {
            Case given = cases.get(i);
            double linear = new LinearScore(given.ideal()).mean(given.seen());
            double log = new CrossEntropy(given.ideal(), given.ideal().length).mean(given.seen());
            double hellinger = Distances.hellingerFidelity(given.seen(), given.ideal());
            for (var pair : List.of(
                    new double[] {linear, answers.get(i).get("linear").doubleValue()},
                    new double[] {log, answers.get(i).get("log").doubleValue()},
                    new double[] {hellinger, answers.get(i).get("hellinger").doubleValue()})) {
                assertThat(pair[0]).isCloseTo(pair[1], within(TOLERANCE));
            }
        }
    }

    private JsonNode ask(Object cases) throws IOException, InterruptedException {
        var mapper = new ObjectMapper();
        Path asked = Files.writeString(folder.resolve("cases.json"), mapper.writeValueAsString(cases));
        Path answered = folder.resolve("answers.json");
        Path errors = folder.resolve("errors.txt");
        Path script = Path.of(System.getProperty("basedir", "."), "src", "test", "python", "distribution_figures.py");
        Process process = new ProcessBuilder(Pythons.frameworks(), script.toString())
                .redirectInput(asked.toFile())
                .redirectOutput(answered.toFile())
                .redirectError(errors.toFile())
                .start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(errors, StandardCharsets.UTF_8))
                .isZero();
        return mapper.readTree(answered.toFile());
    }
}
