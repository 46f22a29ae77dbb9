package io.jenkins.plugins.quantum.engine.gate.fidelity;

import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.FindingDraft;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Line;
import io.jenkins.plugins.quantum.engine.gate.LookPlan;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Needs;
import io.jenkins.plugins.quantum.engine.gate.NextStep;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.ReferencedShots;
import io.jenkins.plugins.quantum.engine.gate.ScoredDesign;
import io.jenkins.plugins.quantum.engine.gate.ScoredShots;
import io.jenkins.plugins.quantum.engine.gate.SequentialVerdict;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import io.jenkins.plugins.quantum.engine.stats.Decision;
import io.jenkins.plugins.quantum.engine.stats.Interval;
import io.jenkins.plugins.quantum.engine.stats.LinearScore;
import io.jenkins.plugins.quantum.engine.stats.SequentialDesign;
import io.jenkins.plugins.quantum.engine.stats.SequentialTest;
import io.jenkins.plugins.quantum.engine.stats.ShapeCheck;
import java.util.List;

/**
 * Fidelity from shots. There are three ways to fail, which share the rate of false red: a mean score that is too low, one
 * above the prediction, and outcomes of the wrong shape.
 */
final class SampledFidelity {
    private static final int WAYS_TO_FAIL = 3;

    private static final double SHAPE_BAD = 0.20;
    private static final double CONFIDENCE = 0.95;

    private final GateContext context;
    private final Line line;
    private final double alpha;
    private final ScoredDesign design;

    SampledFidelity(GateContext context) {
        this.context = context;
        line = FidelityGate.line(context);
        alpha = context.errors().falseRed() / WAYS_TO_FAIL;
        design = new ScoredDesign(
                context,
                line,
                alpha,
                SampledFidelity::score,
                "all outcomes of the ideal circuit are equally likely, so that no shot tells noise from signal",
                "decide by probabilities on a simulator, or test a circuit that undoes itself with allowed-states");
    }

    private static LinearScore score(ReferencedShots shots) {
        return new LinearScore(shots.table().row(shots.ideal()), shots.dimension());
    }

    Proposal proposal() {
        return design.proposal();
    }

    Proposal refined(Evidence references) {
        return design.refined(references);
    }

    Judgement judge(Evidence evidence) {
        return design.judge(evidence, this::judge);
    }

    private Judgement judge(ScoredShots shots, LookPlan plan) {
        SequentialTest low = design.tested(shots);
        Interval interval = shots.interval(low.mean(), CONFIDENCE);
        SequentialVerdict words = design.words("linear score", shots, plan);
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
        List<Need> next = design.next(shots, plan);
        if (low.decision() == Decision.CONTINUE
                && !next.isEmpty()
                && shots.shots().looks().size() > 1) {
            // the shape was judged at the first look, by the same shots: a wrong one ended the test there
            return words.open(low, interval, next);
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
        return words.open(low, interval, next);
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
        double beyond = ceiling + line.good() - line.bad();
        if (!shots.hasPrediction() || beyond >= shots.score().highest()) {
            return false;
        }
        double[] turned = shots.score().scores();
        for (int i = 0; i < turned.length; i++) {
            turned[i] = -turned[i];
        }
        SequentialTest high = SequentialTest.bounded(
                new SequentialDesign(-ceiling, -beyond, alpha, context.errors().missed()),
                -shots.score().highest(),
                -shots.score().lowest(),
                design.healthyVariance(shots));
        for (Counts counts : shots.shots().looks()) {
            high = high.update(turned, shots.shots().row(counts));
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
        Counts first = shots.shots().looks().get(0);
        if (first.shots() < 2) {
            return new Shape(Decision.CONTINUE, "not judged from a single shot");
        }
        double good = context.spec().number("shape", FidelityGate.SHAPE);
        var limits =
                new ShapeCheck.Limits(good, SHAPE_BAD, alpha, context.errors().missed());
        ShapeCheck check = ShapeCheck.of(
                shots.predictedRow(),
                score(shots.shots()).norm(),
                Math.toIntExact(first.shots()),
                limits,
                context.seed());
        long[] row = shots.shots().row(first);
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
