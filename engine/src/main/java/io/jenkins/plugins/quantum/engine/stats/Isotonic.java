package io.jenkins.plugins.quantum.engine.stats;

/** Monotone regression. */
public final class Isotonic {
    private Isotonic() {}

    /**
     * The falling values closest to the given ones in weighted squares, by pooling neighbours that rise (Ayer et al., Annals of
     * Mathematical Statistics 26, 1955).
     *
     * @param x
     *     rising positions
     * @param y
     *     values
     * @param weight
     *     of each value, above 0
     * @return one value a position, never rising
     */
    public static double[] decreasing(double[] x, double[] y, double[] weight) {
        rising(x, y);
        Arguments.sameLength("values", y.length, "weights", weight.length);
        double[] means = new double[y.length];
        double[] weights = new double[y.length];
        int[] sizes = new int[y.length];
        int pools = 0;
        for (int i = 0; i < y.length; i++) {
            means[pools] = y[i];
            weights[pools] = Arguments.positive("each weight", weight[i]);
            sizes[pools] = 1;
            pools++;
            while (pools > 1 && means[pools - 1] > means[pools - 2]) {
                pools--;
                double sum = weights[pools - 1] + weights[pools];
                means[pools - 1] = (means[pools - 1] * weights[pools - 1] + means[pools] * weights[pools]) / sum;
                weights[pools - 1] = sum;
                sizes[pools - 1] += sizes[pools];
            }
        }
        double[] fitted = new double[y.length];
        int at = 0;
        for (int pool = 0; pool < pools; pool++) {
            for (int i = 0; i < sizes[pool]; i++) {
                fitted[at++] = means[pool];
            }
        }
        return fitted;
    }

    /** Refuses positions that do not rise and numbers that are none. */
    static void rising(double[] x, double[] y) {
        Arguments.sameLength("positions", x.length, "values", y.length);
        Arguments.require(x.length > 0, "a curve needs at least one point");
        for (int i = 0; i < x.length; i++) {
            Arguments.finite("each position", x[i]);
            Arguments.finite("each value", y[i]);
            Arguments.require(
                    i == 0 || x[i - 1] < x[i],
                    "positions must rise, but " + x[i] + " comes after " + x[Math.max(0, i - 1)]);
        }
    }
}
