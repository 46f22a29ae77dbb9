package io.jenkins.plugins.quantum.engine.gate;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A gate on one figure of a classifier against a line called {@code min}. Probabilities decide by comparison; how shots can
 * decide, if they can, is up to the figure.
 */
public abstract class FigureGate implements ModelGate {
    private final ModelFigure figure;
    private final String instead;

    /**
     * A gate named after its figure.
     *
     * @param instead
     *     what to use when a constant answer reaches the line
     */
    protected FigureGate(ModelFigure figure, String instead) {
        this.figure = figure;
        this.instead = instead;
    }

    @Override
    public final String name() {
        return figure.word();
    }

    /** The option {@code min}. */
    protected final Option min(String what) {
        return Option.line("min", 0, 1, "", "worst " + what + " that is accepted, or baseline");
    }

    @Override
    public final Proposal propose(GateContext context) {
        Optional<Proposal.Refused> refused =
                nonsense(context).or(() -> ModelGate.nonsense(context, "min", figure, instead));
        if (refused.isPresent()) {
            return refused.get();
        }
        return context.exact() ? proposeExact(context) : proposeShots(context);
    }

    @Override
    public OptionalDouble floor(GateContext context) {
        return OptionalDouble.of(new ModelReading(context.workload()).constantAnswer(figure));
    }

    /** The proposal where probabilities decide. */
    protected Proposal proposeExact(GateContext context) {
        return new Proposal.Accepted(Needs.idealAndSubject(context), 0, 0, false);
    }

    /** What else makes no sense, before its line is looked at. */
    protected Optional<Proposal.Refused> nonsense(GateContext context) {
        return Optional.empty();
    }

    /** The proposal where shots decide. */
    protected abstract Proposal proposeShots(GateContext context);

    @Override
    public final Judgement judge(GateContext context, Evidence evidence) {
        return context.exact() ? judgeExact(context, evidence) : judgeShots(context, evidence);
    }

    /** The judgement of probabilities. */
    protected Judgement judgeExact(GateContext context, Evidence evidence) {
        return new ModelVerdict(context, figure).judge(evidence, line(context));
    }

    /** The judgement of shots. */
    protected abstract Judgement judgeShots(GateContext context, Evidence evidence);

    /** The gate's line. */
    protected static Line line(GateContext context) {
        return ModelGate.line(context, "min");
    }

    /** A figure that is a ratio of counts, decided by probabilities only. */
    public abstract static class Ratio extends FigureGate {
        private final String what;
        private final String why;

        /**
         * A gate that refuses shots.
         *
         * @param what
         *     the figure in words
         * @param why
         *     shots cannot decide it
         */
        protected Ratio(ModelFigure figure, String instead, String what, String why) {
            super(figure, instead);
            this.what = what;
            this.why = why;
        }

        @Override
        public final List<Option> options() {
            return List.of(min(what), ModelGate.recordedMargin());
        }

        @Override
        protected final Optional<Proposal.Refused> nonsense(GateContext context) {
            return context.exact()
                    ? Optional.empty()
                    : ModelGate.refused(
                            context,
                            name() + " cannot be decided by shots: " + why,
                            "use the gate accuracy with shots, or decide " + name()
                                    + " by probabilities on a simulator");
        }

        @Override
        protected final Proposal proposeShots(GateContext context) {
            return nonsense(context).orElseThrow();
        }

        @Override
        protected final Judgement judgeShots(GateContext context, Evidence evidence) {
            throw new IllegalStateException(name() + " was refused where shots decide");
        }
    }
}
