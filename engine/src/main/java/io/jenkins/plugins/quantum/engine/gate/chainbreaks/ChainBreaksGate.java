package io.jenkins.plugins.quantum.engine.gate.chainbreaks;

import io.jenkins.plugins.quantum.engine.backend.ChainBreaks;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.gate.BoundedReads;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.FindingDraft;
import io.jenkins.plugins.quantum.engine.gate.Gate;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Line;
import io.jenkins.plugins.quantum.engine.gate.NextStep;
import io.jenkins.plugins.quantum.engine.gate.Plot;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.SequentialVerdict;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import io.jenkins.plugins.quantum.engine.stats.Decision;
import io.jenkins.plugins.quantum.engine.suite.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Judges the share of an annealer's chains whose qubits disagree. The score of a read is the share of its chains that are whole. */
public final class ChainBreaksGate implements Gate {
    private static final double LEAST = 1e-3;
    private static final int SHOWN = 20;

    @Override
    public String name() {
        return "chain-breaks";
    }

    @Override
    public String summary() {
        return "Few chains of an annealer break: the qubits that stand for a variable agree.";
    }

    @Override
    public Set<Subject.Kind> subjects() {
        return Set.of(Subject.Kind.PROBLEM);
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.number("max", LEAST, 0.9, "", "largest mean share of broken chains"),
                Option.number(
                        "margin", LEAST / 10, 0.9, "half of max", "how much less a healthy share is; at most max"));
    }

    private static double max(GateContext context) {
        return context.spec().number("max").orElseThrow();
    }

    private static double margin(GateContext context) {
        return context.spec().number("margin", max(context) / 2);
    }

    private static BoundedReads test(GateContext context) {
        double max = max(context);
        // Chains break together where the schedule is wrong, by themselves where noise breaks them: planned between
        // both.
        int variables = Math.max(1, context.workload().metrics().qubits());
        double variance = max * (1 - max) / Math.sqrt(variables);
        return new BoundedReads(context, Line.at(1 - max, margin(context)), 0, variance);
    }

    @Override
    public Proposal propose(GateContext context) {
        if (!context.backend().chains()) {
            return refused(
                    context,
                    "max",
                    context.backend().device() + " tells nothing of chains",
                    "remove the gate here, or run the test on an annealer of D-Wave, for example with"
                            + " 'override: {PROFILE: {gates: {chain-breaks: off}}}' for the others");
        }
        if (margin(context) > max(context)) {
            return refused(
                    context,
                    "margin",
                    "a healthy share would be below 0: max " + Wording.plain(max(context)) + " less the margin "
                            + Wording.plain(margin(context)),
                    "write a margin of at most " + Wording.plain(max(context)));
        }
        return test(context).proposal();
    }

    private static Proposal refused(GateContext context, String option, String reason, String alternative) {
        return new Proposal.Refused(Proposal.Kind.INPUT, context.spec().position(option), reason, alternative);
    }

    @Override
    public Judgement judge(GateContext context, Evidence evidence) {
        BoundedReads test = test(context);
        List<Evidence.Batch> looks = test.looks(evidence);
        if (looks.isEmpty()) {
            return test.first();
        }
        Optional<ChainBreaks> all = breaks(looks);
        if (all.isEmpty()) {
            return new FindingDraft("The answer does not tell which chains broke.").decided(Verdict.NO_DATA);
        }
        BoundedReads.State state =
                test.state(evidence, look -> breaks(List.of(look)).orElseThrow().whole());
        SequentialVerdict words = test.words(SequentialVerdict.View.turned("share of broken chains", "max", 1), state);
        return state.test().decision() == Decision.CONTINUE
                ? words.open(state.test(), state.interval(), state.nextLook())
                : decided(context, words, state, all.get());
    }

    /** Of all reads; empty when some outcome tells nothing. */
    private static Optional<ChainBreaks> breaks(List<Evidence.Batch> looks) {
        ChainBreaks sum = null;
        for (Evidence.Batch look : looks) {
            for (Outcome outcome : look.outcomes().get(0)) {
                if (outcome.chains() == null) {
                    return Optional.empty();
                }
                sum = sum == null ? outcome.chains() : sum.plus(outcome.chains());
            }
        }
        return Optional.ofNullable(sum);
    }

    private static Judgement decided(
            GateContext context, SequentialVerdict words, BoundedReads.State state, ChainBreaks all) {
        boolean passed = state.test().decision() == Decision.PASS;
        double share = 1 - state.test().mean();
        FindingDraft draft = words.draft(
                        passed
                                ? "The share of broken chains is shown to be below " + Wording.number(max(context))
                                        + ": measured " + Wording.number(share) + "."
                                : "The share of broken chains is shown to be more than the healthy "
                                        + Wording.number(max(context) - margin(context)) + ": measured "
                                        + Wording.number(share) + ", at most " + Wording.number(max(context))
                                        + " is allowed.",
                        state.test(),
                        state.interval())
                .figure("chains.broken", share)
                .figure("chains.longest", all.longest())
                .detail(
                        all.longest() > 1
                                ? all.chains() + " variables, the longest chain has " + all.longest() + " qubits."
                                : all.chains() + " variables, each on one qubit: no chain can break.")
                .plot(bars(all));
        if (!passed) {
            draft.next("give the backend a greater chain-strength, or drop weak couplings so that chains get shorter")
                    .next(NextStep.compare(context))
                    .next(NextStep.explain(context));
        }
        return draft.decided(passed ? Verdict.PASS : Verdict.FAIL);
    }

    /** How many reads broke how many chains; the most broken ones together. */
    private static Plot.Bars bars(ChainBreaks all) {
        double reads = all.reads().values().stream().mapToLong(Long::longValue).sum();
        var categories = new ArrayList<String>();
        var values = new ArrayList<Double>();
        double left = 0;
        for (Map.Entry<Integer, Long> entry : new TreeMap<>(all.reads()).entrySet()) {
            if (categories.size() < SHOWN) {
                categories.add(Integer.toString(entry.getKey()));
                values.add(entry.getValue() / reads);
            } else {
                left += entry.getValue() / reads;
            }
        }
        if (left > 0) {
            categories.add("more");
            values.add(left);
        }
        return new Plot.Bars(
                "Broken chains of a read", "share of reads", categories, List.of(new Plot.Group("reads", values)));
    }
}
