package io.jenkins.plugins.quantum.engine.backend.iqm;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.noise.DeviceCalibration;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * IQM's quality metrics of a calibration set: observations whose {@code dut_field} names figure and qubits, times in seconds. Qubit i of the
 * model is the i-th of the machine's list. Durations of gates are not among them, so relaxation is part of the gates' errors.
 */
final class IqmMetrics {
    private static final Pattern TIME = Pattern.compile("characterization\\.model\\.(\\w+)\\.(t1|t2)_time");
    private static final Pattern READOUT = Pattern.compile(
            "metrics\\.ssro\\.measure(?:_fidelity)?\\.[\\w-]+\\.(\\w+)\\.(fidelity|error_0_to_1|error_1_to_0)");
    private static final Pattern PULSE =
            Pattern.compile("metrics\\.(?:rb|irb)\\.prx\\.[\\w-]+\\.([A-Za-z0-9]+)\\.fidelity(?::par=d2)?");
    private static final Pattern PAIR =
            Pattern.compile("metrics\\.irb\\.cz\\.[\\w-]+\\.([A-Za-z0-9]+)__([A-Za-z0-9]+)\\.fidelity(?::par=d2)?");

    private final Map<String, Map<String, Double>> figures = new HashMap<>();
    private final Map<List<String>, Double> pairs = new HashMap<>();

    private IqmMetrics() {}

    /** As a noise model; empty where there are no metrics of single qubits. */
    static Optional<NoiseModel> read(JsonNode answer, List<String> qubits, String device, String epoch) {
        var metrics = new IqmMetrics();
        for (JsonNode observation : answer.path("observations")) {
            if (!observation.path("invalid").asBoolean(false)
                    && observation.path("value").isNumber()) {
                metrics.add(
                        observation.path("dut_field").asText(),
                        observation.path("value").asDouble());
            }
        }
        if (metrics.figures.isEmpty()) {
            return Optional.empty();
        }
        var calibration = new DeviceCalibration(device, epoch, 0, 0);
        for (int i = 0; i < qubits.size(); i++) {
            calibration.qubit(i, metrics.of(qubits.get(i)));
        }
        metrics.pairs.forEach((pair, fidelity) -> {
            int first = qubits.indexOf(pair.get(0));
            int second = qubits.indexOf(pair.get(1));
            if (first >= 0 && second >= 0) {
                calibration.pair(first, second, 1 - fidelity);
            }
        });
        return Optional.of(calibration.model());
    }

    private void add(String field, double value) {
        Matcher time = TIME.matcher(field);
        Matcher readout = READOUT.matcher(field);
        Matcher pulse = PULSE.matcher(field);
        Matcher pair = PAIR.matcher(field);
        if (time.matches()) {
            put(time.group(1), time.group(2), value);
        } else if (readout.matches()) {
            put(readout.group(1), readout.group(2), value);
        } else if (pulse.matches()) {
            put(pulse.group(1), "pulse", value);
        } else if (pair.matches()) {
            pairs.put(List.of(pair.group(1), pair.group(2)), value);
        }
    }

    private void put(String qubit, String figure, double value) {
        figures.computeIfAbsent(qubit, key -> new HashMap<>()).put(figure, value);
    }

    private DeviceCalibration.Figures of(String qubit) {
        Map<String, Double> known = figures.getOrDefault(qubit, Map.of());
        double average = 1 - known.getOrDefault("fidelity", Double.NaN);
        return new DeviceCalibration.Figures(
                1 - known.getOrDefault("pulse", Double.NaN),
                known.getOrDefault("error_1_to_0", average),
                known.getOrDefault("error_0_to_1", average),
                known.getOrDefault("t1", Double.NaN),
                known.getOrDefault("t2", Double.NaN));
    }
}
