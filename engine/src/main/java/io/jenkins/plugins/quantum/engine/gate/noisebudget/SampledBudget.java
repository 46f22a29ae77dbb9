package io.jenkins.plugins.quantum.engine.gate.noisebudget;

import io.jenkins.plugins.quantum.engine.gate.DecisionTest;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.Finding;
import io.jenkins.plugins.quantum.engine.gate.FindingDraft;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Line;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.NextStep;
import io.jenkins.plugins.quantum.engine.gate.NoiseProof;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.SequentialVerdict;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import io.jenkins.plugins.quantum.engine.stats.Decision;
import io.jenkins.plugins.quantum.engine.stats.SequentialTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The noise budget from shots of a simulator: two tests. PASS when the accuracy at the required factor is shown to be above
 * the line; FAIL when the accuracy at the noise as it is is shown to be below it.
 */
final class SampledBudget {
    private static final SequentialVerdict.View VIEW = new SequentialVerdict.View("accuracy", "line", false, 0);

    private final GateContext context;
    private final Line line;
    private final double factor;
    private final DecisionTest stressed;
    private final DecisionTest today;

    SampledBudget(GateContext context) {
        this.context = context;
        this.line = NoiseBudgetGate.line(context);
        this.factor = NoiseBudgetGate.factor(context);
        double margin = line.good() - line.bad();
        stressed = new DecisionTest(context, line, VIEW, factor);
        today = new DecisionTest(context, new Line(line.bad() - margin, line.bad(), line.origin()), VIEW, 1);
    }

    Proposal proposal() {
        Proposal first = stressed.proposal(NoiseProof.references(context));
        Proposal second = today.proposal(List.of());
        if (!(first instanceof Proposal.Accepted a)) {
            return first;
        }
        if (!(second instanceof Proposal.Accepted b)) {
            return second;
        }
        var needs = new ArrayList<>(a.needs());
        b.needs().stream().filter(need -> !needs.contains(need)).forEach(needs::add);
        return new Proposal.Accepted(
                needs, a.expectedShots() + b.expectedShots(), a.worstShots() + b.worstShots(), true);
    }

    Judgement judge(Evidence evidence) {
        Optional<Judgement> ignored = NoiseProof.missingInShots(context, evidence);
        if (ignored.isPresent()) {
            return ignored.get();
        }
        SequentialTest above = stressed.test(evidence);
        SequentialTest below = today.test(evidence);
        if (above.observations() == 0 || below.observations() == 0) {
            var next = new ArrayList<>(stressed.nextLook(evidence));
            today.nextLook(evidence).stream().filter(n -> !next.contains(n)).forEach(next::add);
            return new Judgement.More(next, Finding.words("Nothing was measured yet.", List.of(), List.of()));
        }
        if (below.decision() == Decision.FAIL) {
            return describe(
                            today.words(below)
                                    .draft(
                                            "Accuracy is shown to be below the line " + Wording.number(line.bad())
                                                    + " under the noise of " + context.noiseName()
                                                    + " as it is: measured "
                                                    + Wording.number(below.mean()) + ".",
                                            below,
                                            today.interval(below)),
                            above,
                            below)
                    .next(NextStep.compare(context))
                    .next(NextStep.explain(context))
                    .decided(Verdict.FAIL);
        }
        if (above.decision() == Decision.PASS) {
            return describe(
                            stressed.words(above)
                                    .draft(
                                            "Accuracy is shown to be above the line " + Wording.number(line.bad())
                                                    + " at "
                                                    + Wording.factor(factor) + " the noise of " + context.noiseName()
                                                    + ": measured " + Wording.number(above.mean()) + ".",
                                            above,
                                            stressed.interval(above)),
                            above,
                            below)
                    .decided(Verdict.PASS);
        }
        var next = new ArrayList<Need>(stressed.nextLook(evidence));
        today.nextLook(evidence).stream().filter(n -> !next.contains(n)).forEach(next::add);
        return stressed.words(above).open(above, stressed.interval(above), next);
    }

    private FindingDraft describe(FindingDraft draft, SequentialTest above, SequentialTest below) {
        return draft.detail("1.0x " + Wording.number(below.mean()) + "   " + Wording.factor(factor) + " "
                        + Wording.number(above.mean()) + "     shots; with probabilities the whole curve is shown.")
                .shots(draft.finding().shots() + otherShots(draft.finding().shots(), above, below))
                .figure("accuracy", below.mean())
                .figure("accuracy.stressed", above.mean());
    }

    private long otherShots(long counted, SequentialTest above, SequentialTest below) {
        long both = stressed.words(above).shots()
                + (factor == 1 ? 0 : today.words(below).shots());
        return both - counted;
    }
}
