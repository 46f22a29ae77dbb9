package io.jenkins.plugins.quantum.engine.noise;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.noise.DeviceCalibration.Figures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Google's calibration metrics, as Cirq writes them: the proto-JSON of a metrics snapshot, in Cirq's {@code Calibration} or alone. Errors
 * of gates measured in parallel come first, as circuits run them; of the gates of a pair the best counts. A Pauli error is the probability of a Pauli other
 * than the identity, so the average infidelity is 2/3 of it for one qubit and 4/5 for two. T1 is in microseconds, durations of gates are not told.
 */
final class CirqCalibration implements CalibrationFormat {
    private static final List<String> READ_ONE = List.of("parallel_p00_error", "single_qubit_p00_error", "zero_error");
    private static final List<String> READ_ZERO = List.of("parallel_p11_error", "single_qubit_p11_error", "one_error");
    private static final List<String> PULSE = List.of("single_qubit_rb_average_error_per_gate");
    private static final List<String> PULSE_PAULI =
            List.of("single_qubit_rb_pauli_error_per_gate", "sq_rb_pauli_error");
    private static final List<String> T1 = List.of("single_qubit_idle_t1_micros");
    private static final Pattern PAIR =
            Pattern.compile("two_qubit_(parallel_)?[a-z_]+_gate_xeb_(average|pauli)_error_per_cycle");
    private static final Pattern QUBIT = Pattern.compile("q?(-?\\d{1,3})_(-?\\d{1,3})");
    private static final double MICRO = 1e-6;

    @Override
    public String title() {
        return "Cirq calibration metrics";
    }

    @Override
    public boolean fits(JsonNode root) {
        return root.path("cirq_type").asText().equals("Calibration")
                || root.path("metrics").isArray()
                        && root.path("metrics").path(0).has("targets");
    }

    @Override
    public Optional<DeviceCalibration> read(JsonNode root, String name, Complaints complaints) {
        boolean inside = root.path("metrics").isObject();
        JsonNode snapshot = inside ? root.path("metrics") : root;
        var metrics = new Metrics(snapshot.path("metrics"), inside ? "/metrics/metrics" : "/metrics", complaints);
        if (metrics.qubits.isEmpty()) {
            return Optional.empty();
        }
        var device = new DeviceCalibration(name, snapshot.path("timestampMs").asText(""), 0, 0);
        List<List<Integer>> order = new ArrayList<>(metrics.qubits.keySet());
        Map<List<Integer>, Integer> numbers = new HashMap<>();
        order.forEach(place -> numbers.put(place, numbers.size()));
        for (List<Integer> place : order) {
            double pauli = metrics.of(PULSE_PAULI, place) * 2 / 3;
            double average = metrics.of(PULSE, place);
            device.qubit(
                    numbers.get(place),
                    new Figures(
                            Double.isNaN(average) ? pauli : average,
                            metrics.of(READ_ZERO, place),
                            metrics.of(READ_ONE, place),
                            metrics.of(T1, place) * MICRO,
                            Double.NaN));
        }
        metrics.pairs.forEach(
                (pair, error) -> device.pair(numbers.get(pair.get(0)), numbers.get(pair.get(1)), error.infidelity()));
        complaints.warning(
                inside ? "/metrics" : "",
                "qubits are numbered by row and column: qubit 0 of a circuit stands for " + text(order.get(0))
                        + ", qubit " + (order.size() - 1) + " for " + text(order.get(order.size() - 1)),
                "");
        return Optional.of(device);
    }

    private static String text(List<Integer> place) {
        return "q" + place.get(0) + "_" + place.get(1);
    }

    /** Infidelity of a pair and whether others ran at the same time. */
    private record PairError(double infidelity, boolean parallel) {
        boolean betterThan(PairError other) {
            return parallel == other.parallel ? infidelity < other.infidelity : parallel;
        }
    }

    /** The metrics by name and target. */
    private static final class Metrics {
        private static final int MOST_QUBITS = 10_000;

        private final Map<List<Integer>, Map<String, Double>> qubits = new TreeMap<>((a, b) ->
                a.get(0).equals(b.get(0)) ? Integer.compare(a.get(1), b.get(1)) : Integer.compare(a.get(0), b.get(0)));
        private final Map<List<List<Integer>>, PairError> pairs = new LinkedHashMap<>();

        Metrics(JsonNode list, String pointer, Complaints complaints) {
            var reported = new Reported(complaints);
            if (!list.isArray()) {
                complaints.problem(pointer, "expected a list of metrics", "");
            }
            for (int i = 0; i < list.size() && qubits.size() <= MOST_QUBITS; i++) {
                JsonNode metric = list.get(i);
                JsonNode value = metric.path("values").path(0);
                double number = Double.NaN;
                for (String type : List.of("doubleVal", "floatVal", "int32Val", "int64Val")) {
                    if (value.has(type)) {
                        number = reported.number(value.path(type), pointer + "/" + i + "/values/0/" + type);
                    }
                }
                add(metric.path("name").asText(), metric.path("targets"), number);
            }
        }

        private void add(String name, JsonNode targets, double value) {
            List<List<Integer>> places = new ArrayList<>();
            targets.forEach(target -> {
                Matcher place = QUBIT.matcher(target.asText());
                if (place.matches()) {
                    places.add(List.of(Integer.parseInt(place.group(1)), Integer.parseInt(place.group(2))));
                }
            });
            places.forEach(place -> qubits.computeIfAbsent(place, key -> new HashMap<>()));
            Matcher pair = PAIR.matcher(name);
            if (places.size() == 1) {
                qubits.get(places.get(0)).put(name, value);
            } else if (places.size() == 2 && !places.get(0).equals(places.get(1)) && pair.matches() && value >= 0) {
                double infidelity = pair.group(2).equals("pauli") ? value * 4 / 5 : value;
                pairs.merge(
                        places,
                        new PairError(infidelity, pair.group(1) != null),
                        (known, found) -> found.betterThan(known) ? found : known);
            }
        }

        double of(List<String> names, List<Integer> place) {
            Map<String, Double> known = qubits.get(place);
            for (String name : names) {
                if (known.containsKey(name)) {
                    return known.get(name);
                }
            }
            return Double.NaN;
        }
    }
}
