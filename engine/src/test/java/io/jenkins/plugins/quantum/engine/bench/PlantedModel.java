package io.jenkins.plugins.quantum.engine.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A model that faults are planted in, as the text of its files.
 *
 * @param name
 *     of the example
 * @param head
 *     of the circuit, up to its registers
 * @param steps
 *     the lines of the circuit between registers and measurement
 * @param weights
 *     in radians
 * @param rows
 *     of the data, without the header: features and, last, the label; none for a model without data
 * @param predict
 *     how the suite predicts
 * @param observables
 *     what pinned tests read, as JSON
 */
record PlantedModel(
        String name,
        String head,
        List<String> steps,
        List<Double> weights,
        List<List<String>> rows,
        String predict,
        List<String> observables) {
    private static final String MEASUREMENT = "c = measure q;";

    PlantedModel {
        steps = List.copyOf(steps);
        weights = List.copyOf(weights);
        rows = List.copyOf(rows);
        observables = List.copyOf(observables);
    }

    /** The three models. */
    static List<PlantedModel> healthy() throws IOException {
        return List.of(
                example("iris-vqc", "vqc.qasm", "{qubit: 0, classes: [versicolor, virginica], shots: 25}"),
                example(
                        "moons-qnn",
                        "qnn.qasm",
                        "{observable: observable-0.json, threshold: 0, classes: [upper, lower], shots: 25}"),
                ring());
    }

    private static PlantedModel example(String name, String file, String predict) throws IOException {
        Path folder = Path.of(System.getProperty("basedir", "."), "..", "examples", name)
                .normalize();
        String circuit = Files.readString(folder.resolve(file));
        int body = circuit.indexOf("c;\n", circuit.indexOf("\nbit[")) + "c;\n".length();
        String numbers = Files.readString(folder.resolve("weights.json")).replaceAll("[\\[\\]\\s]", "");
        return new PlantedModel(
                name,
                circuit.substring(0, body),
                List.of(circuit.substring(body, circuit.indexOf(MEASUREMENT)).split("\n")),
                Stream.of(numbers.split(",")).map(Double::valueOf).toList(),
                Files.readAllLines(folder.resolve("heldout.csv")).stream()
                        .skip(1)
                        .map(line -> List.of(line.split(",")))
                        .toList(),
                predict,
                List.of("{\"Z0\": 1}"));
    }

    /** QAOA with one layer for the largest cut of a ring of five, at its best angles. */
    private static PlantedModel ring() {
        int qubits = 5;
        var steps = new ArrayList<String>();
        var cut = new ArrayList<String>();
        for (int q = 0; q < qubits; q++) {
            steps.add("h q[" + q + "];");
        }
        for (int q = 0; q < qubits; q++) {
            int next = (q + 1) % qubits;
            steps.add("cx q[" + q + "], q[" + next + "];");
            steps.add("rz(2 * w_0) q[" + next + "];");
            steps.add("cx q[" + q + "], q[" + next + "];");
            cut.add("\"Z" + Math.min(q, next) + " Z" + Math.max(q, next) + "\": -0.2");
        }
        for (int q = 0; q < qubits; q++) {
            steps.add("rx(2 * w_1) q[" + q + "];");
        }
        var observables = new ArrayList<String>();
        observables.add("{" + String.join(", ", cut) + "}");
        cut.forEach(edge -> observables.add("{" + edge.replace("-0.2", "-1") + "}"));
        observables.add("{\"X0 X1\": 1}");
        observables.add("{\"Z0\": 1}");
        observables.add("{\"Y0 Z1\": 1}");
        return new PlantedModel(
                "qaoa-ring",
                """
                OPENQASM 3.0;
                include "stdgates.inc";
                input float w_0;
                input float w_1;
                qubit[5] q;
                bit[5] c;
                """,
                steps,
                List.of(Math.PI / 8, 3 * Math.PI / 8),
                List.of(),
                "",
                observables);
    }

    boolean classifies() {
        return !rows.isEmpty();
    }

    int qubits() {
        int at = head.indexOf("qubit[") + "qubit[".length();
        return Integer.parseInt(head.substring(at, head.indexOf(']', at)));
    }

    PlantedModel withSteps(UnaryOperator<List<String>> change) {
        return new PlantedModel(name, head, change.apply(new ArrayList<>(steps)), weights, rows, predict, observables);
    }

    PlantedModel withWeights(List<Double> others) {
        return new PlantedModel(name, head, steps, others, rows, predict, observables);
    }

    PlantedModel withRows(List<List<String>> others) {
        return new PlantedModel(name, head, steps, weights, others, predict, observables);
    }

    PlantedModel withPredict(String other) {
        return new PlantedModel(name, head, steps, weights, rows, other, observables);
    }

    PlantedModel withObservables(UnaryOperator<String> change) {
        return new PlantedModel(
                name,
                head,
                steps,
                weights,
                rows,
                predict,
                observables.stream().map(change).toList());
    }

    /** Writes all files but the suite into an empty folder; pinned inputs are those of the trained model. */
    void write(Path folder, List<List<String>> pinned) throws IOException {
        Files.writeString(folder.resolve("circuit.qasm"), head + String.join("\n", steps) + "\n" + MEASUREMENT + "\n");
        Files.writeString(
                folder.resolve("weights.json"),
                weights.stream()
                        .map(w -> String.format(Locale.ROOT, "%.9f", w))
                        .collect(Collectors.joining(", ", "[", "]\n")));
        for (int i = 0; i < observables.size(); i++) {
            Files.writeString(folder.resolve("observable-" + i + ".json"), observables.get(i) + "\n");
        }
        for (int i = 0; i < pinned.size(); i++) {
            List<String> features = pinned.get(i).subList(0, pinned.get(i).size() - 1);
            Files.writeString(folder.resolve("pinned-" + i + ".json"), "[" + String.join(", ", features) + "]\n");
        }
        if (classifies()) {
            int features = rows.get(0).size() - 1;
            String header = IntStream.range(0, features).mapToObj(i -> "x" + i).collect(Collectors.joining(","));
            Files.writeString(
                    folder.resolve("heldout.csv"),
                    header + ",label\n"
                            + rows.stream().map(row -> String.join(",", row)).collect(Collectors.joining("\n")) + "\n");
        }
    }
}
