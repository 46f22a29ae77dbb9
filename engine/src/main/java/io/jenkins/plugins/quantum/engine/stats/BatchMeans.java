package io.jenkins.plugins.quantum.engine.stats;

/** Batch means. */
public final class BatchMeans {
    private BatchMeans() {}

    /**
     * The standard error of the mean of independent, equally weighted batches: their standard deviation (divisor b − 1) over √b.
     *
     * @param batchValues
     *     one value a batch, at least 2
     */
    public static double standardError(double[] batchValues) {
        int batches = batchValues.length;
        Arguments.require(batches >= 2, "a standard error needs at least 2 batches, not " + batches);
        double sum = 0;
        for (double value : batchValues) {
            sum += Arguments.finite("each batch", value);
        }
        double mean = sum / batches;
        double squares = 0;
        for (double value : batchValues) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / (batches - 1.0) / batches);
    }
}
