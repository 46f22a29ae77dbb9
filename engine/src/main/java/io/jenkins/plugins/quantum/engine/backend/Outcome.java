package io.jenkins.plugins.quantum.engine.backend;

import java.util.List;

/**
 * The result of one circuit run: probabilities or counts.
 *
 * @param distribution
 *     probabilities, or null when shots were taken
 * @param batches
 *     for averages over random trajectories: independent, equally weighted estimates whose mean is {@code distribution},
 *     so that the standard error of any linear figure is that of their mean; empty when the probabilities are exact
 * @param counts
 *     shots, or null when probabilities were asked for
 * @param chains
 *     of an annealer that tells of broken chains; else null
 */
public record Outcome(Distribution distribution, List<Distribution> batches, Counts counts, ChainBreaks chains) {
    public Outcome {
        batches = List.copyOf(batches);
    }

    /** Exact probabilities. */
    public static Outcome exact(Distribution distribution) {
        return new Outcome(distribution, List.of(), null, null);
    }

    /** Averaged probabilities with the batches that they are the mean of. */
    public static Outcome averaged(Distribution distribution, List<Distribution> batches) {
        return new Outcome(distribution, batches, null, null);
    }

    /** Shots. */
    public static Outcome sampled(Counts counts) {
        return new Outcome(null, List.of(), counts, null);
    }

    /** Reads of an annealer. */
    public static Outcome sampled(Counts counts, ChainBreaks chains) {
        return new Outcome(null, List.of(), counts, chains);
    }

    /**
     * Shots of both.
     *
     * @throws IllegalStateException
     *     when one of them has none
     */
    public Outcome plus(Outcome other) {
        if (counts == null || other.counts == null) {
            throw new IllegalStateException("only shots can be added");
        }
        boolean told = chains != null && other.chains != null;
        return sampled(counts.plus(other.counts), told ? chains.plus(other.chains) : null);
    }
}
