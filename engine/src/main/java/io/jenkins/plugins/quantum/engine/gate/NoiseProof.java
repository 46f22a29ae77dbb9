package io.jenkins.plugins.quantum.engine.gate;

import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Every noisy run proves that the noise acted: a backend that ignores a noise model would make every robustness gate green.
 */
public final class NoiseProof {
    /** Single-precision simulators agree with others to about 5e-6. */
    static final double SAME = 1e-5;

    private NoiseProof() {}

    /**
     * NO_DATA when probabilities under noise equal the ideal ones at every binding.
     *
     * @param ideal
     *     at scale 0
     * @param noisy
     *     at a scale above 0
     */
    public static Optional<Judgement> missing(GateContext context, Evidence.Batch ideal, Evidence.Batch noisy) {
        double largest = 0;
        boolean visible = false;
        for (int task = 0; task < ideal.outcomes().size(); task++) {
            List<Outcome> expected = ideal.outcomes().get(task);
            List<Outcome> found = noisy.outcomes().get(task);
            for (int i = 0; i < expected.size(); i++) {
                Distribution p = expected.get(i).distribution();
                largest = Math.max(largest, distance(p, found.get(i).distribution()));
                visible |= !uniform(p);
            }
        }
        return largest > SAME || !visible
                ? Optional.empty()
                : Optional.of(ignored(context, noisy.need().scale(), largest));
    }

    /** The verdict on a backend that ran without the noise that it was given. */
    public static Judgement ignored(GateContext context, double scale, double distance) {
        return new FindingDraft("The noise had no effect: the results at " + Wording.factor(scale) + " "
                        + context.noiseName() + " equal the noiseless ones.")
                .detail("Largest distance to the noiseless probabilities: " + Wording.number(distance)
                        + ". Either the backend " + context.backend().type()
                        + " ignored the noise model, or the model has no error for any step of this circuit.")
                .figure("noise.distance", distance)
                .next("qmlops backends check")
                .next("write 'noise: none' if the test is meant to be ideal, or choose a preset such as heron-r2")
                .decided(Verdict.NO_DATA);
    }

    /** Whether noise cannot be seen, because all outcomes are equally likely. */
    public static boolean uniform(Distribution p) {
        double each = Math.pow(2, -p.bits());
        return p.probabilities().size() == Math.round(1 / each)
                && p.probabilities().values().stream().allMatch(v -> Math.abs(v - each) <= SAME * each);
    }

    /** Total variation distance. */
    static double distance(Distribution p, Distribution q) {
        var outcomes = new TreeSet<>(p.probabilities().keySet());
        outcomes.addAll(q.probabilities().keySet());
        double sum = 0;
        for (String outcome : outcomes) {
            sum += Math.abs(p.of(outcome) - q.of(outcome));
        }
        return sum / 2;
    }
}
