package io.jenkins.plugins.quantum.engine.gate;

import io.jenkins.plugins.quantum.engine.suite.GateKind;

/** A gate: proposes what to measure, judges what was measured. Pure and without state: the same input gives the same answer. */
public interface Gate extends GateKind {
    /** What must be measured first and what that can decide, or why it makes no sense. Called before anything is spent. */
    Proposal propose(GateContext context);

    /** A verdict, or a wish for more evidence. Called after every round with all evidence so far. */
    Judgement judge(GateContext context, Evidence evidence);
}
