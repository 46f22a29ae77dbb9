package io.jenkins.plugins.quantum.engine.gate.reproducibility;

import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.Gate;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.Readout;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import io.jenkins.plugins.quantum.engine.suite.Subject;
import java.util.List;
import java.util.Set;

/**
 * Judges whether the same program gives the same twice: the same circuit when the user's code is asked again, and with shots the same
 * outcomes (circuits) or the same accuracy (models) when it is submitted again to the same backend.
 */
public final class ReproducibilityGate implements Gate {
    private static final double MOST = 0.10;
    private static final double WITHIN = 0.10;
    private static final double SHARE = 0.75;

    @Override
    public String name() {
        return "reproducibility";
    }

    @Override
    public String summary() {
        return "The same program gives the same twice: its code the same circuit, its shots the same outcomes.";
    }

    @Override
    public Set<Subject.Kind> subjects() {
        return Set.of(Subject.Kind.CIRCUIT, Subject.Kind.OBSERVABLE, Subject.Kind.MODEL, Subject.Kind.REGRESSION);
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.number(
                        "max",
                        0.001,
                        2,
                        "0.10",
                        "circuits: squared distance of two submissions that is not accepted: sum (a - b)^2 / sum p^2, with p"
                                + " the predicted outcomes"),
                Option.number("within", 0.001, 1, "0.10", "models: difference of two accuracies that is not accepted"),
                Option.number(
                        "margin",
                        0.001,
                        2,
                        "three quarters of the line",
                        "how much nearer to each other two healthy submissions are; decides how many shots are needed"));
    }

    @Override
    public boolean wantsSecondExport() {
        return true;
    }

    private static boolean isModel(GateContext context) {
        return context.workload().readout() instanceof Readout.Classification;
    }

    /** What is not accepted: a squared distance, or a difference of accuracies. */
    static double line(GateContext context) {
        return isModel(context)
                ? context.spec().number("within", WITHIN)
                : context.spec().number("max", MOST);
    }

    static double margin(GateContext context) {
        return context.spec().number("margin", SHARE * line(context));
    }

    @Override
    public Proposal propose(GateContext context) {
        var exports = new TwoExports(context);
        if (exports.differ()) {
            return new Proposal.Accepted(List.of(), 0, 0, false);
        }
        if (context.exact()) {
            return exports.known()
                    ? new Proposal.Accepted(List.of(), 0, 0, false)
                    : Proposal.Refused.input(
                            context,
                            "max",
                            "nothing can differ: the circuit is read from a file, and a simulator's probabilities are the"
                                    + " same every time",
                            "run it by shots (evidence: shots, or a device), and write 'reproducibility: off' in this"
                                    + " profile's override");
        }
        if (margin(context) > line(context)) {
            return Proposal.Refused.input(
                    context,
                    "margin",
                    "nothing is nearer than the same: the line " + Wording.plain(line(context)) + " less the margin "
                            + Wording.plain(margin(context)),
                    "write a margin of at most the line");
        }
        if (isModel(context)) {
            return new TwoRuns(context).proposal();
        }
        return context.workload().readout() instanceof Readout.Outcomes
                ? new TwoSubmissions(context).proposal()
                : Proposal.Refused.input(
                        context,
                        "max",
                        "by shots reproducibility compares outcomes or decisions, not means of observables",
                        "judge the mean itself with 'expectation' or 'regression-error', or test the circuit in a test"
                                + " of its own without the observable");
    }

    @Override
    public Proposal refine(GateContext context, Evidence references) {
        return bySubmissions(context) ? new TwoSubmissions(context).refined(references) : propose(context);
    }

    private static boolean bySubmissions(GateContext context) {
        return !context.exact()
                && !new TwoExports(context).differ()
                && context.workload().readout() instanceof Readout.Outcomes;
    }

    @Override
    public Judgement judge(GateContext context, Evidence evidence) {
        var exports = new TwoExports(context);
        if (context.exact() || exports.differ()) {
            return exports.judge();
        }
        return bySubmissions(context)
                ? new TwoSubmissions(context).judge(evidence)
                : new TwoRuns(context).judge(evidence);
    }
}
