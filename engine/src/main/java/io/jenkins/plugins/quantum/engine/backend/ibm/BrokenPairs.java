package io.jenkins.plugins.quantum.engine.backend.ibm;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.compile.DeviceTarget.Pair;
import java.util.HashSet;
import java.util.Set;

/** Pairs whose entangling gate has an error of 1 in a device's properties: IBM's way to say that it is broken. */
final class BrokenPairs {
    private static final Set<String> ENTANGLERS = Set.of("cz", "ecr", "cx");

    private BrokenPairs() {}

    /** The pairs, both ways round, that a circuit should not use. */
    static Set<Pair> of(JsonNode properties) {
        var broken = new HashSet<Pair>();
        for (JsonNode gate : properties.path("gates")) {
            if (ENTANGLERS.contains(gate.path("gate").asText()) && error(gate) >= 1) {
                int first = gate.path("qubits").path(0).asInt();
                int second = gate.path("qubits").path(1).asInt();
                broken.add(new Pair(first, second));
                broken.add(new Pair(second, first));
            }
        }
        return broken;
    }

    private static double error(JsonNode gate) {
        for (JsonNode parameter : gate.path("parameters")) {
            if (parameter.path("name").asText().equals("gate_error")) {
                return parameter.path("value").asDouble(Double.NaN);
            }
        }
        return Double.NaN;
    }
}
