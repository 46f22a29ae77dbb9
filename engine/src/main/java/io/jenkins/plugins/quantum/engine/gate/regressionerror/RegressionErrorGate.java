package io.jenkins.plugins.quantum.engine.gate.regressionerror;

import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.ExactEvidence;
import io.jenkins.plugins.quantum.engine.gate.Gate;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Line;
import io.jenkins.plugins.quantum.engine.gate.Needs;
import io.jenkins.plugins.quantum.engine.gate.ObservableReading;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.Readout;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import io.jenkins.plugins.quantum.engine.stats.PredictionErrors;
import io.jenkins.plugins.quantum.engine.suite.Subject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges how far a model's numbers lie from those of the data, from probabilities only. */
public final class RegressionErrorGate implements Gate {
    private static final String MAE = "mae";

    @Override
    public String name() {
        return "regression-error";
    }

    @Override
    public String summary() {
        return "The numbers that the model predicts are near those of the data, under the noise of the test.";
    }

    @Override
    public Set<Subject.Kind> subjects() {
        return Set.of(Subject.Kind.REGRESSION);
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.line(
                        "max", 0, 1e6, "", "largest error that is accepted, in the unit of the labels, or baseline"),
                Option.word("metric", List.of("rmse", MAE), "rmse", "root mean squared or mean absolute error"),
                Option.number(
                        "margin",
                        0,
                        1e6,
                        "a tenth of the spread of the labels",
                        "with max: baseline, how far above the baseline the line lies"));
    }

    static boolean absolute(GateContext context) {
        return context.spec().text("metric").filter(MAE::equals).isPresent();
    }

    static Readout.Regression readout(GateContext context) {
        return (Readout.Regression) context.workload().readout();
    }

    static double[] targets(GateContext context) {
        return readout(context).targets().stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    /** The error of the best number that does not look at the point. */
    static double constant(GateContext context) {
        return absolute(context)
                ? PredictionErrors.constantMeanAbsolute(targets(context))
                : PredictionErrors.constantRootMeanSquare(targets(context));
    }

    /** The line of what the error leaves of 1, which may be far below 0. */
    static Line line(GateContext context) {
        double margin = context.spec().number("margin", constant(context) / 10);
        return Line.ofMost(context, "max", margin, constant(context));
    }

    @Override
    public Proposal propose(GateContext context) {
        Optional<Proposal.Refused> refused = byShots(context)
                .or(() -> Line.refusal(context, "max"))
                .or(() -> uninformative(context))
                .or(() -> outOfReach(context));
        return refused.isPresent() ? refused.get() : new Proposal.Accepted(Needs.idealAndSubject(context), 0, 0, false);
    }

    private static Optional<Proposal.Refused> byShots(GateContext context) {
        return context.exact()
                ? Optional.empty()
                : Optional.of(new Proposal.Refused(
                        Proposal.Kind.INPUT,
                        context.spec().at(),
                        "regression-error cannot be decided by shots: the error of a mean includes its own shot noise, and a"
                                + " test that makes no assumption about it takes thousands of passes over the points",
                        "pin some points with the gate expectation, which shots decide, or decide regression-error by"
                                + " probabilities on a simulator"));
    }

    private static Optional<Proposal.Refused> uninformative(GateContext context) {
        double constant = constant(context);
        double given = context.spec().number("max").orElse(0);
        return given < constant
                ? Optional.empty()
                : refused(
                        context,
                        "max " + Wording.plain(given)
                                + " shows nothing: always predicting the same number has an error of "
                                + Wording.number(constant),
                        constant == 0
                                ? "the labels are all the same: add points with other numbers"
                                : "write a max below " + Wording.number(constant));
    }

    /** Labels that no mean of the observable can reach leave an error whatever the model does. */
    private static Optional<Proposal.Refused> outOfReach(GateContext context) {
        var observable = new ObservableReading(readout(context).observable());
        double low = observable.constant() - observable.reach();
        double high = observable.constant() + observable.reach();
        double[] targets = targets(context);
        double[] nearest = new double[targets.length];
        for (int i = 0; i < targets.length; i++) {
            nearest[i] = Math.max(low, Math.min(high, targets[i]));
        }
        double[] known = new double[targets.length];
        double least = absolute(context)
                ? PredictionErrors.meanAbsolute(targets, nearest, known)
                : PredictionErrors.rootMeanSquare(targets, nearest, known);
        return context.spec().number("max").orElse(Double.MAX_VALUE) >= least
                ? Optional.empty()
                : refused(
                        context,
                        "no model can reach it: the observable's mean lies from " + Wording.number(low) + " to "
                                + Wording.number(high) + ", the labels leave an error of at least "
                                + Wording.number(least),
                        "scale the labels into that range, or the observable's coefficients up to them");
    }

    private static Optional<Proposal.Refused> refused(GateContext context, String reason, String alternative) {
        return Optional.of(
                new Proposal.Refused(Proposal.Kind.INPUT, context.spec().position("max"), reason, alternative));
    }

    @Override
    public Judgement judge(GateContext context, Evidence evidence) {
        return ExactEvidence.judge(
                context, evidence, "the model", exact -> new RegressionVerdict(context).judge(exact));
    }
}
