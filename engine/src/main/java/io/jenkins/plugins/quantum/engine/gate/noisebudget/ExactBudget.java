package io.jenkins.plugins.quantum.engine.gate.noisebudget;

import io.jenkins.plugins.quantum.engine.gate.Averaged;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.Finding;
import io.jenkins.plugins.quantum.engine.gate.FindingDraft;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Line;
import io.jenkins.plugins.quantum.engine.gate.ModelFigure;
import io.jenkins.plugins.quantum.engine.gate.ModelGate;
import io.jenkins.plugins.quantum.engine.gate.ModelReading;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Needs;
import io.jenkins.plugins.quantum.engine.gate.NextStep;
import io.jenkins.plugins.quantum.engine.gate.NoiseProof;
import io.jenkins.plugins.quantum.engine.gate.StressCurve;
import io.jenkins.plugins.quantum.engine.gate.Trajectories;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import io.jenkins.plugins.quantum.engine.stats.Crossing;
import java.util.Optional;
import java.util.TreeMap;

/** The noise budget from probabilities: a curve over the noise, decided by its value at the required factor. */
final class ExactBudget {
    private final GateContext context;
    private final Line line;
    private final double factor;
    private final ModelFigure figure;
    private final String metric;

    ExactBudget(GateContext context) {
        this.context = context;
        this.line = NoiseBudgetGate.line(context);
        this.factor = NoiseBudgetGate.factor(context);
        this.figure = ModelGate.metric(context);
        this.metric = figure.title();
    }

    Judgement judge(Evidence evidence) {
        Optional<Evidence.Batch> ideal = Needs.idealIn(context, evidence);
        if (ideal.isEmpty()) {
            return Needs.missing(context, "the noiseless probabilities of the model");
        }
        var reading = new ModelReading(context.workload());
        var points = new TreeMap<Double, Averaged>();
        points.put(0.0, reading.exact(ideal.get()).metric(figure));
        for (double scale : NoiseBudgetGate.scales(context)) {
            Optional<Evidence.Batch> batch = evidence.exact(Need.Source.SUBJECT, scale);
            if (batch.isEmpty()) {
                return Needs.missing(context, "the probabilities of the model at " + Wording.factor(scale) + " noise");
            }
            if (scale >= 1) {
                Optional<Judgement> ignored = NoiseProof.missing(context, ideal.get(), batch.get());
                if (ignored.isPresent()) {
                    return ignored.get();
                }
            }
            points.put(scale, reading.exact(batch.get()).metric(figure));
        }
        Need decisive =
                evidence.exact(Need.Source.SUBJECT, factor).orElseThrow().need();
        return decide(new StressCurve(points, line.bad()), decisive, reading);
    }

    private Judgement decide(StressCurve curve, Need decisive, ModelReading reading) {
        Averaged value = curve.at(factor);
        if (value.unclearAt(line.bad())) {
            Finding open = describe(
                            metric + " at " + Wording.factor(factor) + " the noise of " + context.noiseName() + " is "
                                    + Wording.beside(value.value(), line.bad()) + ", too near to the line "
                                    + Wording.number(line.bad()) + " for the noise draws made.",
                            curve,
                            reading)
                    .next("run on the backend aer, whose noise is exact, or move the line away from the value")
                    .finding();
            return Trajectories.unclear(context.workload(), decisive, open);
        }
        boolean passed = value.reaches(line.bad());
        FindingDraft draft = describe(headline(value, passed), curve, reading);
        if (!passed) {
            draft.next(NextStep.compare(context)).next(NextStep.explain(context));
        }
        return draft.decided(passed ? Verdict.PASS : Verdict.FAIL);
    }

    private String headline(Averaged value, boolean passed) {
        return metric + (passed ? " is still " : " falls to ") + Wording.beside(value.value(), line.bad()) + " at "
                + Wording.factor(factor) + " the noise of " + context.noiseName() + "; the line is "
                + Wording.number(line.bad()) + ".";
    }

    private FindingDraft describe(String headline, StressCurve curve, ModelReading reading) {
        Crossing crossing = curve.crossing();
        var draft = new FindingDraft(headline)
                .averaged(metric.toLowerCase(java.util.Locale.ROOT), curve.at(factor))
                .line(line.bad())
                .detail(meaning(crossing))
                .detail(curve.row(factor) + "     exact, " + Wording.count(reading.points(), "point")
                        + curve.widest().precision())
                .detail("Critical noise: " + curve.critical() + ". Mean over the curve: " + Wording.number(curve.area())
                        + " of the ideal value.");
        if (!line.origin().isEmpty()) {
            draft.detail("Line: " + line.origin() + ".");
        }
        double critical = crossing.place() == Crossing.Place.BELOW_AT_START ? 0 : crossing.x();
        return draft.figure("noise.critical", critical)
                .figure("noise.critical.beyond", crossing.place() == Crossing.Place.BEYOND ? 1 : 0)
                .figure("noise.budget", critical)
                .figure("noise.area", curve.area())
                .figure(figure.word(), curve.at(1).value())
                .figure(figure.word() + ".ideal", curve.at(0).value())
                .plot(curve.plotOverNoise(metric, context.noiseName(), factor));
    }

    private String meaning(Crossing crossing) {
        return switch (crossing.place()) {
            case BELOW_AT_START -> "It is below the line without any noise: look at the model, not at the device.";
            case BEYOND -> "It does not cross the line up to " + Wording.factor(crossing.x()) + ".";
            case INSIDE ->
                "It crosses the line at " + Wording.number(crossing.x()) + "x: "
                        + (crossing.x() < 1
                                ? "the model does not stand even today's noise."
                                : crossing.x() < factor
                                        ? "the model works today, with too little reserve."
                                        : "the model has the reserve that is asked for.");
        };
    }
}
