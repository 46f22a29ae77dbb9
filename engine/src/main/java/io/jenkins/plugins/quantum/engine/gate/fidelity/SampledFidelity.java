package io.jenkins.plugins.quantum.engine.gate.fidelity;

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
import io.jenkins.plugins.quantum.engine.stats.Decision;
import io.jenkins.plugins.quantum.engine.stats.FixedDesign;
import io.jenkins.plugins.quantum.engine.stats.Interval;
import io.jenkins.plugins.quantum.engine.stats.Intervals;
import io.jenkins.plugins.quantum.engine.stats.SequentialDesign;
import io.jenkins.plugins.quantum.engine.stats.SequentialTest;
import io.jenkins.plugins.quantum.engine.stats.ShapeCheck;
import java.util.List;
import java.util.Optional;

/**
 * Fidelity from shots. There are three ways to fail, which share the rate of false red: a mean score that is too low, one
 * above the prediction, and outcomes of the wrong shape.
 */
final class SampledFidelity {
    private static final int WAYS_TO_FAIL = 3;

    /** Variance of the score of a random circuit (Porter-Thomas), before the true one is known. */
    private static final double TYPICAL_VARIANCE = 1;

    private static final double SHAPE_BAD = 0.20;
    private static final double CONFIDENCE = 0.95;

    private final GateContext context;
    private final Line line;
    private final double alpha;

    SampledFidelity(GateContext context) {
        this.context = context;
        this.line = FidelityGate.line(context);
        this.alpha = context.errors().falseRed() / WAYS_TO_FAIL;
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
        Optional<ScoredShots> known = ScoredShots.of(context, references);
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

    private Optional<Proposal.Refused> refusal(ScoredShots shots) {
        if (shots.score().undefined()) {
            return input(
                    "min",
                    "all outcomes of the ideal circuit are equally likely, so that no shot tells noise from signal",
                    "decide by probabilities on a simulator, or test a circuit that undoes itself with allowed-states");
        }
        double highest = shots.score().highest();
        double lowest = shots.score().lowest();
        if (line.good() >= highest || line.bad() <= lowest) {
            return input(
                    "margin",
                    "the line " + Wording.plain(line.bad()) + " and the healthy " + Wording.plain(line.good())
                            + " do not both lie inside the scores that a shot can have, " + Wording.plain(lowest)
                            + " to " + Wording.plain(highest),
                    "write a smaller margin, or a min between them");
        }
        if (shots.prediction() < line.bad()) {
            return input(
                    "min",
                    "the noise model itself predicts a score of " + Wording.number(shots.prediction())
                            + ", below the line " + Wording.number(line.bad()),
                    "write a min of at most " + Wording.plain(Math.max(0, shots.prediction() - margin()))
                            + ", or test a smaller circuit");
        }
        return plan(shots).refusal(context, shots.healthyVariance(line.good()), 1, 1);
    }

    private double margin() {
        return line.good() - line.bad();
    }

    private Optional<Proposal.Refused> input(String option, String reason, String alternative) {
        return Optional.of(
                new Proposal.Refused(Proposal.Kind.INPUT, context.spec().position(option), reason, alternative));
    }

    private LookPlan plan(ScoredShots shots) {
        long least = LookPlan.leastScores(n ->
                test(shots).update(new double[] {line.good()}, new long[] {n}).decision() == Decision.PASS);
        long fixed = fixed(shots.healthyVariance(line.good()), shots.varianceAt(line.bad()));
        return LookPlan.of(context, Math.max(least, fixed), 1, 1);
    }

    private long fixed(double healthyVariance, double badVariance) {
        return FixedDesign.bounded(
                healthyVariance, badVariance, margin(), alpha, context.errors().missed());
    }

    private SequentialTest test(ScoredShots shots) {
        var design = new SequentialDesign(
                line.good(), line.bad(), alpha, context.errors().missed());
        return SequentialTest.bounded(
                design, shots.score().lowest(), shots.score().highest(), shots.healthyVariance(line.good()));
    }

    private Need look(LookPlan plan, int number) {
        return Need.shots(Needs.scale(context), plan.look(), 1, number);
    }

    Judgement judge(Evidence evidence) {
        Optional<ScoredShots> known = ScoredShots.of(context, evidence);
        if (known.isEmpty()) {
            return Needs.missing(context, "the ideal distribution");
        }
        ScoredShots shots = known.get();
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
        Optional<Judgement> ignored = NoiseProof.missingInShots(context, evidence);
        if (ignored.isPresent()) {
            return ignored.get();
        }
        return judge(shots, plan);
    }

    private Judgement judge(ScoredShots shots, LookPlan plan) {
        SequentialTest low = test(shots);
        for (Counts counts : shots.looks()) {
            low = low.update(shots.scores(), shots.row(counts));
        }
        Counts all = shots.together().orElseThrow();
        Interval interval =
                Intervals.normal(low.mean(), Math.sqrt(shots.sampleVariance(all) / all.shots()), CONFIDENCE);
        var words = new SequentialVerdict(
                context,
                SequentialVerdict.View.of("linear score"),
                line,
                shots.healthyVariance(line.good()),
                all.shots(),
                plan.look());
        if (tooPeaked(shots)) {
            return failed(
                    words,
                    shots,
                    low,
                    interval,
                    "The outcomes are more peaked than predicted: linear score " + Wording.number(low.mean())
                            + ", predicted " + Wording.number(shots.prediction())
                            + ". Noise does not do that; look for a stuck or swapped qubit or a coherent error.");
        }
        if (low.decision() == Decision.FAIL) {
            return failed(
                    words,
                    shots,
                    low,
                    interval,
                    "Only " + Wording.number(low.mean())
                            + " of the ideal signal is left, shown to be below the healthy "
                            + Wording.number(line.good()) + "; the line is " + Wording.number(line.bad()) + ".");
        }
        boolean more = plan.mayLook(context, all.shots());
        if (low.decision() == Decision.CONTINUE && more && shots.looks().size() > 1) {
            // the shape was judged at the first look, by the same shots: a wrong one ended the test there
            return words.open(low, interval, List.of(look(plan, shots.looks().size())));
        }
        Shape shape = shape(shots);
        if (shape.decision == Decision.FAIL) {
            return failed(words, shots, low, interval, "The outcomes have the wrong shape: " + shape.words + ".");
        }
        if (low.decision() == Decision.PASS) {
            return described(
                            words.draft(
                                    "The linear score is shown to be above the line " + Wording.number(line.bad())
                                            + ": measured " + Wording.number(low.mean()) + ".",
                                    low,
                                    interval),
                            shots)
                    .detail("Shape: " + shape.words + ".")
                    .decided(Verdict.PASS);
        }
        return words.open(low, interval, more ? List.of(look(plan, shots.looks().size())) : List.of());
    }

    private Judgement failed(
            SequentialVerdict words, ScoredShots shots, SequentialTest test, Interval interval, String headline) {
        return described(words.draft(headline, test, interval), shots)
                .next(NextStep.compare(context))
                .next(NextStep.explain(context))
                .decided(Verdict.FAIL);
    }

    private FindingDraft described(FindingDraft draft, ScoredShots shots) {
        if (Needs.scale(context) > 0 && shots.hasPrediction()) {
            draft.figure("fidelity.predicted", shots.prediction());
        }
        draft.figure("fidelity", draft.finding().value())
                .detail(
                        "Linear score: 1 is the ideal distribution, 0 uniform noise. It is not the fidelity of states.");
        return shots.shots().describe(draft, context);
    }

    /** Whether the mean is shown to exceed the prediction by more than the excess: the test of turned scores against "healthy". */
    private boolean tooPeaked(ScoredShots shots) {
        double excess = context.spec().number("excess", FidelityGate.EXCESS);
        double ceiling = shots.prediction() + excess;
        double beyond = ceiling + margin();
        if (!shots.hasPrediction() || beyond >= shots.score().highest()) {
            return false;
        }
        double[] turned = shots.scores();
        for (int i = 0; i < turned.length; i++) {
            turned[i] = -turned[i];
        }
        SequentialTest high = SequentialTest.bounded(
                new SequentialDesign(-ceiling, -beyond, alpha, context.errors().missed()),
                -shots.score().highest(),
                -shots.score().lowest(),
                shots.healthyVariance(line.good()));
        for (Counts counts : shots.looks()) {
            high = high.update(turned, shots.row(counts));
            if (high.logAgainstHealthy() >= high.state().design().failLevel()) {
                return true;
            }
        }
        return false;
    }

    private record Shape(Decision decision, String words) {}

    /** One look, at the shots of the first look, whose number was fixed before anything was seen. */
    private Shape shape(ScoredShots shots) {
        if (!shots.hasPrediction()) {
            return new Shape(Decision.CONTINUE, "not judged, because the noise of the device is not known");
        }
        Counts first = shots.looks().get(0);
        if (first.shots() < 2) {
            return new Shape(Decision.CONTINUE, "not judged from a single shot");
        }
        double good = context.spec().number("shape", FidelityGate.SHAPE);
        var limits =
                new ShapeCheck.Limits(good, SHAPE_BAD, alpha, context.errors().missed());
        ShapeCheck check = ShapeCheck.of(
                shots.predictedRow(), shots.score().norm(), Math.toIntExact(first.shots()), limits, context.seed());
        long[] row = shots.row(first);
        Decision decision = check.judge(row);
        String distance = "squared distance to the prediction " + Wording.number(check.distance(row))
                + ", healthy up to " + Wording.plain(good);
        return new Shape(
                decision,
                decision == Decision.CONTINUE
                        ? distance + ", with " + Wording.count(first.shots(), "shot") + " too few to judge it"
                        : distance);
    }
}
