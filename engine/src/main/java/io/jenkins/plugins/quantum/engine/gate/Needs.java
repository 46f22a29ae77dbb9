package io.jenkins.plugins.quantum.engine.gate;

import java.util.List;
import java.util.Optional;

/** Which needs a test's evidence is made of. */
public final class Needs {
    private Needs() {}

    /** The scale that the subject runs at: 0 on simulators without noise, else 1. */
    public static double scale(GateContext context) {
        return context.noisy() || !context.backend().simulator() ? 1 : 0;
    }

    /** The subject's own probabilities at the scale of the test. */
    public static Need subject(GateContext context) {
        return subject(context, scale(context));
    }

    /** The subject's own probabilities. */
    public static Need subject(GateContext context, double scale) {
        return Need.exact(scale, Trajectories.first(context.workload()));
    }

    /** Noiseless probabilities: of the subject where it gives probabilities, else of the reference. */
    public static Need ideal(GateContext context) {
        return context.exact() ? Need.exact(0, 0) : Need.reference(0, 0);
    }

    /** The answer to {@link #ideal}. */
    public static Optional<Evidence.Batch> idealIn(GateContext context, Evidence evidence) {
        return evidence.exact(ideal(context).source(), 0);
    }

    /** What a test without noise and one with noise both are decided by: the ideal values, and those under noise if any. */
    public static List<Need> idealAndSubject(GateContext context) {
        return context.noisy() ? List.of(ideal(context), subject(context)) : List.of(ideal(context));
    }

    /** What to say when evidence that was asked for is not there. */
    public static Judgement missing(GateContext context, String what) {
        return new FindingDraft("There is no evidence: " + what + " did not arrive.")
                .detail("A gate without evidence is never green.")
                .next(NextStep.resume(1))
                .next("qmlops backends check")
                .decided(Verdict.NO_DATA);
    }
}
