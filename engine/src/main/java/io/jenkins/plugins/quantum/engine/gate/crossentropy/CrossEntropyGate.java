package io.jenkins.plugins.quantum.engine.gate.crossentropy;

import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.ExactFigure;
import io.jenkins.plugins.quantum.engine.gate.FindingDraft;
import io.jenkins.plugins.quantum.engine.gate.Gate;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Line;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Needs;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.suite.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Judges how much of the ideal distribution of outcomes is left, by the cross entropy. */
public final class CrossEntropyGate implements Gate {
    private static final double IDEAL = 0.97;
    private static final double FLOOR = 0.5;
    private static final double MARGIN = 0.08;
    private static final double IDEAL_MARGIN = 0.025;

    @Override
    public String name() {
        return "cross-entropy";
    }

    @Override
    public String summary() {
        return "The outcomes are as little surprising as the ideal ones: logarithmic cross-entropy score.";
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
                        "worst score that is accepted (1 ideal, 0 uniform), or baseline"),
                Option.number(
                        "margin",
                        0.005,
                        0.5,
                        "0.08; 0.025 without noise",
                        "how much better a healthy circuit is; shots grow as 1/margin^2"));
    }

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
                : new SampledCrossEntropy(context).proposal();
    }

    @Override
    public Proposal refine(GateContext context, Evidence references) {
        return context.exact() ? propose(context) : new SampledCrossEntropy(context).refined(references);
    }

    @Override
    public Judgement judge(GateContext context, Evidence evidence) {
        return context.exact() ? exact(context, evidence) : new SampledCrossEntropy(context).judge(evidence);
    }

    private static Judgement exact(GateContext context, Evidence evidence) {
        Optional<Distribution> ideal = evidence.exact(Need.Source.REFERENCE, 0)
                .map(batch -> batch.outcomes().get(0).get(0).distribution());
        if (ideal.isEmpty()) {
            return Needs.missing(context, "the ideal distribution");
        }
        var scores = ScoredOutcomes.of(context, ideal.get());
        if (scores.undefined()) {
            return new FindingDraft(
                            "It cannot be decided: all outcomes of the ideal circuit are equally likely, and none surprises.")
                    .next("use superposition or squared-distance")
                    .decided(Verdict.INCONCLUSIVE);
        }
        return new ExactFigure(
                        context,
                        "cross-entropy",
                        "The cross-entropy score",
                        scores::mean,
                        line(context).bad(),
                        false,
                        "min")
                .judge(evidence.exact(Need.Source.SUBJECT, 0).isPresent() ? evidence : withIdeal(context, evidence));
    }

    /** The reference's probabilities in place of the subject's noiseless ones, which were not asked for. */
    private static Evidence withIdeal(GateContext context, Evidence evidence) {
        var batches = new ArrayList<>(evidence.batches());
        evidence.exact(Need.Source.REFERENCE, 0)
                .ifPresent(batch -> batches.add(new Evidence.Batch(Needs.ideal(context), batch.outcomes())));
        return new Evidence(batches);
    }
}
