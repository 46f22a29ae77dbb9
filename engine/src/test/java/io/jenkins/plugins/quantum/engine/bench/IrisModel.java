package io.jenkins.plugins.quantum.engine.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * The files of {@code examples/iris-vqc} that a fault can be planted in.
 *
 * @param steps
 *     the lines of {@code vqc.qasm} between the registers and the measurement
 * @param weights
 *     in radians
 * @param suite
 *     the text of {@code suite.yml}
 */
record IrisModel(List<String> steps, double[] weights, String suite) {
    private static final String REGISTERS = "bit[4] c;\n";
    private static final String MEASUREMENT = "c = measure q;";

    static Path example() {
        return Path.of(System.getProperty("basedir", "."), "..", "examples", "iris-vqc")
                .normalize();
    }

    /** The model as it was trained. */
    static IrisModel trained() throws IOException {
        String circuit = Files.readString(example().resolve("vqc.qasm"));
        String body = circuit.substring(circuit.indexOf(REGISTERS) + REGISTERS.length(), circuit.indexOf(MEASUREMENT));
        String numbers = Files.readString(example().resolve("weights.json")).replaceAll("[\\[\\]\\s]", "");
        return new IrisModel(
                List.of(body.split("\n")),
                Stream.of(numbers.split(",")).mapToDouble(Double::parseDouble).toArray(),
                Files.readString(example().resolve("suite.yml")));
    }

    IrisModel withSteps(UnaryOperator<List<String>> change) {
        return new IrisModel(change.apply(new ArrayList<>(steps)), weights, suite);
    }

    IrisModel withWeights(double... others) {
        return new IrisModel(steps, others.clone(), suite);
    }

    /** The same with other words in the suite. */
    IrisModel withSuite(String from, String to) {
        if (!suite.contains(from)) {
            throw new IllegalStateException("the suite of the example does not say " + from);
        }
        return new IrisModel(steps, weights, suite.replace(from, to));
    }

    /** Puts the whole example into an empty folder, with the changes of this model, and returns its suite. */
    Path write(Path folder) throws IOException {
        var files = new TreeMap<String, Path>();
        try (Stream<Path> all = Files.list(example())) {
            all.filter(Files::isRegularFile)
                    .forEach(file -> files.put(file.getFileName().toString(), file));
        }
        for (var file : files.entrySet()) {
            Files.copy(file.getValue(), folder.resolve(file.getKey()));
        }
        String circuit = Files.readString(example().resolve("vqc.qasm"));
        String head = circuit.substring(0, circuit.indexOf(REGISTERS) + REGISTERS.length());
        Files.writeString(folder.resolve("vqc.qasm"), head + String.join("\n", steps) + "\n" + MEASUREMENT + "\n");
        Files.writeString(
                folder.resolve("weights.json"),
                DoubleStream.of(weights)
                        .mapToObj(weight -> String.format(Locale.ROOT, "%.9f", weight))
                        .collect(Collectors.joining(", ", "[", "]\n")));
        return Files.writeString(folder.resolve("suite.yml"), suite);
    }
}
