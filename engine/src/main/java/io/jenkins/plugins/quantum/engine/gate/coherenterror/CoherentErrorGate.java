package io.jenkins.plugins.quantum.engine.gate.coherenterror;

import io.jenkins.plugins.quantum.engine.circuit.CoherentErrors;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.Gate;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.InjectedError;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import io.jenkins.plugins.quantum.engine.suite.Subject;
import java.util.List;
import java.util.Set;

/** Judges what is left on a device that turns too far or not far enough, the same way in every run. */
public final class CoherentErrorGate implements Gate {
    private static final double OVER_ROTATION = 0.02;
    private static final double CX_OVER_ROTATION = 0.05;

    @Override
    public String name() {
        return "coherent-error";
    }

    @Override
    public String summary() {
        return "The model or circuit still works on a device whose gates turn too far, the same way in every run.";
    }

    @Override
    public Set<Subject.Kind> subjects() {
        return Set.of(Subject.Kind.MODEL, Subject.Kind.CIRCUIT);
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.number("over-rotation", 0, 0.5, "0.02", "share by which each pulse turns too far"),
                Option.number(
                        "cx-over-rotation",
                        0,
                        Math.PI / 4,
                        "0.05",
                        "angle in radians by which each CNOT turns its target too far"),
                InjectedError.line());
    }

    private static double overRotation(GateContext context) {
        return context.spec().number("over-rotation", OVER_ROTATION);
    }

    private static double cxOverRotation(GateContext context) {
        return context.spec().number("cx-over-rotation", CX_OVER_ROTATION);
    }

    private static InjectedError error(GateContext context) {
        return new InjectedError(
                context,
                "over-rotation",
                "an over-rotation of " + Wording.plain(overRotation(context)) + " and of "
                        + Wording.plain(cxOverRotation(context)) + " rad after each CNOT",
                factor -> new CoherentErrors(factor * overRotation(context), factor * cxOverRotation(context))::apply);
    }

    @Override
    public Proposal propose(GateContext context) {
        return overRotation(context) == 0 && cxOverRotation(context) == 0
                ? Proposal.Refused.input(
                        context,
                        "over-rotation",
                        "both over-rotations are 0: nothing is put to the test",
                        "write an over-rotation or cx-over-rotation above 0, or leave coherent-error out")
                : error(context).proposal();
    }

    @Override
    public Judgement judge(GateContext context, Evidence evidence) {
        return error(context).judge(evidence);
    }
}
