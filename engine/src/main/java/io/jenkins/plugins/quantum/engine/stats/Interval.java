package io.jenkins.plugins.quantum.engine.stats;

/**
 * A range of values.
 *
 * @param lower
 *     least value
 * @param upper
 *     greatest value, not below {@code lower}
 */
public record Interval(double lower, double upper) {
    /** Refuses NaN and a lower end above the upper. */
    public Interval {
        Arguments.require(lower <= upper, "an interval cannot reach from " + lower + " to " + upper);
    }

    /** Whether a value lies inside or on an end. */
    public boolean contains(double value) {
        return lower <= value && value <= upper;
    }
}
