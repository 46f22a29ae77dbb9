package io.jenkins.plugins.quantum.engine.gate.noisedrop;

import io.jenkins.plugins.quantum.engine.gate.Averaged;
import io.jenkins.plugins.quantum.engine.gate.DecisionTest;
import io.jenkins.plugins.quantum.engine.gate.Estimand;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.ExactEvidence;
import io.jenkins.plugins.quantum.engine.gate.Finding;
import io.jenkins.plugins.quantum.engine.gate.FindingDraft;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Line;
import io.jenkins.plugins.quantum.engine.gate.ModelFigure;
import io.jenkins.plugins.quantum.engine.gate.ModelGate;
import io.jenkins.plugins.quantum.engine.gate.ModelReading;
import io.jenkins.plugins.quantum.engine.gate.ModelResult;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Needs;
import io.jenkins.plugins.quantum.engine.gate.NextStep;
import io.jenkins.plugins.quantum.engine.gate.NoiseProof;
import io.jenkins.plugins.quantum.engine.gate.Plot;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.SequentialVerdict;
import io.jenkins.plugins.quantum.engine.gate.Trajectories;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import java.util.List;
import java.util.Optional;

/** Judges how much accuracy noise costs on the same labelled points. */
public final class NoiseDropGate implements ModelGate {
    private static final double MOST = 0.05;

    /** Before the ideal accuracy is known, one above every line. */
    private static final double UNKNOWN = 0.75;

    @Override
    public String name() {
        return "noise-drop";
    }

    @Override
    public String summary() {
        return "Noise costs the model little accuracy: ideal less noisy, on the same labelled points.";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.number("max", 0, 1, "0.05", "largest loss of accuracy that is accepted"),
                Option.number(
                        "margin",
                        0.01,
                        0.5,
                        "the value of max: a healthy model loses nothing",
                        "how much less a healthy model loses; shots grow as 1/margin^2"),
                ModelGate.metric("what noise may cost"),
                Estimand.option());
    }

    private static double most(GateContext context) {
        return context.spec().number("max", MOST);
    }

    @Override
    public Proposal propose(GateContext context) {
        if (!context.noisy()) {
            return new Proposal.Refused(
                    Proposal.Kind.INPUT,
                    context.spec().at(),
                    "the test has no noise, so that noise-drop would always be 0",
                    "write for example 'noise: heron-r2' in the test, or leave noise-drop out");
        }
        ModelFigure figure = ModelGate.metric(context);
        boolean newPoints = Estimand.of(context) == Estimand.NEW_POINTS;
        Optional<Proposal.Refused> refused = (figure == ModelFigure.ACCURACY
                        ? Optional.<Proposal.Refused>empty()
                        : ModelGate.oneClass(context, figure.word()))
                .or(() -> ModelGate.notByShots(context, figure))
                .or(() -> newPoints ? NewDrop.refusal(context, figure) : Optional.empty())
                .or(() -> newPoints || !context.exact() ? refusal(context) : Optional.empty());
        if (refused.isPresent()) {
            return refused.get();
        }
        if (newPoints) {
            return new NewDrop(context, most(context)).proposal(references(context));
        }
        if (context.exact()) {
            return new Proposal.Accepted(Needs.idealAndSubject(context), 0, 0, false);
        }
        Proposal proposal = test(context, UNKNOWN).proposal(List.of());
        return proposal instanceof Proposal.Accepted estimate
                ? new Proposal.Accepted(references(context), estimate.expectedShots(), estimate.worstShots(), true)
                : proposal;
    }

    private static Optional<Proposal.Refused> refusal(GateContext context) {
        double most = most(context);
        double margin = context.spec().number("margin", most);
        return margin > 0 && margin <= most
                ? Optional.empty()
                : Optional.of(new Proposal.Refused(
                        Proposal.Kind.INPUT,
                        context.spec().position("margin"),
                        "with max " + Wording.plain(most) + " and margin " + Wording.plain(margin)
                                + " a healthy model would have to gain from noise",
                        "write a max above 0 and a margin of at most max"));
    }

    private static List<Need> references(GateContext context) {
        List<Need> proof = NoiseProof.references(context);
        return proof.isEmpty() ? List.of(Need.reference(0, 0)) : proof;
    }

    @Override
    public Proposal refine(GateContext context, Evidence references) {
        Optional<Evidence.Batch> ideal = references.exact(Need.Source.REFERENCE, 0);
        return context.exact() || ideal.isEmpty() || Estimand.of(context) == Estimand.NEW_POINTS
                ? propose(context)
                : test(context, ideal(context, ideal.get())).proposal(List.of());
    }

    private static double ideal(GateContext context, Evidence.Batch batch) {
        return new ModelReading(context.workload())
                .exact(batch)
                .metric(ModelFigure.ACCURACY)
                .value();
    }

    private static DecisionTest test(GateContext context, double ideal) {
        double margin = context.spec().number("margin", most(context));
        double bad = ideal - most(context);
        return new DecisionTest(
                context,
                new Line(bad, bad + margin, ""),
                SequentialVerdict.View.turned("accuracy drop", "max", ideal),
                Needs.scale(context));
    }

    @Override
    public Judgement judge(GateContext context, Evidence evidence) {
        if (Estimand.of(context) == Estimand.NEW_POINTS) {
            return new NewDrop(context, most(context)).judge(evidence);
        }
        return context.exact() ? exact(context, evidence) : sampled(context, evidence);
    }

    private static Judgement sampled(GateContext context, Evidence evidence) {
        Optional<Evidence.Batch> batch = evidence.exact(Need.Source.REFERENCE, 0);
        return batch.isEmpty()
                ? Needs.missing(context, "the ideal decisions of the model")
                : test(context, ideal(context, batch.get())).judge(evidence, "The accuracy that noise costs");
    }

    private static Judgement exact(GateContext context, Evidence evidence) {
        return ExactEvidence.judge(context, evidence, "the model", exact -> judge(context, exact));
    }

    private static Judgement judge(GateContext context, ExactEvidence evidence) {
        var reading = new ModelReading(context.workload());
        ModelResult without = reading.exact(evidence.ideal());
        ModelResult with = reading.exact(evidence.subject());
        ModelFigure figure = ModelGate.metric(context);
        Averaged noisy = with.metric(figure);
        var left = new Averaged(noisy.value() - without.metric(figure).value(), noisy.standardError());
        double most = most(context);
        if (left.unclearAt(-most)) {
            Finding open = describe(context, without, with)
                    .detail("The noise draws leave open on which side of the limit it lies.")
                    .next("run on the backend aer, whose noise is exact, or move max away from the value")
                    .finding();
            return Trajectories.unclear(context.workload(), evidence.subject().need(), open);
        }
        FindingDraft draft = describe(context, without, with);
        return left.reaches(-most)
                ? draft.decided(Verdict.PASS)
                : draft.detail(with.wrongPoints())
                        .next(NextStep.compare(context))
                        .next(NextStep.explain(context))
                        .decided(Verdict.FAIL);
    }

    private static FindingDraft describe(GateContext context, ModelResult without, ModelResult with) {
        double most = most(context);
        ModelFigure figure = ModelGate.metric(context);
        double ideal = without.metric(figure).value();
        double noisy = with.metric(figure).value();
        var drop = new Averaged(ideal - noisy, with.metric(figure).standardError());
        return new FindingDraft("Noise costs " + Wording.beside(drop.value(), most) + " of " + figure.word() + ": "
                        + Wording.number(ideal) + " ideal, " + Wording.number(noisy) + " under the noise of "
                        + context.noiseName() + "; at most " + Wording.number(most) + " is allowed.")
                .averaged(figure.word() + " drop", drop)
                .line(most)
                .detail("ideal " + Wording.number(ideal) + "   1.0x " + Wording.number(noisy) + "     exact, "
                        + Wording.count(with.correct().size(), "point") + drop.precision())
                .detail("The same labelled points with and without noise.")
                .detail(with.byClass())
                .figure(figure.word(), noisy)
                .figure(figure.word() + ".ideal", ideal)
                .figure(figure.word() + ".drop", drop.value())
                .plot(new Plot.Bars(
                        "Right decisions by class",
                        "share",
                        with.classes(),
                        List.of(
                                new Plot.Group("ideal", without.recalls()),
                                new Plot.Group(context.noiseName(), with.recalls()))));
    }
}
