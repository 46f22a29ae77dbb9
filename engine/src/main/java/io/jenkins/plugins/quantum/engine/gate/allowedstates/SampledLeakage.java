package io.jenkins.plugins.quantum.engine.gate.allowedstates;

import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
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
import io.jenkins.plugins.quantum.engine.gate.OutcomeTable;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.SequentialVerdict;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import io.jenkins.plugins.quantum.engine.stats.Decision;
import io.jenkins.plugins.quantum.engine.stats.FixedDesign;
import io.jenkins.plugins.quantum.engine.stats.Interval;
import io.jenkins.plugins.quantum.engine.stats.Intervals;
import io.jenkins.plugins.quantum.engine.stats.SequentialDesign;
import io.jenkins.plugins.quantum.engine.stats.SequentialTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Leakage from shots: each shot is a trial that stays among the allowed outcomes or not. */
final class SampledLeakage {
    private static final double CONFIDENCE = 0.95;

    private final GateContext context;
    private final Line line;
    private final Set<String> states;

    SampledLeakage(GateContext context) {
        this.context = context;
        this.line = AllowedStatesGate.line(context);
        this.states = AllowedStatesGate.states(context);
    }

    Proposal proposal() {
        if (line.good() >= 1 || line.bad() <= 0) {
            return new Proposal.Refused(
                    Proposal.Kind.INPUT,
                    context.spec().position("margin"),
                    "a healthy circuit would leak " + Wording.number(1 - line.good()) + ": max-leakage "
                            + Wording.plain(1 - line.bad()) + " less the margin "
                            + Wording.plain(line.good() - line.bad()),
                    "write a margin below max-leakage, and a max-leakage above 0");
        }
        LookPlan plan = plan();
        Optional<Proposal.Refused> refused = plan.refusal(context, line.bad() * (1 - line.bad()), 1, 1);
        if (refused.isPresent()) {
            return refused.get();
        }
        var needs = new ArrayList<>(NoiseProof.references(context));
        needs.add(look(plan, 0));
        return new Proposal.Accepted(
                needs, plan.expectedShots(context.workload()), plan.worstShots(context.workload()), true);
    }

    private LookPlan plan() {
        return LookPlan.of(
                context,
                FixedDesign.bernoulli(
                        line.good(),
                        line.bad(),
                        context.errors().falseRed(),
                        context.errors().missed()),
                1,
                1);
    }

    private Need look(LookPlan plan, int number) {
        return Need.shots(Needs.scale(context), plan.look(), 1, number);
    }

    Judgement judge(Evidence evidence) {
        Optional<Judgement> ignored = NoiseProof.missingInShots(context, evidence);
        if (ignored.isPresent()) {
            return ignored.get();
        }
        var design = new SequentialDesign(
                line.good(),
                line.bad(),
                context.errors().falseRed(),
                context.errors().missed());
        SequentialTest test = SequentialTest.bernoulli(design);
        List<Evidence.Batch> looks = evidence.shots(Needs.scale(context));
        Counts all = null;
        for (Evidence.Batch look : looks) {
            Counts counts = look.outcomes().get(0).stream()
                    .map(Outcome::counts)
                    .reduce(Counts::plus)
                    .orElseThrow();
            test = test.update(kept(counts), counts.shots());
            all = all == null ? counts : all.plus(counts);
        }
        LookPlan plan = plan();
        if (all == null) {
            return new Judgement.More(
                    List.of(look(plan, 0)), Finding.words("Nothing was measured yet.", List.of(), List.of()));
        }
        Interval interval = Intervals.clopperPearson(kept(all), all.shots(), CONFIDENCE);
        var words = new SequentialVerdict(
                context,
                SequentialVerdict.View.turned("leakage", "max-leakage", 1),
                line,
                line.bad() * (1 - line.bad()),
                all.shots(),
                plan.look());
        if (test.decision() == Decision.CONTINUE) {
            return words.open(
                    test, interval, plan.mayLook(context, all.shots()) ? List.of(look(plan, looks.size())) : List.of());
        }
        return decided(words, test, interval, all);
    }

    private Judgement decided(SequentialVerdict words, SequentialTest test, Interval interval, Counts all) {
        boolean passed = test.decision() == Decision.PASS;
        String measured = Wording.number(1 - test.mean());
        FindingDraft draft = words.draft(
                        passed
                                ? "Outcomes that are not allowed are shown to be rarer than "
                                        + Wording.number(1 - line.bad()) + ": measured " + measured + "."
                                : "Outcomes that are not allowed are shown to be more frequent than the healthy "
                                        + Wording.number(1 - line.good()) + ": measured " + measured
                                        + ", at most " + Wording.number(1 - line.bad()) + " may.",
                        test,
                        interval)
                .figure("leakage", 1 - test.mean())
                .plot(new OutcomeTable(List.of(all.frequencies()))
                        .bars(List.of("counted"), List.of(all.frequencies())));
        if (!passed) {
            draft.next(NextStep.compare(context)).next(NextStep.explain(context));
        }
        return draft.decided(passed ? Verdict.PASS : Verdict.FAIL);
    }

    private long kept(Counts counts) {
        return counts.counts().entrySet().stream()
                .filter(entry -> states.contains(entry.getKey()))
                .mapToLong(java.util.Map.Entry::getValue)
                .sum();
    }
}
