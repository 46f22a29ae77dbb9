package io.jenkins.plugins.quantum.engine.gate.regressionerror;

import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.gate.Averaged;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.ExactEvidence;
import io.jenkins.plugins.quantum.engine.gate.FindingDraft;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.NextStep;
import io.jenkins.plugins.quantum.engine.gate.ObservableReading;
import io.jenkins.plugins.quantum.engine.gate.Readout;
import io.jenkins.plugins.quantum.engine.gate.Trajectories;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import io.jenkins.plugins.quantum.engine.stats.BatchMeans;
import io.jenkins.plugins.quantum.engine.stats.PredictionErrors;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Compares the error of predicted numbers with the most that is accepted. */
final class RegressionVerdict {
    private static final int SHOWN = 5;

    private final GateContext context;
    private final Readout.Regression readout;
    private final ObservableReading observable;
    private final double[] targets;
    private final double most;
    private final boolean absolute;

    RegressionVerdict(GateContext context) {
        this.context = context;
        readout = RegressionErrorGate.readout(context);
        observable = new ObservableReading(readout.observable());
        targets = RegressionErrorGate.targets(context);
        most = 1 - RegressionErrorGate.line(context).bad();
        absolute = RegressionErrorGate.absolute(context);
    }

    /** The predictions of all points: means, and variances of the prediction's own shots. */
    private record Predictions(double[] means, double[] variances) {}

    private Predictions predictions(Evidence.Batch batch, Function<Outcome, Distribution> part) {
        double[] means = new double[targets.length];
        double[] variances = new double[targets.length];
        for (int i = 0; i < targets.length; i++) {
            int point = i;
            List<Distribution> byGroup = batch.outcomes().stream()
                    .map(task -> part.apply(task.get(point)))
                    .toList();
            means[i] = observable.mean(byGroup);
            variances[i] = observable.varianceOfMean(byGroup, readout.shots());
        }
        return new Predictions(means, variances);
    }

    private double error(Predictions predictions, boolean absolutely) {
        return absolutely
                ? PredictionErrors.meanAbsolute(targets, predictions.means(), predictions.variances())
                : PredictionErrors.rootMeanSquare(targets, predictions.means(), predictions.variances());
    }

    /** The error, with that of its average over batches of noise draws. */
    private Averaged error(Evidence.Batch batch) {
        double[] byPart = batch.draws().stream()
                .mapToDouble(part -> error(predictions(batch, part), absolute))
                .toArray();
        return new Averaged(
                error(predictions(batch, Outcome::distribution), absolute),
                byPart.length < 2 ? 0 : BatchMeans.standardError(byPart));
    }

    Judgement judge(ExactEvidence evidence) {
        Averaged value = error(evidence.subject());
        Averaged left = new Averaged(-value.value(), value.standardError());
        FindingDraft draft = describe(value, evidence);
        if (left.unclearAt(-most)) {
            draft.detail("The noise draws leave open on which side of the limit it lies.")
                    .next("run on the backend aer, whose noise is exact, or move max away from the value");
            return Trajectories.unclear(context.workload(), evidence.subject().need(), draft.finding());
        }
        return left.reaches(-most)
                ? draft.decided(Verdict.PASS)
                : draft.next(NextStep.compare(context))
                        .next(NextStep.explain(context))
                        .decided(Verdict.FAIL);
    }

    private FindingDraft describe(Averaged value, ExactEvidence evidence) {
        Predictions noisy = predictions(evidence.subject(), Outcome::distribution);
        Predictions ideal = predictions(evidence.ideal(), Outcome::distribution);
        String title = absolute ? "The mean absolute error" : "The root mean squared error";
        String statistic = absolute ? "mae" : "rmse";
        return new FindingDraft(title + " is " + Wording.beside(value.value(), most)
                        + (context.noisy() ? " under the noise of " + context.noiseName() : " without noise")
                        + "; at most " + Wording.number(most) + " is accepted.")
                .averaged(statistic, value)
                .line(most)
                .detail((context.noisy()
                                ? "ideal " + Wording.number(error(ideal, absolute)) + "   1.0x "
                                        + Wording.number(value.value()) + "     "
                                : "")
                        + "exact, " + Wording.count(targets.length, "point") + value.precision())
                .detail("These labelled points, predicted from "
                        + (readout.shots() == 0
                                ? "infinitely many shots each."
                                : Wording.count(readout.shots(), "shot")
                                        + " each, whose own scatter is part of the error."))
                .detail("Always predicting the same number has an error of "
                        + Wording.number(RegressionErrorGate.constant(context)) + ".")
                .detail(worst(noisy))
                .figure("regression.rmse", error(noisy, false))
                .figure("regression.mae", error(noisy, true))
                .figure("regression." + statistic + ".ideal", error(ideal, absolute));
    }

    private String worst(Predictions found) {
        return "Farthest off: "
                + IntStream.range(0, targets.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> -Math.abs(found.means()[i] - targets[i])))
                        .limit(SHOWN)
                        .map(i -> "point " + (i + 1) + " (" + Wording.number(found.means()[i]) + " for "
                                + Wording.number(targets[i]) + ")")
                        .collect(Collectors.joining(", "))
                + ", counted from 1.";
    }
}
