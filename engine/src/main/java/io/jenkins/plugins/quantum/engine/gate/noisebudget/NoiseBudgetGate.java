package io.jenkins.plugins.quantum.engine.gate.noisebudget;

import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Line;
import io.jenkins.plugins.quantum.engine.gate.ModelFigure;
import io.jenkins.plugins.quantum.engine.gate.ModelGate;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Needs;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.StressCurve;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
                ModelGate.metric("what must stay above the line"),
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

    static Line line(GateContext context) {
        return ModelGate.line(context, "line");
    }

    @Override
    public Proposal propose(GateContext context) {
        Optional<Proposal.Refused> refused = nonsense(context).or(() -> {
            ModelFigure figure = ModelGate.metric(context);
            return ModelGate.nonsense(
                    context, "line", figure, figure == ModelFigure.ACCURACY ? "'metric: f1'" : "other points");
        });
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
            return ModelGate.refused(
                    context,
                    "the test has no noise that could be multiplied",
                    "write for example 'noise: heron-r2' in the test, or leave noise-budget out");
        }
        if (!context.backend().simulator()) {
            return ModelGate.refused(
                    context,
                    "the noise of hardware cannot be multiplied",
                    "write 'noise-budget: off' in the override of this profile, and run it on a simulator");
        }
        return ModelGate.notByShots(context, ModelGate.metric(context));
    }

    @Override
    public Judgement judge(GateContext context, Evidence evidence) {
        return context.exact() ? new ExactBudget(context).judge(evidence) : new SampledBudget(context).judge(evidence);
    }
}
