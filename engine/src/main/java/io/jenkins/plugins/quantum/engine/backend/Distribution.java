package io.jenkins.plugins.quantum.engine.backend;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Probabilities of outcomes. An outcome is a string of 0 and 1 with the highest classical bit first (Qiskit's order
 * without the blanks): character {@code i} is bit {@code bits - 1 - i}.
 *
 * @param bits
 *     length of each outcome
 * @param probabilities
 *     outcomes with a probability above zero, sorted
 */
public record Distribution(int bits, Map<String, Double> probabilities) {
    public Distribution {
        probabilities = Collections.unmodifiableMap(new TreeMap<>(probabilities));
    }

    /** The probability of an outcome, 0 where not listed. */
    public double of(String outcome) {
        return probabilities.getOrDefault(outcome, 0.0);
    }

    /** The mean of a score over the outcomes. */
    public double mean(ToDoubleFunction<String> score) {
        double sum = 0;
        for (var entry : probabilities.entrySet()) {
            sum += entry.getValue() * score.applyAsDouble(entry.getKey());
        }
        return sum;
    }

    /** The value, 0 or 1, of a classical bit in an outcome. */
    public static int bit(String outcome, int bit) {
        return outcome.charAt(outcome.length() - 1 - bit) - '0';
    }
}
