package io.jenkins.plugins.quantum.engine.gate.f1;

import io.jenkins.plugins.quantum.engine.gate.FigureGate;
import io.jenkins.plugins.quantum.engine.gate.ModelFigure;

/** Judges the macro F1 score of the expected confusion matrix, from probabilities only. */
public final class F1Gate extends FigureGate.Ratio {
    /** Creates it. */
    public F1Gate() {
        super(
                ModelFigure.F1,
                "other points",
                "macro F1 score",
                "it is a ratio of counts, for which no sequential test with stated error rates is known to us");
    }

    @Override
    public String summary() {
        return "The mean F1 score over all classes is high enough; for points of unequal classes.";
    }
}
