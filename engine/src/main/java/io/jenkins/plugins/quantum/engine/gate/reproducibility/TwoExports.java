package io.jenkins.plugins.quantum.engine.gate.reproducibility;

import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.CircuitDigest;
import io.jenkins.plugins.quantum.engine.circuit.CircuitMetrics;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.gate.FindingDraft;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.NextStep;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import java.util.List;
import java.util.Optional;

/** What the user's code exported, twice. */
final class TwoExports {
    /** Lines of OpenQASM that are shown of each side. */
    private static final int SHOWN = 6;

    private static final int LONGEST_LINE = 120;

    private final GateContext context;
    private final Optional<Circuit> second;

    TwoExports(GateContext context) {
        this.context = context;
        second = context.workload().again();
    }

    /** Whether the circuit comes from code, which was asked twice. */
    boolean known() {
        return second.isPresent();
    }

    boolean differ() {
        return second.map(circuit ->
                        !CircuitDigest.of(circuit).equals(context.workload().digest()))
                .orElse(false);
    }

    Judgement judge() {
        if (second.isEmpty()) {
            throw new IllegalStateException("circuits of files are refused where probabilities decide");
        }
        if (!differ()) {
            return described("The code gives the same circuit when it is asked again.", 0)
                    .detail(
                            "Two processes of their own, canonical digests compared. Probabilities of a simulator repeat by"
                                    + " nature: run it by shots to compare what a backend gives.")
                    .decided(Verdict.PASS);
        }
        List<String> now = lines(context.workload().tasks().get(0).circuit());
        List<String> again = lines(second.get().measuringAll());
        int prefix = common(now, again, 0, false);
        int suffix = common(now, again, prefix, true);
        FindingDraft draft = described("The code gives another circuit when it is asked again.", 1);
        draft.detail("First and second: " + size(context.workload().metrics()) + "; "
                + size(CircuitMetrics.of(second.get())) + ".");
        show(draft, "first", now.subList(prefix, now.size() - suffix), prefix);
        show(draft, "second", again.subList(prefix, again.size() - suffix), prefix);
        return draft.detail("Nothing was submitted.")
                .next(
                        "give the code's random choices a seed, and keep sets, dictionaries and clocks out of the order of gates")
                .next("export the circuit once and commit it: qmlops export")
                .next(NextStep.explain(context))
                .decided(Verdict.FAIL);
    }

    private static FindingDraft described(String headline, double different) {
        return new FindingDraft(headline)
                .exact("exports that differ", different)
                .line(0)
                .figure("reproducibility.exports-differ", different);
    }

    private static String size(CircuitMetrics metrics) {
        return metrics.gates() + " gates, " + metrics.twoQubit() + " on two qubits, depth " + metrics.depth();
    }

    private static List<String> lines(Circuit circuit) {
        return Qasm.write3(circuit).lines().toList();
    }

    /** How many lines are the same at the beginning, or behind it at the end. */
    private static int common(List<String> first, List<String> second, int from, boolean atEnd) {
        int most = Math.min(first.size(), second.size()) - from;
        int same = 0;
        while (same < most
                && first.get(atEnd ? first.size() - 1 - same : same)
                        .equals(second.get(atEnd ? second.size() - 1 - same : same))) {
            same++;
        }
        return same;
    }

    private static void show(FindingDraft draft, String which, List<String> lines, int before) {
        for (int i = 0; i < Math.min(SHOWN, lines.size()); i++) {
            String line = lines.get(i);
            draft.detail(which + ", line " + (before + i + 1) + ": "
                    + (line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + " …" : line));
        }
        if (lines.size() > SHOWN) {
            draft.detail(
                    which + ": and " + (lines.size() - SHOWN) + " more lines up to where both are the same again.");
        }
    }
}
