package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.ParameterGroups;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.suite.LabelledData;
import io.jenkins.plugins.quantum.engine.suite.NumberFile;
import io.jenkins.plugins.quantum.engine.suite.Subject.FileRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Gives every free parameter of a circuit its value: from the row of the data, from a file of numbers, or from a number in the suite. */
final class InputBinder {
    /** The word that stands for the feature columns of a row. */
    private static final String DATA = "data";

    private final Map<String, FileRef> inputs;
    private final Optional<LabelledData> data;
    private final Map<String, NumberFile> fixed = new LinkedHashMap<>();

    InputBinder(SuiteFiles files, Map<String, FileRef> inputs, Optional<LabelledData> data) {
        this.inputs = new TreeMap<>(inputs);
        this.data = data;
        this.inputs.forEach((group, value) -> {
            if (!value.text().equals(DATA)) {
                fixed.put(group, files.numbers(value));
            } else if (data.isEmpty()) {
                throw new InputException(
                        value.at(),
                        "input '" + group + "' is bound to data, but this test has no data",
                        "bind it to a number or to a JSON file of numbers");
            }
        });
    }

    /** The shape of each input group. */
    Map<String, int[]> shapes() {
        var shapes = new TreeMap<String, int[]>();
        inputs.forEach((group, value) -> shapes.put(
                group,
                fixed.containsKey(group)
                        ? fixed.get(group).shape()
                        : new int[] {data.orElseThrow().features().size()}));
        return shapes;
    }

    /** The inputs of a circuit that take their values from the rows of the data. */
    Set<String> dataInputs(Circuit circuit) {
        return ParameterGroups.of(circuit).groups().stream()
                .filter(group -> inputs.containsKey(group.name()) && !fixed.containsKey(group.name()))
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
            for (var input : inputs.entrySet()) {
                if (!fixed.containsKey(input.getKey())) {
                    values.put(input.getKey(), data.orElseThrow().rows().get(run));
                }
            }
            try {
                bindings.add(groups.bind(values));
            } catch (IllegalArgumentException e) {
                throw new InputException(
                        position(source),
                        source.text() + ": " + e.getMessage(),
                        "bind every input of the circuit under 'inputs:'");
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
