package io.jenkins.plugins.quantum.engine.gate.accuracy;

import io.jenkins.plugins.quantum.engine.gate.DecisionTest;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.Gate;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Line;
import io.jenkins.plugins.quantum.engine.gate.ModelVerdict;
import io.jenkins.plugins.quantum.engine.gate.Needs;
import io.jenkins.plugins.quantum.engine.gate.NoiseProof;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.stats.ConfusionMatrix;
import io.jenkins.plugins.quantum.engine.suite.Subject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges the share of right decisions on the labelled points. */
public final class AccuracyGate implements Gate {
    static final double MARGIN = 0.10;

    @Override
    public String name() {
        return "accuracy";
    }

    @Override
    public String summary() {
        return "The model decides enough of its labelled points right, under the noise of the test.";
    }

    @Override
    public Set<Subject.Kind> subjects() {
        return Set.of(Subject.Kind.MODEL);
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.line("min", 0, 1, "", "worst accuracy that is accepted, or baseline"),
                Option.number(
                        "margin", 0.01, 0.5, "0.10", "how much better a healthy model is; shots grow as 1/margin^2"),
                Option.whole(
                        "sample",
                        2,
                        100_000,
                        "all points",
                        "with shots: how many of the points are run, drawn by seed"));
    }

    @Override
    public Proposal propose(GateContext context) {
        Optional<Proposal.Refused> refused = Line.refusal(context, "min")
                .or(() -> Line.uninformative(context, "min", ConfusionMatrix::accuracy, "the gate f1"));
        if (refused.isPresent()) {
            return refused.get();
        }
        return context.exact()
                ? new Proposal.Accepted(Needs.idealAndSubject(context), 0, 0, false)
                : test(context).proposal(NoiseProof.references(context));
    }

    @Override
    public Judgement judge(GateContext context, Evidence evidence) {
        Line line = line(context);
        return context.exact()
                ? new ModelVerdict(context, "accuracy", "Accuracy", ConfusionMatrix::accuracy).judge(evidence, line)
                : test(context).judge(evidence, "Accuracy");
    }

    private static Line line(GateContext context) {
        double margin = context.spec().number("margin", MARGIN);
        return Line.of(context, "min", margin, Line.at(1, margin));
    }

    private static DecisionTest test(GateContext context) {
        return new DecisionTest(context, line(context));
    }
}
