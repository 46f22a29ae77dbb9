package io.jenkins.plugins.quantum.engine.suite;

import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A gate as a suite asks for it; its options are known to its kind and of the right type.
 *
 * @param kind
 *     the gate's name in the catalogue
 * @param options
 *     values as given: {@link Double} for numbers, {@link Boolean}, {@link String}, {@link java.util.List} of strings
 * @param at
 *     where the gate stands
 * @param optionPositions
 *     where each option's value stands
 */
public record GateSpec(
        String kind, Map<String, Object> options, SourcePosition at, Map<String, SourcePosition> optionPositions) {
    public GateSpec {
        options = Map.copyOf(options);
        optionPositions = Map.copyOf(optionPositions);
    }

    /** A number, when given as one. */
    public OptionalDouble number(String option) {
        return options.get(option) instanceof Double value ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    /** A number, or what holds when it is not given. */
    public double number(String option, double otherwise) {
        return number(option).orElse(otherwise);
    }

    /** A word, when given. */
    public Optional<String> text(String option) {
        return options.get(option) instanceof String value ? Optional.of(value) : Optional.empty();
    }

    /** The texts of a list, when given. */
    public Optional<List<String>> texts(String option) {
        return options.get(option) instanceof List<?> list
                ? Optional.of(list.stream().map(String.class::cast).toList())
                : Optional.empty();
    }

    /** The items of a list; none when it is not given. */
    public List<String> items(String option) {
        return texts(option).orElse(List.of());
    }

    /** Where an option's value stands, or the gate itself. */
    public SourcePosition position(String option) {
        return optionPositions.getOrDefault(option, at);
    }
}
