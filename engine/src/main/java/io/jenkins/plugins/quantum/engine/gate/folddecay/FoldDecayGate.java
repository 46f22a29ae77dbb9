package io.jenkins.plugins.quantum.engine.gate.folddecay;

import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.FoldedCircuit;
import io.jenkins.plugins.quantum.engine.circuit.GateFolding;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.Gate;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Probe;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import io.jenkins.plugins.quantum.engine.gate.Workload;
import io.jenkins.plugins.quantum.engine.suite.Subject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges how fast the signal of a circuit decays when its gates are folded: noise amplified on the device itself. */
public final class FoldDecayGate implements Gate {
    private static final double MIN = 0.60;
    private static final double MARGIN = 0.20;
    private static final double SCALE = 3;

    /** Signals that differ by less are the same: single-precision simulators agree to about 5e-6. */
    static final double SAME = 1e-5;

    @Override
    public String name() {
        return "fold-decay";
    }

    @Override
    public String summary() {
        return "The signal survives when gates are done, undone and done again, which multiplies the device's own noise.";
    }

    @Override
    public Set<Subject.Kind> subjects() {
        return Set.of(Subject.Kind.CIRCUIT);
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.number(
                        "min", 0.01, 0.99, "0.60", "worst share of the unfolded signal that the folded circuit keeps"),
                Option.number(
                        "margin", 0.01, 0.9, "0.20", "how much more a healthy circuit keeps; shots grow as 1/margin^2"),
                Option.number("scale", 1.5, 21, "3", "factor on the number of gates"),
                Option.word(
                        "fold",
                        List.of("local", "global", "pairs"),
                        "local",
                        "each gate on two qubits, the whole circuit, or pairs of CNOTs after each gate on two qubits"));
    }

    static double min(GateContext context) {
        return context.spec().number("min", MIN);
    }

    static double margin(GateContext context) {
        return context.spec().number("margin", MARGIN);
    }

    static double scale(GateContext context) {
        return context.spec().number("scale", SCALE);
    }

    static Circuit circuit(GateContext context) {
        return context.workload().tasks().get(0).circuit();
    }

    static FoldedCircuit folded(GateContext context) {
        Circuit circuit = circuit(context);
        double scale = scale(context);
        return switch (context.spec().text("fold").orElse("local")) {
            case "global" -> GateFolding.global(circuit, scale);
            case "pairs" -> GateFolding.pairs(circuit, scale);
            default -> GateFolding.local(circuit, scale);
        };
    }

    /** The circuit as it is and folded, side by side in one order, so that drift of the device touches both. */
    static Probe probe(GateContext context) {
        Workload.Task task = context.workload().tasks().get(0);
        return new Probe(
                "as it is and folded " + Wording.factor(scale(context)),
                List.of(
                        new Workload.Task(task.id() + "-1x", task.program(), task.bindings()),
                        new Workload.Task(
                                task.id() + "-" + Wording.factor(scale(context)),
                                folded(context).circuit(),
                                task.bindings())));
    }

    @Override
    public Proposal propose(GateContext context) {
        Optional<Proposal.Refused> refused = nonsense(context);
        if (refused.isPresent()) {
            return refused.get();
        }
        return context.exact() ? new ExactDecay(context).proposal() : new SampledDecay(context).proposal();
    }

    @Override
    public Proposal refine(GateContext context, Evidence references) {
        return context.exact() ? propose(context) : new SampledDecay(context).refined(references);
    }

    private static Optional<Proposal.Refused> nonsense(GateContext context) {
        if (context.backend().simulator() && !context.noisy()) {
            return refused(
                    context,
                    "",
                    "the test has no noise that folding could amplify",
                    "write for example 'noise: heron-r2' in the test, or leave fold-decay out");
        }
        Optional<String> dynamic = circuit(context).whyDynamic();
        if (dynamic.isPresent()) {
            return refused(
                    context,
                    "",
                    "only circuits that measure at their end can be folded: " + dynamic.get(),
                    "leave fold-decay out, or test a part of the circuit that does not branch");
        }
        String fold = context.spec().text("fold").orElse("local");
        if (!fold.equals("global") && GateFolding.foldable(circuit(context)) == 0) {
            return refused(
                    context,
                    "fold",
                    "the circuit has no gate on two qubits that could be folded",
                    "write 'fold: global', or leave fold-decay out");
        }
        if (min(context) + margin(context) >= 1) {
            return refused(
                    context,
                    "margin",
                    "a healthy circuit would lose nothing: min " + Wording.plain(min(context)) + " plus the margin "
                            + Wording.plain(margin(context)),
                    "write a min and a margin whose sum is below 1");
        }
        if (circuit(context).instructions().size() * scale(context) > GateFolding.MOST_GATES) {
            return refused(
                    context,
                    "scale",
                    "the folded circuit would have more than " + Wording.count(GateFolding.MOST_GATES) + " gates",
                    "write a smaller scale");
        }
        FoldedCircuit folded = folded(context);
        return Math.max(folded.scale(), folded.twoQubitScale()) > 1
                ? Optional.empty()
                : refused(
                        context,
                        "scale",
                        "no gate would be folded: " + Wording.factor(scale(context))
                                + " adds less than half a fold to the circuit",
                        "write 'scale: 3'");
    }

    private static Optional<Proposal.Refused> refused(
            GateContext context, String option, String reason, String alternative) {
        return Optional.of(Proposal.Refused.input(context, option, reason, alternative));
    }

    /** Why no share of the signal can be measured. */
    static Optional<Proposal.Refused> noSignal(GateContext context, boolean uniform) {
        return uniform
                ? refused(
                        context,
                        "",
                        "all outcomes of the ideal circuit are equally likely, so that there is no signal that could decay",
                        "test a circuit that undoes itself, or one with fewer superposed qubits")
                : Optional.empty();
    }

    /** The rate at which the signal decays with the number of gates, as an exponential: per unit of the factor. */
    static double rate(double first, double second, double scale) {
        return first > 0 && second > 0 && scale > 1 ? Math.log(first / second) / (scale - 1) : Double.NaN;
    }

    /** The factor that folding really reached, for the noise of gates on two qubits where there are any. */
    static double reached(FoldedCircuit folded) {
        return folded.twoQubitScale() > 1 ? folded.twoQubitScale() : folded.scale();
    }

    @Override
    public Judgement judge(GateContext context, Evidence evidence) {
        return context.exact() ? new ExactDecay(context).judge(evidence) : new SampledDecay(context).judge(evidence);
    }
}
