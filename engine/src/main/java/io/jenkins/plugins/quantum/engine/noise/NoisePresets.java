package io.jenkins.plugins.quantum.engine.noise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel.Errors;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The built-in noise models, read from {@code presets.json} beside this class. */
public final class NoisePresets {
    private static final List<NoisePreset> ALL = read();

    private NoisePresets() {}

    /** All, in the order of the resource. */
    public static List<NoisePreset> all() {
        return List.copyOf(ALL);
    }

    /** The names, in that order. */
    public static List<String> names() {
        return ALL.stream().map(NoisePreset::name).toList();
    }

    /** One by its name. */
    public static Optional<NoisePreset> find(String name) {
        return ALL.stream().filter(preset -> preset.name().equals(name)).findFirst();
    }

    private static List<NoisePreset> read() {
        try (InputStream in = NoisePresets.class.getResourceAsStream("presets.json")) {
            var presets = new ArrayList<NoisePreset>();
            new ObjectMapper().readTree(in).get("presets").forEach(node -> presets.add(preset(node)));
            return List.copyOf(presets);
        } catch (IOException e) {
            throw new UncheckedIOException("presets.json in the program's own archive cannot be read", e);
        }
    }

    private static NoisePreset preset(JsonNode node) {
        double t1 = node.path("t1").asDouble(Double.POSITIVE_INFINITY);
        // a source without T2: no qubit has more than twice T1
        double t2 = node.path("t2").asDouble(2 * t1);
        double oneQubitTime = node.path("one-qubit-time").asDouble(0);
        double twoQubitTime = node.path("two-qubit-time").asDouble(0);
        double p1 = node.has("p1")
                ? node.get("p1").asDouble()
                : ReportedError.oneQubit(node.get("one-qubit-error").asDouble(), t1, t2, oneQubitTime);
        double p2 = node.has("p2")
                ? node.get("p2").asDouble()
                : ReportedError.twoQubit(node.get("two-qubit-error").asDouble(), t1, t2, twoQubitTime);
        var errors = new Errors(
                p1,
                p2,
                node.get("readout-01").asDouble(),
                node.get("readout-10").asDouble(),
                t1,
                t2);
        String name = node.get("name").asText();
        String date = node.get("date").asText();
        return new NoisePreset(
                name,
                node.get("device").asText(),
                date,
                node.get("source").asText(),
                node.get("note").asText(),
                CalibrationEpoch.stamp(
                        new NoiseModel(name, "", errors, List.of(), List.of(), oneQubitTime, twoQubitTime), date));
    }
}
