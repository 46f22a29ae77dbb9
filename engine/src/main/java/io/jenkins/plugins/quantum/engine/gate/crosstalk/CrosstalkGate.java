package io.jenkins.plugins.quantum.engine.gate.crosstalk;

import io.jenkins.plugins.quantum.engine.circuit.Crosstalk;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.Gate;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.InjectedError;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import io.jenkins.plugins.quantum.engine.suite.Subject;
import java.util.List;
import java.util.Set;

/** Judges what is left on a device whose neighbouring qubits feel each other while gates run side by side. */
public final class CrosstalkGate implements Gate {
    private static final double ZZ = 0.05;

    @Override
    public String name() {
        return "crosstalk";
    }

    @Override
    public String summary() {
        return "The model or circuit still works when neighbouring gates that run at the same time disturb each other.";
    }

    @Override
    public Set<Subject.Kind> subjects() {
        return Set.of(Subject.Kind.MODEL, Subject.Kind.CIRCUIT);
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.number("zz", 0.001, Math.PI, "0.05", "angle in radians of the ZZ between neighbouring qubits"),
                InjectedError.line());
    }

    private static double zz(GateContext context) {
        return context.spec().number("zz", ZZ);
    }

    private static InjectedError error(GateContext context) {
        return new InjectedError(
                context,
                "crosstalk",
                "crosstalk of " + Wording.plain(zz(context)) + " rad",
                factor -> circuit -> Crosstalk.apply(circuit, factor * zz(context)));
    }

    @Override
    public Proposal propose(GateContext context) {
        Proposal proposal = error(context).proposal();
        // only circuits that measure at their end can be asked
        return proposal instanceof Proposal.Accepted
                        && context.workload().tasks().stream().allMatch(task -> Crosstalk.places(task.circuit()) == 0)
                ? Proposal.Refused.input(
                        context,
                        "",
                        "no two gates on two qubits run side by side on neighbouring qubits: crosstalk has nothing to act on",
                        "leave crosstalk out, or use coherent-error")
                : proposal;
    }

    @Override
    public Judgement judge(GateContext context, Evidence evidence) {
        return error(context).judge(evidence);
    }
}
