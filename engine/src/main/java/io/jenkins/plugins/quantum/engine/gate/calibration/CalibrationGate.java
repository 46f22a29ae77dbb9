package io.jenkins.plugins.quantum.engine.gate.calibration;

import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.ExactEvidence;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Line;
import io.jenkins.plugins.quantum.engine.gate.ModelGate;
import io.jenkins.plugins.quantum.engine.gate.ModelReading;
import io.jenkins.plugins.quantum.engine.gate.Needs;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import java.util.List;
import java.util.Optional;

/** Judges whether predicted probabilities agree with how often the second class comes, from probabilities only. */
public final class CalibrationGate implements ModelGate {
    private static final String BRIER = "brier";
    private static final int BINS = 10;

    /** Points that a bin must have on average: of so many, chance alone moves a bin around one half by .13. */
    private static final int POINTS_PER_BIN = 10;

    @Override
    public String name() {
        return "calibration";
    }

    @Override
    public String summary() {
        return "When the model says 80 %, it is so in about 80 % of cases: predicted probabilities can be taken at their word.";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.line("max", 0, 1, "", "largest error that is accepted, or baseline"),
                Option.word("metric", List.of("ece", BRIER), "ece", "expected calibration error, or Brier score"),
                Option.whole("bins", 2, 100, "10", "of equal width, for the expected calibration error"),
                ModelGate.recordedMargin("max"));
    }

    static boolean brier(GateContext context) {
        return context.spec().text("metric").filter(BRIER::equals).isPresent();
    }

    static int bins(GateContext context) {
        return (int) context.spec().number("bins", BINS);
    }

    /** The line of what the error leaves of 1. */
    static Line line(GateContext context) {
        return Line.ofMost(context, "max", context.spec().number("margin", MARGIN), MARGIN);
    }

    @Override
    public Proposal propose(GateContext context) {
        var reading = new ModelReading(context.workload());
        Optional<Proposal.Refused> refused = nonsense(context, reading)
                .or(() -> Line.refusal(context, "max"))
                .or(() -> ModelGate.oneClass(context, "calibration"))
                .or(() -> brier(context) ? uninformative(context, reading) : tooFew(context, reading));
        return refused.isPresent() ? refused.get() : new Proposal.Accepted(Needs.idealAndSubject(context), 0, 0, false);
    }

    private static Optional<Proposal.Refused> nonsense(GateContext context, ModelReading reading) {
        if (!reading.predictsProbabilities()) {
            return ModelGate.refused(
                    context,
                    "the model predicts no probability of one of two classes: the mean of an observable is none, nor are"
                            + " votes for three classes or for none",
                    "predict by 'qubit', or by 'bits' with a class for every outcome; or use the gate auc, which needs scores"
                            + " only");
        }
        return context.exact()
                ? Optional.empty()
                : ModelGate.refused(
                        context,
                        "calibration cannot be decided by shots: its error is the mean of absolute values, which shot noise"
                                + " only ever raises",
                        "use the gate accuracy with shots, or decide calibration by probabilities on a simulator");
    }

    private static Optional<Proposal.Refused> tooFew(GateContext context, ModelReading reading) {
        int least = POINTS_PER_BIN * bins(context);
        int possible = reading.points() / POINTS_PER_BIN;
        return reading.points() >= least
                ? Optional.empty()
                : ModelGate.refused(
                        context,
                        Wording.count(reading.points(), "point") + " are too few for " + bins(context)
                                + " bins: by chance alone a model whose every prediction is true would show an error of"
                                + " about " + Wording.number(chance(reading.points(), bins(context)))
                                + " where it is unsure",
                        (possible >= 2 ? "write 'bins: " + possible + "', " : "") + "label at least "
                                + Wording.count(least) + " points, or write 'metric: brier'");
    }

    /** Of predictions around one half, spread evenly over the bins: √(bins/(2π·points)). */
    private static double chance(int points, int bins) {
        return Math.sqrt(bins / (2 * Math.PI * points));
    }

    /** Always predicting how frequent the class is gives its share times that of the others. */
    private static Optional<Proposal.Refused> uninformative(GateContext context, ModelReading reading) {
        double share = (double) reading.points(1) / reading.points();
        double constant = share * (1 - share);
        double given = context.spec().number("max").orElse(0);
        return given < constant
                ? Optional.empty()
                : Optional.of(new Proposal.Refused(
                        Proposal.Kind.INPUT,
                        context.spec().position("max"),
                        "max " + Wording.plain(given)
                                + " shows nothing: always predicting the share of the class has a Brier" + " score of "
                                + Wording.number(constant),
                        "write a max below " + Wording.number(constant)));
    }

    @Override
    public Judgement judge(GateContext context, Evidence evidence) {
        return ExactEvidence.judge(
                context, evidence, "the model", exact -> new CalibrationVerdict(context).judge(exact));
    }
}
