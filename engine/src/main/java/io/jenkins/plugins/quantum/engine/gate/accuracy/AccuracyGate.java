package io.jenkins.plugins.quantum.engine.gate.accuracy;

import io.jenkins.plugins.quantum.engine.gate.DecisionTest;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Line;
import io.jenkins.plugins.quantum.engine.gate.ModelGate;
import io.jenkins.plugins.quantum.engine.gate.ModelVerdict;
import io.jenkins.plugins.quantum.engine.gate.Needs;
import io.jenkins.plugins.quantum.engine.gate.NoiseProof;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.stats.ConfusionMatrix;
import java.util.List;
import java.util.Optional;

/** Judges the share of right decisions on the labelled points. */
public final class AccuracyGate implements ModelGate {
    @Override
    public String name() {
        return "accuracy";
    }

    @Override
    public String summary() {
        return "The model decides enough of its labelled points right, under the noise of the test.";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.line("min", 0, 1, "", "worst accuracy that is accepted, or baseline"),
                ModelGate.margin(),
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
        return ModelGate.line(context, "min");
    }

    private static DecisionTest test(GateContext context) {
        return new DecisionTest(context, line(context));
    }
}
