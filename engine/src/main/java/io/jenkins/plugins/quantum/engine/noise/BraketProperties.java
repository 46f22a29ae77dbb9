package io.jenkins.plugins.quantum.engine.noise;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.noise.DeviceCalibration.Figures;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The {@code standardized} part of Amazon Braket's document of a gate model device, in the whole document or alone. Versions 1 and 2 hold
 * figures by qubit, version 3 of the whole device. The types with ERROR in their names are errors in a field named fidelity. Of
 * the gates of a pair the best counts, which a compiler would take.
 */
final class BraketProperties implements CalibrationFormat {
    private static final String SCHEMA = "standardized_gate_model_qpu_device_properties";
    private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");

    /** Not the gate itself, but a whole sequence of gates. */
    private static final String CLIFFORD = "clifford";

    @Override
    public String title() {
        return "Amazon Braket device properties";
    }

    @Override
    public boolean fits(JsonNode root) {
        return root.path("standardized").isObject()
                || root.at("/braketSchemaHeader/name").asText().contains(SCHEMA);
    }

    @Override
    public Optional<DeviceCalibration> read(JsonNode root, String name, Complaints complaints) {
        boolean inside = root.path("standardized").isObject();
        JsonNode standardized = inside ? root.path("standardized") : root;
        var figures = new Standardized(new Reported(complaints), inside ? "/standardized" : "");
        var device = new DeviceCalibration(
                name,
                root.at("/service/updatedAt").asText(""),
                figures.time(standardized, "singleQubitGateDuration", ""),
                figures.time(standardized, "twoQubitGateDuration", ""));
        JsonNode qubits = standardized.path("oneQubitProperties");
        if (!qubits.isObject()) {
            return whole(device, standardized, figures);
        }
        Map<Integer, Figures> byNumber = new TreeMap<>();
        for (var entry : qubits.properties()) {
            String pointer = "/oneQubitProperties/" + entry.getKey();
            if (NUMBER.matcher(entry.getKey()).matches()) {
                byNumber.put(Integer.parseInt(entry.getKey()), figures.qubit(entry.getValue(), pointer));
            } else {
                complaints.problem(figures.root() + pointer, "expected the number of a qubit", "");
            }
        }
        int first = first(root, byNumber);
        byNumber.forEach((number, found) -> device.qubit(number - first, found));
        if (first > 0) {
            complaints.warning(
                    figures.root() + "/oneQubitProperties",
                    "the device counts its qubits from 1: qubit 0 of a circuit stands for its qubit 1",
                    "");
        }
        for (var entry : standardized.path("twoQubitProperties").properties()) {
            String pointer = "/twoQubitProperties/" + entry.getKey();
            String[] both = entry.getKey().split("-", 3);
            if (both.length == 2
                    && NUMBER.matcher(both[0]).matches()
                    && NUMBER.matcher(both[1]).matches()) {
                device.pair(
                        Integer.parseInt(both[0]) - first,
                        Integer.parseInt(both[1]) - first,
                        figures.best(entry.getValue().path("twoQubitGateFidelity"), pointer));
            } else {
                complaints.problem(figures.root() + pointer, "expected a pair such as 0-1", "");
            }
        }
        return byNumber.isEmpty() ? Optional.empty() : Optional.of(device);
    }

    private static Optional<DeviceCalibration> whole(
            DeviceCalibration device, JsonNode standardized, Standardized figures) {
        double one = figures.best(standardized.path("singleQubitFidelity"), "/singleQubitFidelity");
        double two = figures.best(standardized.path("twoQubitGateFidelity"), "/twoQubitGateFidelity");
        double readout = figures.best(standardized.path("readoutFidelity"), "/readoutFidelity");
        if (Double.isNaN(one) || Double.isNaN(two)) {
            return Optional.empty();
        }
        device.whole(
                new Figures(
                        one,
                        readout,
                        readout,
                        figures.time(standardized, "T1", ""),
                        figures.time(standardized, "T2", "")),
                two);
        return Optional.of(device);
    }

    /** IQM counts from 1, others from 0. Where the document does not say whose it is, a missing qubit 0 tells. */
    private static int first(JsonNode root, Map<Integer, Figures> qubits) {
        String header = root.at("/braketSchemaHeader/name").asText();
        boolean fromOne = header.contains("device_schema.iqm") || header.contains(SCHEMA) || header.isEmpty();
        return fromOne && !qubits.containsKey(0) ? 1 : 0;
    }

    /** Figures of the document, as infidelities and seconds. */
    private record Standardized(Reported reported, String root) {
        Figures qubit(JsonNode qubit, String pointer) {
            JsonNode list = qubit.path("oneQubitFidelity");
            String at = pointer + "/oneQubitFidelity";
            double together = Reported.infidelity(named(list, "SIMULTANEOUS_RANDOMIZED_BENCHMARKING", at));
            double alone = Reported.infidelity(named(list, "RANDOMIZED_BENCHMARKING", at));
            double readout = Reported.infidelity(named(list, "READOUT", at));
            double one = named(list, "READOUT_ERROR_1_TO_0", at);
            double zero = named(list, "READOUT_ERROR_0_TO_1", at);
            return new Figures(
                    Double.isNaN(together) ? alone : together,
                    Double.isNaN(one) ? readout : one,
                    Double.isNaN(zero) ? readout : zero,
                    time(qubit, "T1", pointer),
                    time(qubit, "T2", pointer));
        }

        private double named(JsonNode list, String type, String pointer) {
            for (int i = 0; i < list.size(); i++) {
                if (list.path(i).at("/fidelityType/name").asText().equals(type)) {
                    return fraction(list.path(i), pointer + "/" + i);
                }
            }
            return Double.NaN;
        }

        /** The infidelity of the best gate. */
        double best(JsonNode list, String pointer) {
            double best = Double.NaN;
            for (int i = 0; i < list.size(); i++) {
                double infidelity = Reported.infidelity(fraction(list.path(i), pointer + "/" + i));
                boolean gate = !list.path(i)
                        .path("gateName")
                        .asText()
                        .toLowerCase(Locale.ROOT)
                        .contains(CLIFFORD);
                if (gate && !(infidelity >= best)) {
                    best = Double.isNaN(infidelity) ? best : infidelity;
                }
            }
            return best;
        }

        /** From 0 to 1; some devices write percent. */
        private double fraction(JsonNode entry, String pointer) {
            double value = reported.number(entry.path("fidelity"), root + pointer + "/fidelity");
            boolean percent = entry.path("unit").asText().startsWith("percent") || value > 1;
            return percent ? value / 100 : value;
        }

        double time(JsonNode owner, String key, String pointer) {
            JsonNode time = owner.path(key);
            return reported.seconds(
                    time.path("value"), time.path("unit").asText("s"), root + pointer + "/" + key + "/value");
        }
    }
}
