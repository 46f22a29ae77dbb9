package io.jenkins.plugins.quantum.engine.gate.resources;

import io.jenkins.plugins.quantum.engine.circuit.CircuitMetrics;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.FindingDraft;
import io.jenkins.plugins.quantum.engine.gate.Gate;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.NextStep;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.suite.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;

/** Compares the size of the circuit, as written, with limits. */
public final class ResourcesGate implements Gate {
    /** Given by the command line when it runs a bare circuit: numbers without limits. Suites cannot write it. */
    public static final String REPORT = "report";

    private static final double MOST = 1e9;

    private enum Resource {
        QUBITS("qubits", "qubits", CircuitMetrics::qubits),
        DEPTH("depth", "depth", CircuitMetrics::depth),
        TWO_QUBIT("two-qubit", "two-qubit gates", CircuitMetrics::twoQubit),
        TWO_QUBIT_DEPTH("two-qubit-depth", "two-qubit depth", CircuitMetrics::twoQubitDepth),
        T_COUNT("t-count", "T gates", CircuitMetrics::tCount),
        GATES("gates", "gates", CircuitMetrics::gates);

        private final String option;
        private final String words;
        private final ToIntFunction<CircuitMetrics> count;

        Resource(String option, String words, ToIntFunction<CircuitMetrics> count) {
            this.option = option;
            this.words = words;
            this.count = count;
        }
    }

    @Override
    public String name() {
        return "resources";
    }

    @Override
    public String summary() {
        return "The circuit is no larger than it may be: qubits, depth, two-qubit gates, T gates.";
    }

    @Override
    public Set<Subject.Kind> subjects() {
        return Set.of(Subject.Kind.CIRCUIT, Subject.Kind.OBSERVABLE, Subject.Kind.MODEL, Subject.Kind.REGRESSION);
    }

    @Override
    public List<Option> options() {
        var options = new ArrayList<Option>();
        for (Resource resource : Resource.values()) {
            options.add(Option.whole(resource.option, 0, MOST, "no limit", "most " + resource.words + " allowed"));
        }
        return options;
    }

    @Override
    public Proposal propose(GateContext context) {
        boolean limited = List.of(Resource.values()).stream()
                .anyMatch(r -> context.spec().number(r.option).isPresent());
        if (!limited && !Boolean.TRUE.equals(context.spec().options().get(REPORT))) {
            CircuitMetrics metrics = context.workload().metrics();
            return new Proposal.Refused(
                    Proposal.Kind.INPUT,
                    context.spec().at(),
                    "resources names no limit and could never fail",
                    "name at least one limit, for example 'resources: {two-qubit: " + metrics.twoQubit() + ", depth: "
                            + metrics.depth() + "}', which is the circuit's size now");
        }
        return new Proposal.Accepted(List.of(), 0, 0, false);
    }

    @Override
    public Judgement judge(GateContext context, Evidence evidence) {
        CircuitMetrics metrics = context.workload().metrics();
        var exceeded = new ArrayList<String>();
        var all = new ArrayList<String>();
        Resource worst = null;
        double worstRatio = 0;
        for (Resource resource : Resource.values()) {
            int count = resource.count.applyAsInt(metrics);
            all.add(resource.words + " " + count);
            var limit = context.spec().number(resource.option);
            if (limit.isEmpty()) {
                continue;
            }
            if (count > limit.getAsDouble()) {
                exceeded.add(count + " " + resource.words + " (at most " + (long) limit.getAsDouble() + ")");
            }
            double ratio = (count + 1.0) / (limit.getAsDouble() + 1);
            if (worst == null || ratio > worstRatio) {
                worst = resource;
                worstRatio = ratio;
            }
        }
        FindingDraft draft = new FindingDraft(headline(exceeded, all, worst != null))
                .detail("As written, gates on three qubits and more expanded: " + String.join(", ", all) + ".")
                .detail("A transpiler for a device may need more.");
        if (worst != null) {
            draft.exact(worst.words, worst.count.applyAsInt(metrics))
                    .line(context.spec().number(worst.option).orElseThrow());
        }
        for (Resource resource : Resource.values()) {
            draft.figure("resources." + resource.option, resource.count.applyAsInt(metrics));
        }
        if (exceeded.isEmpty()) {
            return draft.decided(Verdict.PASS);
        }
        return draft.next(NextStep.compare(context))
                .next("qmlops inspect CIRCUIT")
                .decided(Verdict.FAIL);
    }

    private static String headline(List<String> exceeded, List<String> all, boolean limited) {
        if (!exceeded.isEmpty()) {
            return "The circuit is too large: " + String.join(", ", exceeded) + ".";
        }
        return limited ? "The circuit is within its limits." : "The circuit's size: " + String.join(", ", all) + ".";
    }
}
