package io.jenkins.plugins.quantum.engine.stats;

import java.util.function.Supplier;

/** Checks of arguments; each refuses with a sentence that quotes the value. */
final class Arguments {
    /** By how much probabilities may fail to sum to 1: rounding of what tools write, not a lost outcome. */
    private static final double SUM_TOLERANCE = 1e-6;

    private Arguments() {}

    static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }

    /** The same where many values are checked: the sentence is written only where it is needed. */
    static void require(boolean holds, Supplier<String> sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence.get());
        }
    }

    static double finite(String name, double value) {
        require(Double.isFinite(value), () -> name + " must be a finite number, not " + value);
        return value;
    }

    static double notNegative(String name, double value) {
        require(Double.isFinite(value) && value >= 0, () -> name + " must be a number of at least 0, not " + value);
        return value;
    }

    static double positive(String name, double value) {
        require(Double.isFinite(value) && value > 0, () -> name + " must be a number above 0, not " + value);
        return value;
    }

    /** A number strictly between 0 and 1. */
    static double open(String name, double value) {
        require(value > 0 && value < 1, () -> name + " must lie between 0 and 1, not " + value);
        return value;
    }

    /** A number from 0 to 1. */
    static void probability(String name, double value) {
        require(value >= 0 && value <= 1, () -> name + " must be a probability, from 0 to 1, not " + value);
    }

    /** Probabilities that sum to 1. */
    static void distribution(String name, double[] values) {
        String each = "each probability of " + name;
        double sum = 0;
        for (double value : values) {
            sum += notNegative(each, value);
        }
        require(Math.abs(sum - 1) <= SUM_TOLERANCE, "the probabilities of " + name + " must sum to 1, not to " + sum);
    }

    static void sameLength(String first, int firstLength, String second, int secondLength) {
        require(
                firstLength == secondLength,
                first + " and " + second + " must be equally long, not " + firstLength + " and " + secondLength);
    }
}
