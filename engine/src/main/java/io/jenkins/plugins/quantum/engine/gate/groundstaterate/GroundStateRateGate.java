package io.jenkins.plugins.quantum.engine.gate.groundstaterate;

import io.jenkins.plugins.quantum.engine.gate.EnergyReading;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.FindingDraft;
import io.jenkins.plugins.quantum.engine.gate.Gate;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.GroundStateTest;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Line;
import io.jenkins.plugins.quantum.engine.gate.NextStep;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.SequentialVerdict;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import io.jenkins.plugins.quantum.engine.stats.Decision;
import io.jenkins.plugins.quantum.engine.suite.Subject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Judges the share of reads that are at the optimum of a problem. */
public final class GroundStateRateGate implements Gate {
    private static final double MARGIN = 0.05;
    private static final double LEAST = 1e-4;

    @Override
    public String name() {
        return "ground-state-rate";
    }

    @Override
    public String summary() {
        return "Enough reads of an annealer are at the problem's optimum.";
    }

    @Override
    public Set<Subject.Kind> subjects() {
        return Set.of(Subject.Kind.PROBLEM);
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.number("min", LEAST, 0.99, "", "least share of reads at the optimum"),
                Option.number(
                        "margin",
                        LEAST,
                        0.5,
                        "0.05, or min where that is less, or half of what is left to 1",
                        "how much greater a healthy share is; reads grow as 1/margin^2"));
    }

    private static Line line(GateContext context) {
        double min = context.spec().number("min").orElseThrow();
        double standard = Math.min(Math.min(MARGIN, min), (1 - min) / 2);
        return Line.at(min, context.spec().number("margin", standard));
    }

    @Override
    public Proposal propose(GateContext context) {
        Line line = line(context);
        if (line.good() > 1) {
            return new Proposal.Refused(
                    Proposal.Kind.INPUT,
                    context.spec().position("margin"),
                    "a healthy annealer would reach the optimum in a share above 1: min " + Wording.plain(line.bad())
                            + " plus the margin " + Wording.plain(line.good() - line.bad()),
                    "write a margin of at most " + Wording.plain(Math.floor((1 - line.bad()) * 1e4 + 1e-6) / 1e4));
        }
        OptionalDouble guessed = new EnergyReading(context.workload()).guessedRate();
        if (guessed.isPresent() && guessed.getAsDouble() >= line.bad()) {
            return new Proposal.Refused(
                    Proposal.Kind.INPUT,
                    context.spec().position("min"),
                    "min " + Wording.plain(line.bad()) + " shows nothing: a machine that guesses is at the optimum in "
                            + Wording.number(guessed.getAsDouble()) + " of its reads",
                    "write a min above " + Wording.number(guessed.getAsDouble()) + ", or test a larger problem");
        }
        return new GroundStateTest(context, line).proposal();
    }

    @Override
    public Judgement judge(GateContext context, Evidence evidence) {
        Line line = line(context);
        var test = new GroundStateTest(context, line);
        Optional<GroundStateTest.State> measured = test.state(evidence);
        if (measured.isEmpty()) {
            return test.first();
        }
        GroundStateTest.State state = measured.get();
        Optional<Judgement> refuted = test.reading().refuted(state.reads());
        if (refuted.isPresent()) {
            return refuted.get();
        }
        var words = new SequentialVerdict(
                context,
                SequentialVerdict.View.of("ground-state rate"),
                line,
                test.variance(),
                state.reads().shots(),
                test.lookReads());
        return state.decision() == Decision.CONTINUE
                ? words.open(state.test(), state.interval(), state.nextLook())
                : decided(context, line, test.reading(), state, words);
    }

    private static Judgement decided(
            GateContext context,
            Line line,
            EnergyReading reading,
            GroundStateTest.State state,
            SequentialVerdict words) {
        boolean passed = state.decision() == Decision.PASS;
        double share = state.test().mean();
        FindingDraft draft = words.draft(
                        passed
                                ? "The share of reads at the optimum is shown to be above "
                                        + Wording.number(line.bad()) + ": measured "
                                        + Wording.beside(share, line.bad()) + "."
                                : "The share of reads at the optimum is shown to be below the healthy "
                                        + Wording.number(line.good()) + ": measured " + Wording.number(share)
                                        + ", the line is " + Wording.number(line.bad()) + ".",
                        state.test(),
                        state.interval())
                .figure("ground-state.rate", share)
                .detail(reading.best(state.reads()))
                .plot(reading.bars(state.reads()));
        reading.guessedRate().ifPresent(rate -> draft.figure("ground-state.guessed", rate)
                .detail("A machine that guesses is at the optimum in " + Wording.number(rate) + " of its reads."));
        if (!passed) {
            draft.next("anneal longer or take a gentler schedule")
                    .next(NextStep.compare(context))
                    .next(NextStep.explain(context));
        }
        return draft.decided(passed ? Verdict.PASS : Verdict.FAIL);
    }
}
