package io.jenkins.plugins.quantum.engine.gate.product;

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

/** Asserts that two groups of qubits do not depend on each other. */
public final class ProductGate implements Gate {
    private static final double MOST = 0.3;

    @Override
    public String name() {
        return "product";
    }

    @Override
    public String summary() {
        return "The outcomes of two groups of qubits are independent, as after disentangling or without crosstalk.";
    }

    @Override
    public Set<Subject.Kind> subjects() {
        return Set.of(Subject.Kind.CIRCUIT);
    }

    @Override
    public List<Option> options() {
        var options = new ArrayList<>(Dependence.groups());
        options.add(Option.number(
                "max", 0.02, 0.98, "0.30", "dependence that is too much: 0 none, 1 one outcome tells the other"));
        options.add(Option.number(
                "margin",
                0.01,
                0.98,
                "half of max",
                "how much weaker a healthy circuit depends; shots grow as 1/margin^2"));
        return options;
    }

    private static Dependence dependence(GateContext context) {
        double most = context.spec().number("max", MOST);
        double margin = context.spec().number("margin", most / 2);
        return new Dependence(context, most - margin, most, false);
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
