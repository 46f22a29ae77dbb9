package io.jenkins.plugins.quantum.engine.gate;

import io.jenkins.plugins.quantum.engine.suite.GateKind;
import io.jenkins.plugins.quantum.engine.suite.GateSpec;
import java.util.List;
import java.util.OptionalDouble;

/** A gate: proposes what to measure, judges what was measured. Pure and without state: the same input gives the same answer. */
public interface Gate extends GateKind {
    /** What must be measured first and what that can decide, or why it makes no sense. Called before anything is spent. */
    Proposal propose(GateContext context);

    /**
     * The proposal again with what its reference needs brought: they are free, and the shots that a figure needs may depend
     * on them. Called before anything is spent, when the proposal asked for references.
     *
     * @param references
     *     the measured reference needs, nothing else
     */
    default Proposal refine(GateContext context, Evidence references) {
        return propose(context);
    }

    /** Whether it wants to see what the user's code exports when it is asked a second time. */
    default boolean wantsSecondExport() {
        return false;
    }

    /** Whether it wants to see what the backend's compiler makes of the circuit. */
    default boolean wantsCompiled() {
        return false;
    }

    /** Names of other tests of the suite whose subjects it wants to look at too. */
    default List<String> companions(GateSpec spec) {
        return List.of();
    }

    /**
     * Below which its figure is no signal whatever the baseline may be, for example what a constant answer scores: the only line that holds
     * while the gate's own is still being learnt. Empty where there is none.
     */
    default OptionalDouble floor(GateContext context) {
        return OptionalDouble.empty();
    }

    /** A verdict, or a wish for more evidence. Called after every round with all evidence so far. */
    Judgement judge(GateContext context, Evidence evidence);
}
