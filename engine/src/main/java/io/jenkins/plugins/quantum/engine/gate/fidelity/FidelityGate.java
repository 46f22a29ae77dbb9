package io.jenkins.plugins.quantum.engine.gate.fidelity;

import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.Gate;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Line;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Needs;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.suite.Subject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Judges how much of the ideal distribution of outcomes is left, by the linear score. */
public final class FidelityGate implements Gate {
    /** Worst linear score of a simulator without noise. */
    static final double IDEAL = 0.97;

    /** Worst linear score under noise where the suite says nothing: half of the signal. */
    static final double FLOOR = 0.5;

    static final double EXCESS = 0.10;
    static final double SHAPE = 0.05;
    private static final double MARGIN = 0.08;
    private static final double IDEAL_MARGIN = 0.025;

    @Override
    public String name() {
        return "fidelity";
    }

    @Override
    public String summary() {
        return "The outcomes still follow the ideal distribution: linear score, from both sides, and their shape.";
    }

    @Override
    public Set<Subject.Kind> subjects() {
        return Set.of(Subject.Kind.CIRCUIT);
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.line(
                        "min",
                        0.01,
                        1,
                        "0.97 without noise; with noise and on hardware 0.5, half of the ideal signal",
                        "worst linear score that is accepted (1 ideal, 0 uniform), or baseline"),
                Option.number(
                        "margin",
                        0.005,
                        0.5,
                        "0.08; 0.025 without noise",
                        "how much better a healthy circuit is; shots grow as 1/margin^2"),
                Option.number(
                        "excess",
                        0.01,
                        1,
                        "0.10",
                        "how far above its prediction the score may lie before the outcomes count as more peaked"),
                Option.number(
                        "shape",
                        0.001,
                        0.15,
                        "0.05",
                        "largest squared distance to the predicted outcomes, as a share of the ideal signal"));
    }

    /** The line that holds: the suite's, or the default for what runs. */
    static Line line(GateContext context) {
        boolean ideal = Needs.scale(context) == 0;
        double margin = context.spec().number("margin", ideal ? IDEAL_MARGIN : MARGIN);
        return Line.of(
                context,
                "min",
                margin,
                ideal
                        ? Line.at(IDEAL, margin)
                        : new Line(FLOOR, FLOOR + margin, "absolute floor: the suite names no min and no baseline"));
    }

    @Override
    public OptionalDouble floor(GateContext context) {
        return OptionalDouble.of(FLOOR);
    }

    @Override
    public Proposal propose(GateContext context) {
        Optional<Proposal.Refused> refused = Line.refusal(context, "min");
        if (refused.isPresent()) {
            return refused.get();
        }
        return context.exact()
                ? new Proposal.Accepted(List.of(Need.reference(0, 0), Needs.subject(context)), 0, 0, false)
                : new SampledFidelity(context).proposal();
    }

    @Override
    public Proposal refine(GateContext context, Evidence references) {
        return context.exact() ? propose(context) : new SampledFidelity(context).refined(references);
    }

    @Override
    public Judgement judge(GateContext context, Evidence evidence) {
        return context.exact()
                ? new ExactFidelity(context).judge(evidence)
                : new SampledFidelity(context).judge(evidence);
    }
}
