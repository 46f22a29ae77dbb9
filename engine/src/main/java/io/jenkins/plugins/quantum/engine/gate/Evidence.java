package io.jenkins.plugins.quantum.engine.gate;

import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * All that was measured for a test so far.
 *
 * @param batches
 *     in the order in which they were asked for
 */
public record Evidence(List<Batch> batches) {
    public Evidence {
        batches = List.copyOf(batches);
    }

    /**
     * The answer to one need.
     *
     * @param need
     *     what was asked
     * @param outcomes
     *     by task of the workload or of the need's probe, then by binding; repeats follow one another as whole lists
     */
    public record Batch(Need need, List<List<Outcome>> outcomes) {
        public Batch {
            outcomes = outcomes.stream().map(List::copyOf).toList();
        }

        /** What to take of each outcome to have a figure of one batch of noise draws, for every batch; none where all is exact. */
        public List<Function<Outcome, Distribution>> draws() {
            int parts = outcomes.stream()
                    .flatMap(List::stream)
                    .mapToInt(outcome -> outcome.batches().size())
                    .filter(size -> size > 0)
                    .min()
                    .orElse(0);
            var draws = new ArrayList<Function<Outcome, Distribution>>();
            for (int part = 0; part < parts; part++) {
                int index = part;
                draws.add(outcome -> outcome.batches().isEmpty()
                        ? outcome.distribution()
                        : outcome.batches().get(index));
            }
            return draws;
        }
    }

    /** The newest probabilities of a source at a noise scale, of the workload's own tasks. */
    public Optional<Batch> exact(Need.Source source, double scale) {
        return exact(source, scale, Optional.empty());
    }

    /** The newest probabilities that a probe gave. */
    public Optional<Batch> exact(Need.Source source, double scale, Probe probe) {
        return exact(source, scale, Optional.of(probe));
    }

    private Optional<Batch> exact(Need.Source source, double scale, Optional<Probe> probe) {
        return batches.stream()
                .filter(b -> b.need().source() == source
                        && b.need().shots() == 0
                        && b.need().scale() == scale
                        && b.need().probe().equals(probe))
                .reduce((first, second) -> second);
    }

    /** All shots of the workload's own tasks at a noise scale, in order. */
    public List<Batch> shots(double scale) {
        return shots(scale, Optional.empty());
    }

    /** All shots of a probe at a noise scale, in order. */
    public List<Batch> shots(double scale, Probe probe) {
        return shots(scale, Optional.of(probe));
    }

    private List<Batch> shots(double scale, Optional<Probe> probe) {
        return batches.stream()
                .filter(b -> b.need().shots() > 0
                        && b.need().scale() == scale
                        && b.need().probe().equals(probe))
                .toList();
    }
}
