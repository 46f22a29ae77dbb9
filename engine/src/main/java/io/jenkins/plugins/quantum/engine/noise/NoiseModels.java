package io.jenkins.plugins.quantum.engine.noise;

import io.jenkins.plugins.quantum.engine.diagnostic.Diagnostic;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import io.jenkins.plugins.quantum.engine.diagnostic.Suggestion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** From what a suite says about noise to a {@link NoiseModel}. */
public final class NoiseModels {
    /** Gate times of custom noise, which gives relaxation times but no gate times: typical of superconducting machines. */
    static final double CUSTOM_ONE_QUBIT_TIME = 35e-9;

    static final double CUSTOM_TWO_QUBIT_TIME = 300e-9;

    private static final List<String> CUSTOM_KEYS = Stream.concat(
                    Stream.of("p1", "p2", "readout", "t1", "t2"), SystematicFigures.KEYS.stream())
            .toList();

    private NoiseModels() {}

    /**
     * A model and what the user should know about it.
     *
     * @param model
     *     valid
     * @param warnings
     *     for example that T2 was clipped
     */
    public record Resolved(NoiseModel model, List<Diagnostic> warnings) {
        public Resolved {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Finds or makes a model.
     *
     * @param name
     *     {@code none}, a preset, a calibration file ({@code *.json}), or {@code custom}
     * @param values
     *     for {@code custom}: any of p1, p2, readout (probabilities), t1, t2 (seconds), and those of systematic errors; else
     *     empty
     * @param folder
     *     where a relative file name starts
     * @param at
     *     where the suite asks for it
     * @throws InputException
     *     when there is no such noise, or the file or a value is wrong
     */
    public static Resolved resolve(String name, Map<String, Double> values, Path folder, SourcePosition at) {
        if (name.equals("none")) {
            return new Resolved(NoiseModel.none(), List.of());
        }
        if (name.equals("custom")) {
            return custom(values, at);
        }
        if (name.endsWith(".json")) {
            return new CalibrationFile(folder, name).read();
        }
        return NoisePresets.find(name)
                .map(preset -> new Resolved(preset.model(), List.of()))
                .orElseThrow(() -> unknown(name, at));
    }

    private static InputException unknown(String name, SourcePosition at) {
        String presets = String.join(", ", NoisePresets.names());
        String advice = Suggestion.nearest(name, NoisePresets.names())
                .map(near -> "did you mean '" + near + "'?")
                .orElse("for a calibration file, write its name with the ending .json");
        return new InputException(
                at, "expected none, a preset (" + presets + ") or a calibration file, found '" + name + "'", advice);
    }

    private static Resolved custom(Map<String, Double> values, SourcePosition at) {
        var problems = new ArrayList<Diagnostic>();
        for (String key : values.keySet()) {
            if (!CUSTOM_KEYS.contains(key)) {
                String advice = Suggestion.nearest(key, CUSTOM_KEYS)
                        .map(near -> "did you mean '" + near + "'?")
                        .orElse("");
                problems.add(Diagnostic.error(
                        at,
                        "noise: expected one of " + String.join(", ", CUSTOM_KEYS) + ", found '" + key + "'",
                        advice));
            }
        }
        var figures = new ErrorFigures(values, NoiseModel.Errors.NONE, "noise: ", at);
        NoiseModel.Errors errors = figures.errors();
        problems.addAll(figures.problems());
        SystematicErrors systematic = new SystematicFigures(
                        values,
                        (key, message, advice) -> problems.add(Diagnostic.error(at, "noise: " + message, advice)))
                .errors(errors.p2() > 0);
        if (!problems.isEmpty()) {
            throw new InputException(problems);
        }
        var model = new NoiseModel(
                "custom", "", errors, List.of(), List.of(), CUSTOM_ONE_QUBIT_TIME, CUSTOM_TWO_QUBIT_TIME);
        return new Resolved(model.with(systematic), figures.warnings());
    }
}
