package io.jenkins.plugins.quantum.engine.gate.entanglingcapability;

import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.circuit.Gate;
import io.jenkins.plugins.quantum.engine.circuit.GateSequence;
import io.jenkins.plugins.quantum.engine.circuit.Instruction;
import io.jenkins.plugins.quantum.engine.circuit.Pauli;
import io.jenkins.plugins.quantum.engine.gate.AnsatzChange;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Needs;
import io.jenkins.plugins.quantum.engine.gate.Plot;
import io.jenkins.plugins.quantum.engine.gate.Probe;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.StaticCircuit;
import io.jenkins.plugins.quantum.engine.gate.Trainable;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import io.jenkins.plugins.quantum.engine.gate.Workload;
import io.jenkins.plugins.quantum.engine.stats.BatchMeans;
import io.jenkins.plugins.quantum.engine.stats.Intervals;
import io.jenkins.plugins.quantum.engine.suite.Subject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Judges whether a circuit entangles as much as it did. */
public final class EntanglingCapabilityGate implements io.jenkins.plugins.quantum.engine.gate.Gate {
    private static final double CHANGE = 0.05;
    private static final int DRAWS = 1000;
    private static final int BINS = 20;

    @Override
    public String name() {
        return "entangling-capability";
    }

    @Override
    public String summary() {
        return "The circuit entangles its qubits as much as it did.";
    }

    @Override
    public Set<Subject.Kind> subjects() {
        return Set.of(Subject.Kind.CIRCUIT, Subject.Kind.OBSERVABLE, Subject.Kind.MODEL, Subject.Kind.REGRESSION);
    }

    @Override
    public List<Option> options() {
        var options = new ArrayList<>(AnsatzChange.options("the entanglement", 0, 1, CHANGE));
        options.add(Trainable.option());
        options.add(Option.whole("draws", 50, 100_000, "1000", "how many random parameters are looked at"));
        return options;
    }

    private static AnsatzChange change(GateContext context) {
        return new AnsatzChange(context, CHANGE);
    }

    private static GateSequence ansatz(GateContext context) {
        return GateSequence.of(context.workload().tasks().get(0).circuit());
    }

    @Override
    public Proposal propose(GateContext context) {
        Optional<Proposal.Refused> refused = StaticCircuit.refusal(context)
                .or(() -> single(context))
                .or(() -> Trainable.refusal(context))
                .or(() -> change(context).refusal());
        if (refused.isPresent()) {
            return refused.get();
        }
        List<Workload.Task> tasks = probe(context).tasks();
        return Trainable.tooMany(
                        context,
                        "draws",
                        tasks.get(0).bindings().size(),
                        tasks.stream().map(Workload.Task::circuit).toList())
                .<Proposal>map(refusal -> refusal)
                .orElseGet(() -> new Proposal.Accepted(List.of(need(context)), 0, 0, false));
    }

    private static Optional<Proposal.Refused> single(GateContext context) {
        return ansatz(context).qubits() > 1
                ? Optional.empty()
                : Optional.of(new Proposal.Refused(
                        Proposal.Kind.INPUT,
                        context.spec().at(),
                        "a circuit of one qubit entangles nothing",
                        "leave the gate out"));
    }

    private static Need need(GateContext context) {
        return Need.exact(0, 0).of(probe(context));
    }

    /** All qubits measured along X, along Y and along Z. */
    private static Probe probe(GateContext context) {
        GateSequence ansatz = ansatz(context);
        List<Map<String, Double>> draws =
                Trainable.of(context).draws((int) context.spec().number("draws", DRAWS), "entanglement");
        var tasks = new ArrayList<Workload.Task>();
        for (Pauli along : List.of(Pauli.X, Pauli.Y, Pauli.Z)) {
            var steps = new ArrayList<>(ansatz.steps());
            for (int qubit = 0; qubit < ansatz.qubits(); qubit++) {
                if (along == Pauli.Y) {
                    steps.add(new Instruction.Apply(Gate.SDG, List.of(), List.of(qubit)));
                }
                if (along != Pauli.Z) {
                    steps.add(new Instruction.Apply(Gate.H, List.of(), List.of(qubit)));
                }
            }
            var circuit = new GateSequence(ansatz.registers(), ansatz.inputs(), steps).measuringAll();
            tasks.add(new Workload.Task("along-" + along, circuit, draws));
        }
        return new Probe("single qubits at random parameters", tasks);
    }

    @Override
    public Judgement judge(GateContext context, Evidence evidence) {
        return evidence.exact(Need.Source.SUBJECT, 0, probe(context))
                .map(batch -> judge(context, batch))
                .orElseGet(() -> Needs.missing(context, "the means of single qubits"));
    }

    private static Judgement judge(GateContext context, Evidence.Batch batch) {
        int qubits = ansatz(context).qubits();
        double[] measures = new double[batch.outcomes().get(0).size()];
        Arrays.setAll(
                measures,
                draw -> meyerWallach(
                        batch.outcomes().stream()
                                .map(task -> task.get(draw).distribution())
                                .toList(),
                        qubits));
        double value = Arrays.stream(measures).average().orElseThrow();
        double half = value
                - Intervals.normal(value, BatchMeans.standardError(measures), 0.95)
                        .lower();
        return change(context)
                .judge(
                        "The entanglement of the circuit's states",
                        "entangling capability",
                        value,
                        half,
                        plot(measures),
                        List.of("Mean Meyer-Wallach measure of " + Wording.count(measures.length, "state")
                                + " with random parameters, 95 % " + Wording.number(value - half) + ".."
                                + Wording.number(value + half)
                                + " over draws; 0 for product states, 1 where every qubit alone is fully mixed."));
    }

    /**
     * 2(1 − mean purity of single qubits), each purity ½(1 + ⟨X⟩² + ⟨Y⟩² + ⟨Z⟩²) (Meyer and Wallach, Journal of Mathematical Physics 43,
     * 2002; Brennen, Quantum Information and Computation 3, 2003).
     */
    private static double meyerWallach(List<Distribution> along, int qubits) {
        double purity = 0;
        for (int q = 0; q < qubits; q++) {
            int bit = q;
            double squares = 0;
            for (Distribution axis : along) {
                double mean = axis.mean(outcome -> 1 - 2.0 * Distribution.bit(outcome, bit));
                squares += mean * mean;
            }
            purity += (1 + squares) / 2 / qubits;
        }
        return 2 * (1 - purity);
    }

    private static Plot plot(double[] measures) {
        var shares = new ArrayList<>(Collections.nCopies(BINS, 0.0));
        for (double measure : measures) {
            int bin = (int) Math.max(0, Math.min(BINS - 1.0, Math.floor(measure * BINS)));
            shares.set(bin, shares.get(bin) + 1.0 / measures.length);
        }
        var bins = new ArrayList<String>();
        for (int i = 0; i < BINS; i++) {
            bins.add(Wording.plain((double) i / BINS));
        }
        return new Plot.Bars(
                "Meyer-Wallach measure", "share of states", bins, List.of(new Plot.Group("states", shares)));
    }
}
