package io.jenkins.plugins.quantum.engine.cli;

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

    static String circuit(String circuit, Map<String, String> inputs, String noise) {
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

    static String model(String circuit, Map<String, String> inputs, String data, List<String> labels, String noise) {
        String classes = new TreeSet<>(labels).stream().map(StarterSuite::quote).collect(Collectors.joining(", "));
        return HEAD
                + """
                tests:
                  - name: model
                    model:
                      circuit: %s
                %s      data: %s
                      predict: {qubit: 0, classes: [%s], shots: 25}
                      # qubit 0 measured as 0 means the first class: swap the names where your model means it the other way;
                      # a decision is the majority of 25 shots
                    noise: %s
                    gates:
                      accuracy: {min: 0.80}       # the worst that you accept, under noise
                      noise-drop: {max: 0.05}     # how much of it the noise may cost
                      noise-budget: {min: 1.5, metric: accuracy, line: 0.80}
                      resources: {two-qubit: 100}
                """
                        .formatted(quote(circuit), inputs(inputs, "      "), quote(data), classes, quote(noise));
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
