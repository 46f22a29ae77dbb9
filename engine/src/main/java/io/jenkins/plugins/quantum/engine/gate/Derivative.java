package io.jenkins.plugins.quantum.engine.gate;

import java.util.List;

/**
 * A derivative as a weighted sum of evaluations.
 *
 * @param terms
 *     of the sum
 */
public record Derivative(List<Term> terms) {
    public Derivative {
        terms = List.copyOf(terms);
    }

    /**
     * A term.
     *
     * @param evaluation
     *     its number
     * @param weight
     *     of it
     */
    public record Term(int evaluation, double weight) {}

    /** Its value from the values of the evaluations. */
    public double of(double[] values) {
        return terms.stream()
                .mapToDouble(term -> term.weight() * values[term.evaluation()])
                .sum();
    }

    /** The variance of its estimate when every evaluation has an error of its own. */
    public double variance(double[] variances) {
        return terms.stream()
                .mapToDouble(term -> term.weight() * term.weight() * variances[term.evaluation()])
                .sum();
    }
}
