package io.jenkins.plugins.quantum.engine.gate.accuracy;

import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.ExactEvidence;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Line;
import io.jenkins.plugins.quantum.engine.gate.ModelReading;
import io.jenkins.plugins.quantum.engine.gate.Needs;
import io.jenkins.plugins.quantum.engine.gate.NewPointsTest;
import io.jenkins.plugins.quantum.engine.gate.NoiseProof;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.SequentialVerdict;
import java.util.Optional;

/** The accuracy on new points: the score of a point is how likely one decision of it is right, or whether one was. */
final class NewAccuracy {
    private final GateContext context;
    private final NewPointsTest test;

    NewAccuracy(GateContext context, Line line) {
        this.context = context;
        double middle = (line.good() + line.bad()) / 2;
        test = new NewPointsTest(
                context,
                line,
                new NewPointsTest.Score(
                        SequentialVerdict.View.of("accuracy"), "Accuracy", 0, 1, 1, middle * (1 - middle)));
    }

    Proposal proposal() {
        return test.proposal(Needs.idealAndSubject(context), NoiseProof.references(context));
    }

    Judgement judgeExact(Evidence evidence) {
        return ExactEvidence.judge(
                context,
                evidence,
                "the model",
                exact -> test.judge(new ModelReading(context.workload())
                        .exact(exact.subject()).correct().stream()
                                .mapToDouble(Double::doubleValue)
                                .toArray()));
    }

    Judgement judgeShots(Evidence evidence) {
        Optional<Judgement> ignored = NoiseProof.missingInShots(context, evidence);
        if (ignored.isPresent()) {
            return ignored.get();
        }
        return test.firstRuns(evidence)
                .map(batch -> test.judge(new ModelReading(context.workload()).firstPass(batch)))
                .orElseGet(() -> Needs.missing(context, "any shot"));
    }
}
