package io.jenkins.plugins.quantum.engine.gate;

import io.jenkins.plugins.quantum.engine.suite.GateKind;

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

    /** A verdict, or a wish for more evidence. Called after every round with all evidence so far. */
    Judgement judge(GateContext context, Evidence evidence);
}
