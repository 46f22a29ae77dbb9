package io.jenkins.plugins.quantum.engine.gate;

import io.jenkins.plugins.quantum.engine.suite.Subject;
import java.util.Optional;
import java.util.Set;

/** A gate that judges classifiers, and the options that several of them have. */
public interface ModelGate extends Gate {
    /** How much better than the line a healthy model is, unless the suite says otherwise. */
    double MARGIN = 0.10;

    @Override
    default Set<Subject.Kind> subjects() {
        return Set.of(Subject.Kind.MODEL);
    }

    /** The option {@code margin} of a gate that can be decided by shots. */
    static Option margin() {
        return margin("how much better a healthy model is; shots grow as 1/margin^2");
    }

    /** The option {@code margin} of a gate with a line called {@code min} that probabilities decide. */
    static Option recordedMargin() {
        return margin("with min: baseline, how far below the baseline the line lies");
    }

    /** The option {@code margin} of a gate with a line of the most that is accepted, which probabilities decide. */
    static Option recordedMargin(String most) {
        return margin("with " + most + ": baseline, how far above the baseline the line lies");
    }

    /** The option {@code margin} with a meaning of its own. */
    static Option margin(String meaning) {
        return Option.number("margin", 0.01, 0.5, Wording.number(MARGIN), meaning);
    }

    /** The option that names the figure which a gate follows. */
    static Option metric(String meaning) {
        return Option.word("metric", ModelFigure.words(), ModelFigure.ACCURACY.word(), meaning);
    }

    /** The figure that {@link #metric} names. */
    static ModelFigure metric(GateContext context) {
        return ModelFigure.named(context, "metric", ModelFigure.ACCURACY);
    }

    /** The line of a figure of which 1 is the best. */
    static Line line(GateContext context, String option) {
        double margin = context.spec().number("margin", MARGIN);
        return Line.of(context, option, margin, Line.at(1, margin));
    }

    /**
     * Why a figure's line makes no sense: no baseline is recorded, a figure needs points of two classes, or a constant answer
     * reaches the line.
     */
    static Optional<Proposal.Refused> nonsense(GateContext context, String option, ModelFigure figure, String instead) {
        return Line.refusal(context, option)
                .or(() -> oneClass(context, figure.word()))
                .or(() -> Line.uninformative(context, option, figure, instead));
    }

    /** Why a figure cannot be had of points that all have the same label. */
    static Optional<Proposal.Refused> oneClass(GateContext context, String figure) {
        var reading = new ModelReading(context.workload());
        return reading.present().size() > 1
                ? Optional.empty()
                : refused(
                        context,
                        "all labelled points are of the class "
                                + reading.classes().get(reading.present().get(0)) + ": " + figure
                                + " compares classes",
                        "add points of another class to the data");
    }

    /** Why shots cannot decide a figure. */
    static Optional<Proposal.Refused> notByShots(GateContext context, ModelFigure figure) {
        return context.exact() || figure == ModelFigure.ACCURACY
                ? Optional.empty()
                : refused(
                        context,
                        figure.word() + " cannot be decided by shots here",
                        "write 'metric: accuracy', or decide by probabilities on a simulator");
    }

    /** A refusal of the gate as a whole. */
    static Optional<Proposal.Refused> refused(GateContext context, String reason, String alternative) {
        return Optional.of(
                new Proposal.Refused(Proposal.Kind.INPUT, context.spec().at(), reason, alternative));
    }
}
