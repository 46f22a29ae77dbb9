package io.jenkins.plugins.quantum.engine.gate.noisedrop;

import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.ExactEvidence;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Line;
import io.jenkins.plugins.quantum.engine.gate.ModelFigure;
import io.jenkins.plugins.quantum.engine.gate.ModelGate;
import io.jenkins.plugins.quantum.engine.gate.ModelReading;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Needs;
import io.jenkins.plugins.quantum.engine.gate.NewPointsTest;
import io.jenkins.plugins.quantum.engine.gate.NoiseProof;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.SequentialVerdict;
import java.util.List;
import java.util.Optional;

/**
 * What noise costs on new points, from pairs: the score of a point is whether it is decided right under noise less whether it
 * is without, from -1 to 1. Most pairs are 0, so that pairs need far fewer points than two separate accuracies.
 */
final class NewDrop {
    private final GateContext context;
    private final ModelReading reading;
    private final NewPointsTest test;

    NewDrop(GateContext context, double most) {
        this.context = context;
        reading = new ModelReading(context.workload());
        double margin = context.spec().number("margin", most);
        // a healthy model tips over about as many points as it may lose
        test = new NewPointsTest(
                context,
                Line.at(-most, margin),
                new NewPointsTest.Score(
                        SequentialVerdict.View.turned("accuracy drop", "max", 0),
                        "The accuracy that noise costs",
                        -1,
                        0,
                        1,
                        most));
    }

    static Optional<Proposal.Refused> refusal(GateContext context, ModelFigure figure) {
        return figure == ModelFigure.ACCURACY
                ? Optional.empty()
                : ModelGate.refused(
                        context,
                        figure.word() + " has no score of a single point, so that nothing can be said of new ones",
                        "write 'metric: accuracy', or 'estimand: these-points'");
    }

    Proposal proposal(List<Need> references) {
        return test.proposal(Needs.idealAndSubject(context), references);
    }

    Judgement judge(Evidence evidence) {
        return context.exact()
                ? ExactEvidence.judge(
                        context,
                        evidence,
                        "the model",
                        exact -> test.judge(
                                paired(right(reading.exact(exact.subject()).correct()), exact.ideal())))
                : sampled(evidence);
    }

    private Judgement sampled(Evidence evidence) {
        Optional<Judgement> ignored = NoiseProof.missingInShots(context, evidence);
        if (ignored.isPresent()) {
            return ignored.get();
        }
        Optional<Evidence.Batch> ideal = evidence.exact(Need.Source.REFERENCE, 0);
        Optional<Evidence.Batch> runs = test.firstRuns(evidence);
        return ideal.isEmpty() || runs.isEmpty()
                ? Needs.missing(context, "the decisions of the model, with or without noise,")
                : test.judge(paired(reading.firstPass(runs.get()), ideal.get()));
    }

    private double[] paired(double[] noisy, Evidence.Batch ideal) {
        double[] scores = right(reading.exact(ideal).correct());
        for (int i = 0; i < scores.length; i++) {
            scores[i] = noisy[i] - scores[i];
        }
        return scores;
    }

    private static double[] right(List<Double> correct) {
        return correct.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
