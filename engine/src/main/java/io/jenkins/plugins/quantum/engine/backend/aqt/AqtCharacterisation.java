package io.jenkins.plugins.quantum.engine.backend.aqt;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.noise.DeviceCalibration;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import java.util.Map;
import java.util.Optional;

/**
 * AQT's characterisation of a device: fidelities in percent, durations of gates in microseconds, T1 and T2 in seconds. The fidelity of
 * preparation and measurement is a lower bound, so the readout errors are upper ones.
 */
final class AqtCharacterisation {
    private AqtCharacterisation() {}

    /** As a noise model; empty where the resource has none. */
    static Optional<NoiseModel> read(JsonNode resource, String device) {
        JsonNode figures = resource.path("characterisation");
        JsonNode oneQubit = figures.path("single_qubit_gate_fidelity");
        if (!oneQubit.isObject() || oneQubit.isEmpty()) {
            return Optional.empty();
        }
        var calibration = new DeviceCalibration(
                device,
                figures.path("updated_at").asText(""),
                figures.path("single_qubit_gate_duration_micros").asDouble(0) * 1e-6,
                figures.path("two_qubit_gate_duration_micros").asDouble(0) * 1e-6);
        double readout = error(figures.path("spam_fidelity_lower_bound"));
        for (Map.Entry<String, JsonNode> entry : oneQubit.properties()) {
            if (entry.getKey().matches("\\d{1,3}")) {
                calibration.qubit(
                        Integer.parseInt(entry.getKey()),
                        new DeviceCalibration.Figures(
                                error(entry.getValue().path("value")),
                                readout,
                                readout,
                                figures.at("/t1_s/value").asDouble(Double.NaN),
                                figures.at("/t2_coherence_time_s/value").asDouble(Double.NaN)));
            }
        }
        // Only a mean is reported: one pair is enough for it to stand for all.
        calibration.pair(0, 1, error(figures.at("/mean_two_qubit_gate_fidelity/value")));
        return Optional.of(calibration.model());
    }

    private static double error(JsonNode percent) {
        return percent.isNumber() ? 1 - percent.asDouble() / 100 : Double.NaN;
    }
}
