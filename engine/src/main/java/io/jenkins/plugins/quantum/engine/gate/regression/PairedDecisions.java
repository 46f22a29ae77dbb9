package io.jenkins.plugins.quantum.engine.gate.regression;

import io.jenkins.plugins.quantum.engine.gate.DecisionTest;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.Finding;
import io.jenkins.plugins.quantum.engine.gate.FindingDraft;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Line;
import io.jenkins.plugins.quantum.engine.gate.LookPlan;
import io.jenkins.plugins.quantum.engine.gate.ModelReading;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Needs;
import io.jenkins.plugins.quantum.engine.gate.NextStep;
import io.jenkins.plugins.quantum.engine.gate.NoiseProof;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.Recorded;
import io.jenkins.plugins.quantum.engine.gate.SequentialVerdict;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import io.jenkins.plugins.quantum.engine.stats.BettingInterval;
import io.jenkins.plugins.quantum.engine.stats.Decision;
import io.jenkins.plugins.quantum.engine.stats.FixedDesign;
import io.jenkins.plugins.quantum.engine.stats.Interval;
import io.jenkins.plugins.quantum.engine.stats.SequentialDesign;
import io.jenkins.plugins.quantum.engine.stats.SequentialTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Today's model and the recorded one by shots. Every look runs both, so that drift of the device between builds is common to the two; the
 * score of a point is 1 where only today's decision is right, -1 where only the recorded one is, else 0. All points are run in turn.
 */
final class PairedDecisions {
    /** Of a score of two models that are right nine times in ten: 2 x 0.9 x 0.1. */
    private static final double TYPICAL_VARIANCE = 0.18;

    private static final double CONFIDENCE = 0.95;

    private final GateContext context;
    private final Line line;
    private final ModelReading reading;

    PairedDecisions(GateContext context) {
        this.context = context;
        line = RegressionGate.line(context);
        reading = new ModelReading(context.workload());
    }

    Proposal proposal() {
        if (reading.shots() == 0) {
            return DecisionTest.endless(context);
        }
        LookPlan plan = plan();
        Optional<Proposal.Refused> refused = plan.refusal(context, TYPICAL_VARIANCE, reading.points(), reading.shots());
        return refused.isPresent()
                ? refused.get()
                : new Proposal.Accepted(
                        RegressionGate.both(context, look(plan, 0)),
                        2 * plan.expectedShots(context.workload()),
                        2 * plan.worstShots(context.workload()),
                        true);
    }

    private LookPlan plan() {
        long scores = FixedDesign.bounded(
                TYPICAL_VARIANCE,
                TYPICAL_VARIANCE,
                line.good() - line.bad(),
                context.errors().falseRed(),
                context.errors().missed());
        return LookPlan.of(context, scores, reading.points(), reading.shots());
    }

    private Need look(LookPlan plan, int number) {
        return Need.shots(
                Needs.scale(context), reading.shots(), Math.toIntExact(plan.look() / reading.shots()), number);
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
        SequentialTest test = SequentialTest.cycledBounded(design, -1, 1, TYPICAL_VARIANCE, reading.points());
        Map<Double, Long> all = new TreeMap<>();
        List<Map<Double, Long>> looks = looks(evidence);
        for (Map<Double, Long> look : looks) {
            test = test.update(look);
            look.forEach((score, count) -> all.merge(score, count, Long::sum));
        }
        LookPlan plan = plan();
        if (looks.isEmpty()) {
            return new Judgement.More(
                    RegressionGate.both(context, look(plan, 0)),
                    Finding.words("Nothing was measured yet.", List.of(), List.of()));
        }
        Interval interval = new BettingInterval(-1, 1, line.good() - line.bad(), TYPICAL_VARIANCE, CONFIDENCE).of(all);
        long shots = 2 * LookPlan.whole(context.workload(), test.observations() / reading.points() * reading.shots());
        var words = new SequentialVerdict(
                context,
                SequentialVerdict.View.turned("loss of accuracy", "max", 0),
                line,
                TYPICAL_VARIANCE,
                shots,
                2 * plan.look());
        if (test.decision() == Decision.CONTINUE) {
            boolean more = plan.mayLook(context, test.observations() / reading.points() * reading.shots());
            return words.open(
                    test, interval, more ? RegressionGate.both(context, look(plan, looks.size())) : List.of());
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
                    .ifPresent(batch -> looks.add(scores(today, batch)));
        }
        return looks;
    }

    private Map<Double, Long> scores(Evidence.Batch today, Evidence.Batch then) {
        boolean[] now = reading.rights(today);
        boolean[] before = reading.rights(then);
        Map<Double, Long> scores = new TreeMap<>();
        for (int i = 0; i < now.length; i++) {
            scores.merge((now[i] ? 1.0 : 0.0) - (before[i] ? 1.0 : 0.0), 1L, Long::sum);
        }
        return scores;
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
                .detail("Both models ran in turn on the same backend, " + Wording.count(reading.points(), "point")
                        + ", "
                        + Wording.count(test.observations() / reading.points())
                        + " times each: drift of the device is in both.");
        if (!passed) {
            draft.next(NextStep.compare(context)).next(NextStep.explain(context));
        }
        return draft.decided(passed ? Verdict.PASS : Verdict.FAIL);
    }
}
