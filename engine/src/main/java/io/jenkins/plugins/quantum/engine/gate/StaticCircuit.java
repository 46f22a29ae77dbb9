package io.jenkins.plugins.quantum.engine.gate;

import java.util.Optional;

/** Gates that take a circuit's gates apart need one that measures at its end only. */
public final class StaticCircuit {
    private StaticCircuit() {}

    /** Why the workload's circuit is none, if so. */
    public static Optional<Proposal.Refused> refusal(GateContext context) {
        return context.workload()
                .tasks()
                .get(0)
                .circuit()
                .whyDynamic()
                .map(reason -> new Proposal.Refused(
                        Proposal.Kind.INPUT,
                        context.spec().at(),
                        context.spec().kind() + " needs a circuit that measures only at its end: " + reason,
                        "leave the gate out, or test the part of the circuit before that step"));
    }
}
