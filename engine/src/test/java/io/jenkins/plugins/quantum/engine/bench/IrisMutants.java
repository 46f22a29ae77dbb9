package io.jenkins.plugins.quantum.engine.bench;

import io.jenkins.plugins.quantum.engine.stats.Seed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** Plants the faults that happen to variational classifiers, repeatably from a seed. */
final class IrisMutants {
    private static final int QUBITS = 4;
    private static final int FEATURES = 4;
    private static final int FINAL_ANGLES = 16;

    private final IrisModel trained;
    private final UniformRandomProvider random;
    private final List<Mutant> mutants = new ArrayList<>();

    /**
     * A model with one fault.
     *
     * @param family
     *     kind of fault
     * @param name
     *     the fault in words
     */
    record Mutant(String family, String name, IrisModel model) {}

    private IrisMutants(IrisModel trained, long seed) {
        this.trained = trained;
        this.random = Seed.generator(Seed.derive(seed, "iris mutants"));
    }

    /** All of them, in a fixed order. */
    static List<Mutant> of(IrisModel trained, long seed) {
        var made = new IrisMutants(trained, seed);
        made.perturbAllWeights();
        made.perturbOneWeight();
        made.misplaceWeights();
        made.readWrongly();
        made.encodeWrongly();
        made.dropSteps();
        made.changeGates();
        return List.copyOf(made.mutants);
    }

    private void add(String family, String name, IrisModel model) {
        mutants.add(new Mutant(family, name, model));
    }

    private void steps(String family, String name, UnaryOperator<List<String>> change) {
        add(family, name, trained.withSteps(change));
    }

    private void perturbAllWeights() {
        for (double size : new double[] {0.01, 0.05, 0.1, 0.2, 0.4, 0.8}) {
            for (int draw = 1; draw <= 3; draw++) {
                double[] weights = trained.weights().clone();
                var normal = ZigguratSampler.NormalizedGaussian.of(random);
                for (int i = 0; i < weights.length; i++) {
                    weights[i] += size * normal.sample();
                }
                add(
                        "all weights perturbed",
                        String.format(Locale.ROOT, "normal, deviation %.2f, draw %d", size, draw),
                        trained.withWeights(weights));
            }
        }
    }

    private void perturbOneWeight() {
        for (double size : new double[] {0.1, 0.3, 1.0}) {
            for (int draw = 1; draw <= 3; draw++) {
                double[] weights = trained.weights().clone();
                int index = random.nextInt(weights.length);
                weights[index] += random.nextBoolean() ? size : -size;
                add(
                        "one weight perturbed",
                        String.format(Locale.ROOT, "w_%d by %.1f", index, size),
                        trained.withWeights(weights));
            }
        }
    }

    private void misplaceWeights() {
        String family = "weights misplaced";
        double[] weights = trained.weights();
        double[] shifted = new double[weights.length];
        double[] mirrored = new double[weights.length];
        double[] transposed = weights.clone();
        double[] stale = new double[weights.length];
        double[] degrees = new double[weights.length];
        for (int i = 0; i < weights.length; i++) {
            shifted[(i + 1) % weights.length] = weights[i];
            mirrored[i - i % QUBITS + QUBITS - 1 - i % QUBITS] = weights[i];
            stale[i] = Math.PI * (2 * random.nextDouble() - 1);
            degrees[i] = Math.toDegrees(weights[i]);
        }
        for (int i = 0; i < FINAL_ANGLES; i++) {
            int within = i % (2 * QUBITS);
            transposed[i - within + within % 2 * QUBITS + within / 2] = weights[i];
        }
        add(family, "shifted by one", trained.withWeights(shifted));
        add(family, "qubits in reverse (endianness)", trained.withWeights(mirrored));
        add(family, "rows for columns", trained.withWeights(transposed));
        add(family, "of another training", trained.withWeights(stale));
        add(family, "degrees for radians", trained.withWeights(degrees));
    }

    private void readWrongly() {
        String family = "read wrongly";
        add(
                family,
                "class bit swapped",
                trained.withSuite("classes: [versicolor, virginica]", "classes: [virginica, versicolor]"));
        for (int qubit = 1; qubit < QUBITS; qubit++) {
            add(
                    family,
                    "qubit " + qubit + (qubit == QUBITS - 1 ? " (endianness)" : ""),
                    trained.withSuite("qubit: 0", "qubit: " + qubit));
        }
    }

    private void encodeWrongly() {
        String family = "encoded wrongly";
        for (int first = 0; first < FEATURES; first++) {
            for (int second = first + 1; second < FEATURES; second++) {
                String a = "x_" + first;
                String b = "x_" + second;
                steps(
                        family,
                        "columns " + first + " and " + second + " swapped",
                        lines -> eachLine(
                                lines,
                                line -> line.replace(a, "@").replace(b, a).replace("@", b)));
            }
        }
        steps(family, "columns in reverse", lines -> eachLine(lines, IrisMutants::mirrored));
        steps(family, "not centred", lines -> eachLine(lines, line -> line.replaceAll(" - [0-9.]+\\)", ")")));
        steps(family, "millimetres for centimetres", lines -> eachLine(lines, line -> line.replace("(x_", "(10 * x_")));
        steps(family, "not scaled", lines -> eachLine(lines, line -> line.replaceAll("[0-9.]+ \\* \\(x", "1 * (x")));
    }

    private static String mirrored(String line) {
        String text = line;
        for (int i = 0; i < FEATURES; i++) {
            text = text.replace("x_" + i, "@" + (FEATURES - 1 - i));
        }
        return text.replace("@", "x_");
    }

    private void dropSteps() {
        String family = "layer dropped";
        int[][] layers = {{0, 4}, {4, 12}, {12, 16}, {16, 20}, {20, 28}, {28, 32}, {32, 36}};
        String[] names = {
            "first encoding",
            "first rotations",
            "first CNOTs",
            "second encoding",
            "second rotations",
            "second CNOTs",
            "last rotations"
        };
        for (int i = 0; i < layers.length; i++) {
            int from = layers[i][0];
            int to = layers[i][1];
            steps(family, names[i], lines -> {
                lines.subList(from, to).clear();
                return lines;
            });
        }
        for (int at : new int[] {12, 13, 14, 15, 28, 29, 30, 31}) {
            steps("CNOT dropped", trained.steps().get(at) + " at step " + at, lines -> {
                lines.remove(at);
                return lines;
            });
        }
    }

    private void changeGates() {
        String family = "gates changed";
        steps(
                family,
                "CNOTs reversed",
                lines -> eachLine(lines, line -> line.replaceAll("cx (q\\[\\d\\]), (q\\[\\d\\]);", "cx $2, $1;")));
        steps(family, "CNOTs in reverse order", lines -> {
            Collections.reverse(lines.subList(12, 16));
            Collections.reverse(lines.subList(28, 32));
            return lines;
        });
        steps(family, "CZ for CX", lines -> eachLine(lines, line -> line.replace("cx ", "cz ")));
        steps(family, "RX for RY", lines -> eachLine(lines, line -> line.replace("ry(w", "rx(w")));
        steps(family, "RZ before RY", IrisMutants::rotationsExchanged);
        steps(family, "sign of RZ", lines -> eachLine(lines, line -> line.replace("rz(w", "rz(-w")));
        steps(family, "sign of RY", lines -> eachLine(lines, line -> line.replace("ry(w", "ry(-w")));
        steps(family, "half angles", lines -> eachLine(lines, line -> line.replaceAll("\\(w_(\\d+)\\)", "(w_$1 / 2)")));
    }

    private static List<String> rotationsExchanged(List<String> lines) {
        for (int at = 0; at + 1 < lines.size(); at++) {
            if (lines.get(at).startsWith("ry(w") && lines.get(at + 1).startsWith("rz(w")) {
                Collections.swap(lines, at, at + 1);
                at++;
            }
        }
        return lines;
    }

    private static List<String> eachLine(List<String> lines, UnaryOperator<String> change) {
        lines.replaceAll(change);
        return lines;
    }
}
