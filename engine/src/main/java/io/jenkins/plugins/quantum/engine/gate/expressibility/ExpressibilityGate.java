package io.jenkins.plugins.quantum.engine.gate.expressibility;

import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.GateSequence;
import io.jenkins.plugins.quantum.engine.gate.AnsatzChange;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.Gate;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Kernel;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Needs;
import io.jenkins.plugins.quantum.engine.gate.Plot;
import io.jenkins.plugins.quantum.engine.gate.Probe;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.StaticCircuit;
import io.jenkins.plugins.quantum.engine.gate.Trainable;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import io.jenkins.plugins.quantum.engine.gate.Workload;
import io.jenkins.plugins.quantum.engine.stats.Bootstrap;
import io.jenkins.plugins.quantum.engine.stats.Expressibility;
import io.jenkins.plugins.quantum.engine.stats.Interval;
import io.jenkins.plugins.quantum.engine.suite.Subject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Judges whether a circuit reaches as much of the space of states as it did. */
public final class ExpressibilityGate implements Gate {
    private static final double CHANGE = 0.1;
    private static final int PAIRS = 5000;
    private static final int RESAMPLES = 200;
    private static final String FIRST = "_first";
    private static final String SECOND = "_second";

    @Override
    public String name() {
        return "expressibility";
    }

    @Override
    public String summary() {
        return "The circuit reaches as much of the space of states as it did.";
    }

    @Override
    public Set<Subject.Kind> subjects() {
        return Set.of(Subject.Kind.CIRCUIT, Subject.Kind.OBSERVABLE, Subject.Kind.MODEL, Subject.Kind.REGRESSION);
    }

    @Override
    public List<Option> options() {
        var options = new ArrayList<>(AnsatzChange.options("the divergence from random states", 0, 1e4, CHANGE));
        options.add(Trainable.option());
        options.add(Option.whole("pairs", 100, 100_000, "5000", "how many pairs of random parameters are compared"));
        return options;
    }

    private static AnsatzChange change(GateContext context) {
        return new AnsatzChange(context, CHANGE);
    }

    @Override
    public Proposal propose(GateContext context) {
        Optional<Proposal.Refused> refused = StaticCircuit.refusal(context)
                .or(() -> Trainable.refusal(context))
                .or(() -> change(context).refusal())
                .or(() -> Trainable.tooMany(context, "pairs", pairs(context), List.of(twice(context))));
        return refused.isPresent() ? refused.get() : new Proposal.Accepted(List.of(need(context)), 0, 0, false);
    }

    private static int pairs(GateContext context) {
        return (int) context.spec().number("pairs", PAIRS);
    }

    private static Circuit twice(GateContext context) {
        GateSequence ansatz = GateSequence.of(context.workload().tasks().get(0).circuit());
        return ansatz.renamed(name -> name + FIRST)
                .then(ansatz.renamed(name -> name + SECOND).inverse())
                .measuringAll();
    }

    private static Need need(GateContext context) {
        return Need.exact(0, 0).of(probe(context));
    }

    /** The gates with one set of parameters, then their inverse with another: all zeros come with the fidelity of the two states. */
    private static Probe probe(GateContext context) {
        int pairs = pairs(context);
        Trainable trainable = Trainable.of(context);
        List<Map<String, Double>> first = trainable.draws(pairs, "first states");
        List<Map<String, Double>> second = trainable.draws(pairs, "second states");
        var bindings = new ArrayList<Map<String, Double>>(pairs);
        for (int k = 0; k < pairs; k++) {
            var binding = new LinkedHashMap<String, Double>();
            first.get(k).forEach((name, value) -> binding.put(name + FIRST, value));
            second.get(k).forEach((name, value) -> binding.put(name + SECOND, value));
            bindings.add(binding);
        }
        return new Probe("pairs of random states", List.of(new Workload.Task("pairs", twice(context), bindings)));
    }

    @Override
    public Judgement judge(GateContext context, Evidence evidence) {
        return evidence.exact(Need.Source.SUBJECT, 0, probe(context))
                .map(batch -> judge(context, batch))
                .orElseGet(() -> Needs.missing(context, "the fidelities of random states"));
    }

    private static Judgement judge(GateContext context, Evidence.Batch batch) {
        int qubits = context.workload().tasks().get(0).circuit().qubits();
        double[] fidelities =
                batch.outcomes().get(0).stream().mapToDouble(Kernel::value).toArray();
        double value = Expressibility.divergence(fidelities, qubits);
        ToDoubleFunction<double[]> divergence = sample -> Expressibility.divergence(sample, qubits);
        // only its width: a histogram drawn again from a histogram is biased once more
        Interval spread = Bootstrap.percentile(fidelities, divergence, RESAMPLES, 0.95, context.seed());
        double half = (spread.upper() - spread.lower()) / 2;
        return change(context)
                .judge(
                        "The divergence of the circuit's states from random ones",
                        "expressibility",
                        value,
                        half,
                        plot(fidelities, qubits),
                        List.of(
                                Wording.count(fidelities.length, "pair") + " of states, "
                                        + Expressibility.BINS + " bins, 95 % " + Wording.number(value - half) + ".."
                                        + Wording.number(value + half)
                                        + " over draws. 0 is a circuit that reaches all states alike; such circuits are hard to train."));
    }

    private static Plot plot(double[] fidelities, int qubits) {
        double[] found = Expressibility.histogram(fidelities);
        double[] random = Expressibility.random(qubits);
        return new Plot.Bars(
                "Fidelity between states of random parameters",
                "share of pairs",
                IntStream.range(0, Expressibility.BINS)
                        .mapToObj(bin -> Wording.plain((double) bin / Expressibility.BINS))
                        .toList(),
                List.of(
                        new Plot.Group("circuit", Arrays.stream(found).boxed().toList()),
                        new Plot.Group(
                                "random states", Arrays.stream(random).boxed().toList())));
    }
}
