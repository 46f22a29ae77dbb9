package io.jenkins.plugins.quantum.engine.gate.noisesweep;

import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.Gate;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Line;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Needs;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.StressCurve;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import io.jenkins.plugins.quantum.engine.suite.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Judges whether a circuit keeps enough of its signal on a device that is worse than today: noise-budget for circuits. */
public final class NoiseSweepGate implements Gate {
    private static final double FACTOR = 1.5;
    private static final double FLOOR = 0.5;

    @Override
    public String name() {
        return "noise-sweep";
    }

    @Override
    public String summary() {
        return "The circuit keeps enough of its signal when the noise of the device is multiplied by a factor.";
    }

    @Override
    public Set<Subject.Kind> subjects() {
        return Set.of(Subject.Kind.CIRCUIT);
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.number("min", 0.1, 10, "1.5", "factor on the noise that the circuit must stand"),
                Option.line(
                        "line",
                        0.01,
                        1,
                        "0.5, half of the ideal signal",
                        "worst linear score at that factor, or baseline"),
                Option.number("today", 0.01, 1, "not judged", "worst linear score at the noise as it is"));
    }

    static double factor(GateContext context) {
        return context.spec().number("min", FACTOR);
    }

    static Line line(GateContext context) {
        // nothing is sampled: no margin is needed between bad and healthy
        return Line.of(
                context, "line", 0, new Line(FLOOR, FLOOR, "absolute floor: the suite names no line and no baseline"));
    }

    static OptionalDouble today(GateContext context) {
        return context.spec().number("today");
    }

    @Override
    public Proposal propose(GateContext context) {
        Optional<Proposal.Refused> refused = nonsense(context).or(() -> Line.refusal(context, "line"));
        if (refused.isPresent()) {
            return refused.get();
        }
        var needs = new ArrayList<Need>();
        needs.add(Needs.ideal(context));
        StressCurve.factors(factor(context)).forEach(scale -> needs.add(Needs.subject(context, scale)));
        return new Proposal.Accepted(needs, 0, 0, false);
    }

    private static Optional<Proposal.Refused> nonsense(GateContext context) {
        if (!context.noisy()) {
            return Optional.of(Proposal.Refused.input(
                    context,
                    "",
                    "the test has no noise that could be multiplied",
                    "write for example 'noise: heron-r2' in the test, or leave noise-sweep out"));
        }
        if (!context.backend().simulator()) {
            return Optional.of(Proposal.Refused.input(
                    context,
                    "",
                    "the noise of hardware cannot be multiplied",
                    "use fold-decay, which makes the circuit longer instead, or write 'noise-sweep: off' in the"
                            + " override of this profile"));
        }
        if (!context.exact()) {
            return Optional.of(Proposal.Refused.input(
                    context,
                    "",
                    "a sweep over " + StressCurve.factors(factor(context)).size()
                            + " factors is decided by probabilities, and the test asks for shots",
                    "leave out 'evidence: shots', or use fold-decay"));
        }
        if (today(context).isPresent()
                && factor(context) >= 1
                && context.spec().number("line").isPresent()
                && today(context).getAsDouble() <= line(context).bad()) {
            return Optional.of(Proposal.Refused.input(
                    context,
                    "today",
                    "today " + Wording.plain(today(context).getAsDouble()) + " asks for less than line "
                            + Wording.plain(line(context).bad()) + " at " + Wording.factor(factor(context))
                            + " noise: it decides nothing",
                    "write a today above the line, or leave it out"));
        }
        return Optional.empty();
    }

    @Override
    public Judgement judge(GateContext context, Evidence evidence) {
        return new SignalCurve(context).judge(evidence);
    }
}
