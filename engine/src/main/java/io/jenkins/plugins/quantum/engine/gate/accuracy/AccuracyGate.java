package io.jenkins.plugins.quantum.engine.gate.accuracy;

import io.jenkins.plugins.quantum.engine.gate.DecisionTest;
import io.jenkins.plugins.quantum.engine.gate.Estimand;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.FigureGate;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.ModelFigure;
import io.jenkins.plugins.quantum.engine.gate.ModelGate;
import io.jenkins.plugins.quantum.engine.gate.NoiseProof;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import java.util.List;

/** Judges the share of right decisions: on the labelled points, or on new ones like them. */
public final class AccuracyGate extends FigureGate {
    /** Creates it. */
    public AccuracyGate() {
        super(ModelFigure.ACCURACY, "the gate f1");
    }

    @Override
    public String summary() {
        return "The model decides enough of its labelled points right, under the noise of the test.";
    }

    @Override
    public List<Option> options() {
        return List.of(
                min("accuracy"),
                ModelGate.margin(),
                Option.whole(
                        "sample",
                        2,
                        100_000,
                        "all points",
                        "with shots: how many of the points are run, drawn by seed"),
                Estimand.option());
    }

    @Override
    protected Proposal proposeExact(GateContext context) {
        return newPoints(context) ? new NewAccuracy(context, line(context)).proposal() : super.proposeExact(context);
    }

    @Override
    protected Proposal proposeShots(GateContext context) {
        return newPoints(context)
                ? new NewAccuracy(context, line(context)).proposal()
                : new DecisionTest(context, line(context)).proposal(NoiseProof.references(context));
    }

    @Override
    protected Judgement judgeExact(GateContext context, Evidence evidence) {
        return newPoints(context)
                ? new NewAccuracy(context, line(context)).judgeExact(evidence)
                : super.judgeExact(context, evidence);
    }

    @Override
    protected Judgement judgeShots(GateContext context, Evidence evidence) {
        return newPoints(context)
                ? new NewAccuracy(context, line(context)).judgeShots(evidence)
                : new DecisionTest(context, line(context)).judge(evidence, "Accuracy");
    }

    private static boolean newPoints(GateContext context) {
        return Estimand.of(context) == Estimand.NEW_POINTS;
    }
}
