package io.jenkins.plugins.quantum.engine.noise;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.noise.DeviceCalibration.Figures;
import java.util.Map;
import java.util.Optional;

/**
 * AQT's description of a resource with its characterisation: fidelities in percent, durations of gates in microseconds, T1 and T2 in
 * seconds. The fidelity of preparation and measurement is a lower bound, so the readout errors are upper ones.
 */
final class AqtCharacterisation implements CalibrationFormat {
    @Override
    public String title() {
        return "AQT resource with its characterisation";
    }

    @Override
    public boolean fits(JsonNode root) {
        return root.path("characterisation").isObject();
    }

    @Override
    public Optional<DeviceCalibration> read(JsonNode root, String name, Complaints complaints) {
        JsonNode figures = root.path("characterisation");
        JsonNode oneQubit = figures.path("single_qubit_gate_fidelity");
        if (!oneQubit.isObject() || oneQubit.isEmpty()) {
            return Optional.empty();
        }
        var reported = new Reported(complaints);
        var device = new DeviceCalibration(
                name,
                figures.path("updated_at").asText(""),
                value(reported, figures, "/single_qubit_gate_duration_micros") * 1e-6,
                value(reported, figures, "/two_qubit_gate_duration_micros") * 1e-6);
        double readout = percent(value(reported, figures, "/spam_fidelity_lower_bound"));
        double t1 = value(reported, figures, "/t1_s/value");
        double t2 = value(reported, figures, "/t2_coherence_time_s/value");
        for (Map.Entry<String, JsonNode> entry : oneQubit.properties()) {
            if (entry.getKey().matches("\\d{1,3}")) {
                String pointer = "/single_qubit_gate_fidelity/" + entry.getKey() + "/value";
                device.qubit(
                        Integer.parseInt(entry.getKey()),
                        new Figures(percent(value(reported, figures, pointer)), readout, readout, t1, t2));
            }
        }
        // Only a mean is reported: one pair is enough for it to stand for all.
        device.pair(0, 1, percent(value(reported, figures, "/mean_two_qubit_gate_fidelity/value")));
        return Optional.of(device);
    }

    private static double value(Reported reported, JsonNode figures, String pointer) {
        return reported.number(figures.at(pointer), "/characterisation" + pointer);
    }

    private static double percent(double fidelity) {
        return Reported.infidelity(fidelity / 100);
    }
}
