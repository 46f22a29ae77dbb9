package io.jenkins.plugins.quantum.engine.gate;

import java.util.Optional;
import java.util.function.Function;

/**
 * Probabilities that a test without noise and one with noise both are decided by.
 *
 * @param ideal
 *     noiseless
 * @param subject
 *     under the noise of the test; the noiseless ones where it has none
 */
public record ExactEvidence(Evidence.Batch ideal, Evidence.Batch subject) {
    /**
     * Judges by both, when they arrived and the noise acted.
     *
     * @param of
     *     whose probabilities are missing when they are, for example {@code the circuit}
     */
    public static Judgement judge(
            GateContext context, Evidence evidence, String of, Function<ExactEvidence, Judgement> judge) {
        Optional<Evidence.Batch> ideal = Needs.idealIn(context, evidence);
        Optional<Evidence.Batch> subject = evidence.exact(Need.Source.SUBJECT, Needs.scale(context));
        if (ideal.isEmpty() || subject.isEmpty()) {
            return Needs.missing(context, "the probabilities of " + of);
        }
        Optional<Judgement> ignored =
                context.noisy() ? NoiseProof.missing(context, ideal.get(), subject.get()) : Optional.empty();
        return ignored.orElseGet(() -> judge.apply(new ExactEvidence(ideal.get(), subject.get())));
    }
}
