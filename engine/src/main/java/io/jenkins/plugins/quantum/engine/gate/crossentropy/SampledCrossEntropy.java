package io.jenkins.plugins.quantum.engine.gate.crossentropy;

import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.FindingDraft;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Line;
import io.jenkins.plugins.quantum.engine.gate.LookPlan;
import io.jenkins.plugins.quantum.engine.gate.NextStep;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.ReferencedShots;
import io.jenkins.plugins.quantum.engine.gate.ScoredDesign;
import io.jenkins.plugins.quantum.engine.gate.ScoredShots;
import io.jenkins.plugins.quantum.engine.gate.SequentialVerdict;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import io.jenkins.plugins.quantum.engine.stats.CrossEntropy;
import io.jenkins.plugins.quantum.engine.stats.Decision;
import io.jenkins.plugins.quantum.engine.stats.Interval;
import io.jenkins.plugins.quantum.engine.stats.SequentialTest;

/** Cross entropy from shots: a sequential test of the mean score. */
final class SampledCrossEntropy {
    private static final double CONFIDENCE = 0.95;

    private final GateContext context;
    private final Line line;
    private final ScoredDesign design;

    SampledCrossEntropy(GateContext context) {
        this.context = context;
        line = CrossEntropyGate.line(context);
        design = new ScoredDesign(
                context,
                line,
                context.errors().falseRed(),
                SampledCrossEntropy::score,
                "all outcomes of the ideal circuit are equally likely, and none surprises more than another",
                "use superposition, or squared-distance");
    }

    private static CrossEntropy score(ReferencedShots shots) {
        return new CrossEntropy(shots.table().row(shots.ideal()), shots.dimension());
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
        SequentialTest test = design.tested(shots);
        Interval interval = shots.interval(test.mean(), CONFIDENCE);
        SequentialVerdict words = design.words("cross-entropy", shots, plan);
        if (test.decision() == Decision.CONTINUE) {
            return words.open(test, interval, design.next(shots, plan));
        }
        double[] found = shots.shots().table().row(shots.all().frequencies());
        boolean passed = test.decision() == Decision.PASS;
        String shown = passed
                ? "shown to be above the line " + Wording.number(line.bad()) + ": measured "
                        + Wording.number(test.mean()) + "."
                : "shown to be below the healthy " + Wording.number(line.good()) + ": measured "
                        + Wording.number(test.mean()) + ", the line is " + Wording.number(line.bad()) + ".";
        FindingDraft draft = words.draft("The cross-entropy score is " + shown, test, interval)
                .figure("cross-entropy", test.mean())
                .figure("cross-entropy.nats", score(shots.shots()).nats(found))
                .detail("Score: 1 is the ideal distribution, 0 uniform noise. It is not the fidelity of states.");
        if (!passed) {
            draft.next(NextStep.compare(context)).next(NextStep.explain(context));
        }
        return shots.shots().describe(draft, context).decided(passed ? Verdict.PASS : Verdict.FAIL);
    }
}
