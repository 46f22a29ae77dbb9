package io.jenkins.plugins.quantum.engine.gate.compiledsize;

import io.jenkins.plugins.quantum.engine.backend.CompiledSize;
import io.jenkins.plugins.quantum.engine.gate.Compilation;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.FindingDraft;
import io.jenkins.plugins.quantum.engine.gate.Gate;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Needs;
import io.jenkins.plugins.quantum.engine.gate.NextStep;
import io.jenkins.plugins.quantum.engine.gate.Plot;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.Recorded;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.suite.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;

/** Judges how much larger a circuit became in the gates of the device: what is added in routing does not show in the circuit as written. */
public final class CompiledSizeGate implements Gate {
    private static final double MOST_GROWTH = 10;

    private enum Part {
        TWO_QUBIT("two-qubit", "two-qubit gates", 0.05, CompiledSize::twoQubit),
        DEPTH("depth", "depth", 0.10, CompiledSize::depth);

        private final String option;
        private final String words;
        private final double standard;
        private final ToIntFunction<CompiledSize> count;

        Part(String option, String words, double standard, ToIntFunction<CompiledSize> count) {
            this.option = option;
            this.words = words;
            this.standard = standard;
            this.count = count;
        }

        double most(GateContext context) {
            return context.spec().number(option, standard);
        }

        /** As a share of the recorded circuit; of a single gate where that has none. */
        double growth(CompiledSize recorded, CompiledSize now) {
            int before = count.applyAsInt(recorded);
            return (double) (count.applyAsInt(now) - before) / Math.max(1, before);
        }
    }

    @Override
    public String name() {
        return "compiled-size";
    }

    @Override
    public String summary() {
        return "Compiled for the device, the circuit is hardly larger than the recorded one: two-qubit gates, depth.";
    }

    @Override
    public Set<Subject.Kind> subjects() {
        return Set.of(Subject.Kind.CIRCUIT, Subject.Kind.OBSERVABLE, Subject.Kind.MODEL, Subject.Kind.REGRESSION);
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.number(
                        Part.TWO_QUBIT.option,
                        0,
                        MOST_GROWTH,
                        "0.05",
                        "largest share by which the two-qubit gates may have grown: 0.05 is +5 %"),
                Option.number(
                        Part.DEPTH.option, 0, MOST_GROWTH, "0.10", "largest share by which the depth may have grown"));
    }

    @Override
    public boolean wantsCompiled() {
        return true;
    }

    @Override
    public Proposal propose(GateContext context) {
        Compilation compilation = context.workload().compilation();
        if (compilation.now().isEmpty() && compilation.trouble().isEmpty()) {
            return new Proposal.Refused(
                    Proposal.Kind.INPUT,
                    context.spec().at(),
                    "backend " + context.backend().type()
                            + " has no compiled circuit to look at: it runs circuits as they are, or compiles them at its"
                            + " service",
                    "judge the circuit as written with 'resources: {two-qubit: "
                            + context.workload().metrics().twoQubit()
                            + "}', and write 'compiled-size: off' in this profile's override; ibm, iqm and aqt have one");
        }
        return Recorded.refusal(context)
                .<Proposal>map(refused -> refused)
                .orElseGet(() -> new Proposal.Accepted(List.of(), 0, 0, false));
    }

    @Override
    public Judgement judge(GateContext context, Evidence evidence) {
        Compilation compilation = context.workload().compilation();
        if (compilation.now().isEmpty() || compilation.recorded().isEmpty()) {
            return Needs.missing(
                    context,
                    "the compiled circuits (" + (compilation.trouble().isEmpty() ? "none" : compilation.trouble())
                            + ")");
        }
        return judge(context, compilation.recorded().get(), compilation.now().get());
    }

    private static Judgement judge(GateContext context, CompiledSize recorded, CompiledSize now) {
        List<String> sizes = new ArrayList<>();
        List<String> exceeded = new ArrayList<>();
        Part worst = Part.TWO_QUBIT;
        for (Part part : Part.values()) {
            double growth = part.growth(recorded, now);
            String line = part.words + ": " + percent(growth) + " (" + part.count.applyAsInt(recorded) + " to "
                    + part.count.applyAsInt(now) + ")";
            sizes.add(line);
            if (growth > part.most(context)) {
                exceeded.add(line + ", at most " + percent(part.most(context)));
            }
            if (growth - part.most(context) > worst.growth(recorded, now) - worst.most(context)) {
                worst = part;
            }
        }
        String device = context.backend().device();
        FindingDraft draft = new FindingDraft(
                        exceeded.isEmpty()
                                ? "Compiled for " + device + " the circuit is within its limits: "
                                        + String.join("; ", sizes) + "."
                                : "Compiled for " + device + " the circuit has grown too much: "
                                        + String.join("; ", exceeded) + ".")
                .exact("growth of " + worst.words, worst.growth(recorded, now))
                .line(worst.most(context))
                .figure("compiled.two-qubit", now.twoQubit())
                .figure("compiled.depth", now.depth())
                .figure("compiled.gates", now.gates())
                .figure("compiled.two-qubit-growth", Part.TWO_QUBIT.growth(recorded, now))
                .figure("compiled.depth-growth", Part.DEPTH.growth(recorded, now))
                .detail("Both were compiled now, for the device as it is now, with the same settings: recorded by "
                        + recorded.compiler() + ", today's by " + now.compiler() + ".")
                .detail(layout(recorded, now))
                .plot(new Plot.Bars(
                        "Size for " + device,
                        "number",
                        List.of("gates", "two-qubit gates", "depth"),
                        List.of(bars("recorded", recorded), bars("now", now))));
        if (exceeded.isEmpty()) {
            return draft.decided(Verdict.PASS);
        }
        return draft.next(NextStep.compare(context))
                .next("try optimization-level: 3 or a layout among the backend's options")
                .next("if the change is meant: qmlops baseline "
                        + context.spec().at().file() + ", and commit")
                .decided(Verdict.FAIL);
    }

    private static Plot.Group bars(String name, CompiledSize size) {
        return new Plot.Group(name, List.of((double) size.gates(), (double) size.twoQubit(), (double) size.depth()));
    }

    private static String layout(CompiledSize recorded, CompiledSize now) {
        Optional<String> place =
                now.layout().isEmpty() ? Optional.empty() : Optional.of(String.join(", ", now.layout()));
        if (place.isEmpty()) {
            return "The device chooses its qubits itself.";
        }
        return recorded.layout().equals(now.layout())
                ? "Both are on the qubits " + place.get() + "."
                : "On the qubits " + place.get() + "; the recorded one on "
                        + (recorded.layout().isEmpty() ? "others" : String.join(", ", recorded.layout())) + ".";
    }

    /** {@code +5 %}. */
    private static String percent(double share) {
        long percent = Math.round(100 * share);
        return (percent >= 0 ? "+" : "") + percent + " %";
    }
}
