package io.jenkins.plugins.quantum.engine.gate.mcc;

import io.jenkins.plugins.quantum.engine.gate.FigureGate;
import io.jenkins.plugins.quantum.engine.gate.ModelFigure;

/** Judges Matthews' correlation of the expected confusion matrix, from probabilities only. */
public final class MccGate extends FigureGate.Ratio {
    /** Creates it. */
    public MccGate() {
        super(
                ModelFigure.MCC,
                "other points",
                "Matthews correlation",
                "it is a ratio of products of counts, for which no sequential test with stated error rates is known to us");
    }

    @Override
    public String summary() {
        return "Decisions and labels are correlated enough (Matthews); a constant answer scores 0 however unequal the classes.";
    }
}
