package io.jenkins.plugins.quantum.engine.gate.classical;

import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.ExactFigure;
import io.jenkins.plugins.quantum.engine.gate.Gate;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Line;
import io.jenkins.plugins.quantum.engine.gate.Needs;
import io.jenkins.plugins.quantum.engine.gate.NoiseProof;
import io.jenkins.plugins.quantum.engine.gate.OutcomeTable;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.SampledShare;
import io.jenkins.plugins.quantum.engine.gate.SequentialVerdict;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import io.jenkins.plugins.quantum.engine.suite.Subject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Asserts that a circuit ends in one classical outcome. */
public final class ClassicalGate implements Gate {
    private static final double LEAST = 0.9;

    /** An outcome that comes less often than all others together is not the one that the circuit ends in. */
    private static final double MAJORITY = 0.5;

    private static final double MARGIN = 0.05;

    @Override
    public String name() {
        return "classical";
    }

    @Override
    public String summary() {
        return "The circuit ends in one outcome, for example that of an adder or of a circuit that undoes itself.";
    }

    @Override
    public Set<Subject.Kind> subjects() {
        return Set.of(Subject.Kind.CIRCUIT);
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.outcome("outcome", "", "the outcome that is asserted, highest classical bit first"),
                Option.line("min", 0.01, 1, "0.90", "least share of shots with that outcome, or baseline"),
                Option.number(
                        "margin",
                        0.005,
                        0.5,
                        "0.05, or what is left to 1 where that is less",
                        "how much better a healthy circuit is; shots grow as 1/margin^2"));
    }

    private static Line line(GateContext context) {
        double least = context.spec().number("min", LEAST);
        double margin = context.spec().number("margin", least < 1 ? Math.min(MARGIN, 1 - least) : MARGIN);
        return Line.of(context, "min", margin, Line.at(LEAST, margin));
    }

    private static String outcome(GateContext context) {
        return context.spec().text("outcome").orElse("");
    }

    @Override
    public OptionalDouble floor(GateContext context) {
        return OptionalDouble.of(MAJORITY);
    }

    @Override
    public Proposal propose(GateContext context) {
        Optional<Proposal.Refused> refused = nonsense(context).or(() -> Line.refusal(context, "min"));
        if (refused.isPresent()) {
            return refused.get();
        }
        if (context.exact()) {
            return new Proposal.Accepted(Needs.idealAndSubject(context), 0, 0, false);
        }
        Line line = line(context);
        if (line.good() > 1 + 1e-12) {
            return refused(
                    context,
                    "margin",
                    "a healthy circuit would give the outcome with a share of " + Wording.plain(line.good()),
                    "write a min plus margin of at most 1, for example {min: 0.9, margin: 0.05}");
        }
        return share(context).proposal(NoiseProof.references(context));
    }

    private static Optional<Proposal.Refused> nonsense(GateContext context) {
        Circuit circuit = context.workload().tasks().get(0).circuit();
        String outcome = outcome(context);
        if (outcome.length() != circuit.bits()) {
            return Optional.of(refused(
                    context,
                    "outcome",
                    "the outcome '" + outcome + "' has " + Wording.count(outcome.length(), "bit")
                            + ", the circuit writes " + circuit.bits(),
                    "write " + Wording.count(circuit.bits(), "bit") + ", highest classical bit first"));
        }
        double random = 1 / OutcomeTable.dimension(circuit);
        double least = context.spec().number("min", LEAST);
        return least > random
                ? Optional.empty()
                : Optional.of(refused(
                        context,
                        "min",
                        "a device that only makes noise gives the outcome with a share of " + Wording.number(random)
                                + ": min " + Wording.plain(least) + " shows nothing",
                        "write a min above " + Wording.number(random)));
    }

    private static Proposal.Refused refused(GateContext context, String option, String reason, String alternative) {
        return new Proposal.Refused(Proposal.Kind.INPUT, context.spec().position(option), reason, alternative);
    }

    private static SampledShare share(GateContext context) {
        return new SampledShare(context, line(context), SequentialVerdict.View.of("share"), Set.of(outcome(context)));
    }

    @Override
    public Judgement judge(GateContext context, Evidence evidence) {
        String outcome = outcome(context);
        Line line = line(context);
        return context.exact()
                ? new ExactFigure(
                                context,
                                "share",
                                "The share of the outcome " + outcome,
                                distribution -> distribution.of(outcome),
                                line.bad(),
                                false,
                                "min")
                        .judge(evidence)
                : share(context)
                        .judge(
                                evidence,
                                "The outcome " + outcome + " is shown to come with a share above "
                                        + Wording.number(line.bad()),
                                "The outcome " + outcome + " is shown to come less often than the healthy "
                                        + Wording.number(line.good()));
    }
}
