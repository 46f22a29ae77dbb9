package io.jenkins.plugins.quantum.engine.gate.reproducibility;

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
import io.jenkins.plugins.quantum.engine.gate.OutcomeTable;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.ReferencedShots;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import io.jenkins.plugins.quantum.engine.stats.Decision;
import io.jenkins.plugins.quantum.engine.stats.SameShape;
import io.jenkins.plugins.quantum.engine.stats.ShapeCheck;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The outcomes of a circuit that was submitted twice. A distance of two laws has no score of single shots that needs few of them, so
 * that there is one look of a size that keeps both error rates; the predicted outcomes say how many shots that takes, and nothing else.
 */
final class TwoSubmissions {
    private static final int FEWEST = 50;
    private static final int MOST = 2_000_000;
    private static final double STEP = 1.25;

    /** What was counted may be a little less decisive than what was predicted. */
    private static final double RESERVE = 1.1;

    private final GateContext context;
    private final ShapeCheck.Limits limits;

    TwoSubmissions(GateContext context) {
        this.context = context;
        double line = ReproducibilityGate.line(context);
        limits = new ShapeCheck.Limits(
                line - ReproducibilityGate.margin(context),
                line,
                context.errors().falseRed(),
                context.errors().missed());
    }

    Proposal proposal() {
        return new Proposal.Accepted(ReferencedShots.references(context), 0, 0, true);
    }

    Proposal refined(Evidence references) {
        Optional<ReferencedShots> known = ReferencedShots.of(context, references);
        if (known.isEmpty()) {
            return proposal();
        }
        int shots = needed(known.get());
        long limit = context.shotLimit();
        if (shots > MOST || limit > 0 && limit < 2L * shots) {
            return new Proposal.Refused(
                    Proposal.Kind.FEASIBILITY,
                    context.spec().position("margin"),
                    "telling a squared distance of " + Wording.plain(limits.bad()) + " from "
                            + Wording.plain(limits.good()) + " takes "
                            + (shots > MOST
                                    ? "more than " + Wording.count(MOST, "shot") + " of each submission"
                                    : "two submissions of " + Wording.count(shots, "shot") + "; " + Wording.count(limit)
                                            + " in all are allowed"),
                    "write a larger max and margin" + (shots > MOST ? "" : ", or allow more shots (--shots)"));
        }
        long whole = LookPlan.whole(context.workload(), 2L * shots);
        return new Proposal.Accepted(both(shots), whole, whole, true);
    }

    private List<Need> both(int shots) {
        return List.of(submission(shots, 0), submission(shots, 1));
    }

    private Need submission(int shots, int number) {
        return Need.shots(Needs.scale(context), shots, 1, number);
    }

    /** The first number on a grid at which every count is expected to lead to one of the two answers, with a reserve. */
    private int needed(ReferencedShots shots) {
        double[] predicted = row(shots);
        double norm = norm(predicted);
        int least = FEWEST;
        while (least <= MOST && !SameShape.mayDecide(predicted, norm, least, limits)) {
            least = (int) Math.ceil(least * STEP);
        }
        while (least <= MOST
                && !SameShape.planned(predicted, norm, least, limits, context.seed())
                        .decisive()) {
            least = (int) Math.ceil(least * STEP);
        }
        return least > MOST ? least : (int) Math.ceil(least * RESERVE);
    }

    private static double[] row(ReferencedShots shots) {
        return new OutcomeTable(List.of(shots.predicted())).row(shots.predicted());
    }

    private static double norm(double[] law) {
        return Arrays.stream(law).map(q -> q * q).sum();
    }

    Judgement judge(Evidence evidence) {
        Optional<ReferencedShots> known = ReferencedShots.of(context, evidence);
        if (known.isEmpty()) {
            return Needs.missing(context, "the predicted outcomes");
        }
        int shots = needed(known.get());
        List<Counts> counted = new ArrayList<>();
        for (Need need : both(shots)) {
            evidence.shots(need.scale()).stream()
                    .filter(batch -> batch.need().equals(need))
                    .findFirst()
                    .ifPresent(batch -> counted.add(batch.outcomes().get(0).stream()
                            .map(Outcome::counts)
                            .reduce(Counts::plus)
                            .orElseThrow()));
        }
        if (counted.size() < 2) {
            return new Judgement.More(
                    both(shots), Finding.words("Two submissions were not measured yet.", List.of(), List.of()));
        }
        return NoiseProof.missingInShots(context, evidence)
                .orElseGet(() -> judge(known.get(), shots, counted.get(0), counted.get(1)));
    }

    private Judgement judge(ReferencedShots shots, int number, Counts one, Counts two) {
        Distribution first = one.frequencies();
        Distribution second = two.frequencies();
        var table = new OutcomeTable(List.of(shots.predicted(), first, second));
        long[] firstCounts = row(table, one);
        long[] secondCounts = row(table, two);
        long[] together = new long[firstCounts.length];
        Arrays.setAll(together, i -> firstCounts[i] + secondCounts[i]);
        if (one.shots() != two.shots()) {
            return Needs.missing(context, "the same number of shots of both submissions");
        }
        SameShape check = SameShape.of(together, norm(row(shots)), limits, context.seed());
        double distance = check.distance(firstCounts, secondCounts);
        Decision decision = check.judge(firstCounts, secondCounts);
        String measured = ": measured " + Wording.number(distance) + ".";
        String headline =
                switch (decision) {
                    case PASS ->
                        "Two submissions of the circuit are shown to be nearer to each other than "
                                + Wording.number(limits.bad()) + measured;
                    case FAIL ->
                        "Two submissions of the circuit are shown to be farther from each other than the healthy "
                                + Wording.number(limits.good()) + measured;
                    case CONTINUE -> "The shots allow no answer about two submissions of the circuit" + measured;
                };
        FindingDraft draft = new FindingDraft(headline)
                .exact("squared distance of two submissions", distance)
                .line(limits.bad())
                .shots(one.shots() + two.shots())
                .figure("reproducibility.squared-distance", distance)
                .detail("Unbiased: its mean is 0 where both follow one law, and it may be measured below 0. PASS up to "
                        + Wording.number(check.passBelow()) + ", FAIL above " + Wording.number(check.failAbove()) + ".")
                .detail("Two submissions of " + Wording.count(number, "shot")
                        + ", a number fixed beforehand: false red at most " + Wording.number(limits.alpha())
                        + ", missed at most " + Wording.number(limits.beta()) + ".")
                .detail("What is wrong in both alike cannot be seen here: that is the question of fidelity.")
                .plot(table.bars(List.of("predicted", "first", "second"), List.of(shots.predicted(), first, second)));
        if (decision == Decision.FAIL) {
            draft.next("fix the compiler's seed and layout, and look whether the device was calibrated in between")
                    .next(NextStep.explain(context));
        } else if (decision == Decision.CONTINUE) {
            draft.next("widen the margin, or run it again: the outcomes were flatter than predicted");
        }
        return draft.decided(
                decision == Decision.PASS
                        ? Verdict.PASS
                        : decision == Decision.FAIL ? Verdict.FAIL : Verdict.INCONCLUSIVE);
    }

    private static long[] row(OutcomeTable table, Counts counts) {
        return table.outcomes().stream()
                .mapToLong(outcome -> counts.counts().getOrDefault(outcome, 0L))
                .toArray();
    }
}
