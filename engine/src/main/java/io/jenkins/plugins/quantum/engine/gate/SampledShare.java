package io.jenkins.plugins.quantum.engine.gate;

import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
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

/**
 * A sequential test of the share of shots that give one of some outcomes: each shot is a trial. Of the workload's circuit, or of the circuits
 * of a probe, which are then run in turn, one shot of each a pass.
 */
public final class SampledShare {
    private static final double CONFIDENCE = 0.95;

    private final GateContext context;
    private final Line line;
    private final SequentialVerdict.View view;
    private final List<Set<String>> wanted;
    private final Optional<Probe> probe;

    /** Of the workload's circuit. */
    public SampledShare(GateContext context, Line line, SequentialVerdict.View view, Set<String> wanted) {
        this(context, line, view, List.of(wanted), Optional.empty());
    }

    /**
     * Of a probe's circuits.
     *
     * @param wanted
     *     outcomes that count, for each circuit
     */
    public SampledShare(
            GateContext context,
            Line line,
            SequentialVerdict.View view,
            List<Set<String>> wanted,
            Optional<Probe> probe) {
        this.context = context;
        this.line = line;
        this.view = view;
        this.wanted = List.copyOf(wanted);
        this.probe = probe;
    }

    /** What to measure first after some references, or why it cannot decide. */
    public Proposal proposal(List<Need> references) {
        LookPlan plan = plan();
        Optional<Proposal.Refused> refused = plan.refusal(context, variance(), points(), 1);
        if (refused.isPresent()) {
            return refused.get();
        }
        var needs = new ArrayList<>(references);
        needs.add(look(plan, 0));
        return new Proposal.Accepted(
                needs, whole(plan.expectedShots(context.workload())), whole(plan.worstShots(context.workload())), true);
    }

    /** The workload has one circuit with one binding; a probe has as many as there are points. */
    private long whole(long shots) {
        return Math.multiplyExact(shots, points());
    }

    private int points() {
        return wanted.size();
    }

    private double variance() {
        double middle = (line.good() + line.bad()) / 2;
        return middle * (1 - middle);
    }

    private LookPlan plan() {
        return LookPlan.of(
                context,
                FixedDesign.bernoulli(
                        Math.min(1, line.good()),
                        line.bad(),
                        context.errors().falseRed(),
                        context.errors().missed()),
                points(),
                1);
    }

    private Need look(LookPlan plan, int number) {
        Need need = Need.shots(Needs.scale(context), plan.look(), 1, number);
        return probe.map(need::of).orElse(need);
    }

    /**
     * The verdict, or a wish for more.
     *
     * @param better
     *     what PASS has shown, a sentence without its end: "Outcomes … are shown to be rarer than 0.1"
     * @param worse
     *     what FAIL has shown
     */
    public Judgement judge(Evidence evidence, String better, String worse) {
        if (probe.isEmpty()) {
            Optional<Judgement> ignored = NoiseProof.missingInShots(context, evidence);
            if (ignored.isPresent()) {
                return ignored.get();
            }
        }
        SequentialTest test = SequentialTest.cycledBernoulli(
                new SequentialDesign(
                        Math.min(1, line.good()),
                        line.bad(),
                        context.errors().falseRed(),
                        context.errors().missed()),
                points());
        double scale = Needs.scale(context);
        List<Evidence.Batch> looks = probe.map(p -> evidence.shots(scale, p)).orElseGet(() -> evidence.shots(scale));
        Counts all = null;
        for (Evidence.Batch look : looks) {
            long right = 0;
            long shots = 0;
            for (int circuit = 0; circuit < points(); circuit++) {
                Counts counts = look.outcomes().get(circuit).stream()
                        .map(Outcome::counts)
                        .reduce(Counts::plus)
                        .orElseThrow();
                right += right(counts, wanted.get(circuit));
                shots += counts.shots();
                all = all == null ? counts : all.plus(counts);
            }
            test = test.update(right, shots);
        }
        LookPlan plan = plan();
        if (all == null) {
            return new Judgement.More(
                    List.of(look(plan, 0)), Finding.words("Nothing was measured yet.", List.of(), List.of()));
        }
        return answer(test, all, plan, looks.size(), better, worse);
    }

    private Judgement answer(SequentialTest test, Counts all, LookPlan plan, int looks, String better, String worse) {
        long right = Math.round(test.mean() * test.observations());
        Interval interval = Intervals.clopperPearson(right, test.observations(), CONFIDENCE);
        var words = new SequentialVerdict(context, view, line, variance(), test.observations(), plan.look());
        if (test.decision() == Decision.CONTINUE) {
            boolean more = plan.mayLook(context, test.observations() / points());
            return words.open(test, interval, more ? List.of(look(plan, looks)) : List.of());
        }
        boolean passed = test.decision() == Decision.PASS;
        FindingDraft draft = words.draft(
                        (passed ? better : worse) + ": measured " + Wording.number(view.shown(test.mean()))
                                + (passed ? "" : ", the line is " + Wording.number(view.shown(line.bad()))) + ".",
                        test,
                        interval)
                .figure(view.name(), view.shown(test.mean()));
        if (probe.isEmpty()) {
            draft.plot(
                    new OutcomeTable(List.of(all.frequencies())).bars(List.of("counted"), List.of(all.frequencies())));
        }
        if (!passed) {
            draft.next(NextStep.compare(context)).next(NextStep.explain(context));
        }
        return draft.decided(passed ? Verdict.PASS : Verdict.FAIL);
    }

    private static long right(Counts counts, Set<String> wanted) {
        return counts.counts().entrySet().stream()
                .filter(entry -> wanted.contains(entry.getKey()))
                .mapToLong(java.util.Map.Entry::getValue)
                .sum();
    }
}
