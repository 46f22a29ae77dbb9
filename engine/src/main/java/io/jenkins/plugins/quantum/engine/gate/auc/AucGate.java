package io.jenkins.plugins.quantum.engine.gate.auc;

import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.FigureGate;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.ModelFigure;
import io.jenkins.plugins.quantum.engine.gate.ModelGate;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import java.util.List;

/** Judges how well the scores behind the decisions rank the points: the area under the ROC curve. */
public final class AucGate extends FigureGate {
    /** Creates it. */
    public AucGate() {
        super(ModelFigure.AUC, "other points");
    }

    @Override
    public String summary() {
        return "The scores behind the decisions rank points of a class above the others, wherever the threshold lies.";
    }

    @Override
    public List<Option> options() {
        return List.of(min("area under the ROC curve"), ModelGate.margin());
    }

    @Override
    protected Proposal proposeShots(GateContext context) {
        return new SampledArea(context, line(context)).proposal();
    }

    @Override
    protected Judgement judgeShots(GateContext context, Evidence evidence) {
        return new SampledArea(context, line(context)).judge(evidence);
    }
}
