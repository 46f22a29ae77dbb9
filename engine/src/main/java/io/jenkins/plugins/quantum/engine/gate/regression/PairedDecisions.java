package io.jenkins.plugins.quantum.engine.gate.regression;

import io.jenkins.plugins.quantum.engine.gate.DecisionTest;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.FindingDraft;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Line;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Needs;
import io.jenkins.plugins.quantum.engine.gate.NextStep;
import io.jenkins.plugins.quantum.engine.gate.NoiseProof;
import io.jenkins.plugins.quantum.engine.gate.PairedRuns;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.Recorded;
import io.jenkins.plugins.quantum.engine.gate.SequentialVerdict;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import io.jenkins.plugins.quantum.engine.stats.Decision;
import io.jenkins.plugins.quantum.engine.stats.Interval;
import io.jenkins.plugins.quantum.engine.stats.SequentialDesign;
import io.jenkins.plugins.quantum.engine.stats.SequentialTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Today's model and the recorded one by shots. Every look runs both, so that drift of the device between builds is common to the two; the
 * score of a point is 1 where only today's decision is right, -1 where only the recorded one is, else 0. All points are run in turn.
 */
final class PairedDecisions {
    /** Of a score of two models that are right nine times in ten: 2 x 0.9 x 0.1. */
    private static final double TYPICAL_VARIANCE = 0.18;

    private final GateContext context;
    private final Line line;
    private final PairedRuns runs;

    PairedDecisions(GateContext context) {
        this.context = context;
        line = RegressionGate.line(context);
        runs = new PairedRuns(
                context,
                TYPICAL_VARIANCE,
                line.good() - line.bad(),
                context.errors().falseRed());
    }

    Proposal proposal() {
        return runs.byShots() ? runs.proposal(both(0)) : DecisionTest.endless(context);
    }

    private List<Need> both(int number) {
        return RegressionGate.both(context, runs.run(number));
    }

    Judgement judge(Evidence evidence) {
        Optional<Judgement> ignored = NoiseProof.missingInShots(context, evidence);
        if (ignored.isPresent()) {
            return ignored.get();
        }
        var design = new SequentialDesign(
                line.good(),
                line.bad(),
                context.errors().falseRed(),
                context.errors().missed());
        SequentialTest test = SequentialTest.cycledBounded(design, -1, 1, TYPICAL_VARIANCE, runs.points());
        List<Map<Double, Long>> looks = looks(evidence);
        for (Map<Double, Long> look : looks) {
            test = test.update(look);
        }
        if (looks.isEmpty()) {
            return PairedRuns.nothingYet(both(0));
        }
        Interval interval = runs.interval(looks);
        var words = new SequentialVerdict(
                context,
                SequentialVerdict.View.turned("loss of accuracy", "max", 0),
                line,
                TYPICAL_VARIANCE,
                runs.shots(test.observations()),
                runs.shotsOfLook());
        if (test.decision() == Decision.CONTINUE) {
            return words.open(test, interval, runs.mayLook(test.observations()) ? both(looks.size()) : List.of());
        }
        return decided(words, test, interval);
    }

    /** The scores of each look that both models have run. */
    private List<Map<Double, Long>> looks(Evidence evidence) {
        double scale = Needs.scale(context);
        List<Evidence.Batch> then = evidence.shots(scale, Recorded.probe(context));
        List<Map<Double, Long>> looks = new ArrayList<>();
        for (Evidence.Batch today : evidence.shots(scale)) {
            then.stream()
                    .filter(batch -> batch.need().equals(today.need().of(Recorded.probe(context))))
                    .findFirst()
                    .ifPresent(batch -> looks.add(runs.scores(today, batch)));
        }
        return looks;
    }

    private Judgement decided(SequentialVerdict words, SequentialTest test, Interval interval) {
        boolean passed = test.decision() == Decision.PASS;
        FindingDraft draft = words.draft(
                        "The model is shown to have lost "
                                + (passed
                                        ? "less than " + Wording.number(-line.bad())
                                        : "more than " + Wording.number(-line.good()))
                                + " of accuracy against the recorded one: measured " + Wording.number(-test.mean())
                                + ", at most " + Wording.number(-line.bad()) + " is accepted.",
                        test,
                        interval)
                .figure("accuracy.change", test.mean())
                .detail("Both models ran in turn on the same backend, " + Wording.count(runs.points(), "point")
                        + ", "
                        + Wording.count(test.observations() / runs.points())
                        + " times each: drift of the device is in both.");
        if (!passed) {
            draft.next(NextStep.compare(context)).next(NextStep.explain(context));
        }
        return draft.decided(passed ? Verdict.PASS : Verdict.FAIL);
    }
}
