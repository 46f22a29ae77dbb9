package io.jenkins.plugins.quantum.engine.cli;

import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The texts of starter suites. */
final class StarterSuite {
    static final String GHZ =
            """
            OPENQASM 3.0;
            include "stdgates.inc";
            qubit[3] q;
            bit[3] c;
            h q[0];
            cx q[0], q[1];
            cx q[1], q[2];
            c = measure q;
            """;

    private static final String HEAD =
            """
            # Every key is explained in docs/suite-file.md. Run it: qmlops run quantum.yml
            version: 1
            """;

    private static final String CLASSIFIER =
            """
            accuracy: {min: 0.80}       # the worst that you accept, under noise
                  noise-drop: {max: 0.05}     # how much of it the noise may cost
                  noise-budget: {min: 1.5, metric: accuracy, line: 0.80}""";

    private StarterSuite() {}

    static String ghz(String circuit) {
        return HEAD
                + """
                tests:
                  - name: ghz
                    circuit: %s
                    noise: light
                    gates:
                      fidelity: {min: 0.80}
                      allowed-states: {states: ["000", "111"], max-leakage: 0.15}
                """
                        .formatted(circuit);
    }

    static String circuit(String circuit, Map<String, String> inputs, String observable, String noise) {
        if (observable != null) {
            return HEAD
                    + """
                    tests:
                      - name: circuit
                        circuit: %s
                    %s    observable: %s
                        noise: %s
                        gates:
                          expectation: {target: 0, within: 0.05}   # write the mean that a run finds
                          resources: {two-qubit: 100}
                    """
                            .formatted(quote(circuit), inputs(inputs, "    "), quote(observable), quote(noise));
        }
        return HEAD
                + """
                tests:
                  - name: circuit
                    circuit: %s
                %s    noise: %s
                    gates:
                      fidelity: {min: 0.60}      # the worst that you accept
                      resources: {two-qubit: 100}
                """
                        .formatted(quote(circuit), inputs(inputs, "    "), quote(noise));
    }

    /**
     * A model with its points.
     *
     * @param labels
     *     of the points
     */
    record Model(String circuit, Map<String, String> inputs, String data, List<String> labels, String noise) {
        /** More different whole numbers than this are no classes. */
        private static final int MOST_CLASSES = 10;

        Model {
            inputs = new LinkedHashMap<>(inputs);
            labels = List.copyOf(labels);
        }

        /** Whether the labels are numbers to be predicted and no names of classes. */
        boolean predictsNumbers() {
            return labels.stream().allMatch(label -> label.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?"))
                    && (labels.stream().anyMatch(label -> !label.matches("[+-]?\\d+"))
                            || new TreeSet<>(labels).size() > MOST_CLASSES);
        }

        /** A qubit, or the side of a threshold, can tell two classes apart. */
        void requireTwoClasses() {
            var classes = new TreeSet<>(labels);
            if (classes.size() == 2 || predictsNumbers()) {
                return;
            }
            throw new InputException(
                    SourcePosition.of(data),
                    classes.size() == 1
                            ? "all points have the label '" + classes.first()
                                    + "': they cannot show that a model tells classes apart"
                            : "the labels name " + classes.size() + " classes, and a starter suite tells two apart",
                    classes.size() == 1
                            ? "give points of two classes, their label in the column 'label' or in the last one"
                            : "for more, write the suite with predict: {bits: …}: see docs/suite-file.md");
        }

        /** Decides by the mean of an observable, or predicts by it. */
        String reading(String observable) {
            if (predictsNumbers()) {
                return text(
                        "predict: {observable: " + quote(observable) + "}",
                        "the mean of the observable is the prediction",
                        "regression-error: {max: " + halfOfTheSpread()
                                + "}   # half of what always predicting the mean of the labels errs by");
            }
            return text(
                    "predict: {observable: " + quote(observable) + ", threshold: 0, classes: [" + classes() + "]}",
                    "a mean below the threshold means the first class: swap the names where your model means it the other way",
                    CLASSIFIER);
        }

        /** Decides by a qubit. */
        String readingQubit(int qubit) {
            return text(
                    "predict: {qubit: " + qubit + ", classes: [" + classes() + "], shots: 25}",
                    """
                    qubit %d measured as 0 means the first class: swap the names where your model means it the other way;
                          # a decision is the majority of 25 shots. A model that reads an observable: predict: {observable: …}"""
                            .formatted(qubit),
                    CLASSIFIER);
        }

        /** Of two digits; a data set of equal numbers has none, and the gate says why that shows nothing. */
        private String halfOfTheSpread() {
            double[] numbers = labels.stream().mapToDouble(Double::parseDouble).toArray();
            double mean = Arrays.stream(numbers).average().orElse(0);
            double spread = Math.sqrt(Arrays.stream(numbers)
                    .map(number -> (number - mean) * (number - mean))
                    .average()
                    .orElse(0));
            return new BigDecimal(spread / 2).round(new MathContext(2)).toPlainString();
        }

        private String classes() {
            return new TreeSet<>(labels).stream().map(StarterSuite::quote).collect(Collectors.joining(", "));
        }

        private String text(String predict, String remark, String gates) {
            return HEAD
                    + """
                    tests:
                      - name: model
                        model:
                          circuit: %s
                    %s      data: %s
                          %s
                          # %s
                        noise: %s
                        gates:
                          %s
                          resources: {two-qubit: 100}
                    """
                            .formatted(
                                    quote(circuit),
                                    StarterSuite.inputs(inputs, "      "),
                                    quote(data),
                                    predict,
                                    remark,
                                    quote(noise),
                                    gates);
        }
    }

    private static String inputs(Map<String, String> inputs, String indent) {
        return inputs.isEmpty()
                ? ""
                : indent
                        + inputs.entrySet().stream()
                                .map(e -> e.getKey() + ": " + quote(e.getValue()))
                                .collect(Collectors.joining(", ", "inputs: {", "}\n"));
    }

    /** Plain where YAML reads it back as the same text, in quotes elsewhere. */
    private static String quote(String text) {
        return text.matches("[A-Za-z0-9_][A-Za-z0-9_./-]*(:[A-Za-z_][A-Za-z0-9_.]*)?")
                ? text
                : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
