package io.jenkins.plugins.quantum.engine.gate.entangled;

import io.jenkins.plugins.quantum.engine.gate.Dependence;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.Gate;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.suite.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Asserts that two groups of qubits depend on each other. */
public final class EntangledGate implements Gate {
    private static final double LEAST = 0.5;

    @Override
    public String name() {
        return "entangled";
    }

    @Override
    public String summary() {
        return "The outcomes of two groups of qubits depend on each other, as entangled qubits do in the right basis.";
    }

    @Override
    public Set<Subject.Kind> subjects() {
        return Set.of(Subject.Kind.CIRCUIT);
    }

    @Override
    public List<Option> options() {
        var options = new ArrayList<>(Dependence.groups());
        options.add(Option.number(
                "min", 0.02, 0.98, "0.50", "dependence that is not enough: 0 none, 1 one outcome tells the other"));
        options.add(Option.number(
                "margin",
                0.01,
                0.9,
                "0.20, or half of what is left to 1 where that is less",
                "how much stronger a healthy circuit depends; shots grow as 1/margin^2"));
        return options;
    }

    private static Dependence dependence(GateContext context) {
        double least = context.spec().number("min", LEAST);
        double margin = context.spec().number("margin", Math.min(0.2, (1 - least) / 2));
        return new Dependence(context, least, least + margin, true);
    }

    @Override
    public Proposal propose(GateContext context) {
        return dependence(context).propose();
    }

    @Override
    public Judgement judge(GateContext context, Evidence evidence) {
        return dependence(context).judge(evidence);
    }
}
