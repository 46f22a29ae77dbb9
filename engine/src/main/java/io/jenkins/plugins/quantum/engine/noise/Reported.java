package io.jenkins.plugins.quantum.engine.noise;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;

/** Reads single figures of a service's document, in seconds and as shares of 1; what is not there is {@link Double#NaN}. */
final class Reported {
    private static final Map<String, Double> SECONDS =
            Map.of("s", 1.0, "ms", 1e-3, "us", 1e-6, "µs", 1e-6, "μs", 1e-6, "ns", 1e-9, "ps", 1e-12, "", 1.0);

    private final Complaints complaints;

    Reported(Complaints complaints) {
        this.complaints = complaints;
    }

    /** A number. */
    double number(JsonNode node, String pointer) {
        if (node.isNumber()) {
            return node.asDouble();
        }
        // proto-JSON writes what is no finite number as text
        if (!node.isMissingNode() && !node.isNull() && !node.asText().matches("NaN|-?Infinity")) {
            complaints.problem(pointer, "expected a number, found " + CalibrationReader.kind(node), "");
        }
        return Double.NaN;
    }

    /** A time; without a unit, in seconds. */
    double seconds(JsonNode value, String unit, String pointer) {
        double number = number(value, pointer);
        Double factor = SECONDS.get(unit.toLowerCase(Locale.ROOT));
        if (factor == null) {
            complaints.problem(
                    pointer,
                    "expected a time in s, ms, us, ns or ps, found the unit '" + unit + "'",
                    "a wrong unit is a wrong noise: correct the file");
            return Double.NaN;
        }
        return number * factor;
    }

    /** What a fidelity leaves to 1; 0 and less is what services write where they did not measure. */
    static double infidelity(double fidelity) {
        return fidelity > 0 && fidelity <= 1 ? 1 - fidelity : Double.NaN;
    }

    /** The middle one of those that are numbers; 0 where there is none. */
    static double median(Collection<Double> values) {
        double[] sorted = values.stream()
                .mapToDouble(Double::doubleValue)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        int half = sorted.length / 2;
        return sorted.length == 0 ? 0 : sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** A text that may name a model, or another one. */
    static String name(JsonNode node, String otherwise) {
        String text = CalibrationReader.clean(node.asText(""));
        return text.isBlank() ? otherwise : text;
    }
}
