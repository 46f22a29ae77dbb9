package io.jenkins.plugins.quantum.engine.gate;

import io.jenkins.plugins.quantum.engine.backend.Counts;
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

    /** Probabilities of single-precision simulators below this are rounding. */
    private static final double IMPOSSIBLE = 1e-9;

    /** Evidence of 1:1000. */
    private static final double NO_NOISE = Math.log(1000);

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

    /** What must be known to prove that noise acted on shots; nothing for hardware, whose noise is real. */
    public static List<Need> references(GateContext context) {
        return context.backend().simulator() && context.noisy()
                ? List.of(Need.reference(0, 0), Need.reference(1, Trajectories.first(context.workload())))
                : List.of();
    }

    /**
     * NO_DATA when the shots of a simulator at the noise of the test are explained by the noiseless probabilities a thousand
     * times better than by the noisy ones. Nothing when the references are not there.
     */
    public static Optional<Judgement> missingInShots(GateContext context, Evidence evidence) {
        Optional<Evidence.Batch> ideal = evidence.exact(Need.Source.REFERENCE, 0);
        Optional<Evidence.Batch> noisy = evidence.exact(Need.Source.REFERENCE, 1);
        if (references(context).isEmpty() || ideal.isEmpty() || noisy.isEmpty()) {
            return Optional.empty();
        }
        return missing(context, ideal.get(), noisy.get())
                .or(() -> logIdealOverNoisy(evidence, ideal.get(), noisy.get()) >= NO_NOISE
                        ? Optional.of(ignored(context, 1, 0))
                        : Optional.empty());
    }

    /** Logarithm of the likelihood of all shots without noise over that with it; negative infinity where it is ruled out. */
    private static double logIdealOverNoisy(Evidence evidence, Evidence.Batch ideal, Evidence.Batch noisy) {
        double sum = 0;
        for (Evidence.Batch batch : evidence.shots(1)) {
            for (int task = 0; task < batch.outcomes().size(); task++) {
                List<Outcome> p = ideal.outcomes().get(task);
                List<Outcome> q = noisy.outcomes().get(task);
                List<Outcome> runs = batch.outcomes().get(task);
                for (int i = 0; i < runs.size(); i++) {
                    int binding = i % p.size();
                    sum += logRatio(
                            runs.get(i).counts(),
                            p.get(binding).distribution(),
                            q.get(binding).distribution());
                }
            }
        }
        return sum;
    }

    private static double logRatio(Counts counts, Distribution p, Distribution q) {
        double sum = 0;
        for (var entry : counts.counts().entrySet()) {
            double without = p.of(entry.getKey());
            if (without < IMPOSSIBLE) {
                return Double.NEGATIVE_INFINITY;
            }
            sum += entry.getValue() * Math.log(without / Math.max(q.of(entry.getKey()), IMPOSSIBLE));
        }
        return sum;
    }

    /** The verdict on a backend that ran without the noise that it was given. */
    private static Judgement ignored(GateContext context, double scale, double distance) {
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
