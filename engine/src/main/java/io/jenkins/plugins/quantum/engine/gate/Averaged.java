package io.jenkins.plugins.quantum.engine.gate;

import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.stats.BatchMeans;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A figure computed from probabilities that may be averages over random draws of the noise.
 *
 * @param value
 *     the figure
 * @param standardError
 *     of the average over draws; 0 where the probabilities are exact
 */
public record Averaged(double value, double standardError) {
    /** How many standard errors a figure must lie from a line to be on one side of it. */
    static final double CLEAR = 3;

    /** Differences that floating-point arithmetic explains. */
    static final double ROUNDING = 1e-9;

    /** The standard error of a linear figure from the batches of an average; 0 where there are none. */
    public static double standardError(List<Distribution> batches, ToDoubleFunction<Distribution> figure) {
        return batches.size() < 2
                ? 0
                : BatchMeans.standardError(batches.stream().mapToDouble(figure).toArray());
    }

    /** Whether the draws are too few to say on which side of the line it lies. */
    public boolean unclearAt(double line) {
        return standardError > 0 && Math.abs(value - line) <= CLEAR * standardError;
    }

    /** Whether it is at the line or above. */
    public boolean reaches(double line) {
        return value >= line - ROUNDING;
    }

    /** {@code exact}, or {@code exact, +-0.004 numerical} (two standard errors). */
    public String precision() {
        return standardError == 0 ? "" : ", +-" + Wording.number(2 * standardError) + " numerical";
    }
}
