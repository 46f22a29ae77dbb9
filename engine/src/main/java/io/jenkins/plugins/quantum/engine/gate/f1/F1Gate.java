package io.jenkins.plugins.quantum.engine.gate.f1;

import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Line;
import io.jenkins.plugins.quantum.engine.gate.ModelGate;
import io.jenkins.plugins.quantum.engine.gate.ModelVerdict;
import io.jenkins.plugins.quantum.engine.gate.Needs;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.stats.ConfusionMatrix;
import java.util.List;
import java.util.Optional;

/** Judges the macro F1 score of the expected confusion matrix, from probabilities only. */
public final class F1Gate implements ModelGate {
    @Override
    public String name() {
        return "f1";
    }

    @Override
    public String summary() {
        return "The mean F1 score over all classes is high enough; for points of unequal classes.";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.line("min", 0, 1, "", "worst macro F1 score that is accepted, or baseline"),
                ModelGate.margin("with min: baseline, how far below the baseline the line lies"));
    }

    @Override
    public Proposal propose(GateContext context) {
        if (!context.exact()) {
            return new Proposal.Refused(
                    Proposal.Kind.INPUT,
                    context.spec().at(),
                    "f1 cannot be decided by shots: it is a ratio of counts, for which no sequential test with stated"
                            + " error rates is known to us",
                    "use the gate accuracy with shots, or decide f1 by probabilities on a simulator");
        }
        Optional<Proposal.Refused> refused = Line.refusal(context, "min")
                .or(() -> Line.uninformative(context, "min", ConfusionMatrix::macroF1, "other points"));
        return refused.isPresent() ? refused.get() : new Proposal.Accepted(Needs.idealAndSubject(context), 0, 0, false);
    }

    @Override
    public Judgement judge(GateContext context, Evidence evidence) {
        return new ModelVerdict(context, "f1", "Macro F1", ConfusionMatrix::macroF1)
                .judge(evidence, ModelGate.line(context, "min"));
    }
}
