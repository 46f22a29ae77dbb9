package io.jenkins.plugins.quantum.engine.cli;

import io.jenkins.plugins.quantum.engine.testkit.clouds.Cloud;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Suites for each cloud: several jobs each, some in several looks, of which every fake answers the same job the same way. */
final class CloudSuite {
    private static final String GATES =
            """
            tests:
              - name: ghz
                circuit: ghz.qasm
                gates:
                  allowed-states: {states: ["000", "111"], max-leakage: 0.05, margin: 0.04}
              - name: asymmetric
                circuit: asymmetric.qasm
                gates:
                  allowed-states: {states: ["0011"], max-leakage: 0.10}
              - name: close-call
                circuit: ghz.qasm
                gates:
                  allowed-states: {states: ["000"], max-leakage: 0.55, margin: 0.10}
              - name: energy
                circuit: bell.qasm
                observable: energy.json
                gates: {expectation: {target: 1.5, within: 0.3, margin: 0.15}}
              - name: model
                model:
                  circuit: model.qasm
                  inputs: {x: data}
                  data: points.csv
                  predict: {qubit: 0, classes: [left, right], shots: 9}
                gates: {accuracy: {min: 0.60, margin: 0.30}}
            """;

    private static final String PROBLEMS =
            """
            tests:
              - name: choice
                problem: {qubo: choice.json, optimum: exact}
                gates:
                  ground-state-rate: {min: 0.40, margin: 0.10}
                  energy-gap: {max: 0.50}
              - name: pairs
                problem: {ising: pairs.json, optimum: exact}
                gates:
                  ground-state-rate: {min: 0.40, margin: 0.10}
              - name: chain
                problem: {ising: chain.json, optimum: exact}
                gates:
                  ground-state-rate: {min: 0.20, margin: 0.10}
            """;

    private static final String HEAD = "OPENQASM 3.0;\ninclude \"stdgates.inc\";\n";

    private static final Map<String, String> FILES = Map.of(
            "ghz.qasm", HEAD + "qubit[3] q; bit[3] c; h q[0]; cx q[0], q[1]; cx q[1], q[2]; c = measure q;\n",
            "asymmetric.qasm", HEAD + "qubit[4] q; bit[4] c; x q[0]; cx q[0], q[1]; c = measure q;\n",
            "bell.qasm", HEAD + "qubit[2] q; h q[0]; cx q[0], q[1];\n",
            "energy.json", "{\"Z0 Z1\": 1.0, \"X0 X1\": 0.5, \"Y0 Y1\": 0.25, \"I\": 0.25}",
            "model.qasm",
                    HEAD
                            + "input float x_0; input float x_1; qubit[2] q; bit[2] c;\n"
                            + "ry(x_0) q[0]; ry(x_1) q[1]; cx q[1], q[0]; c = measure q;\n",
            "points.csv",
                    "x0,x1,label\n0.2,0.1,left\n0.4,0.0,left\n0.1,0.3,left\n2.9,0.1,right\n2.7,0.2,right\n3.0,0.0,right\n",
            "choice.json",
                    "{\"linear\": {\"a\": -1.0, \"b\": -1.5, \"c\": 0.5}, \"quadratic\": [[\"a\", \"b\", 2.0], [\"b\", \"c\", -1.0]], \"offset\": 0}",
            "pairs.json",
                    "{\"linear\": {\"u\": 0.5}, \"quadratic\": [[\"u\", \"v\", 1.0], [\"v\", \"w\", -1.0]], \"offset\": 0}",
            "chain.json",
                    "{\"linear\": {\"s\": -0.25}, \"quadratic\": [[\"s\", \"t\", -1.0], [\"t\", \"u\", -1.0], [\"u\", \"v\", 1.0]], \"offset\": 0}");

    private CloudSuite() {}

    /** The suite's file for a cloud; its profile has the cloud's name. */
    static String file(Cloud cloud) {
        return cloud.type() + ".yml";
    }

    /** Writes the suites of all clouds with what they name. */
    static void write(Path folder, Map<Cloud, URI> addresses) throws IOException {
        for (var file : FILES.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
        for (var address : addresses.entrySet()) {
            Cloud cloud = address.getKey();
            var suite = new StringBuilder("version: 1\nprofiles:\n");
            suite.append("  pr: {backends: [machine], budget: 100000 USD, rounds: 3, deadline: 20m}\n");
            suite.append("backends:\n  machine:\n    type: ")
                    .append(cloud.type())
                    .append('\n');
            cloud.options(address.getValue()).forEach((option, value) -> suite.append("    ")
                    .append(option)
                    .append(": \"")
                    .append(value)
                    .append("\"\n"));
            suite.append(cloud == Cloud.DWAVE ? PROBLEMS : GATES);
            Files.writeString(folder.resolve(file(cloud)), suite);
        }
    }
}
