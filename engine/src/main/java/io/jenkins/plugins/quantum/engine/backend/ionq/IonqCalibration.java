package io.jenkins.plugins.quantum.engine.backend.ionq;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.noise.DeviceCalibration;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import java.util.Optional;

/** IonQ's characterisation of a device: medians over the whole device, fidelities and seconds. */
final class IonqCalibration {
    private IonqCalibration() {}

    /** The newest of a list of characterisations; empty where there is none. */
    static Optional<NoiseModel> newest(JsonNode answer, String name) {
        JsonNode newest = answer.path("characterizations").path(0);
        if (!newest.path("fidelity").isObject()) {
            return Optional.empty();
        }
        JsonNode fidelity = newest.path("fidelity");
        JsonNode timing = newest.path("timing");
        double readout = infidelity(fidelity.path("spam"));
        var device = new DeviceCalibration(
                name,
                newest.path("date").asText(newest.path("id").asText("")),
                timing.path("1q").asDouble(0),
                timing.path("2q").asDouble(0));
        return Optional.of(device.uniform(
                new DeviceCalibration.Figures(
                        infidelity(fidelity.path("1q")),
                        readout,
                        readout,
                        timing.path("t1").asDouble(Double.NaN),
                        timing.path("t2").asDouble(Double.NaN)),
                infidelity(fidelity.path("2q"))));
    }

    private static double infidelity(JsonNode figure) {
        return 1 - figure.path("median").asDouble(1);
    }
}
