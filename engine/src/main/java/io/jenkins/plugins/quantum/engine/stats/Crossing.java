package io.jenkins.plugins.quantum.engine.stats;

/**
 * Where a curve first falls below a line.
 *
 * @param place
 *     whether it does so on the grid
 * @param x
 *     the position; for {@link Place#BEYOND} the last of the grid, which it exceeds; for {@link Place#BELOW_AT_START} the first
 */
public record Crossing(Place place, double x) {
    /** Where the crossing lies. */
    public enum Place {
        /** Below the line at the first position already. */
        BELOW_AT_START,
        /** Between two positions, or on one. */
        INSIDE,
        /** On or above the line as far as was measured. */
        BEYOND
    }

    /**
     * The first crossing, by linear interpolation between the points. A point on the line is not below it.
     *
     * @param x
     *     rising positions
     * @param y
     *     values
     * @param line
     *     to be crossed
     */
    public static Crossing of(double[] x, double[] y, double line) {
        Isotonic.rising(x, y);
        Arguments.finite("the line", line);
        if (y[0] < line) {
            return new Crossing(Place.BELOW_AT_START, x[0]);
        }
        for (int i = 1; i < x.length; i++) {
            if (y[i] < line) {
                double share = (y[i - 1] - line) / (y[i - 1] - y[i]);
                return new Crossing(Place.INSIDE, x[i - 1] + share * (x[i] - x[i - 1]));
            }
        }
        return new Crossing(Place.BEYOND, x[x.length - 1]);
    }
}
