package io.jenkins.plugins.quantum.engine.backend.ibm;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.compile.DeviceTarget.Pair;
import io.jenkins.plugins.quantum.engine.noise.DeviceCalibration;
import io.jenkins.plugins.quantum.engine.noise.DeviceCalibration.Figures;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a device's properties: lists of named values with units for each qubit and gate. A gate whose error is 1 is broken.
 *
 * @param name
 *     of the noise model
 */
record IbmCalibration(String name) {
    private static final Map<String, Double> SECONDS = Map.of("s", 1.0, "ms", 1e-3, "us", 1e-6, "µs", 1e-6, "ns", 1e-9);
    private static final Set<String> ENTANGLERS = Set.of("cz", "ecr", "cx");
    private static final int MOST_QUBITS = 10_000;

    static IbmCalibration named(String name) {
        return new IbmCalibration(name);
    }

    /** The noise model; empty where no qubit is described. */
    Optional<NoiseModel> model(JsonNode properties) {
        Map<Integer, Double> pulses = new HashMap<>();
        List<Double> pulseTimes = new ArrayList<>();
        List<Double> pairTimes = new ArrayList<>();
        for (JsonNode gate : properties.path("gates")) {
            String kind = gate.path("gate").asText();
            if (kind.equals("sx")) {
                pulses.put(gate.path("qubits").path(0).asInt(-1), value(gate.path("parameters"), "gate_error"));
                pulseTimes.add(value(gate.path("parameters"), "gate_length"));
            } else if (ENTANGLERS.contains(kind)) {
                pairTimes.add(value(gate.path("parameters"), "gate_length"));
            }
        }
        var device = new DeviceCalibration(
                name, properties.path("last_update_date").asText(""), median(pulseTimes), median(pairTimes));
        int qubit = 0;
        for (JsonNode values : properties.path("qubits")) {
            if (qubit < MOST_QUBITS) {
                device.qubit(
                        qubit,
                        new Figures(
                                pulses.getOrDefault(qubit, Double.NaN),
                                readout(values, "prob_meas0_prep1"),
                                readout(values, "prob_meas1_prep0"),
                                value(values, "T1"),
                                value(values, "T2")));
                qubit++;
            }
        }
        for (JsonNode gate : properties.path("gates")) {
            if (ENTANGLERS.contains(gate.path("gate").asText())) {
                device.pair(
                        gate.path("qubits").path(0).asInt(),
                        gate.path("qubits").path(1).asInt(),
                        value(gate.path("parameters"), "gate_error"));
            }
        }
        return qubit == 0 ? Optional.empty() : Optional.of(device.model());
    }

    /** The pairs, both ways round, that a circuit should not use. */
    static Set<Pair> broken(JsonNode properties) {
        var broken = new HashSet<Pair>();
        for (JsonNode gate : properties.path("gates")) {
            if (ENTANGLERS.contains(gate.path("gate").asText()) && value(gate.path("parameters"), "gate_error") >= 1) {
                int first = gate.path("qubits").path(0).asInt();
                int second = gate.path("qubits").path(1).asInt();
                broken.add(new Pair(first, second));
                broken.add(new Pair(second, first));
            }
        }
        return broken;
    }

    /** One direction where it is known, else the mean of both. */
    private static double readout(JsonNode values, String direction) {
        double directed = value(values, direction);
        return Double.isNaN(directed) ? value(values, "readout_error") : directed;
    }

    private static double value(JsonNode values, String wanted) {
        for (JsonNode value : values) {
            if (value.path("name").asText().equals(wanted)) {
                double factor = SECONDS.getOrDefault(value.path("unit").asText(""), 1.0);
                return value.path("value").asDouble(Double.NaN) * factor;
            }
        }
        return Double.NaN;
    }

    private static double median(List<Double> values) {
        List<Double> sorted =
                values.stream().filter(value -> !value.isNaN()).sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
    }
}
