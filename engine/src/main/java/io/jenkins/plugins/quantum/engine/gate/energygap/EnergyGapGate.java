package io.jenkins.plugins.quantum.engine.gate.energygap;

import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.Gate;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import io.jenkins.plugins.quantum.engine.suite.Subject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges how far above the optimum the mean energy of the reads lies. */
public final class EnergyGapGate implements Gate {
    /** The word that measures the gap in the size of the optimum. */
    static final String OPTIMUM = "optimum";

    private static final double LEAST = 1e-4;

    @Override
    public String name() {
        return "energy-gap";
    }

    @Override
    public String summary() {
        return "The mean energy of an annealer's reads is near the problem's optimum.";
    }

    @Override
    public Set<Subject.Kind> subjects() {
        return Set.of(Subject.Kind.PROBLEM);
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.number("max", LEAST, 10, "", "largest mean energy above the optimum, in parts of the scale"),
                Option.number("margin", LEAST / 10, 5, "half of max", "how much less a healthy gap is; at most max"),
                Option.word(
                        "relative-to",
                        List.of(OPTIMUM, "guessing"),
                        OPTIMUM,
                        "the scale: the size of the optimum, or the gap of a machine that guesses"));
    }

    @Override
    public Proposal propose(GateContext context) {
        var scale = new GapScale(context);
        if (!scale.usable()) {
            return refused(
                    context,
                    "relative-to",
                    "the optimum is " + Wording.number(scale.optimum()) + ": no gap can be relative to it",
                    "write 'relative-to: guessing'");
        }
        double max = scale.max();
        if (scale.margin() > max) {
            return refused(
                    context,
                    "margin",
                    "a healthy gap would be below 0: max " + Wording.plain(max) + " less the margin "
                            + Wording.plain(scale.margin()),
                    "write a margin of at most " + Wording.plain(max));
        }
        if (scale.guessed() <= max) {
            return refused(
                    context,
                    "max",
                    "max " + Wording.plain(max) + " shows nothing: a machine that guesses has a gap of "
                            + Wording.number(scale.guessed()),
                    "write a max below " + Wording.number(scale.guessed()));
        }
        return new SampledGap(context, scale).proposal();
    }

    private static Proposal refused(GateContext context, String option, String reason, String alternative) {
        return new Proposal.Refused(Proposal.Kind.INPUT, context.spec().position(option), reason, alternative);
    }

    @Override
    public Judgement judge(GateContext context, Evidence evidence) {
        var test = new SampledGap(context, new GapScale(context));
        Optional<Judgement> answer = test.judge(evidence);
        return answer.orElseGet(test::first);
    }
}
