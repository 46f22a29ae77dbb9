package io.jenkins.plugins.quantum.engine.gate.reproducibility;

import io.jenkins.plugins.quantum.engine.gate.DecisionTest;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.FindingDraft;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Needs;
import io.jenkins.plugins.quantum.engine.gate.NextStep;
import io.jenkins.plugins.quantum.engine.gate.NoiseProof;
import io.jenkins.plugins.quantum.engine.gate.Odds;
import io.jenkins.plugins.quantum.engine.gate.PairedRuns;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import io.jenkins.plugins.quantum.engine.stats.Decision;
import io.jenkins.plugins.quantum.engine.stats.ExpectationDesign;
import io.jenkins.plugins.quantum.engine.stats.ExpectationTest;
import io.jenkins.plugins.quantum.engine.stats.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The decisions of a model that runs twice in every look: all points in the first submission, all of them in the second. The score of a
 * point is 1 where only the first decision is right, -1 where only the second is, else 0; its mean is the difference of the accuracies.
 */
final class TwoRuns {
    /** Of a score of two runs that are right 85 times in 100: 2 x 0.85 x 0.15. */
    private static final double TYPICAL_VARIANCE = 0.25;

    private final GateContext context;
    private final PairedRuns runs;
    private final double within;
    private final double margin;

    TwoRuns(GateContext context) {
        this.context = context;
        within = ReproducibilityGate.line(context);
        margin = ReproducibilityGate.margin(context);
        runs = new PairedRuns(
                context, TYPICAL_VARIANCE, margin, context.errors().falseRed() / 2);
    }

    Proposal proposal() {
        return runs.byShots() ? runs.proposal(both(0)) : DecisionTest.endless(context);
    }

    /** The two submissions of a look. */
    private List<Need> both(int number) {
        return List.of(runs.run(2 * number), runs.run(2 * number + 1));
    }

    Judgement judge(Evidence evidence) {
        Optional<Judgement> ignored = NoiseProof.missingInShots(context, evidence);
        if (ignored.isPresent()) {
            return ignored.get();
        }
        var design = new ExpectationDesign(
                0, within, margin, context.errors().falseRed(), context.errors().missed());
        ExpectationTest test = ExpectationTest.cycled(design, -1, 1, TYPICAL_VARIANCE, runs.points());
        List<Map<Double, Long>> looks = looks(evidence);
        for (Map<Double, Long> look : looks) {
            test = test.update(
                    look.keySet().stream().mapToDouble(Double::doubleValue).toArray(),
                    look.values().stream().mapToLong(Long::longValue).toArray());
        }
        if (looks.isEmpty()) {
            return PairedRuns.nothingYet(both(0));
        }
        return answer(test, runs.interval(looks), runs.mayLook(test.observations()) ? both(looks.size()) : List.of());
    }

    /** The scores of each look of which both submissions are there. */
    private List<Map<Double, Long>> looks(Evidence evidence) {
        List<Evidence.Batch> batches = evidence.shots(Needs.scale(context));
        List<Map<Double, Long>> looks = new ArrayList<>();
        for (int number = 0; ; number++) {
            List<Evidence.Batch> pair = new ArrayList<>();
            for (Need need : both(number)) {
                batches.stream()
                        .filter(batch -> batch.need().equals(need))
                        .findFirst()
                        .ifPresent(pair::add);
            }
            if (pair.size() < 2) {
                return looks;
            }
            looks.add(runs.scores(pair.get(0), pair.get(1)));
        }
    }

    private Judgement answer(ExpectationTest test, Interval interval, List<Need> next) {
        String measured = Wording.interval(test.mean(), interval.lower(), interval.upper(), PairedRuns.CONFIDENCE);
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
        long passes = test.observations() / runs.points();
        FindingDraft draft = new FindingDraft(headline)
                .measured(
                        "difference of two accuracies",
                        test.mean(),
                        interval.lower(),
                        interval.upper(),
                        PairedRuns.CONFIDENCE)
                .line(test.mean() < 0 ? -within : within)
                .shots(runs.shots(test.observations()))
                .odds(Odds.ofLogs(
                        test.logAgainstHealthy(),
                        Math.log(2 / context.errors().falseRed()),
                        test.logAgainstBad(),
                        Math.log(1 / context.errors().missed())))
                .figure("reproducibility.accuracy-difference", test.mean())
                .detail(measured + " after " + Wording.count(passes, "pass") + " of each run over "
                        + Wording.count(runs.points(), "point")
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
