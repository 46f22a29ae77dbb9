package io.jenkins.plugins.quantum.engine.noise;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * IQM's quality metrics of a calibration set: observations whose {@code dut_field} names figure and qubits. Durations of gates are not among
 * them, so relaxation is part of the gates' errors. Without a list of the machine's qubits, QB7 is qubit 6; resonators are no qubits.
 */
final class IqmMetrics implements CalibrationFormat {
    private static final Pattern TIME = Pattern.compile("characterization\\.model\\.(\\w+)\\.(t1|t2)_time");
    private static final Pattern READOUT = Pattern.compile(
            "metrics\\.ssro\\.measure(?:_fidelity)?\\.[\\w-]+\\.(\\w+)\\.(fidelity|error_0_to_1|error_1_to_0)");
    private static final Pattern PULSE =
            Pattern.compile("metrics\\.(?:rb|irb)\\.prx\\.[\\w-]+\\.([A-Za-z0-9]+)\\.fidelity(?::par=d2)?");
    private static final Pattern PAIR =
            Pattern.compile("metrics\\.irb\\.cz\\.[\\w-]+\\.([A-Za-z0-9]+)__([A-Za-z0-9]+)\\.fidelity(?::par=d2)?");
    private static final Pattern QUBIT = Pattern.compile("QB([1-9]\\d{0,3})");

    private final List<String> machine;
    private final String set;

    /**
     * A reader.
     *
     * @param machine
     *     the names of its qubits in the order of their numbers; empty where not known
     * @param set
     *     id of the calibration set; empty where only the document may tell it
     */
    IqmMetrics(List<String> machine, String set) {
        this.machine = List.copyOf(machine);
        this.set = set;
    }

    @Override
    public String title() {
        return "IQM quality metrics";
    }

    @Override
    public boolean fits(JsonNode root) {
        return root.path("observations").isArray();
    }

    @Override
    public Optional<DeviceCalibration> read(JsonNode root, String name, Complaints complaints) {
        Map<Integer, Map<String, Double>> figures = new TreeMap<>();
        Map<List<Integer>, Double> pairs = new HashMap<>();
        var reported = new Reported(complaints);
        JsonNode observations = root.path("observations");
        for (int i = 0; i < observations.size(); i++) {
            JsonNode observation = observations.get(i);
            if (!observation.path("invalid").asBoolean(false)) {
                add(observation, reported, "/observations/" + i + "/value", figures, pairs);
            }
        }
        if (figures.isEmpty()) {
            return Optional.empty();
        }
        String date = set.isEmpty() ? root.path("observation_set_id").asText("") : set;
        var device = new DeviceCalibration(name, date, 0, 0);
        for (int i = 0; i < machine.size(); i++) {
            device.qubit(i, DeviceCalibration.Figures.UNKNOWN);
        }
        figures.forEach((qubit, known) -> device.qubit(qubit, of(known)));
        pairs.forEach((pair, fidelity) -> device.pair(pair.get(0), pair.get(1), Reported.infidelity(fidelity)));
        if (machine.isEmpty()) {
            complaints.warning("/observations", "qubit 0 of a circuit stands for QB1, 1 for QB2 and so on", "");
        }
        return Optional.of(device);
    }

    private void add(
            JsonNode observation,
            Reported reported,
            String pointer,
            Map<Integer, Map<String, Double>> figures,
            Map<List<Integer>, Double> pairs) {
        String field = observation.path("dut_field").asText();
        JsonNode value = observation.path("value");
        Matcher time = TIME.matcher(field);
        Matcher readout = READOUT.matcher(field);
        Matcher pulse = PULSE.matcher(field);
        Matcher pair = PAIR.matcher(field);
        if (time.matches()) {
            double seconds = reported.seconds(value, observation.path("unit").asText(""), pointer);
            put(figures, time.group(1), time.group(2), seconds);
        } else if (readout.matches()) {
            put(figures, readout.group(1), readout.group(2), reported.number(value, pointer));
        } else if (pulse.matches()) {
            put(figures, pulse.group(1), "pulse", reported.number(value, pointer));
        } else if (pair.matches()) {
            int first = number(pair.group(1));
            int second = number(pair.group(2));
            if (first >= 0 && second >= 0) {
                pairs.put(List.of(first, second), reported.number(value, pointer));
            }
        }
    }

    private void put(Map<Integer, Map<String, Double>> figures, String qubit, String figure, double value) {
        int number = number(qubit);
        if (number >= 0) {
            figures.computeIfAbsent(number, key -> new HashMap<>()).put(figure, value);
        }
    }

    private int number(String qubit) {
        if (!machine.isEmpty()) {
            return machine.indexOf(qubit);
        }
        Matcher numbered = QUBIT.matcher(qubit);
        return numbered.matches() ? Integer.parseInt(numbered.group(1)) - 1 : -1;
    }

    private static DeviceCalibration.Figures of(Map<String, Double> known) {
        double average = Reported.infidelity(known.getOrDefault("fidelity", Double.NaN));
        return new DeviceCalibration.Figures(
                Reported.infidelity(known.getOrDefault("pulse", Double.NaN)),
                known.getOrDefault("error_1_to_0", average),
                known.getOrDefault("error_0_to_1", average),
                known.getOrDefault("t1", Double.NaN),
                known.getOrDefault("t2", Double.NaN));
    }
}
