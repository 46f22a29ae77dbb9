package io.jenkins.plugins.quantum.engine.gate.timetosolution;

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

/**
 * Judges the time in which a problem is solved at least once with a probability of 99 %: the time of a read times
 * ln(0.01)/ln(1 − p), with p the share of reads at the optimum; never less than one read (Rønnow et al., Science 345, 2014).
 */
public final class TimeToSolutionGate implements Gate {
    private static final double MISSED = 0.01;
    private static final double SHORTEST = 1e-9;
    private static final double LONGEST = 1e6;
    private static final double MARGIN = 0.5;
    private static final double CONFIDENCE = 0.95;

    @Override
    public String name() {
        return "time-to-solution";
    }

    @Override
    public String summary() {
        return "An annealer finds the optimum with 99 % probability within a time.";
    }

    @Override
    public Set<Subject.Kind> subjects() {
        return Set.of(Subject.Kind.PROBLEM);
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.number("max", SHORTEST, LONGEST, "", "longest time to solution, in seconds"),
                Option.number("read-time", SHORTEST, LONGEST, "", "time of one read with its readout, in seconds"),
                Option.number(
                        "margin",
                        0.01,
                        0.99,
                        "0.5",
                        "by which share of max a healthy time is shorter; reads grow as 1/margin^2"));
    }

    private static double max(GateContext context) {
        return context.spec().number("max").orElseThrow();
    }

    private static double readTime(GateContext context) {
        return context.spec().number("read-time").orElseThrow();
    }

    private static double healthy(GateContext context) {
        return max(context) * (1 - context.spec().number("margin", MARGIN));
    }

    /** The share of reads at the optimum that gives a time to solution. */
    private static double share(GateContext context, double time) {
        return -Math.expm1(Math.log(MISSED) * readTime(context) / time);
    }

    /** The time to solution of a share of reads at the optimum; infinite for 0. */
    private static double time(GateContext context, double share) {
        double reads = share >= 1 ? 1 : Math.log(MISSED) / Math.log1p(-share);
        return readTime(context) * Math.max(1, reads);
    }

    private static Line line(GateContext context) {
        return new Line(share(context, max(context)), share(context, healthy(context)), "");
    }

    @Override
    public Proposal propose(GateContext context) {
        if (healthy(context) < readTime(context)) {
            return refused(
                    context,
                    "max",
                    "a healthy time of " + seconds(healthy(context)) + " is shorter than one read of "
                            + seconds(readTime(context)),
                    "write a max of at least "
                            + seconds(readTime(context) / (1 - context.spec().number("margin", MARGIN)))
                            + ", or a smaller margin");
        }
        Line line = line(context);
        var test = new GroundStateTest(context, line);
        OptionalDouble guessed = test.reading().guessedRate();
        if (guessed.isPresent() && guessed.getAsDouble() >= line.bad()) {
            double guessing = time(context, guessed.getAsDouble());
            return refused(
                    context,
                    "max",
                    "max " + seconds(max(context)) + " shows nothing: a machine that guesses at this speed takes "
                            + seconds(guessing),
                    "write a max below " + seconds(guessing) + ", or test a larger problem");
        }
        return test.proposal();
    }

    private static Proposal refused(GateContext context, String option, String reason, String alternative) {
        return new Proposal.Refused(Proposal.Kind.INPUT, context.spec().position(option), reason, alternative);
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
        return test.reading().refuted(state.reads()).orElseGet(() -> answer(context, line, test, state));
    }

    private static Judgement answer(GateContext context, Line line, GroundStateTest test, GroundStateTest.State state) {
        double share = state.test().mean();
        double time = time(context, share);
        double low = time(context, state.interval().upper());
        double high = time(context, state.interval().lower());
        String interval = seconds(time) + " (95 % " + seconds(low) + ".." + seconds(high) + ")";
        String headline =
                switch (state.decision()) {
                    case PASS ->
                        "The optimum is shown to be found within " + seconds(max(context)) + " at 99 %: measured "
                                + seconds(time) + ".";
                    case FAIL ->
                        "Finding the optimum at 99 % is shown to take longer than the healthy "
                                + seconds(healthy(context)) + ": measured " + seconds(time) + ", at most "
                                + seconds(max(context)) + " is allowed.";
                    case CONTINUE ->
                        "Measured " + interval + ". Passing means shown below " + seconds(max(context))
                                + "; failing means shown above " + seconds(healthy(context)) + ".";
                };
        var words = new SequentialVerdict(
                context,
                SequentialVerdict.View.of("ground-state rate"),
                line,
                test.variance(),
                state.reads().shots(),
                test.lookReads());
        FindingDraft draft = words.draft(headline, state.test(), state.interval())
                .measured("time to solution [s]", time, low, high, CONFIDENCE)
                .line(max(context))
                .figure("time-to-solution", time)
                .figure("ground-state.rate", share)
                .detail("Figures before this line are shares of reads at the optimum: " + seconds(max(context))
                        + " needs " + Wording.number(line.bad()) + ", " + seconds(healthy(context)) + " needs "
                        + Wording.number(line.good()) + ".")
                .detail(test.reading().best(state.reads()))
                .plot(test.reading().bars(state.reads()));
        if (state.decision() == Decision.PASS) {
            return draft.decided(Verdict.PASS);
        }
        if (state.decision() == Decision.FAIL) {
            return draft.next("anneal longer or take a gentler schedule")
                    .next(NextStep.compare(context))
                    .next(NextStep.explain(context))
                    .decided(Verdict.FAIL);
        }
        draft.next(
                        state.nextLook().isEmpty()
                                ? "(1) allow more than " + Wording.count(context.shotLimit(), "shot")
                                        + " (--shots), then " + NextStep.resume(2)
                                : "(1) continue: " + NextStep.resume(2))
                .next("(2) widen the margin");
        if (Double.isFinite(high) && high > max(context)) {
            draft.next("(3) accept what is shown: max " + seconds(high));
        }
        return state.nextLook().isEmpty()
                ? draft.decided(Verdict.INCONCLUSIVE)
                : new Judgement.More(state.nextLook(), draft.finding());
    }

    /** {@code 2.5 ms}. */
    private static String seconds(double time) {
        if (!Double.isFinite(time)) {
            return "never";
        }
        return time < 1e-3
                ? Wording.number(time * 1e6) + " us"
                : time < 1 ? Wording.number(time * 1e3) + " ms" : Wording.number(time) + " s";
    }
}
