package io.jenkins.plugins.quantum.engine.gate;

import java.util.Optional;

/** The recorded program beside today's, for gates that judge a change. */
public final class Recorded {
    private Recorded() {}

    /** Why a gate cannot compare, if nothing is recorded. */
    public static Optional<Proposal.Refused> refusal(GateContext context) {
        if (!context.workload().recorded().isEmpty()) {
            return Optional.empty();
        }
        String file = context.spec().at().file();
        return Optional.of(new Proposal.Refused(
                Proposal.Kind.INPUT,
                context.spec().at(),
                "no program of " + context.test() + " is recorded to compare with",
                "run 'qmlops baseline " + file + "' on the branch that is right and commit"
                        + " qmlops-baseline-programs.json"));
    }

    /** The recorded tasks with the values that their inputs had then. */
    public static Probe probe(GateContext context) {
        return new Probe("as recorded", context.workload().recorded());
    }
}
