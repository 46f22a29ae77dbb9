package io.jenkins.plugins.quantum.engine.gate.expectation;

import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.Distribution;
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
 * The mean of an observable from shots. A pass holds some shots of every measurement group, as the {@link Allocation} says that needs
 * the fewest by prediction; its {@link GroupScores scores} average to the mean of the observable. A wrong prediction costs shots, never errors.
 */
final class SampledExpectation {
    private static final double CONFIDENCE = 0.95;

    /** An uneven division must save more than this to be worth several jobs. */
    private static final double WORTHWHILE = 0.9;

    private final GateContext context;
    private final ObservableReading reading;
    private final double target;
    private final double within;

    /** Costs some milliseconds, and the prediction stays the same: made once. */
    private GroupDesign known;

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
        LookPlan plan = LookPlan.of(context, fixed(reading.groups() * variance), reading.groups(), 1);
        var references = new ArrayList<Need>(List.of(Need.reference(0, 0)));
        if (Needs.scale(context) > 0) {
            references.add(Need.reference(1, Trajectories.first(context.workload())));
        }
        return new Proposal.Accepted(
                references, plan.expectedShots(context.workload()), plan.worstShots(context.workload()), true);
    }

    /** Scores of a test with one look, by their variance. */
    private long fixed(double variance) {
        return FixedDesign.bounded(
                variance,
                variance,
                ExpectationGate.margin(context),
                context.errors().falseRed() / 2,
                context.errors().missed());
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
        GroupDesign design = design(predicted.get());
        return new Proposal.Accepted(look(design, 0), design.expectedShots(), design.worstShots(), true);
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
        GroupDesign design = design(predicted);
        return design.plan()
                .refusal(
                        context,
                        design.scores().variance(),
                        design.allocation().pass(),
                        design.allocation().largest());
    }

    private GroupDesign design(List<Distribution> predicted) {
        if (known == null) {
            known = cheapest(predicted);
        }
        return known;
    }

    private GroupDesign cheapest(List<Distribution> predicted) {
        var deviations = new ArrayList<Double>();
        for (int g = 0; g < reading.groups(); g++) {
            deviations.add(Math.sqrt(reading.variance(g, predicted.get(g))));
        }
        GroupDesign equal = null;
        GroupDesign best = null;
        for (Allocation allocation : Allocation.candidates(deviations)) {
            var scores = new GroupScores(reading, target, predicted, allocation);
            long least = LookPlan.leastScores(n -> test(scores, allocation)
                            .update(new double[] {target}, new long[] {n * allocation.pass()})
                            .decision()
                    == Decision.PASS);
            long needed = Math.max(least * allocation.pass(), fixed(scores.variance()));
            equal = equal == null ? new GroupDesign(context, allocation, scores, needed, needed) : equal;
            if (best == null || needed < WORTHWHILE * best.needed()) {
                best = new GroupDesign(context, allocation, scores, needed, equal.needed());
            }
        }
        return best;
    }

    private ExpectationTest test(GroupScores scores, Allocation allocation) {
        var design = new ExpectationDesign(
                target,
                within,
                ExpectationGate.margin(context),
                context.errors().falseRed(),
                context.errors().missed());
        return ExpectationTest.cycled(design, scores.lowest(), scores.highest(), scores.variance(), allocation.pass());
    }

    private List<Need> look(GroupDesign design, int number) {
        return design.look(Needs.scale(context), number);
    }

    Judgement judge(Evidence evidence) {
        Optional<List<Distribution>> predicted = predicted(evidence);
        if (predicted.isEmpty()) {
            return Needs.missing(context, "the predicted mean");
        }
        Optional<Proposal.Refused> refused = refusal(predicted.get());
        if (refused.isPresent()) {
            return new FindingDraft("It cannot be decided: " + refused.get().reason() + ".")
                    .next(refused.get().alternative())
                    .decided(Verdict.INCONCLUSIVE);
        }
        GroupDesign design = design(predicted.get());
        Evidence whole = design.whole(evidence, Needs.scale(context));
        Optional<Judgement> ignored = NoiseProof.missingInShots(context, whole);
        if (ignored.isPresent()) {
            return ignored.get();
        }
        List<List<Counts>> looks = design.looks(whole, Needs.scale(context));
        if (looks.isEmpty()) {
            return new Judgement.More(
                    look(design, 0), Finding.words("Nothing was measured yet.", List.of(), List.of()));
        }
        ExpectationTest test = test(design.scores(), design.allocation());
        var all = new ArrayList<Counts>();
        for (List<Counts> groups : looks) {
            test = design.scores().update(test, groups);
            for (int g = 0; g < groups.size(); g++) {
                if (all.size() <= g) {
                    all.add(groups.get(g));
                } else {
                    all.set(g, all.get(g).plus(groups.get(g)));
                }
            }
        }
        long used = all.stream().mapToLong(Counts::shots).max().orElse(0);
        boolean more = design.plan().mayLook(context, used);
        return answer(test, design, all, more ? look(design, looks.size()) : List.of());
    }

    private Judgement answer(ExpectationTest test, GroupDesign design, List<Counts> groups, List<Need> next) {
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
        if (!design.allocation().isEqual()) {
            draft.detail("Shots are divided over the groups as " + design.shares()
                            + ", after their predicted spread: about " + Wording.number(100 * design.saved())
                            + " % fewer than with equal shares.")
                    .figure("shots.saved", design.saved());
        }
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
