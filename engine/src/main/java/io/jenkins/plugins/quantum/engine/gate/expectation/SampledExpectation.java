package io.jenkins.plugins.quantum.engine.gate.expectation;

import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.Finding;
import io.jenkins.plugins.quantum.engine.gate.FindingDraft;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.LookPlan;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Needs;
import io.jenkins.plugins.quantum.engine.gate.NextStep;
import io.jenkins.plugins.quantum.engine.gate.NoiseProof;
import io.jenkins.plugins.quantum.engine.gate.ObservableReading;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.Trajectories;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import io.jenkins.plugins.quantum.engine.stats.Decision;
import io.jenkins.plugins.quantum.engine.stats.ExpectationDesign;
import io.jenkins.plugins.quantum.engine.stats.ExpectationTest;
import io.jenkins.plugins.quantum.engine.stats.FixedDesign;
import io.jenkins.plugins.quantum.engine.stats.Interval;
import io.jenkins.plugins.quantum.engine.stats.Intervals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The mean of an observable from shots. A pass is one shot of every measurement group; the score of a shot of group g is
 * target + G·(value − expected value of the group), with expected values that sum to the target, so that scores average to the
 * mean of the observable.
 */
final class SampledExpectation {
    private static final double CONFIDENCE = 0.95;

    private final GateContext context;
    private final ObservableReading reading;
    private final double target;
    private final double within;

    SampledExpectation(GateContext context) {
        this.context = context;
        this.reading = ExpectationGate.reading(context);
        this.target = ExpectationGate.target(context);
        this.within = ExpectationGate.within(context);
    }

    Proposal proposal() {
        // before anything is known of the state, a group's variance is at most the square of its bound
        double variance = 0;
        for (int g = 0; g < reading.groups(); g++) {
            variance += Math.pow(reading.bound(g), 2);
        }
        LookPlan plan = plan(fixed(variance));
        var references = new ArrayList<Need>(List.of(Need.reference(0, 0)));
        if (Needs.scale(context) > 0) {
            references.add(Need.reference(1, Trajectories.first(context.workload())));
        }
        return new Proposal.Accepted(
                references, plan.expectedShots(context.workload()), plan.worstShots(context.workload()), true);
    }

    private long fixed(double variance) {
        double scores = reading.groups() * variance;
        return FixedDesign.bounded(
                scores,
                scores,
                ExpectationGate.margin(context),
                context.errors().falseRed() / 2,
                context.errors().missed());
    }

    private LookPlan plan(long scores) {
        return LookPlan.of(context, scores, reading.groups(), 1);
    }

    Proposal refined(Evidence references) {
        Optional<List<Distribution>> predicted = predicted(references);
        if (predicted.isEmpty()) {
            return proposal();
        }
        Optional<Proposal.Refused> refused = refusal(predicted.get());
        if (refused.isPresent()) {
            return refused.get();
        }
        LookPlan plan = plan(predicted.get());
        return new Proposal.Accepted(
                List.of(look(plan, 0)),
                plan.expectedShots(context.workload()),
                plan.worstShots(context.workload()),
                true);
    }

    /** What is expected to be measured: under the noise of the test where that is known, else without. */
    private Optional<List<Distribution>> predicted(Evidence evidence) {
        return evidence.exact(Need.Source.REFERENCE, Needs.scale(context))
                .or(() -> evidence.exact(Need.Source.REFERENCE, 0))
                .map(batch -> batch.outcomes().stream()
                        .map(task -> task.get(0).distribution())
                        .toList());
    }

    private Optional<Proposal.Refused> refusal(List<Distribution> predicted) {
        double mean = reading.mean(predicted);
        if (Math.abs(mean - target) > within) {
            return ExpectationGate.refused(
                    context,
                    "within",
                    "the prediction is " + Wording.number(mean) + ", " + Wording.number(Math.abs(mean - target))
                            + " from the target " + Wording.plain(target) + "; only " + Wording.plain(within)
                            + " is allowed",
                    "write a within of at least "
                            + Wording.plain(Math.abs(mean - target) + ExpectationGate.margin(context))
                            + ", or choose a backend with less noise");
        }
        return plan(predicted).refusal(context, variance(predicted) * reading.groups(), reading.groups(), 1);
    }

    private double variance(List<Distribution> predicted) {
        double sum = 0;
        for (int g = 0; g < reading.groups(); g++) {
            sum += reading.variance(g, predicted.get(g));
        }
        return sum;
    }

    private LookPlan plan(List<Distribution> predicted) {
        var scores = new GroupScores(reading, target, predicted);
        long least = LookPlan.leastScores(n -> test(scores)
                        .update(new double[] {target}, new long[] {n * reading.groups()})
                        .decision()
                == Decision.PASS);
        return plan(Math.max(least * reading.groups(), fixed(variance(predicted))));
    }

    private ExpectationTest test(GroupScores scores) {
        var design = new ExpectationDesign(
                target,
                within,
                ExpectationGate.margin(context),
                context.errors().falseRed(),
                context.errors().missed());
        return ExpectationTest.cycled(design, scores.lowest(), scores.highest(), scores.variance(), reading.groups());
    }

    private Need look(LookPlan plan, int number) {
        return Need.shots(Needs.scale(context), plan.look(), 1, number);
    }

    Judgement judge(Evidence evidence) {
        Optional<List<Distribution>> predicted = predicted(evidence);
        if (predicted.isEmpty()) {
            return Needs.missing(context, "the predicted mean");
        }
        Optional<Judgement> ignored = NoiseProof.missingInShots(context, evidence);
        if (ignored.isPresent()) {
            return ignored.get();
        }
        Optional<Proposal.Refused> refused = refusal(predicted.get());
        if (refused.isPresent()) {
            return new FindingDraft("It cannot be decided: " + refused.get().reason() + ".")
                    .next(refused.get().alternative())
                    .decided(Verdict.INCONCLUSIVE);
        }
        LookPlan plan = plan(predicted.get());
        List<Evidence.Batch> looks = evidence.shots(Needs.scale(context));
        if (looks.isEmpty()) {
            return new Judgement.More(
                    List.of(look(plan, 0)), Finding.words("Nothing was measured yet.", List.of(), List.of()));
        }
        var scores = new GroupScores(reading, target, predicted.get());
        ExpectationTest test = test(scores);
        var all = new ArrayList<Counts>();
        for (Evidence.Batch look : looks) {
            List<Counts> groups = look.outcomes().stream()
                    .map(task -> task.stream()
                            .map(Outcome::counts)
                            .reduce(Counts::plus)
                            .orElseThrow())
                    .toList();
            test = scores.update(test, groups);
            for (int g = 0; g < groups.size(); g++) {
                if (all.size() <= g) {
                    all.add(groups.get(g));
                } else {
                    all.set(g, all.get(g).plus(groups.get(g)));
                }
            }
        }
        boolean more = plan.mayLook(context, all.get(0).shots());
        return answer(test, all, more ? List.of(look(plan, looks.size())) : List.of());
    }

    private Judgement answer(ExpectationTest test, List<Counts> groups, List<Need> next) {
        double squares = 0;
        long shots = 0;
        for (int g = 0; g < groups.size(); g++) {
            squares += reading.variance(g, groups.get(g).frequencies())
                    / Math.max(1, groups.get(g).shots() - 1);
            shots += groups.get(g).shots();
        }
        double mean = reading.mean(groups.stream().map(Counts::frequencies).toList());
        Interval interval = Intervals.normal(mean, Math.sqrt(squares), CONFIDENCE);
        String measured = Wording.interval(mean, interval.lower(), interval.upper(), CONFIDENCE);
        String healthy = Wording.plain(within - ExpectationGate.margin(context));
        String headline =
                switch (test.decision()) {
                    case PASS ->
                        "The mean of the observable is shown to be within " + Wording.plain(within) + " of the target "
                                + Wording.plain(target) + ": measured " + Wording.number(mean) + ".";
                    case FAIL ->
                        "The mean of the observable is shown to be further than the healthy " + healthy
                                + " from the target " + Wording.plain(target) + ": measured " + Wording.number(mean)
                                + ", at most " + Wording.plain(within) + " is allowed.";
                    case CONTINUE ->
                        "Measured " + measured + ". Passing means shown within " + Wording.plain(within) + " of "
                                + Wording.plain(target) + "; failing means shown further than " + healthy + ".";
                };
        FindingDraft draft = new FindingDraft(headline)
                .measured("expectation value", mean, interval.lower(), interval.upper(), CONFIDENCE)
                .line(mean < target ? target - within : target + within)
                .shots(shots)
                .figure("expectation", mean)
                .figure("expectation.distance", Math.abs(mean - target))
                .detail(measured + " after " + Wording.count(shots, "shot") + " in "
                        + Wording.count(groups.size(), "measured group")
                        + "; the interval is that of a fixed number of shots.");
        if (test.decision() == Decision.PASS) {
            return draft.decided(Verdict.PASS);
        }
        if (test.decision() == Decision.FAIL) {
            return draft.next(NextStep.compare(context))
                    .next(NextStep.explain(context))
                    .decided(Verdict.FAIL);
        }
        draft.next(
                next.isEmpty()
                        ? "(1) allow more than " + Wording.count(context.shotLimit(), "shot") + " (--shots), then "
                                + NextStep.resume(2)
                        : "(1) continue: " + NextStep.resume(2));
        double wider = Math.max(Math.abs(interval.lower() - target), Math.abs(interval.upper() - target));
        draft.next("(2) accept what is shown: within " + Wording.plain(Math.max(within, wider)));
        return next.isEmpty() ? draft.decided(Verdict.INCONCLUSIVE) : new Judgement.More(next, draft.finding());
    }
}
