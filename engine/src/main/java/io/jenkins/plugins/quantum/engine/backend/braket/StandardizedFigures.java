package io.jenkins.plugins.quantum.engine.backend.braket;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.http.aws.SignatureV4;
import io.jenkins.plugins.quantum.engine.noise.DeviceCalibration;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * The {@code standardized} part of a device's document as a noise model: the median over qubits and over pairs, because the service
 * itself decides on which qubits a circuit runs. Versions 1 and 2 hold figures by qubit, version 3 of the whole device.
 */
final class StandardizedFigures {
    private static final String FIDELITY = "fidelity";
    private static final Map<String, Double> SECONDS =
            Map.of("s", 1.0, "ms", 1e-3, "us", 1e-6, "µs", 1e-6, "μs", 1e-6, "ns", 1e-9);

    /** Not the gate itself, but a whole sequence of gates. */
    private static final String CLIFFORD = "clifford";

    private final JsonNode standardized;
    private final boolean whole;

    private StandardizedFigures(JsonNode standardized) {
        this.standardized = standardized;
        this.whole = !standardized.path("oneQubitProperties").isObject();
    }

    /** The model; empty where the document has no error of both kinds of gates. */
    static Optional<NoiseModel> read(String device, JsonNode capabilities) {
        JsonNode standardized = capabilities.path("standardized");
        var figures = new StandardizedFigures(standardized);
        OptionalDouble one = figures.oneQubit();
        OptionalDouble two = figures.twoQubit();
        if (one.isEmpty() || two.isEmpty()) {
            return Optional.empty();
        }
        // Two documents of the same date with other figures are two epochs.
        String date = capabilities.at("/service/updatedAt").asText() + " "
                + SignatureV4.hash(standardized.toString().getBytes(StandardCharsets.UTF_8));
        double misread = 1 - figures.readout("READOUT").orElse(1);
        var calibration = new DeviceCalibration(
                device,
                date,
                seconds(standardized.path("singleQubitGateDuration")).orElse(0),
                seconds(standardized.path("twoQubitGateDuration")).orElse(0));
        var errors = new DeviceCalibration.Figures(
                1 - one.getAsDouble(),
                figures.readout("READOUT_ERROR_1_TO_0").orElse(misread),
                figures.readout("READOUT_ERROR_0_TO_1").orElse(misread),
                figures.time("T1").orElse(Double.NaN),
                figures.time("T2").orElse(Double.NaN));
        return Optional.of(calibration.uniform(errors, 1 - two.getAsDouble()));
    }

    private OptionalDouble oneQubit() {
        if (whole) {
            return best(standardized.path("singleQubitFidelity"));
        }
        return overQubits(qubit -> {
            JsonNode list = qubit.path("oneQubitFidelity");
            OptionalDouble together = named(list, "SIMULTANEOUS_RANDOMIZED_BENCHMARKING");
            return together.isPresent() ? together : named(list, "RANDOMIZED_BENCHMARKING");
        });
    }

    private OptionalDouble twoQubit() {
        return whole
                ? best(standardized.path("twoQubitGateFidelity"))
                : median(values(
                        standardized.path("twoQubitProperties"), pair -> best(pair.path("twoQubitGateFidelity"))));
    }

    /** A fidelity, or, for the types with ERROR in their names, the error that the service writes into the same field. */
    private OptionalDouble readout(String type) {
        return whole
                ? type.equals("READOUT") ? best(standardized.path("readoutFidelity")) : OptionalDouble.empty()
                : overQubits(qubit -> named(qubit.path("oneQubitFidelity"), type));
    }

    private OptionalDouble time(String name) {
        return whole ? seconds(standardized.path(name)) : overQubits(qubit -> seconds(qubit.path(name)));
    }

    private OptionalDouble overQubits(Function<JsonNode, OptionalDouble> figure) {
        return median(values(standardized.path("oneQubitProperties"), figure));
    }

    private static List<Double> values(JsonNode parts, Function<JsonNode, OptionalDouble> figure) {
        var values = new ArrayList<Double>();
        parts.forEach(part -> figure.apply(part).ifPresent(values::add));
        return values;
    }

    private static OptionalDouble named(JsonNode list, String type) {
        for (JsonNode entry : list) {
            if (entry.at("/fidelityType/name").asText().equals(type)) {
                return fraction(entry);
            }
        }
        return OptionalDouble.empty();
    }

    /** The best gate of a pair: the one that a compiler would take. */
    private static OptionalDouble best(JsonNode list) {
        OptionalDouble best = OptionalDouble.empty();
        for (JsonNode entry : list) {
            OptionalDouble value = fraction(entry);
            boolean gate =
                    !entry.path("gateName").asText().toLowerCase(Locale.ROOT).contains(CLIFFORD);
            if (gate && value.isPresent() && value.getAsDouble() > best.orElse(-1)) {
                best = value;
            }
        }
        return best;
    }

    /** From 0 to 1; some devices write percent. */
    private static OptionalDouble fraction(JsonNode entry) {
        double value = entry.path(FIDELITY).asDouble(-1);
        boolean percent = entry.path("unit").asText().startsWith("percent") || value > 1;
        double fraction = percent ? value / 100 : value;
        return fraction >= 0 && fraction <= 1 ? OptionalDouble.of(fraction) : OptionalDouble.empty();
    }

    private static OptionalDouble seconds(JsonNode node) {
        Double factor = SECONDS.get(node.path("unit").asText("s").toLowerCase(Locale.ROOT));
        double value = node.path("value").asDouble(0);
        return factor != null && value > 0 && value < 1e9 ? OptionalDouble.of(value * factor) : OptionalDouble.empty();
    }

    private static OptionalDouble median(Collection<Double> values) {
        if (values.isEmpty()) {
            return OptionalDouble.empty();
        }
        var sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return OptionalDouble.of(
                sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2);
    }
}
