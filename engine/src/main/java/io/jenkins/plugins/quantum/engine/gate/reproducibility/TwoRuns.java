package io.jenkins.plugins.quantum.engine.gate.reproducibility;

import io.jenkins.plugins.quantum.engine.gate.DecisionTest;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.Finding;
import io.jenkins.plugins.quantum.engine.gate.FindingDraft;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.LookPlan;
import io.jenkins.plugins.quantum.engine.gate.ModelReading;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Needs;
import io.jenkins.plugins.quantum.engine.gate.NextStep;
import io.jenkins.plugins.quantum.engine.gate.NoiseProof;
import io.jenkins.plugins.quantum.engine.gate.Odds;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import io.jenkins.plugins.quantum.engine.stats.BettingInterval;
import io.jenkins.plugins.quantum.engine.stats.Decision;
import io.jenkins.plugins.quantum.engine.stats.ExpectationDesign;
import io.jenkins.plugins.quantum.engine.stats.ExpectationTest;
import io.jenkins.plugins.quantum.engine.stats.FixedDesign;
import io.jenkins.plugins.quantum.engine.stats.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The decisions of a model that runs twice in every look: all points in the first submission, all of them in the second. The score of a
 * point is 1 where only the first decision is right, -1 where only the second is, else 0; its mean is the difference of the accuracies.
 */
final class TwoRuns {
    /** Of a score of two runs that are right 85 times in 100: 2 x 0.85 x 0.15. */
    private static final double TYPICAL_VARIANCE = 0.25;

    private static final double CONFIDENCE = 0.95;

    private final GateContext context;
    private final ModelReading reading;
    private final double within;
    private final double margin;

    TwoRuns(GateContext context) {
        this.context = context;
        reading = new ModelReading(context.workload());
        within = ReproducibilityGate.line(context);
        margin = ReproducibilityGate.margin(context);
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
                        both(plan, 0),
                        2 * plan.expectedShots(context.workload()),
                        2 * plan.worstShots(context.workload()),
                        true);
    }

    private LookPlan plan() {
        long scores = FixedDesign.bounded(
                TYPICAL_VARIANCE,
                TYPICAL_VARIANCE,
                margin,
                context.errors().falseRed() / 2,
                context.errors().missed());
        return LookPlan.of(context, scores, reading.points(), reading.shots());
    }

    /** The two submissions of a look. */
    private List<Need> both(LookPlan plan, int number) {
        return List.of(submission(plan, 2 * number), submission(plan, 2 * number + 1));
    }

    private Need submission(LookPlan plan, int number) {
        return Need.shots(
                Needs.scale(context), reading.shots(), Math.toIntExact(plan.look() / reading.shots()), number);
    }

    Judgement judge(Evidence evidence) {
        Optional<Judgement> ignored = NoiseProof.missingInShots(context, evidence);
        if (ignored.isPresent()) {
            return ignored.get();
        }
        var design = new ExpectationDesign(
                0, within, margin, context.errors().falseRed(), context.errors().missed());
        ExpectationTest test = ExpectationTest.cycled(design, -1, 1, TYPICAL_VARIANCE, reading.points());
        Map<Double, Long> all = new TreeMap<>();
        LookPlan plan = plan();
        List<Map<Double, Long>> looks = looks(evidence, plan);
        for (Map<Double, Long> look : looks) {
            test = test.update(
                    look.keySet().stream().mapToDouble(Double::doubleValue).toArray(),
                    look.values().stream().mapToLong(Long::longValue).toArray());
            look.forEach((score, count) -> all.merge(score, count, Long::sum));
        }
        if (looks.isEmpty()) {
            return new Judgement.More(both(plan, 0), Finding.words("Nothing was measured yet.", List.of(), List.of()));
        }
        Interval interval = new BettingInterval(-1, 1, margin, TYPICAL_VARIANCE, CONFIDENCE).of(all);
        boolean more = plan.mayLook(context, test.observations() / reading.points() * reading.shots());
        return answer(test, interval, more ? both(plan, looks.size()) : List.of());
    }

    /** The scores of each look of which both submissions are there. */
    private List<Map<Double, Long>> looks(Evidence evidence, LookPlan plan) {
        List<Evidence.Batch> batches = evidence.shots(Needs.scale(context));
        List<Map<Double, Long>> looks = new ArrayList<>();
        for (int number = 0; ; number++) {
            List<Evidence.Batch> pair = new ArrayList<>();
            for (Need need : both(plan, number)) {
                batches.stream()
                        .filter(batch -> batch.need().equals(need))
                        .findFirst()
                        .ifPresent(pair::add);
            }
            if (pair.size() < 2) {
                return looks;
            }
            looks.add(scores(pair.get(0), pair.get(1)));
        }
    }

    private Map<Double, Long> scores(Evidence.Batch first, Evidence.Batch second) {
        boolean[] one = reading.rights(first);
        boolean[] two = reading.rights(second);
        Map<Double, Long> scores = new TreeMap<>();
        for (int i = 0; i < one.length; i++) {
            scores.merge((one[i] ? 1.0 : 0.0) - (two[i] ? 1.0 : 0.0), 1L, Long::sum);
        }
        return scores;
    }

    private Judgement answer(ExpectationTest test, Interval interval, List<Need> next) {
        String measured = Wording.interval(test.mean(), interval.lower(), interval.upper(), CONFIDENCE);
        String headline =
                switch (test.decision()) {
                    case PASS ->
                        "The accuracies of two runs are shown to differ by less than " + Wording.plain(within)
                                + ": measured " + Wording.number(test.mean()) + ".";
                    case FAIL ->
                        "The accuracies of two runs are shown to differ by more than the healthy "
                                + Wording.plain(within - margin) + ": measured " + Wording.number(test.mean()) + ".";
                    case CONTINUE ->
                        "Measured a difference of " + measured + ". Passing means shown within "
                                + Wording.plain(within) + "; failing means shown further than "
                                + Wording.plain(within - margin) + ".";
                };
        long passes = test.observations() / reading.points();
        FindingDraft draft = new FindingDraft(headline)
                .measured("difference of two accuracies", test.mean(), interval.lower(), interval.upper(), CONFIDENCE)
                .line(test.mean() < 0 ? -within : within)
                .shots(2 * LookPlan.whole(context.workload(), passes * reading.shots()))
                .odds(Odds.ofLogs(
                        test.logAgainstHealthy(),
                        Math.log(2 / context.errors().falseRed()),
                        test.logAgainstBad(),
                        Math.log(1 / context.errors().missed())))
                .figure("reproducibility.accuracy-difference", test.mean())
                .detail(measured + " after " + Wording.count(passes, "pass") + " of each run over "
                        + Wording.count(reading.points(), "point")
                        + ", in turn; the interval is that of a fixed number of shots.")
                .detail("Two sequential tests, one for each sign: false red at most "
                        + Wording.number(context.errors().falseRed()) + ", missed at most "
                        + Wording.number(context.errors().missed()) + ".");
        if (test.decision() == Decision.PASS) {
            return draft.decided(Verdict.PASS);
        }
        if (test.decision() == Decision.FAIL) {
            return draft.next(
                            "fix the compiler's seed and layout, and look whether the device was calibrated in between")
                    .next(NextStep.explain(context))
                    .decided(Verdict.FAIL);
        }
        draft.next(
                next.isEmpty()
                        ? "(1) allow more than " + Wording.count(context.shotLimit(), "shot") + " (--shots), then "
                                + NextStep.resume(2)
                        : "(1) continue: " + NextStep.resume(2));
        double wider = Math.max(Math.abs(interval.lower()), Math.abs(interval.upper()));
        draft.next("(2) accept what is shown: within " + Wording.plain(Math.max(within, wider)));
        return next.isEmpty() ? draft.decided(Verdict.INCONCLUSIVE) : new Judgement.More(next, draft.finding());
    }
}
