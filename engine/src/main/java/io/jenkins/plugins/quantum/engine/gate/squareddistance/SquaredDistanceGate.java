package io.jenkins.plugins.quantum.engine.gate.squareddistance;

import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.ExactFigure;
import io.jenkins.plugins.quantum.engine.gate.Gate;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Needs;
import io.jenkins.plugins.quantum.engine.gate.OutcomeTable;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.ReferencedShots;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import io.jenkins.plugins.quantum.engine.suite.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Judges the squared distance between the outcomes and those predicted, without the bias of observed frequencies. */
public final class SquaredDistanceGate implements Gate {
    private static final double MOST = 0.20;

    @Override
    public String name() {
        return "squared-distance";
    }

    @Override
    public String summary() {
        return "The outcomes have the predicted shape: unbiased squared distance, also where fidelity is undefined.";
    }

    @Override
    public Set<Subject.Kind> subjects() {
        return Set.of(Subject.Kind.CIRCUIT);
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.number(
                        "max",
                        0.001,
                        2,
                        "0.20",
                        "squared distance that is not accepted: sum (q - p)^2 / sum p^2, with p the predicted outcomes"),
                Option.number(
                        "margin",
                        0.001,
                        2,
                        "three quarters of max",
                        "how much nearer a healthy circuit is; decides how many shots are needed"));
    }

    static double most(GateContext context) {
        return context.spec().number("max", MOST);
    }

    static double healthy(GateContext context) {
        return most(context) - context.spec().number("margin", 0.75 * most(context));
    }

    @Override
    public Proposal propose(GateContext context) {
        if (context.exact()) {
            return new Proposal.Accepted(List.of(Need.reference(0, 0), Needs.subject(context)), 0, 0, false);
        }
        return healthy(context) < 0
                ? new Proposal.Refused(
                        Proposal.Kind.INPUT,
                        context.spec().position("margin"),
                        "no distance is below 0: max " + Wording.plain(most(context)) + " less the margin "
                                + Wording.plain(most(context) - healthy(context)),
                        "write a margin of at most max")
                : new Proposal.Accepted(ReferencedShots.references(context), 0, 0, true);
    }

    @Override
    public Proposal refine(GateContext context, Evidence references) {
        return context.exact() ? propose(context) : new SampledDistance(context).refined(references);
    }

    @Override
    public Judgement judge(GateContext context, Evidence evidence) {
        if (!context.exact()) {
            return new SampledDistance(context).judge(evidence);
        }
        var reference = evidence.exact(Need.Source.REFERENCE, 0);
        if (reference.isEmpty()) {
            return Needs.missing(context, "the ideal distribution");
        }
        Distribution ideal = reference.get().outcomes().get(0).get(0).distribution();
        var both = new ArrayList<>(evidence.batches());
        both.add(new Evidence.Batch(Needs.ideal(context), reference.get().outcomes()));
        return new ExactFigure(
                        context,
                        "squared-distance",
                        "The squared distance to the ideal outcomes",
                        found -> distance(ideal, found),
                        most(context),
                        true,
                        "max")
                .judge(context.noisy() ? new Evidence(both) : evidence);
    }

    private static double distance(Distribution ideal, Distribution found) {
        var table = new OutcomeTable(List.of(ideal, found));
        double[] p = table.row(ideal);
        double[] q = table.row(found);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < p.length; i++) {
            sum += (q[i] - p[i]) * (q[i] - p[i]);
            squares += p[i] * p[i];
        }
        return sum / squares;
    }
}
