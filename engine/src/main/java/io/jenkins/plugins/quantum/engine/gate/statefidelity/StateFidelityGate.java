package io.jenkins.plugins.quantum.engine.gate.statefidelity;

import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.GateSequence;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.FindingDraft;
import io.jenkins.plugins.quantum.engine.gate.Gate;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Needs;
import io.jenkins.plugins.quantum.engine.gate.NextStep;
import io.jenkins.plugins.quantum.engine.gate.Probe;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.Recorded;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import io.jenkins.plugins.quantum.engine.gate.Workload;
import io.jenkins.plugins.quantum.engine.suite.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Judges how much of the recorded state is left in today's, for each point with the values of the inputs that each of them has. Today's circuit is
 * run and the recorded one undone: all qubits are 0 again with a probability that is the fidelity of the two pure states.
 */
public final class StateFidelityGate implements Gate {
    private static final double LEAST = 0.99;

    /** Wider circuits are beyond what the simulators do many times over. */
    private static final int WIDEST = 12;

    /** What single precision loses over two circuits: a fidelity of 1 that is computed lies this near to it. */
    private static final double ROUNDING = 1e-4;

    private static final String THEN = "then_";

    @Override
    public String name() {
        return "state-fidelity";
    }

    @Override
    public String summary() {
        return "The circuit ends in the recorded state, or near enough to it, on every point.";
    }

    @Override
    public Set<Subject.Kind> subjects() {
        return Set.of(Subject.Kind.CIRCUIT, Subject.Kind.OBSERVABLE, Subject.Kind.MODEL);
    }

    @Override
    public List<Option> options() {
        return List.of(Option.number(
                "min", 0.01, 1, "0.99", "least fidelity to the recorded state that is accepted, on the worst point"));
    }

    private static double least(GateContext context) {
        return context.spec().number("min", LEAST);
    }

    private static Workload.Task today(GateContext context) {
        return context.workload().tasks().get(0);
    }

    private static Workload.Task then(GateContext context) {
        return context.workload().recorded().get(0);
    }

    @Override
    public Proposal propose(GateContext context) {
        return Recorded.refusal(context)
                .or(() -> incomparable(context))
                .or(() -> impossible(context))
                .<Proposal>map(refused -> refused)
                .orElseGet(() -> new Proposal.Accepted(List.of(need(context)), 0, 0, false));
    }

    private static Optional<Proposal.Refused> incomparable(GateContext context) {
        String again =
                "if the change is meant: qmlops baseline " + context.spec().at().file() + ", and commit";
        int now = today(context).circuit().qubits();
        int before = then(context).circuit().qubits();
        if (now != before) {
            return refused(
                    context,
                    "states of " + Wording.count(now, "qubit") + " and of " + before
                            + ", as recorded, have no fidelity",
                    again);
        }
        int points = today(context).bindings().size();
        int recorded = then(context).bindings().size();
        return points == recorded
                ? Optional.empty()
                : refused(
                        context,
                        Wording.count(points, "point") + " cannot be compared one by one with " + recorded
                                + ", as recorded",
                        again);
    }

    private static Optional<Proposal.Refused> impossible(GateContext context) {
        Circuit circuit = today(context).circuit();
        Optional<String> dynamic =
                circuit.whyDynamic().or(() -> then(context).circuit().whyDynamic());
        if (dynamic.isPresent()) {
            return refused(
                    context,
                    "a circuit that measures, resets or branches before its end has no pure state: " + dynamic.get(),
                    "compare what it gives with 'regression', or leave state-fidelity out");
        }
        if (!context.exact()) {
            return refused(
                    context,
                    "the fidelity of states is decided by probabilities of a simulator",
                    "write 'state-fidelity: off' in the override of this profile; on devices use 'mirror'");
        }
        return circuit.qubits() > WIDEST
                ? refused(
                        context,
                        Wording.count(circuit.qubits(), "qubit") + " are more than the " + WIDEST
                                + " for which every point can be tried",
                        "compare what it gives with 'regression'")
                : Optional.empty();
    }

    private static Optional<Proposal.Refused> refused(GateContext context, String reason, String alternative) {
        return Optional.of(
                new Proposal.Refused(Proposal.Kind.INPUT, context.spec().at(), reason, alternative));
    }

    private static Need need(GateContext context) {
        GateSequence undo = GateSequence.of(then(context).circuit()).inverse().renamed(input -> THEN + input);
        Circuit both =
                GateSequence.of(today(context).circuit()).barrier().then(undo).measuringAll();
        List<Map<String, Double>> bindings = new ArrayList<>();
        for (int point = 0; point < today(context).bindings().size(); point++) {
            Map<String, Double> binding =
                    new HashMap<>(today(context).bindings().get(point));
            then(context).bindings().get(point).forEach((input, value) -> binding.put(THEN + input, value));
            bindings.add(binding);
        }
        return Need.exact(0, 0)
                .of(new Probe(
                        "undone by the recorded circuit with its own inputs",
                        List.of(new Workload.Task("states", both, bindings))));
    }

    @Override
    public Judgement judge(GateContext context, Evidence evidence) {
        Need need = need(context);
        Optional<Evidence.Batch> batch =
                evidence.exact(need.source(), 0, need.probe().orElseThrow());
        if (batch.isEmpty()) {
            return Needs.missing(context, "the comparison with the recorded state");
        }
        List<Outcome> outcomes = batch.get().outcomes().get(0);
        int worst = 0;
        double sum = 0;
        for (int point = 0; point < outcomes.size(); point++) {
            sum += fidelity(outcomes.get(point));
            worst = fidelity(outcomes.get(point)) < fidelity(outcomes.get(worst)) ? point : worst;
        }
        double least = fidelity(outcomes.get(worst));
        boolean passed = least >= least(context) - ROUNDING;
        String where = outcomes.size() == 1
                ? ""
                : " on the worst of " + Wording.count(outcomes.size(), "point") + " (number " + (worst + 1) + ")";
        FindingDraft draft = new FindingDraft((passed
                                ? "The circuit ends near enough to the recorded state: its fidelity is "
                                : "The circuit ends in another state than the recorded one: the fidelity is ")
                        + Wording.beside(least, least(context)) + where + "; the line is "
                        + Wording.number(least(context)) + ".")
                .exact("fidelity to the recorded state", least)
                .line(least(context))
                .detail(
                        "Without noise, up to a global phase, each circuit with its own values of the inputs; the mean is "
                                + Wording.number(sum / outcomes.size()) + ".")
                .figure("state-fidelity", least)
                .figure("state-fidelity.mean", sum / outcomes.size());
        if (!passed) {
            draft.next(NextStep.compare(context))
                    .next("if the change is meant: qmlops baseline "
                            + context.spec().at().file() + ", and commit");
        }
        return draft.decided(passed ? Verdict.PASS : Verdict.FAIL);
    }

    /** The probability that all qubits are back in 0. */
    private static double fidelity(Outcome outcome) {
        Distribution distribution = outcome.distribution();
        return distribution.of("0".repeat(distribution.bits()));
    }
}
