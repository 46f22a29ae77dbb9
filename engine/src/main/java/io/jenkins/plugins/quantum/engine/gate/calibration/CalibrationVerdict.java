package io.jenkins.plugins.quantum.engine.gate.calibration;

import io.jenkins.plugins.quantum.engine.gate.Averaged;
import io.jenkins.plugins.quantum.engine.gate.ExactEvidence;
import io.jenkins.plugins.quantum.engine.gate.FindingDraft;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.LabelledDecisions;
import io.jenkins.plugins.quantum.engine.gate.ModelReading;
import io.jenkins.plugins.quantum.engine.gate.ModelResult;
import io.jenkins.plugins.quantum.engine.gate.NextStep;
import io.jenkins.plugins.quantum.engine.gate.Plot;
import io.jenkins.plugins.quantum.engine.gate.Trajectories;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import io.jenkins.plugins.quantum.engine.stats.Reliability;
import java.util.List;
import java.util.Locale;

/** Compares the error of predicted probabilities with the most that is accepted. */
final class CalibrationVerdict {
    private static final int SECOND = 1;

    private final GateContext context;
    private final ModelReading reading;
    private final double most;
    private final String title;

    CalibrationVerdict(GateContext context) {
        this.context = context;
        reading = new ModelReading(context.workload());
        most = 1 - CalibrationGate.line(context).bad();
        title = CalibrationGate.brier(context) ? "Brier score" : "Expected calibration error";
    }

    private Reliability reliability(LabelledDecisions decisions) {
        return new Reliability(
                decisions.positive(SECOND),
                decisions.shares().orElseThrow(),
                reading.shots(),
                CalibrationGate.bins(context));
    }

    private double error(LabelledDecisions decisions) {
        Reliability reliability = reliability(decisions);
        return CalibrationGate.brier(context) ? reliability.brier() : reliability.expectedError();
    }

    Judgement judge(ExactEvidence evidence) {
        ModelResult noisy = reading.exact(evidence.subject());
        Averaged value = noisy.metric(this::error);
        Averaged left = new Averaged(1 - value.value(), value.standardError());
        FindingDraft draft = describe(value, noisy, reading.exact(evidence.ideal()));
        if (left.unclearAt(1 - most)) {
            draft.detail("The noise draws leave open on which side of the limit it lies.")
                    .next("run on the backend aer, whose noise is exact, or move max away from the value");
            return Trajectories.unclear(context.workload(), evidence.subject().need(), draft.finding());
        }
        if (left.reaches(1 - most)) {
            return draft.decided(Verdict.PASS);
        }
        double chance = reliability(noisy.expected()).byChance();
        if (!CalibrationGate.brier(context) && chance >= most) {
            return draft.detail("So few points cannot tell: chance alone explains an error of that size.")
                    .next("label more points, write fewer bins, or move max above " + Wording.number(chance))
                    .decided(Verdict.INCONCLUSIVE);
        }
        return draft.next(NextStep.compare(context))
                .next(NextStep.explain(context))
                .decided(Verdict.FAIL);
    }

    private FindingDraft describe(Averaged value, ModelResult noisy, ModelResult noiseless) {
        Reliability found = reliability(noisy.expected());
        Reliability ideal = reliability(noiseless.expected());
        return new FindingDraft(title + " is " + Wording.beside(value.value(), most)
                        + (context.noisy() ? " under the noise of " + context.noiseName() : " without noise")
                        + "; at most " + Wording.number(most) + " is accepted.")
                .averaged(title.toLowerCase(Locale.ROOT), value)
                .line(most)
                .detail("exact, " + Wording.count(reading.points(), "point") + value.precision()
                        + "; expected calibration error " + Wording.number(found.expectedError()) + " in "
                        + CalibrationGate.bins(context) + " bins, Brier score " + Wording.number(found.brier()) + ".")
                .detail("A model whose every prediction is true would show about " + Wording.number(found.byChance())
                        + " of calibration error on as many points, by chance.")
                .detail("The prediction is the share of shots that vote for "
                        + reading.classes().get(SECOND) + ", from "
                        + (reading.shots() == 0 ? "infinitely many" : Wording.count(reading.shots(), "shot") + " each")
                        + ".")
                .figure("calibration.ece", found.expectedError())
                .figure("calibration.brier", found.brier())
                .figure("calibration.chance", found.byChance())
                .figure("calibration.ece.ideal", ideal.expectedError())
                .figure("calibration.brier.ideal", ideal.brier())
                .plot(plot(found));
    }

    private Plot plot(Reliability found) {
        List<Plot.Point> observed = found.bins().stream()
                .map(bin -> new Plot.Point(bin.predicted(), bin.observed(), bin.observed(), bin.observed()))
                .toList();
        return new Plot.Curve(
                "Predictions and what came",
                "predicted probability of " + reading.classes().get(SECOND),
                "share of points",
                List.of(
                        new Plot.Series("observed", observed),
                        new Plot.Series(
                                "true predictions", List.of(new Plot.Point(0, 0, 0, 0), new Plot.Point(1, 1, 1, 1)))),
                Double.NaN,
                List.of());
    }
}
