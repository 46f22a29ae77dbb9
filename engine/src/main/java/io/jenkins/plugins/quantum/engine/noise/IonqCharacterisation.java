package io.jenkins.plugins.quantum.engine.noise;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.noise.DeviceCalibration.Figures;
import java.util.Optional;

/**
 * IonQ's characterisation of a device, alone or the first of a list, which is the newest: fidelities of the whole device (median, in older
 * versions mean) and times in seconds.
 */
final class IonqCharacterisation implements CalibrationFormat {
    @Override
    public String title() {
        return "IonQ characterization";
    }

    @Override
    public boolean fits(JsonNode root) {
        return root.has("characterizations") || root.has("fidelity") && root.has("timing");
    }

    @Override
    public Optional<DeviceCalibration> read(JsonNode root, String name, Complaints complaints) {
        boolean list = root.has("characterizations");
        JsonNode newest = list ? root.path("characterizations").path(0) : root;
        JsonNode fidelity = newest.path("fidelity");
        JsonNode timing = newest.path("timing");
        if (!fidelity.isObject()) {
            return Optional.empty();
        }
        String pointer = list ? "/characterizations/0" : "";
        var reported = new Reported(complaints);
        double readout = infidelity(reported, fidelity, "spam", pointer);
        var device = new DeviceCalibration(
                Reported.name(newest.path("backend"), name),
                newest.path("date").asText(newest.path("id").asText("")),
                reported.number(timing.path("1q"), pointer + "/timing/1q"),
                reported.number(timing.path("2q"), pointer + "/timing/2q"));
        device.whole(
                new Figures(
                        infidelity(reported, fidelity, "1q", pointer),
                        readout,
                        readout,
                        reported.number(timing.path("t1"), pointer + "/timing/t1"),
                        reported.number(timing.path("t2"), pointer + "/timing/t2")),
                infidelity(reported, fidelity, "2q", pointer));
        return Optional.of(device);
    }

    private static double infidelity(Reported reported, JsonNode fidelity, String key, String pointer) {
        JsonNode figure = fidelity.path(key);
        String statistic = figure.has("median") ? "median" : "mean";
        return Reported.infidelity(
                reported.number(figure.path(statistic), pointer + "/fidelity/" + key + "/" + statistic));
    }
}
