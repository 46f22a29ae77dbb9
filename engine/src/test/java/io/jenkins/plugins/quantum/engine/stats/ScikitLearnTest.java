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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Figures of models against scikit-learn, on seeded cases of two to four classes with ties and rare classes. */
@EnabledIf(value = "hasScikitLearn", disabledReason = "no Python with scikit-learn: QMLOPS_PYTHON")
class ScikitLearnTest {
    private static final int CASES = 120;
    private static final int BINS = 8;
    private static final double TOLERANCE = 1e-19;

    @TempDir
    private Path folder;

    /** Points with the scores of each class. */
    private record Points(int classes, int[] truth, double[][] scores) {
        static Points drawn(UniformRandomProvider random, int number) {
            int classes = 2 + number % 3;
            int count = 2 * classes + random.nextInt(60);
            int[] truth = new int[count];
            double[][] scores = new double[count][classes];
            double rare = random.nextDouble();
            for (int i = 0; i < count; i++) {
                truth[i] = i < classes ? i : random.nextDouble() < rare ? 0 : random.nextInt(classes);
                double sum = 0;
                for (int k = 0; k < classes; k++) {
                    // votes of few shots tie often; the others hardly ever
                    scores[i][k] = number % 2 == 0 ? 1 + random.nextInt(9) : .01 + random.nextDouble();
                    scores[i][k] += k == truth[i] ? 2 : 0;
                    sum += scores[i][k];
                }
                for (int k = 0; k < classes; k++) {
                    scores[i][k] /= sum;
                }
            }
            return new Points(classes, truth, scores);
        }

        int decided(int point) {
            return IntStream.range(0, classes)
                    .reduce((a, b) -> scores[point][b] > scores[point][a] ? b : a)
                    .orElseThrow();
        }

        boolean[] positive(int of) {
            boolean[] positive = new boolean[truth.length];
            for (int i = 0; i < truth.length; i++) {
                positive[i] = truth[i] == of;
            }
            return positive;
        }

        double[] shares(int of) {
            return Arrays.stream(scores).mapToDouble(s -> s[of]).toArray();
        }

        Map<String, Double> figures() {
            double[][] matrix = new double[classes][classes];
            for (int i = 0; i < truth.length; i++) {
                matrix[truth[i]][decided(i)]++;
            }
            var confusion = new ConfusionMatrix(matrix);
            var figures = new LinkedHashMap<String, Double>();
            figures.put("f1", confusion.macroF1());
            figures.put("mcc", confusion.matthews());
            figures.put(
                    "auc",
                    IntStream.range(0, classes)
                            .mapToDouble(k -> RocArea.votes(positive(k), shares(k), 0))
                            .average()
                            .orElseThrow());
            if (classes == 2) {
                var reliability = new Reliability(positive(1), shares(1), 0, BINS);
                double[] labels = Arrays.stream(truth).asDoubleStream().toArray();
                double[] known = new double[labels.length];
                figures.put("brier", reliability.brier());
                figures.put("ece", reliability.expectedError());
                figures.put("rmse", PredictionErrors.rootMeanSquare(labels, shares(1), known));
                figures.put("mae", PredictionErrors.meanAbsolute(labels, shares(1), known));
            }
            return figures;
        }

        Map<String, Object> asked() {
            return Map.of(
                    "classes",
                    classes,
                    "truth",
                    truth,
                    "scores",
                    scores,
                    "bins",
                    BINS,
                    "decided",
                    IntStream.range(0, truth.length).map(this::decided).toArray());
        }
    }

    static boolean hasScikitLearn() throws IOException, InterruptedException {
        return Pythons.hasFrameworks()
                && new ProcessBuilder(Pythons.frameworks(), "-c", "import sklearn")
                                .redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start()
                                .waitFor()
                        == 0;
    }

    @Test
    void shouldGiveTheSameFigures() throws Exception {
        var random = Seed.generator(Seed.derive(20_261_122, "scikit-learn"));
        List<Points> cases = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            cases.add(Points.drawn(random, i));
        }

        JsonNode answers = ask(cases.stream().map(Points::asked).toList());

        assertThat(answers).hasSize(CASES);
        for (int i = 0; i < CASES; i++) {
            JsonNode answer = answers.get(i);
            Map<String, Double> own = cases.get(i).figures();
            assertThat(answer).hasSize(own.size());
            own.forEach((name, value) ->
                    assertThat(value).as(name).isCloseTo(answer.get(name).doubleValue(), within(TOLERANCE)));
        }
    }

    private JsonNode ask(Object cases) throws IOException, InterruptedException {
        var mapper = new ObjectMapper();
        Path asked = Files.writeString(folder.resolve("cases.json"), mapper.writeValueAsString(cases));
        Path answered = folder.resolve("answers.json");
        Path errors = folder.resolve("errors.txt");
        Path script = Path.of(System.getProperty("basedir", "."), "src", "test", "python", "scikit_figures.py");
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
