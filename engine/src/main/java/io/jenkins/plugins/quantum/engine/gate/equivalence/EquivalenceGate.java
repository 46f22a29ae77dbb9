package io.jenkins.plugins.quantum.engine.gate.equivalence;

import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.CircuitDigest;
import io.jenkins.plugins.quantum.engine.circuit.CircuitMetrics;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Judges whether a circuit still does what the recorded one does, for the same values of its inputs. On random product states the
 * recorded circuit must undo today's: the probability of finding the state again is the fidelity of the two outputs, 1 for all states
 * when the circuits differ by a global phase only.
 */
public final class EquivalenceGate implements Gate {
    private static final int STIMULI = 16;
    private static final int MOST_STIMULI = 1_000;

    /** Wider circuits are beyond what the simulators do many times over. */
    private static final int WIDEST = 12;

    /** Above what single precision loses over a circuit and its inverse. */
    private static final double TOLERANCE = 1e-4;

    @Override
    public String name() {
        return "equivalence";
    }

    @Override
    public String summary() {
        return "The circuit does the same as the recorded one, whatever state it is given.";
    }

    @Override
    public Set<Subject.Kind> subjects() {
        return Set.of(Subject.Kind.CIRCUIT, Subject.Kind.OBSERVABLE, Subject.Kind.MODEL);
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.whole("stimuli", 1, MOST_STIMULI, "16", "how many random product states are tried"),
                Option.number("tolerance", 1e-9, 0.5, "0.0001", "how far the fidelity may lie below 1"));
    }

    private static double tolerance(GateContext context) {
        return context.spec().number("tolerance", TOLERANCE);
    }

    private static Circuit today(GateContext context) {
        return context.workload().tasks().get(0).circuit();
    }

    private static Circuit then(GateContext context) {
        return context.workload().recorded().get(0).circuit();
    }

    private static boolean unchanged(GateContext context) {
        return CircuitDigest.of(today(context)).equals(CircuitDigest.of(then(context)));
    }

    /** What makes a comparison pointless, in words; empty where it must be tried. */
    private static Optional<String> different(GateContext context) {
        if (today(context).qubits() != then(context).qubits()) {
            return Optional.of("it has " + Wording.count(today(context).qubits(), "qubit") + ", the recorded one "
                    + then(context).qubits());
        }
        return Set.copyOf(today(context).inputs()).containsAll(then(context).inputs())
                ? Optional.empty()
                : Optional.of("the recorded circuit has inputs that it lacks: "
                        + String.join(
                                ", ",
                                then(context).inputs().stream()
                                        .filter(input ->
                                                !today(context).inputs().contains(input))
                                        .toList()));
    }

    @Override
    public Proposal propose(GateContext context) {
        Optional<Proposal.Refused> refused = Recorded.refusal(context);
        if (refused.isPresent()) {
            return refused.get();
        }
        if (unchanged(context) || different(context).isPresent()) {
            return new Proposal.Accepted(List.of(), 0, 0, false);
        }
        Optional<String> dynamic =
                today(context).whyDynamic().or(() -> then(context).whyDynamic());
        if (dynamic.isPresent()) {
            return refused(
                    context,
                    "a circuit that measures, resets or branches before its end has no inverse: " + dynamic.get(),
                    "compare what it gives with 'regression', or leave equivalence out");
        }
        if (!context.exact()) {
            return refused(
                    context,
                    "equivalence is decided by probabilities",
                    "run it on a simulator, and write 'equivalence: off' in the override of this profile");
        }
        if (today(context).qubits() > WIDEST) {
            return refused(
                    context,
                    Wording.count(today(context).qubits(), "qubit") + " are more than the " + WIDEST
                            + " for which many states can be tried",
                    "compare what it gives with 'regression', or prove it with a checker of equivalence such as QCEC");
        }
        return new Proposal.Accepted(List.of(need(context)), 0, 0, false);
    }

    private static Proposal refused(GateContext context, String reason, String alternative) {
        return new Proposal.Refused(Proposal.Kind.INPUT, context.spec().at(), reason, alternative);
    }

    private static Need need(GateContext context) {
        int stimuli = (int) context.spec().number("stimuli", STIMULI);
        List<Map<String, Double>> values = context.workload().tasks().get(0).bindings();
        Workload.Task task = Stimuli.task(today(context), then(context), values, stimuli, context.seed());
        return Need.exact(0, 0).of(new Probe("undone by the recorded circuit", List.of(task)));
    }

    @Override
    public Judgement judge(GateContext context, Evidence evidence) {
        if (unchanged(context)) {
            return described(context, "The circuit is the recorded one.", 1).decided(Verdict.PASS);
        }
        Optional<String> different = different(context);
        if (different.isPresent()) {
            return failed(context, "The circuit cannot do the same as the recorded one: " + different.get() + ".", 0);
        }
        Need need = need(context);
        Optional<Evidence.Batch> batch =
                evidence.exact(need.source(), 0, need.probe().orElseThrow());
        if (batch.isEmpty()) {
            return Needs.missing(context, "the comparison with the recorded circuit");
        }
        List<Outcome> outcomes = batch.get().outcomes().get(0);
        double least = outcomes.stream()
                .mapToDouble(outcome -> found(outcome.distribution()))
                .min()
                .orElseThrow();
        String tried = Wording.count(outcomes.size(), "random product state");
        return least >= 1 - tolerance(context)
                ? described(context, "The circuit does the same as the recorded one on " + tried + ".", least)
                        .decided(Verdict.PASS)
                : failed(
                        context,
                        "The circuit does something else than the recorded one: on the worst of " + tried
                                + " the outputs have a fidelity of " + Wording.beside(least, 1) + ".",
                        least);
    }

    /** The probability that all qubits are back in 0. */
    private static double found(Distribution distribution) {
        return distribution.of("0".repeat(distribution.bits()));
    }

    private static Judgement failed(GateContext context, String headline, double fidelity) {
        return described(context, headline, fidelity)
                .next(NextStep.compare(context))
                .next("if the change is meant: qmlops baseline "
                        + context.spec().at().file() + ", and commit")
                .decided(Verdict.FAIL);
    }

    private static FindingDraft described(GateContext context, String headline, double fidelity) {
        CircuitMetrics now = CircuitMetrics.of(today(context));
        CircuitMetrics before = CircuitMetrics.of(then(context));
        return new FindingDraft(headline)
                .exact("fidelity to the recorded circuit", fidelity)
                .line(1 - tolerance(context))
                .detail(
                        "Compared up to a global phase, with today's values of the inputs. Size, recorded and now: gates "
                                + before.gates() + " and " + now.gates() + ", two-qubit gates " + before.twoQubit()
                                + " and "
                                + now.twoQubit() + ", depth " + before.depth() + " and " + now.depth() + ".")
                .figure("equivalence", fidelity)
                .figure("equivalence.two-qubit-change", now.twoQubit() - before.twoQubit());
    }
}
