package io.jenkins.plugins.quantum.engine.noise;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.noise.DeviceCalibration.Figures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * IBM's backend properties, as {@code GET /backends/NAME/properties} and Qiskit's fake devices have them: lists of named values with
 * units for each qubit and gate. A gate whose error is 1 is broken, and so is a qubit that is not operational.
 */
final class IbmProperties implements CalibrationFormat {
    private static final Set<String> ENTANGLERS = Set.of("cz", "ecr", "cx");
    private static final int MOST_QUBITS = 10_000;

    @Override
    public String title() {
        return "IBM backend properties";
    }

    @Override
    public boolean fits(JsonNode root) {
        return root.has("gates") && root.has("qubits") && !root.has("base");
    }

    @Override
    public Optional<DeviceCalibration> read(JsonNode root, String name, Complaints complaints) {
        JsonNode qubits = root.path("qubits");
        JsonNode gates = root.path("gates");
        if (!qubits.isArray() || !gates.isArray() || qubits.size() > MOST_QUBITS) {
            complaints.problem("/qubits", "expected lists of at most " + MOST_QUBITS + " qubits and of gates", "");
            return Optional.empty();
        }
        var values = new Values(new Reported(complaints), complaints);
        Map<Integer, Double> pulses = new HashMap<>();
        List<Double> pulseTimes = new ArrayList<>();
        List<Double> pairTimes = new ArrayList<>();
        for (int i = 0; i < gates.size(); i++) {
            String kind = gates.get(i).path("gate").asText();
            JsonNode parameters = gates.get(i).path("parameters");
            String pointer = "/gates/" + i + "/parameters";
            if (kind.equals("sx")) {
                pulses.put(gates.get(i).path("qubits").path(0).asInt(-1), values.of(parameters, "gate_error", pointer));
                pulseTimes.add(values.of(parameters, "gate_length", pointer));
            } else if (ENTANGLERS.contains(kind)) {
                pairTimes.add(values.of(parameters, "gate_length", pointer));
            }
        }
        var device = new DeviceCalibration(
                Reported.name(root.path("backend_name"), name),
                root.path("last_update_date").asText(""),
                Reported.median(pulseTimes),
                Reported.median(pairTimes));
        for (int i = 0; i < qubits.size(); i++) {
            device.qubit(i, figures(qubits.get(i), pulses.getOrDefault(i, Double.NaN), values, "/qubits/" + i));
        }
        for (int i = 0; i < gates.size(); i++) {
            if (ENTANGLERS.contains(gates.get(i).path("gate").asText())) {
                pair(device, gates.get(i), qubits.size(), values, complaints, "/gates/" + i);
            }
        }
        return qubits.isEmpty() ? Optional.empty() : Optional.of(device);
    }

    private static Figures figures(JsonNode qubit, double pulse, Values values, String pointer) {
        if (values.of(qubit, "operational", pointer) == 0) {
            return Figures.UNKNOWN;
        }
        double both = values.of(qubit, "readout_error", pointer);
        double zero = values.of(qubit, "prob_meas0_prep1", pointer);
        double one = values.of(qubit, "prob_meas1_prep0", pointer);
        return new Figures(
                pulse,
                Double.isNaN(zero) ? both : zero,
                Double.isNaN(one) ? both : one,
                values.of(qubit, "T1", pointer),
                values.of(qubit, "T2", pointer));
    }

    private static void pair(
            DeviceCalibration device, JsonNode gate, int qubits, Values values, Complaints complaints, String pointer) {
        int first = gate.path("qubits").path(0).asInt(-1);
        int second = gate.path("qubits").path(1).asInt(-1);
        if (first < 0 || second < 0 || first >= qubits || second >= qubits || first == second) {
            complaints.problem(pointer + "/qubits", "expected two different numbers from 0 to " + (qubits - 1), "");
            return;
        }
        device.pair(first, second, values.of(gate.path("parameters"), "gate_error", pointer + "/parameters"));
    }

    /** Named values: {@code {"name": "T1", "unit": "us", "value": 100}}. */
    private record Values(Reported reported, Complaints complaints) {
        double of(JsonNode list, String wanted, String pointer) {
            if (!list.isArray()) {
                complaints.problem(pointer, "expected a list of named values", "");
                return Double.NaN;
            }
            for (int i = 0; i < list.size(); i++) {
                JsonNode value = list.get(i);
                if (value.path("name").asText().equals(wanted)) {
                    String at = pointer + "/" + i + "/value";
                    return reported.seconds(
                            value.path("value"), value.path("unit").asText(""), at);
                }
            }
            return Double.NaN;
        }
    }
}
