package io.jenkins.plugins.quantum.engine.gate.gradientvariance;

import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.FindingDraft;
import io.jenkins.plugins.quantum.engine.gate.Gate;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.MeanOfCost;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Needs;
import io.jenkins.plugins.quantum.engine.gate.NextStep;
import io.jenkins.plugins.quantum.engine.gate.Plot;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.Trainable;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import io.jenkins.plugins.quantum.engine.stats.Bootstrap;
import io.jenkins.plugins.quantum.engine.stats.Decision;
import io.jenkins.plugins.quantum.engine.stats.Interval;
import io.jenkins.plugins.quantum.engine.suite.GateSpec;
import io.jenkins.plugins.quantum.engine.suite.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges whether gradients at random parameters are large enough to train by. */
public final class GradientVarianceGate implements Gate {
    private static final double LEAST = 1e-3;
    private static final int DRAWS = 200;
    private static final int STEP = 4;
    private static final int MOST_STEPS = 2;
    private static final int RESAMPLES = 2000;

    /** A one-sided bound of 95 % is the end of a two-sided interval of 90 %. */
    private static final double TWO_SIDED = 0.9;

    @Override
    public String name() {
        return "gradient-variance";
    }

    @Override
    public String summary() {
        return "Gradients at random parameters are large enough to train by: no barren plateau.";
    }

    @Override
    public Set<Subject.Kind> subjects() {
        return Set.of(Subject.Kind.OBSERVABLE, Subject.Kind.MODEL, Subject.Kind.REGRESSION);
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.number("min", 1e-12, 1e6, "0.001", "least variance of a derivative over random parameters"),
                Trainable.option(),
                Option.whole("draws", 20, 5000, "200", "how many random parameters are looked at first"),
                Option.whole(
                        "shots",
                        1,
                        1_000_000_000,
                        "not looked at",
                        "shots of each mean in training: the variance must also exceed what they add"),
                Option.names(
                        VarianceScaling.WIDTHS,
                        "this circuit alone",
                        "other tests of the suite with the same circuit on other numbers of qubits"),
                Option.number(
                        VarianceScaling.RATE,
                        0.001,
                        10,
                        "0.35 with widths",
                        "largest rate at which ln of the variance may fall with each qubit: 0.69 halves it, 0.35 halves it"
                                + " with every two"));
    }

    @Override
    public List<String> companions(GateSpec spec) {
        return spec.texts(VarianceScaling.WIDTHS).orElse(List.of());
    }

    private static double least(GateContext context) {
        return context.spec().number("min", LEAST);
    }

    private static int draws(GateContext context) {
        return (int) context.spec().number("draws", DRAWS);
    }

    @Override
    public Proposal propose(GateContext context) {
        Optional<Proposal.Refused> refused = Trainable.refusal(context).or(() -> MeanOfCost.refusal(context));
        if (refused.isPresent()) {
            return refused.get();
        }
        double reach = new MeanOfCost(context.workload()).reach();
        if (least(context) >= reach * reach) {
            return new Proposal.Refused(
                    Proposal.Kind.INPUT,
                    context.spec().position("min"),
                    "no derivative by one rotation has a variance of " + Wording.plain(least(context))
                            + ": the observable moves by at most " + Wording.number(reach),
                    "write a min far below " + Wording.number(reach * reach));
        }
        return RandomGradients.refusal(context, draws(context))
                .or(() -> VarianceScaling.refusal(context, draws(context)))
                .<Proposal>map(refusal -> refusal)
                .orElseGet(() -> new Proposal.Accepted(needs(context, draws(context)), 0, 0, false));
    }

    /** The runs of the test's own width, then those of the others. */
    private static List<Need> needs(GateContext context, int draws) {
        var needs = new ArrayList<Need>();
        needs.add(Need.exact(0, 0).of(new RandomGradients(context, draws).probe()));
        needs.addAll(new VarianceScaling(context, draws).needs());
        return needs;
    }

    @Override
    public Judgement judge(GateContext context, Evidence evidence) {
        int draws = draws(context);
        Judgement judgement = Needs.missing(context, "the means at random parameters");
        for (int step = 0; step <= MOST_STEPS; step++, draws *= STEP) {
            var gradients = new RandomGradients(context, draws);
            Optional<Evidence.Batch> batch = evidence.exact(Need.Source.SUBJECT, 0, gradients.probe());
            var scaling = new VarianceScaling(context, draws);
            if (batch.isEmpty() || !scaling.complete(evidence)) {
                break;
            }
            judgement = judge(context, gradients, batch.get(), scaling, evidence, step, draws);
        }
        return judgement;
    }

    private static Judgement judge(
            GateContext context,
            RandomGradients gradients,
            Evidence.Batch batch,
            VarianceScaling scaling,
            Evidence evidence,
            int step,
            int draws) {
        RandomGradients.Measured measured = gradients.measured(batch);
        double variance = measured.meanVariance();
        Interval bounds = Bootstrap.percentile(
                draws, (int[] sample) -> measured.meanVariance(sample), RESAMPLES, TWO_SIDED, context.seed());
        double shots = context.spec().number("shots").orElse(0);
        double floor = shots > 0 ? measured.shotVariance() / shots : 0;
        double line = Math.max(least(context), floor);
        FindingDraft draft = new FindingDraft("The derivatives at random parameters have the variance "
                        + Wording.beside(variance, line) + " (95 % at least " + Wording.number(bounds.lower())
                        + "); "
                        + (floor > least(context)
                                ? Wording.count((long) shots, "shot") + " of each mean add " + Wording.number(floor)
                                : "the line is " + Wording.number(line))
                        + ".")
                .measured("gradient variance", variance, bounds.lower(), bounds.upper(), TWO_SIDED)
                .line(line)
                .figure("gradient.variance", variance)
                .figure("gradient.shot-variance", measured.shotVariance())
                .detail("Exact, " + Wording.count(draws, "random set") + " of parameters, "
                        + Wording.count(gradients.parameters().size(), "derivative") + ": "
                        + gradients.words(measured) + ".")
                .detail("One shot of each mean adds " + Wording.number(measured.shotVariance()) + "; "
                        + (variance > 0
                                ? Wording.count((long) Math.min(1e15, Math.ceil(measured.shotVariance() / variance)))
                                        + " shots make noise and signal equal."
                                : "no number of shots shows a derivative that is 0."))
                .plot(new Plot.Bars(
                        "Variance of derivatives",
                        "variance",
                        gradients.parameters(),
                        List.of(new Plot.Group("variance", measured.variances()))));
        Optional<VarianceScaling.Law> law = scaling.asked() ? scaling.law(evidence) : Optional.empty();
        law.ifPresent(found -> scaling.describe(draft, found));
        Decision rate = !scaling.asked()
                ? Decision.PASS
                : law.map(found -> found.against(VarianceScaling.most(context))).orElse(Decision.FAIL);
        if (scaling.asked() && law.isEmpty()) {
            draft.detail("At one of the widths no derivative reaches the observable: there is no rate of decay.");
        }
        if (bounds.lower() >= line && rate == Decision.PASS) {
            return draft.decided(Verdict.PASS);
        }
        if (variance < line || rate == Decision.FAIL) {
            if (rate == Decision.FAIL) {
                draft.next("a local observable, fewer layers, or layers that are trained one after the other");
            }
            return draft.next("fewer qubits or layers, a local observable, or parameters that start near 0")
                    .next(NextStep.compare(context))
                    .next(NextStep.explain(context))
                    .decided(Verdict.FAIL);
        }
        draft.next("move min or max-rate away from the value, or write more 'draws'");
        return step < MOST_STEPS
                        && RandomGradients.refusal(context, draws * STEP).isEmpty()
                        && VarianceScaling.refusal(context, draws * STEP).isEmpty()
                ? new Judgement.More(needs(context, draws * STEP), draft.finding())
                : draft.decided(Verdict.INCONCLUSIVE);
    }
}
