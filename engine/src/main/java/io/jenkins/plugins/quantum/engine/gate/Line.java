package io.jenkins.plugins.quantum.engine.gate;

import io.jenkins.plugins.quantum.engine.suite.GateKind;
import io.jenkins.plugins.quantum.engine.suite.GateSpec;
import java.util.Optional;

/**
 * What a metric whose greater values are better must reach.
 *
 * @param bad
 *     the worst that is accepted: at it or worse, shots show a PASS only at the rate of missed faults
 * @param good
 *     healthy: at it or better, shots show a FAIL only at the rate of false red
 * @param origin
 *     how a reader is told where it comes from; empty where the suite gives the number
 */
public record Line(double bad, double good, String origin) {
    /** The word that takes a line from the recorded baseline. */
    public static final String BASELINE = "baseline";

    private static final int FEWEST_RUNS = 5;
    private static final double DEVIATIONS = 2;
    private static final double MIDDLE = 0.5;

    /** A line without a word of its origin. */
    public static Line at(double bad, double margin) {
        return new Line(bad, bad + margin, "");
    }

    /** Why the line of an option cannot be had, if so. */
    public static Optional<Proposal.Refused> refusal(GateContext context, String option) {
        if (!isBaseline(context, option)) {
            return Optional.empty();
        }
        String file = context.spec().at().file();
        String name = context.test() + " / " + context.spec().kind();
        String command =
                "run 'qmlops baseline " + file + " --runs 10' and commit qmlops-baseline.json, or write a number";
        if (context.baseline().isEmpty()) {
            return refused(context, option, "no baseline is recorded for " + name, command);
        }
        int runs = context.baseline().get().runs();
        if (!context.exact() && !context.baseline().get().open() && runs < FEWEST_RUNS) {
            return refused(
                    context,
                    option,
                    "the baseline of " + name + " has " + Wording.count(runs, "run") + "; how much a device differs"
                            + " between runs needs at least " + FEWEST_RUNS,
                    command);
        }
        return Optional.empty();
    }

    /** Why a line shows nothing: a model that always answers the most frequent class reaches it. */
    public static Optional<Proposal.Refused> uninformative(
            GateContext context, String option, ModelFigure figure, String other) {
        double constant = new ModelReading(context.workload()).constantAnswer(figure);
        double given = context.spec().number(option).orElse(1);
        return given > constant
                ? Optional.empty()
                : refused(
                        context,
                        option,
                        option + " " + Wording.plain(given)
                                + " shows nothing: always answering the most frequent class scores "
                                + Wording.number(constant),
                        "write a " + option + " above " + Wording.number(constant) + ", balance the points, or use "
                                + other);
    }

    private static Optional<Proposal.Refused> refused(
            GateContext context, String option, String reason, String alternative) {
        return Optional.of(
                new Proposal.Refused(Proposal.Kind.INPUT, context.spec().position(option), reason, alternative));
    }

    /**
     * The line of an option for which {@link #refusal} found nothing: the number given; or, for the baseline, its mean less
     * two standard deviations between runs as healthy, and the margin less as the worst accepted.
     */
    public static Line of(GateContext context, String option, double margin, Line standard) {
        var number = context.spec().number(option);
        if (number.isPresent()) {
            return at(number.getAsDouble(), margin);
        }
        if (!isBaseline(context, option)) {
            return standard;
        }
        var recorded = context.baseline().orElseThrow();
        return recorded.open() ? open(margin) : recorded(recorded, margin, false);
    }

    /** While the line is learnt nothing is decided; in the middle, where scores vary most, so that the figure is measured well. */
    private static Line open(double margin) {
        return new Line(MIDDLE - margin / 2, MIDDLE + margin / 2, "open, it is being learnt");
    }

    /** Whether a gate as a suite asks for it takes a line from the recorded baseline. */
    public static boolean fromBaseline(GateSpec spec, GateKind kind) {
        return kind.options().stream()
                .filter(option -> option.type() == GateKind.Type.LINE)
                .anyMatch(option -> spec.options().containsKey(option.name())
                        ? spec.text(option.name()).filter(BASELINE::equals).isPresent()
                        : option.standard().equals(BASELINE));
    }

    /**
     * The line of what is left of 1 by a figure of which less is better, for an option that sets the most of it.
     *
     * @param standard
     *     the most where the option is not given
     */
    public static Line ofMost(GateContext context, String option, double margin, double standard) {
        if (isBaseline(context, option)) {
            var of = context.baseline().orElseThrow();
            if (of.open()) {
                return open(margin);
            }
            return recorded(new GateContext.Baseline(1 - of.mean(), of.standardDeviation(), of.runs()), margin, true);
        }
        return at(1 - context.spec().number(option, standard), margin);
    }

    private static Line recorded(GateContext.Baseline recorded, double margin, boolean turned) {
        double good = recorded.mean() - DEVIATIONS * recorded.standardDeviation();
        return new Line(
                good - margin,
                good,
                "baseline of " + Wording.count(recorded.runs(), "run") + ": mean "
                        + Wording.number(turned ? 1 - recorded.mean() : recorded.mean())
                        + (turned ? ", plus 2 x " : ", less 2 x ")
                        + Wording.number(recorded.standardDeviation()) + " between runs, "
                        + (turned ? "plus" : "less") + " margin " + Wording.plain(margin));
    }

    private static boolean isBaseline(GateContext context, String option) {
        return context.spec().text(option).filter(BASELINE::equals).isPresent();
    }
}
