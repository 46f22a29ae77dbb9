package io.jenkins.plugins.quantum.engine.gate.regression;

import io.jenkins.plugins.quantum.engine.gate.Averaged;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.Finding;
import io.jenkins.plugins.quantum.engine.gate.FindingDraft;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.ModelFigure;
import io.jenkins.plugins.quantum.engine.gate.ModelReading;
import io.jenkins.plugins.quantum.engine.gate.ModelResult;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Needs;
import io.jenkins.plugins.quantum.engine.gate.NextStep;
import io.jenkins.plugins.quantum.engine.gate.Plot;
import io.jenkins.plugins.quantum.engine.gate.Recorded;
import io.jenkins.plugins.quantum.engine.gate.Trajectories;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import java.util.List;
import java.util.Optional;

/** Today's model and the recorded one by probabilities. */
final class ExactRegression {
    private final GateContext context;

    ExactRegression(GateContext context) {
        this.context = context;
    }

    Judgement judge(Evidence evidence) {
        Need need = Needs.subject(context);
        Optional<Evidence.Batch> today = evidence.exact(need.source(), need.scale());
        Optional<Evidence.Batch> then = evidence.exact(need.source(), need.scale(), Recorded.probe(context));
        if (today.isEmpty() || then.isEmpty()) {
            return Needs.missing(context, "the run of the recorded model beside today's");
        }
        var reading = new ModelReading(context.workload());
        ModelResult now = reading.exact(today.get());
        ModelResult before = reading.exact(then.get());
        var change = new Averaged(
                now.metric(ModelFigure.ACCURACY).value()
                        - before.metric(ModelFigure.ACCURACY).value(),
                Math.hypot(
                        now.metric(ModelFigure.ACCURACY).standardError(),
                        before.metric(ModelFigure.ACCURACY).standardError()));
        double most = RegressionGate.most(context);
        if (change.unclearAt(-most)) {
            Finding open = describe(now, before, change)
                    .detail("The noise draws leave open on which side of the limit it lies.")
                    .next("run on the backend aer, whose noise is exact, or move max away from the value")
                    .finding();
            return Trajectories.unclear(context.workload(), today.get().need(), open);
        }
        FindingDraft draft = describe(now, before, change);
        return change.reaches(-most)
                ? draft.decided(Verdict.PASS)
                : draft.detail(now.wrongPoints())
                        .next(NextStep.compare(context))
                        .next(NextStep.explain(context))
                        .decided(Verdict.FAIL);
    }

    private FindingDraft describe(ModelResult now, ModelResult before, Averaged change) {
        double most = RegressionGate.most(context);
        return new FindingDraft("Accuracy is "
                        + Wording.number(now.metric(ModelFigure.ACCURACY).value()) + ", of the recorded model "
                        + Wording.number(before.metric(ModelFigure.ACCURACY).value())
                        + " on the same points: a loss of "
                        + Wording.beside(Math.max(0, -change.value()), most) + ", at most " + Wording.number(most)
                        + " is accepted.")
                .averaged("loss of accuracy", new Averaged(-change.value(), change.standardError()))
                .line(most)
                .detail("exact, " + Wording.count(now.correct().size(), "point") + change.precision()
                        + "; both under the same noise.")
                .figure("accuracy", now.metric(ModelFigure.ACCURACY).value())
                .figure("accuracy.recorded", before.metric(ModelFigure.ACCURACY).value())
                .figure("accuracy.change", change.value())
                .plot(new Plot.Bars(
                        "Right decisions by class",
                        "share",
                        now.classes(),
                        List.of(new Plot.Group("recorded", before.recalls()), new Plot.Group("now", now.recalls()))));
    }
}
