package io.jenkins.plugins.quantum.engine.backend.builtin;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.GuideTableDiscreteSampler;
import org.apache.commons.rng.sampling.distribution.SharedStateDiscreteSampler;

/** Draws shots with a given generator: the same generator state gives the same shots everywhere. */
final class Sampler {
    private static final int SHOTS_BETWEEN_CHECKS = 1 << 16;

    private Sampler() {}

    /**
     * Independent draws from a distribution, added to counts.
     *
     * @param probabilities
     *     of each reading; need not sum to 1 exactly
     * @param shots
     *     how many draws
     * @param counts
     *     by reading; increased
     */
    static void draw(double[] probabilities, long shots, UniformRandomProvider random, long[] counts)
            throws InterruptedException {
        if (shots == 0) {
            return;
        }
        SharedStateDiscreteSampler sampler = GuideTableDiscreteSampler.of(random, withoutRounding(probabilities));
        for (long shot = 0; shot < shots; shot++) {
            if (shot % SHOTS_BETWEEN_CHECKS == 0 && Thread.interrupted()) {
                throw new InterruptedException("the job was cancelled");
            }
            counts[sampler.sample()]++;
        }
    }

    /** What is rounding of the simulator must not be drawn, however rarely. */
    private static double[] withoutRounding(double[] probabilities) {
        return Arrays.stream(probabilities)
                .map(p -> p < Measured.NEGLIGIBLE ? 0 : p)
                .toArray();
    }
}
