package io.jenkins.plugins.quantum.engine.gate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Map;

/**
 * What a gate found, in words and numbers.
 *
 * @param headline
 *     one sentence for a reader who knows neither statistics nor physics
 * @param details
 *     further sentences
 * @param statistic
 *     name of the figure that decided, for example {@code linear score}
 * @param value
 *     its value; NaN where there is none
 * @param lower
 *     lower end of its interval
 * @param upper
 *     upper end of its interval
 * @param confidence
 *     of the interval; 1 where it is exact
 * @param line
 *     what it was compared with; NaN where there is none
 * @param shots
 *     used, over the whole workload
 * @param figures
 *     further numbers by name, for trends
 * @param plots
 *     what to draw
 * @param next
 *     what the user can do, most useful first
 * @param odds
 *     how strong the evidence of its sequential test is; empty where it has none
 */
public record Finding(
        String headline,
        List<String> details,
        String statistic,
        double value,
        double lower,
        double upper,
        double confidence,
        double line,
        long shots,
        Map<String, Double> figures,
        List<Plot> plots,
        List<String> next,
        @JsonSetter(nulls = Nulls.AS_EMPTY) @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Odds> odds) {
    public Finding {
        details = List.copyOf(details);
        figures = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(figures));
        plots = List.copyOf(plots);
        next = List.copyOf(next);
        odds = List.copyOf(odds);
    }

    /** Without odds. */
    public Finding(
            String headline,
            List<String> details,
            String statistic,
            double value,
            double lower,
            double upper,
            double confidence,
            double line,
            long shots,
            Map<String, Double> figures,
            List<Plot> plots,
            List<String> next) {
        this(
                headline,
                details,
                statistic,
                value,
                lower,
                upper,
                confidence,
                line,
                shots,
                figures,
                plots,
                next,
                List.of());
    }

    /** A finding of words alone. */
    public static Finding words(String headline, List<String> details, List<String> next) {
        return new Finding(
                headline, details, "", Double.NaN, Double.NaN, Double.NaN, 1, Double.NaN, 0, Map.of(), List.of(), next);
    }
}
