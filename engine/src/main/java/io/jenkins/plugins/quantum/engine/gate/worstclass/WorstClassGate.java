package io.jenkins.plugins.quantum.engine.gate.worstclass;

import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.FigureGate;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.ModelFigure;
import io.jenkins.plugins.quantum.engine.gate.ModelGate;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import java.util.List;

/** Judges the lowest recall of any class. */
public final class WorstClassGate extends FigureGate {
    /** Creates it. */
    public WorstClassGate() {
        super(ModelFigure.WORST_CLASS, "other points");
    }

    @Override
    public String summary() {
        return "No class is given up: even the class with the fewest right decisions has enough of them.";
    }

    @Override
    public List<Option> options() {
        return List.of(min("recall of any class"), ModelGate.margin());
    }

    @Override
    protected Proposal proposeShots(GateContext context) {
        return new SampledClasses(context, line(context)).proposal();
    }

    @Override
    protected Judgement judgeShots(GateContext context, Evidence evidence) {
        return new SampledClasses(context, line(context)).judge(evidence);
    }
}
