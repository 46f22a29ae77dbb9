package io.jenkins.plugins.quantum.engine.stats;

/** What can be decided with how many shots, before anything is spent. Normal approximation, one look. */
public final class Feasibility {
    private Feasibility() {}

    /**
     * The shots that tell means one margin apart: variance·((z_alpha + z_beta)/margin)², about 15.8·variance/margin² for
     * alpha .01 and beta .05.
     *
     * @param variance
     *     of one shot's score
     * @param margin
     *     above 0
     */
    public static long shots(double variance, double margin, double alpha, double beta) {
        return FixedDesign.bounded(variance, variance, margin, alpha, beta);
    }

    /**
     * The margin that a number of shots can decide: the inverse of {@link #shots}.
     *
     * @param shots
     *     at least 1
     */
    public static double margin(double variance, long shots, double alpha, double beta) {
        Arguments.require(shots >= 1, "a test needs at least 1 shot, not " + shots);
        double width = Intervals.Normal.upperQuantile(Arguments.open("alpha", alpha))
                + Intervals.Normal.upperQuantile(Arguments.open("beta", beta));
        return width * Math.sqrt(Arguments.notNegative("variance", variance) / shots);
    }
}
