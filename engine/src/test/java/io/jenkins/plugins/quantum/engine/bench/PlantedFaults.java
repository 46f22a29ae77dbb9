package io.jenkins.plugins.quantum.engine.bench;

import io.jenkins.plugins.quantum.engine.stats.Seed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** Plants a hundred different faults in a model, repeatably from a seed. */
final class PlantedFaults {
    static final int EACH = 100;

    private static final Pattern ROTATION = Pattern.compile("(r[xyz])\\((.*)\\) (q\\[\\d+\\]);");
    private static final Pattern PAIR = Pattern.compile("(c[xz]) (q\\[\\d+\\]), (q\\[(\\d+)\\]);");
    private static final Pattern SINGLE = Pattern.compile("[a-z]+(\\(.*\\))? q\\[(\\d+)\\];");
    private static final List<String> EXTRA = List.of("h", "x", "z", "s", "t", "sx");
    private static final int TRIES = 200;

    private final PlantedModel trained;
    private final UniformRandomProvider random;
    private final List<Mutant> mutants = new ArrayList<>();
    private final Set<Object> seen = new HashSet<>();

    /** A classical bit that always reads the same. */
    record StuckBit(int bit, char value) {}

    /**
     * A model with one fault.
     *
     * @param family
     *     kind of fault
     * @param name
     *     the fault in words
     * @param stuck
     *     when it is the device's
     */
    record Mutant(String family, String name, PlantedModel model, Optional<StuckBit> stuck) {}

    private record Fault(String name, PlantedModel model) {}

    private PlantedFaults(PlantedModel trained, long seed) {
        this.trained = trained;
        this.random = Seed.generator(Seed.derive(seed, "mutants", trained.name()));
        seen.add(trained);
    }

    /** A hundred, in a fixed order. */
    static List<Mutant> of(PlantedModel trained, long seed) {
        var made = new PlantedFaults(trained, seed);
        made.times(10, "gate removed", made::removed);
        made.times(12, "gate added", made::added);
        made.times(10, "gate replaced", made::replaced);
        for (double size : new double[] {0.05, 0.1, 0.2, 0.4, 0.8, 1.6}) {
            made.times(3, "angle shifted", () -> made.shifted(size));
        }
        made.times(6, "control swapped", made::swapped);
        made.endianness();
        for (double size : new double[] {0.02, 0.05, 0.1, 0.2, 0.4, 0.8}) {
            made.times(2, "stale weights", () -> made.stale(size));
        }
        made.times(6, "layer missing", made::missing);
        made.labels();
        for (double size : new double[] {0.02, 0.05, 0.1, 0.2, 0.4}) {
            made.coherent(size);
        }
        made.stuck();
        made.times(EACH - made.mutants.size(), "angle shifted", () -> made.shifted(0.3 + made.random.nextDouble()));
        return made.mutants.subList(0, EACH);
    }

    /** That many of a family, none of them twice; fewer where no more are found. */
    private void times(int count, String family, Supplier<Fault> draw) {
        int wanted = mutants.size() + count;
        for (int tries = 0; mutants.size() < wanted && tries < TRIES; tries++) {
            add(family, draw.get());
        }
    }

    private void add(String family, Fault fault) {
        if (seen.add(fault.model())) {
            mutants.add(new Mutant(family, fault.name(), fault.model(), Optional.empty()));
        }
    }

    private Fault steps(String name, UnaryOperator<List<String>> change) {
        return new Fault(name, trained.withSteps(change));
    }

    private int anyStep() {
        return random.nextInt(trained.steps().size());
    }

    private int anyStep(Pattern of) {
        int at;
        do {
            at = anyStep();
        } while (!of.matcher(trained.steps().get(at)).matches());
        return at;
    }

    private Fault removed() {
        int at = anyStep();
        return steps(trained.steps().get(at) + " at step " + at, lines -> {
            lines.remove(at);
            return lines;
        });
    }

    private Fault added() {
        int at = random.nextInt(trained.steps().size() + 1);
        int qubit = random.nextInt(trained.qubits());
        int other = (qubit + 1 + random.nextInt(trained.qubits() - 1)) % trained.qubits();
        int kind = random.nextInt(EXTRA.size() + 2);
        String gate = kind < EXTRA.size()
                ? EXTRA.get(kind) + " q[" + qubit + "];"
                : kind == EXTRA.size() ? "cx q[" + qubit + "], q[" + other + "];" : "ry(0.5) q[" + qubit + "];";
        return steps(gate + " before step " + at, lines -> {
            lines.add(at, gate);
            return lines;
        });
    }

    private Fault replaced() {
        int at = anyStep();
        String line = trained.steps().get(at);
        String other = line.startsWith("ry")
                ? "rx" + line.substring(2)
                : line.startsWith("rz")
                        ? "ry" + line.substring(2)
                        : line.startsWith("rx")
                                ? "rz" + line.substring(2)
                                : line.startsWith("cx") ? "cz" + line.substring(2) : "x" + line.substring(1);
        return steps(line + " by " + other + " at step " + at, lines -> {
            lines.set(at, other);
            return lines;
        });
    }

    private Fault shifted(double size) {
        int at = anyStep(ROTATION);
        double shift = random.nextBoolean() ? size : -size;
        Matcher parts = ROTATION.matcher(trained.steps().get(at));
        parts.matches();
        String line = String.format(
                Locale.ROOT, "%s((%s) + %.4f) %s;", parts.group(1), parts.group(2), shift, parts.group(3));
        return steps(String.format(Locale.ROOT, "%+.2f at step %d", shift, at), lines -> {
            lines.set(at, line);
            return lines;
        });
    }

    private Fault swapped() {
        int at = anyStep(PAIR);
        Matcher parts = PAIR.matcher(trained.steps().get(at));
        parts.matches();
        return steps(trained.steps().get(at) + " at step " + at, lines -> {
            lines.set(at, parts.group(1) + " " + parts.group(3) + ", " + parts.group(2) + ";");
            return lines;
        });
    }

    private void endianness() {
        String family = "wrong endianness";
        int last = trained.qubits() - 1;
        if (trained.classifies()) {
            add(
                    family,
                    new Fault(
                            "the last qubit is read",
                            trained.withPredict(trained.predict().replace("qubit: 0", "qubit: " + last))
                                    .withObservables(o -> o.replace("Z0", "Z" + last))));
        }
        add(family, new Fault("weights in reverse", trained.withWeights(reversed(trained.weights()))));
        add(family, steps("qubits in reverse in the first half", lines -> reversedQubits(lines, 0, lines.size() / 2)));
        add(
                family,
                steps(
                        "qubits in reverse in the second half",
                        lines -> reversedQubits(lines, lines.size() / 2, lines.size())));
        add(family, steps("features in reverse", lines -> {
            int features = trained.classifies() ? trained.rows().get(0).size() - 1 : 0;
            lines.replaceAll(line -> features == 0
                    ? line.replace("w_0", "@").replace("w_1", "w_0").replace("@", "w_1")
                    : renamed(line, "x_", "", features));
            return lines;
        }));
    }

    private static List<Double> reversed(List<Double> weights) {
        var others = new ArrayList<>(weights);
        Collections.reverse(others);
        return others;
    }

    private List<String> reversedQubits(List<String> lines, int from, int to) {
        lines.subList(from, to).replaceAll(line -> renamed(line, "q[", "]", trained.qubits()));
        return lines;
    }

    private static String renamed(String line, String before, String after, int count) {
        String text = line;
        for (int i = 0; i < count; i++) {
            text = text.replace(before + i + after, "@" + (count - 1 - i) + "#");
        }
        return text.replace("@", before).replace("#", after);
    }

    private Fault stale(double size) {
        var normal = ZigguratSampler.NormalizedGaussian.of(random);
        return new Fault(
                String.format(Locale.ROOT, "normal, deviation %.2f", size),
                trained.withWeights(trained.weights().stream()
                        .map(w -> w + size * normal.sample())
                        .toList()));
    }

    private Fault missing() {
        int length = trained.qubits() * (1 + random.nextInt(2));
        int from = random.nextInt(trained.steps().size() - length);
        return steps("steps " + from + " to " + (from + length - 1), lines -> {
            lines.subList(from, from + length).clear();
            return lines;
        });
    }

    private void labels() {
        if (!trained.classifies()) {
            return;
        }
        add(
                "labels swapped",
                new Fault(
                        "the two classes",
                        trained.withPredict(trained.predict().replaceAll("\\[(\\w+), (\\w+)\\]", "[$2, $1]"))));
        List<String> names = trained.rows().stream()
                .map(row -> row.get(row.size() - 1))
                .distinct()
                .toList();
        for (double share : new double[] {0.1, 0.2, 0.4}) {
            var rows = new ArrayList<List<String>>();
            for (List<String> row : trained.rows()) {
                var other = new ArrayList<>(row);
                if (random.nextDouble() < share) {
                    other.set(row.size() - 1, names.get(1 - names.indexOf(row.get(row.size() - 1))));
                }
                rows.add(other);
            }
            add(
                    "labels swapped",
                    new Fault(
                            String.format(Locale.ROOT, "about %.0f %% of the points", 100 * share),
                            trained.withRows(rows)));
        }
    }

    /** After each pair gate its target turns too far, or both turn against each other; and all rotations turn too far. */
    private void coherent(double size) {
        String words = String.format(Locale.ROOT, " by %.2f", size);
        add(
                "coherent error",
                steps(
                        "RX on the target after each CX" + words,
                        lines -> after(lines, parts -> List.of(angle("rx", size, parts.group(3))))));
        add(
                "coherent error",
                steps(
                        "ZZ after each CX" + words,
                        lines -> after(
                                lines,
                                parts -> List.of(
                                        "cx " + parts.group(2) + ", " + parts.group(3) + ";",
                                        angle("rz", size, parts.group(3)),
                                        "cx " + parts.group(2) + ", " + parts.group(3) + ";"))));
    }

    private static String angle(String gate, double size, String qubit) {
        return String.format(Locale.ROOT, "%s(%.4f) %s;", gate, size, qubit);
    }

    private static List<String> after(List<String> lines, java.util.function.Function<Matcher, List<String>> extra) {
        var all = new ArrayList<String>();
        for (String line : lines) {
            all.add(line);
            Matcher parts = PAIR.matcher(line);
            if (parts.matches()) {
                all.addAll(extra.apply(parts));
            }
        }
        return all;
    }

    private void stuck() {
        IntStream.range(0, Math.min(4, trained.qubits())).forEach(bit -> List.of('0', '1')
                .forEach(value -> mutants.add(new Mutant(
                        "stuck output",
                        "bit " + bit + " reads " + value,
                        trained,
                        Optional.of(new StuckBit(bit, value))))));
    }
}
