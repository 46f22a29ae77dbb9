package io.jenkins.plugins.quantum.engine.gate.crossentropy;

import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.Finding;
import io.jenkins.plugins.quantum.engine.gate.FindingDraft;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Line;
import io.jenkins.plugins.quantum.engine.gate.LookPlan;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Needs;
import io.jenkins.plugins.quantum.engine.gate.NextStep;
import io.jenkins.plugins.quantum.engine.gate.NoiseProof;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.ReferencedShots;
import io.jenkins.plugins.quantum.engine.gate.SequentialVerdict;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import io.jenkins.plugins.quantum.engine.stats.CrossEntropy;
import io.jenkins.plugins.quantum.engine.stats.Decision;
import io.jenkins.plugins.quantum.engine.stats.FixedDesign;
import io.jenkins.plugins.quantum.engine.stats.Interval;
import io.jenkins.plugins.quantum.engine.stats.Intervals;
import io.jenkins.plugins.quantum.engine.stats.SequentialDesign;
import io.jenkins.plugins.quantum.engine.stats.SequentialTest;
import java.util.List;
import java.util.Optional;

/** Cross entropy from shots: a sequential test of the mean score. */
final class SampledCrossEntropy {
    /** Variance of the score of a random circuit, before the true one is known. */
    private static final double TYPICAL_VARIANCE = 1;

    private static final double CONFIDENCE = 0.95;

    private final GateContext context;
    private final Line line;

    SampledCrossEntropy(GateContext context) {
        this.context = context;
        this.line = CrossEntropyGate.line(context);
    }

    Proposal proposal() {
        LookPlan plan = LookPlan.of(context, fixed(TYPICAL_VARIANCE, TYPICAL_VARIANCE), 1, 1);
        return new Proposal.Accepted(
                ReferencedShots.references(context),
                plan.expectedShots(context.workload()),
                plan.worstShots(context.workload()),
                true);
    }

    Proposal refined(Evidence references) {
        Optional<ReferencedShots> known = ReferencedShots.of(context, references);
        if (known.isEmpty()) {
            return proposal();
        }
        Optional<Proposal.Refused> refused = refusal(known.get());
        if (refused.isPresent()) {
            return refused.get();
        }
        LookPlan plan = plan(known.get());
        return new Proposal.Accepted(
                List.of(look(plan, 0)),
                plan.expectedShots(context.workload()),
                plan.worstShots(context.workload()),
                true);
    }

    private static CrossEntropy score(ReferencedShots shots) {
        return new CrossEntropy(shots.table().row(shots.ideal()), shots.dimension());
    }

    private Optional<Proposal.Refused> refusal(ReferencedShots shots) {
        CrossEntropy score = score(shots);
        if (score.undefined()) {
            return input(
                    "min",
                    "all outcomes of the ideal circuit are equally likely, and none surprises more than another",
                    "use superposition, or squared-distance");
        }
        if (line.good() >= score.highest() || line.bad() <= score.lowest()) {
            return input(
                    "margin",
                    "the line " + Wording.plain(line.bad()) + " and the healthy " + Wording.plain(line.good())
                            + " do not both lie inside the scores that a shot can have, "
                            + Wording.plain(score.lowest()) + " to " + Wording.plain(score.highest()),
                    "write a smaller margin, or a min between them");
        }
        double predicted = score.mean(shots.table().row(shots.predicted()));
        if (shots.hasPrediction() && predicted < line.bad()) {
            return input(
                    "min",
                    "the noise model itself predicts a score of " + Wording.number(predicted) + ", below the line "
                            + Wording.number(line.bad()),
                    "write a min of at most " + Wording.plain(Math.max(0, predicted - (line.good() - line.bad())))
                            + ", or test a smaller circuit");
        }
        return plan(shots).refusal(context, healthyVariance(shots), 1, 1);
    }

    private Optional<Proposal.Refused> input(String option, String reason, String alternative) {
        return Optional.of(
                new Proposal.Refused(Proposal.Kind.INPUT, context.spec().position(option), reason, alternative));
    }

    /** Of what is predicted; of uniform noise that leaves a healthy share where nothing is. */
    private double healthyVariance(ReferencedShots shots) {
        return score(shots)
                .variance(shots.hasPrediction() ? shots.table().row(shots.predicted()) : shots.faded(line.good()));
    }

    private long fixed(double healthy, double bad) {
        return FixedDesign.bounded(
                healthy,
                bad,
                line.good() - line.bad(),
                context.errors().falseRed(),
                context.errors().missed());
    }

    private LookPlan plan(ReferencedShots shots) {
        long least = LookPlan.leastScores(n ->
                test(shots).update(new double[] {line.good()}, new long[] {n}).decision() == Decision.PASS);
        long fixed = fixed(healthyVariance(shots), score(shots).variance(shots.faded(line.bad())));
        return LookPlan.of(context, Math.max(least, fixed), 1, 1);
    }

    private SequentialTest test(ReferencedShots shots) {
        var design = new SequentialDesign(
                line.good(),
                line.bad(),
                context.errors().falseRed(),
                context.errors().missed());
        CrossEntropy score = score(shots);
        return SequentialTest.bounded(design, score.lowest(), score.highest(), healthyVariance(shots));
    }

    private Need look(LookPlan plan, int number) {
        return Need.shots(Needs.scale(context), plan.look(), 1, number);
    }

    Judgement judge(Evidence evidence) {
        Optional<ReferencedShots> known = ReferencedShots.of(context, evidence);
        if (known.isEmpty()) {
            return Needs.missing(context, "the ideal distribution");
        }
        ReferencedShots shots = known.get();
        Optional<Proposal.Refused> refused = refusal(shots);
        if (refused.isPresent()) {
            return new FindingDraft("It cannot be decided: " + refused.get().reason() + ".")
                    .next(refused.get().alternative())
                    .decided(Verdict.INCONCLUSIVE);
        }
        LookPlan plan = plan(shots);
        if (shots.looks().isEmpty()) {
            return new Judgement.More(
                    List.of(look(plan, 0)), Finding.words("Nothing was measured yet.", List.of(), List.of()));
        }
        return NoiseProof.missingInShots(context, evidence).orElseGet(() -> judge(shots, plan));
    }

    private Judgement judge(ReferencedShots shots, LookPlan plan) {
        CrossEntropy score = score(shots);
        SequentialTest test = test(shots);
        for (Counts counts : shots.looks()) {
            test = test.update(score.scores(), shots.row(counts));
        }
        Counts all = shots.together().orElseThrow();
        double[] found = shots.table().row(all.frequencies());
        Interval interval = Intervals.normal(test.mean(), Math.sqrt(score.variance(found) / all.shots()), CONFIDENCE);
        var words = new SequentialVerdict(
                context,
                SequentialVerdict.View.of("cross-entropy"),
                line,
                healthyVariance(shots),
                all.shots(),
                plan.look());
        if (test.decision() == Decision.CONTINUE) {
            boolean more = plan.mayLook(context, all.shots());
            return words.open(
                    test, interval, more ? List.of(look(plan, shots.looks().size())) : List.of());
        }
        boolean passed = test.decision() == Decision.PASS;
        String shown = passed
                ? "shown to be above the line " + Wording.number(line.bad()) + ": measured "
                        + Wording.number(test.mean()) + "."
                : "shown to be below the healthy " + Wording.number(line.good()) + ": measured "
                        + Wording.number(test.mean()) + ", the line is " + Wording.number(line.bad()) + ".";
        FindingDraft draft = words.draft("The cross-entropy score is " + shown, test, interval)
                .figure("cross-entropy", test.mean())
                .figure("cross-entropy.nats", score.nats(found))
                .detail("Score: 1 is the ideal distribution, 0 uniform noise. It is not the fidelity of states.");
        if (!passed) {
            draft.next(NextStep.compare(context)).next(NextStep.explain(context));
        }
        return shots.describe(draft, context).decided(passed ? Verdict.PASS : Verdict.FAIL);
    }
}
