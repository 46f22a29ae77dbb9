package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.ParameterGroups;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.suite.LabelledData;
import io.jenkins.plugins.quantum.engine.suite.NumberFile;
import io.jenkins.plugins.quantum.engine.suite.Subject.FileRef;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Gives every free parameter of a circuit its value: from the row of the data, from a file of numbers, or from a number in the suite. */
final class InputBinder {
    private final Map<String, FileRef> inputs;
    private final Optional<LabelledData> data;
    private final Map<String, NumberFile> fixed = new LinkedHashMap<>();

    /** Where in a row the values of each other input stand. */
    private final Map<String, int[]> columns = new LinkedHashMap<>();

    InputBinder(SuiteFiles files, Map<String, FileRef> inputs, Optional<LabelledData> data) {
        this.inputs = new TreeMap<>(inputs);
        this.data = data;
        this.inputs.forEach((group, value) -> {
            if (!value.isData()) {
                fixed.put(group, files.numbers(value));
            } else if (data.isEmpty()) {
                throw new InputException(
                        value.at(),
                        "input '" + group + "' is bound to data, but this test has no data",
                        "bind it to a number or to a JSON file of numbers");
            } else {
                columns.put(group, columns(value, data.get().features()));
            }
        });
    }

    private static int[] columns(FileRef value, List<String> features) {
        if (value.column().isEmpty()) {
            return IntStream.range(0, features.size()).toArray();
        }
        int column = features.indexOf(value.column().get());
        if (column < 0) {
            throw new InputException(
                    value.at(),
                    "the data has no feature column '" + value.column().get() + "'; it has: "
                            + String.join(", ", features),
                    "write data.COLUMN with one of these, or data for all");
        }
        return new int[] {column};
    }

    /** The shape of each input group. */
    Map<String, int[]> shapes() {
        var shapes = new TreeMap<String, int[]>();
        inputs.forEach((group, value) -> shapes.put(
                group,
                fixed.containsKey(group)
                        ? fixed.get(group).shape()
                        : value.column().isPresent() ? new int[0] : new int[] {columns.get(group).length}));
        return shapes;
    }

    /** The inputs of a circuit that take their values from the rows of the data. */
    Set<String> dataInputs(Circuit circuit) {
        return ParameterGroups.of(circuit).groups().stream()
                .filter(group -> columns.containsKey(group.name()))
                .flatMap(group -> group.inputs().stream())
                .collect(Collectors.toSet());
    }

    /** One map a run: one for each row of the data, or a single one. */
    List<Map<String, Double>> bind(Circuit circuit, FileRef source) {
        var groups = ParameterGroups.of(circuit);
        var values = new TreeMap<String, double[]>();
        fixed.forEach((group, numbers) -> values.put(group, numbers.values()));
        int runs = data.map(d -> d.rows().size()).orElse(1);
        var bindings = new ArrayList<Map<String, Double>>(runs);
        for (int run = 0; run < runs; run++) {
            for (var input : columns.entrySet()) {
                double[] row = data.orElseThrow().rows().get(run);
                values.put(
                        input.getKey(),
                        Arrays.stream(input.getValue())
                                .mapToDouble(column -> row[column])
                                .toArray());
            }
            try {
                bindings.add(groups.bind(values));
            } catch (IllegalArgumentException e) {
                throw new InputException(
                        position(source),
                        source.text() + ": " + e.getMessage(),
                        "bind every input of the circuit under 'inputs:'; data.COLUMN binds one to a single feature");
            }
        }
        return bindings;
    }

    private io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition position(FileRef source) {
        return inputs.isEmpty()
                ? source.at()
                : inputs.values().iterator().next().at();
    }
}
