package io.jenkins.plugins.quantum.engine.gate.regression;

import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Line;
import io.jenkins.plugins.quantum.engine.gate.ModelGate;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Needs;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.Recorded;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import java.util.List;
import java.util.Optional;

/**
 * Judges whether a model became worse than the recorded one. Both run side by side, on the same points, the same backend and the same
 * day: a device that was calibrated since moves both, and is not taken for a change of the model.
 */
public final class RegressionGate implements ModelGate {
    private static final double MOST = 0.05;
    private static final double MARGIN = 0.04;

    @Override
    public String name() {
        return "regression";
    }

    @Override
    public String summary() {
        return "The model is no worse than the recorded one, which runs beside it on the same backend.";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.number("max", 0.001, 1, "0.05", "largest loss of accuracy that is accepted"),
                Option.number(
                        "margin", 0.001, 1, "0.04", "how much less a healthy model loses; shots grow as 1/margin^2"));
    }

    static double most(GateContext context) {
        return context.spec().number("max", MOST);
    }

    /** Of what today's model has more than the recorded one: its accuracy. */
    static Line line(GateContext context) {
        return Line.at(-most(context), context.spec().number("margin", Math.min(MARGIN, 0.8 * most(context))));
    }

    /** The same measurement of both. */
    static List<Need> both(GateContext context, Need need) {
        return List.of(need, need.of(Recorded.probe(context)));
    }

    @Override
    public Proposal propose(GateContext context) {
        return Recorded.refusal(context)
                .or(() -> otherPoints(context))
                .or(() -> margin(context))
                .<Proposal>map(refused -> refused)
                .orElseGet(() -> context.exact()
                        ? new Proposal.Accepted(both(context, Needs.subject(context)), 0, 0, false)
                        : new PairedDecisions(context).proposal());
    }

    private static Optional<Proposal.Refused> otherPoints(GateContext context) {
        int now = context.workload().tasks().get(0).bindings().size();
        int then = context.workload().recorded().get(0).bindings().size();
        int tasks = context.workload().tasks().size();
        return now == then && tasks == context.workload().recorded().size()
                ? Optional.empty()
                : Optional.of(new Proposal.Refused(
                        Proposal.Kind.INPUT,
                        context.spec().at(),
                        "the recorded model was run on " + Wording.count(then, "point") + " in "
                                + Wording.count(context.workload().recorded().size(), "circuit") + ", today's on "
                                + Wording.count(now, "point") + " in " + Wording.count(tasks, "circuit"),
                        "record it again with today's data: qmlops baseline "
                                + context.spec().at().file()));
    }

    private static Optional<Proposal.Refused> margin(GateContext context) {
        double margin = context.spec().number("margin", 0);
        return margin <= most(context)
                ? Optional.empty()
                : Optional.of(new Proposal.Refused(
                        Proposal.Kind.INPUT,
                        context.spec().position("margin"),
                        "with max " + Wording.plain(most(context)) + " and margin " + Wording.plain(margin)
                                + " a healthy model would have to be better than the recorded one",
                        "write a margin of at most max"));
    }

    @Override
    public Judgement judge(GateContext context, Evidence evidence) {
        return context.exact()
                ? new ExactRegression(context).judge(evidence)
                : new PairedDecisions(context).judge(evidence);
    }
}
