package io.jenkins.plugins.quantum.engine.gate;

import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.stats.BatchMeans;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import io.jenkins.plugins.quantum.engine.stats.SymmetricMatrix;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * A kernel as it was measured.
 *
 * @param labels
 *     the class of each point
 * @param values
 *     the kernel between points, each from 0 to 1
 * @param variances
 *     of the entries: of shots, or of the average over draws of the noise; 0 where they are exact
 * @param need
 *     what was asked
 */
public record Kernel(List<String> labels, SymmetricMatrix values, SymmetricMatrix variances, Need need) {
    private static final int REDRAWN = 200;

    public Kernel {
        labels = List.copyOf(labels);
    }

    /** Reads all pairs of a workload whose readout is {@link Readout.Kernel}. */
    public static Kernel of(Workload workload, Evidence.Batch batch) {
        var readout = (Readout.Kernel) workload.readout();
        List<Outcome> pairs = batch.outcomes().get(0);
        int points = readout.labels().size();
        return new Kernel(
                readout.labels(),
                SymmetricMatrix.of(points, (i, j) -> value(pairs.get(readout.pair(i, j)))),
                SymmetricMatrix.of(points, (i, j) -> variance(pairs.get(readout.pair(i, j)))),
                batch.need());
    }

    /** The probability of all zeros. */
    public static double value(Outcome outcome) {
        if (outcome.counts() == null) {
            var distribution = outcome.distribution();
            return Math.max(0, Math.min(1, distribution.of("0".repeat(distribution.bits()))));
        }
        var counts = outcome.counts();
        return (double) counts.counts().getOrDefault("0".repeat(counts.bits()), 0L) / counts.shots();
    }

    private static double variance(Outcome outcome) {
        if (outcome.counts() != null) {
            double value = value(outcome);
            return value * (1 - value) / outcome.counts().shots();
        }
        if (outcome.batches().size() < 2) {
            return 0;
        }
        double[] parts = outcome.batches().stream()
                .mapToDouble(part -> part.of("0".repeat(part.bits())))
                .toArray();
        return Math.pow(BatchMeans.standardError(parts), 2);
    }

    /** Shots of each entry; 0 where they are probabilities. */
    public long shots() {
        return need.shots();
    }

    /** The number of points. */
    public int points() {
        return labels.size();
    }

    /** Whether every entry is exact. */
    public boolean exact() {
        return variances.frobenius() == 0;
    }

    /** The mean of the kernel of points with themselves. */
    public double meanDiagonal() {
        double sum = 0;
        for (int i = 0; i < points(); i++) {
            sum += values.get(i, i);
        }
        return sum / points();
    }

    /** The same with other entries. */
    Kernel with(SymmetricMatrix others) {
        return new Kernel(labels, others, variances, need);
    }

    /** The standard error that a figure has from the errors of the entries: of a few hundred kernels redrawn with these errors. */
    public double standardError(ToDoubleFunction<Kernel> figure, long seed) {
        return standardError(figure, REDRAWN, seed);
    }

    /** The same from fewer or more redrawn kernels. */
    public double standardError(ToDoubleFunction<Kernel> figure, int redrawn, long seed) {
        if (exact()) {
            return 0;
        }
        UniformRandomProvider random = Seed.generator(seed);
        var normal = ZigguratSampler.NormalizedGaussian.of(random);
        double sum = 0;
        double squares = 0;
        for (int r = 0; r < redrawn; r++) {
            double value = figure.applyAsDouble(with(SymmetricMatrix.of(
                    points(), (i, j) -> values.get(i, j) + Math.sqrt(variances.get(i, j)) * normal.sample())));
            sum += value;
            squares += value * value;
        }
        double mean = sum / redrawn;
        return Math.sqrt(Math.max(0, squares / redrawn - mean * mean) * redrawn / (redrawn - 1.0));
    }
}
