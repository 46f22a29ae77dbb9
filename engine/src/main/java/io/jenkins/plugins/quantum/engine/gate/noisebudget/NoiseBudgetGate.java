package io.jenkins.plugins.quantum.engine.gate.noisebudget;

import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Line;
import io.jenkins.plugins.quantum.engine.gate.ModelGate;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Needs;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.StressCurve;
import io.jenkins.plugins.quantum.engine.stats.ConfusionMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Judges whether a model still works under more noise than the device has today. */
public final class NoiseBudgetGate implements ModelGate {
    private static final double FACTOR = 1.5;

    @Override
    public String name() {
        return "noise-budget";
    }

    @Override
    public String summary() {
        return "The model still works when the noise of the device is multiplied by a factor.";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.number("min", 0.1, 10, "1.5", "factor on the noise that the model must stand"),
                Option.word("metric", List.of("accuracy", "f1"), "accuracy", "what must stay above the line"),
                Option.line("line", 0, 1, "", "worst value of the metric that is accepted, or baseline"),
                ModelGate.margin());
    }

    /** The factor that the model must stand. */
    static double factor(GateContext context) {
        return context.spec().number("min", FACTOR);
    }

    /** Noise scales above 0, rising. */
    static List<Double> scales(GateContext context) {
        return StressCurve.factors(factor(context));
    }

    static boolean f1(GateContext context) {
        return context.spec().text("metric").filter("f1"::equals).isPresent();
    }

    /** The metric that is followed. */
    static ToDoubleFunction<ConfusionMatrix> metric(GateContext context) {
        return f1(context) ? ConfusionMatrix::macroF1 : ConfusionMatrix::accuracy;
    }

    static Line line(GateContext context) {
        return ModelGate.line(context, "line");
    }

    @Override
    public Proposal propose(GateContext context) {
        Optional<Proposal.Refused> refused = nonsense(context)
                .or(() -> Line.refusal(context, "line"))
                .or(() -> Line.uninformative(
                        context, "line", metric(context), f1(context) ? "other points" : "'metric: f1'"));
        if (refused.isPresent()) {
            return refused.get();
        }
        if (!context.exact()) {
            return new SampledBudget(context).proposal();
        }
        var needs = new ArrayList<Need>();
        needs.add(Needs.ideal(context));
        scales(context).forEach(scale -> needs.add(Needs.subject(context, scale)));
        return new Proposal.Accepted(needs, 0, 0, false);
    }

    private static Optional<Proposal.Refused> nonsense(GateContext context) {
        if (!context.noisy()) {
            return refused(
                    context,
                    "the test has no noise that could be multiplied",
                    "write for example 'noise: heron-r2' in the test, or leave noise-budget out");
        }
        if (!context.backend().simulator()) {
            return refused(
                    context,
                    "the noise of hardware cannot be multiplied",
                    "write 'noise-budget: off' in the override of this profile, and run it on a simulator");
        }
        if (!context.exact() && f1(context)) {
            return refused(
                    context,
                    "f1 cannot be decided by shots",
                    "write 'metric: accuracy', or decide by probabilities on a simulator");
        }
        return Optional.empty();
    }

    private static Optional<Proposal.Refused> refused(GateContext context, String reason, String alternative) {
        return Optional.of(
                new Proposal.Refused(Proposal.Kind.INPUT, context.spec().at(), reason, alternative));
    }

    @Override
    public Judgement judge(GateContext context, Evidence evidence) {
        return context.exact() ? new ExactBudget(context).judge(evidence) : new SampledBudget(context).judge(evidence);
    }
}
