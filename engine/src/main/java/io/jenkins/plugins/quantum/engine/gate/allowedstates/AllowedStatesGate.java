package io.jenkins.plugins.quantum.engine.gate.allowedstates;

import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Program;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.Gate;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Line;
import io.jenkins.plugins.quantum.engine.gate.Needs;
import io.jenkins.plugins.quantum.engine.gate.OutcomeTable;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import io.jenkins.plugins.quantum.engine.suite.Subject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges how much probability leaks out of the outcomes that are allowed. */
public final class AllowedStatesGate implements Gate {
    private static final double MOST = 0.10;
    private static final double MARGIN = 0.05;

    @Override
    public String name() {
        return "allowed-states";
    }

    @Override
    public String summary() {
        return "Few outcomes lie outside a list of allowed ones, for example 000 and 111 of a GHZ state.";
    }

    @Override
    public Set<Subject.Kind> subjects() {
        return Set.of(Subject.Kind.CIRCUIT, Subject.Kind.NATIVE);
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.outcomes("states", "", "outcomes that are allowed, highest classical bit first"),
                Option.line("max-leakage", 0, 0.99, "0.10", "largest share of other outcomes, or baseline"),
                Option.number(
                        "margin",
                        0.005,
                        0.5,
                        "0.05, or half of max-leakage where that is less",
                        "how much less a healthy circuit leaks; shots grow as 1/margin^2"));
    }

    /** The allowed outcomes. */
    static Set<String> states(GateContext context) {
        var states = new LinkedHashSet<String>();
        if (context.spec().options().get("states") instanceof List<?> list) {
            list.forEach(state -> states.add(String.valueOf(state)));
        }
        return states;
    }

    /** The line in terms of the share that is kept, of which more is better. */
    static Line line(GateContext context) {
        double most = context.spec().number("max-leakage", MOST);
        double margin = context.spec().number("margin", most > 0 ? Math.min(MARGIN, most / 2) : MARGIN);
        return Line.ofMost(context, "max-leakage", margin, MOST);
    }

    @Override
    public Proposal propose(GateContext context) {
        Optional<Proposal.Refused> refused = nonsense(context).or(() -> Line.refusal(context, "max-leakage"));
        if (refused.isPresent()) {
            return refused.get();
        }
        return context.exact()
                ? new Proposal.Accepted(Needs.idealAndSubject(context), 0, 0, false)
                : new SampledLeakage(context).proposal();
    }

    private static Optional<Proposal.Refused> nonsense(GateContext context) {
        Program program = context.workload().tasks().get(0).program();
        int bits = OutcomeTable.bits(program);
        Set<String> states = states(context);
        for (String state : states) {
            if (state.length() != bits) {
                return refused(
                        context,
                        "states",
                        "the state '" + state + "' has " + Wording.count(state.length(), "bit") + ", the "
                                + (program instanceof Circuit ? "circuit" : "program") + " writes " + bits,
                        "write every state with " + Wording.count(bits, "bit") + ", highest "
                                + (program instanceof Circuit ? "classical bit" : "site") + " first");
            }
        }
        if (states.isEmpty()) {
            return refused(context, "states", "no state is allowed: nothing could pass", "list at least one outcome");
        }
        double random = 1 - states.size() / OutcomeTable.dimension(program);
        double most = context.spec().number("max-leakage", MOST);
        if (random <= 0) {
            return refused(context, "states", "every outcome is allowed: nothing could fail", "list fewer outcomes");
        }
        return most < random
                ? Optional.empty()
                : refused(
                        context,
                        "max-leakage",
                        "a device that only makes noise leaks " + Wording.number(random) + ": max-leakage "
                                + Wording.plain(most) + " shows nothing",
                        "write a max-leakage below " + Wording.number(random) + ", or allow fewer states");
    }

    private static Optional<Proposal.Refused> refused(
            GateContext context, String option, String reason, String alternative) {
        return Optional.of(
                new Proposal.Refused(Proposal.Kind.INPUT, context.spec().position(option), reason, alternative));
    }

    @Override
    public Judgement judge(GateContext context, Evidence evidence) {
        return context.exact()
                ? new ExactLeakage(context).judge(evidence)
                : new SampledLeakage(context).judge(evidence);
    }
}
