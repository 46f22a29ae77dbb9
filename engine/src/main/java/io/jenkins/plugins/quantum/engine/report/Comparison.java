package io.jenkins.plugins.quantum.engine.report;

import io.jenkins.plugins.quantum.engine.gate.Finding;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import io.jenkins.plugins.quantum.engine.run.RunResult.GateResult;
import io.jenkins.plugins.quantum.engine.run.RunResult.TestResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What differs between two runs.
 *
 * @param tests
 *     tests of either run: those of the newer one in its order, then those that are gone
 * @param costBefore
 *     of the older run
 * @param costAfter
 *     of the newer run
 */
public record Comparison(List<TestChange> tests, String costBefore, String costAfter) {
    public Comparison {
        tests = List.copyOf(tests);
    }

    /**
     * A test on one backend in both runs or in one of them.
     *
     * @param before
     *     empty where the test is new
     * @param after
     *     empty where the test is gone
     * @param circuit
     *     metrics of the circuit that changed
     * @param gates
     *     gates of either run
     */
    public record TestChange(
            String name,
            String backend,
            Optional<TestResult> before,
            Optional<TestResult> after,
            List<Delta> circuit,
            List<GateChange> gates) {
        public TestChange {
            circuit = List.copyOf(circuit);
            gates = List.copyOf(gates);
        }

        /** Whether the values stand for different noise, so that their difference may be the device's. */
        public boolean noiseChanged() {
            return before.isPresent()
                    && after.isPresent()
                    && !(before.get().noise().equals(after.get().noise())
                            && before.get().epoch().equals(after.get().epoch()));
        }
    }

    /**
     * A gate in both runs or in one of them.
     *
     * @param before
     *     empty where the gate is new
     * @param after
     *     empty where the gate is gone
     * @param figures
     *     deciding value, line and further figures that changed
     */
    public record GateChange(
            String gate, Optional<GateResult> before, Optional<GateResult> after, List<Delta> figures) {
        public GateChange {
            figures = List.copyOf(figures);
        }

        /** Whether the verdict is another one. */
        public boolean verdictChanged() {
            return !before.map(GateResult::verdict).equals(after.map(GateResult::verdict));
        }

        /** Whether something that passed does so no longer. */
        public boolean worse() {
            return verdictChanged() && before.isPresent() && before.get().verdict() == Verdict.PASS;
        }
    }

    /** A number before and after; NaN where it was not there. */
    public record Delta(String name, double before, double after) {}

    /** Compares the tests of the same name on the same backend. */
    public static Comparison of(RunResult before, RunResult after) {
        Map<List<String>, TestResult> older = byKey(before);
        Map<List<String>, TestResult> newer = byKey(after);
        Set<List<String>> keys = new LinkedHashSet<>(newer.keySet());
        keys.addAll(older.keySet());
        List<TestChange> tests = new ArrayList<>();
        for (List<String> key : keys) {
            tests.add(change(key, Optional.ofNullable(older.get(key)), Optional.ofNullable(newer.get(key))));
        }
        return new Comparison(tests, before.cost().actual(), after.cost().actual());
    }

    private static Map<List<String>, TestResult> byKey(RunResult run) {
        Map<List<String>, TestResult> tests = new LinkedHashMap<>();
        run.tests().forEach(test -> tests.put(List.of(test.name(), test.backend()), test));
        return tests;
    }

    private static TestChange change(List<String> key, Optional<TestResult> before, Optional<TestResult> after) {
        Map<String, GateResult> older = gates(before);
        Map<String, GateResult> newer = gates(after);
        Set<String> kinds = new LinkedHashSet<>(newer.keySet());
        kinds.addAll(older.keySet());
        List<GateChange> gates = new ArrayList<>();
        for (String kind : kinds) {
            var old = Optional.ofNullable(older.get(kind));
            var current = Optional.ofNullable(newer.get(kind));
            gates.add(new GateChange(kind, old, current, changed(figures(old), figures(current))));
        }
        var circuit = before.isPresent() && after.isPresent()
                ? changed(metrics(before.get()), metrics(after.get()))
                : List.<Delta>of();
        return new TestChange(key.get(0), key.get(1), before, after, circuit, gates);
    }

    private static Map<String, GateResult> gates(Optional<TestResult> test) {
        Map<String, GateResult> gates = new LinkedHashMap<>();
        test.ifPresent(t -> t.gates().forEach(gate -> gates.put(gate.gate(), gate)));
        return gates;
    }

    private static Map<String, Double> figures(Optional<GateResult> gate) {
        Map<String, Double> figures = new LinkedHashMap<>();
        gate.map(GateResult::finding).ifPresent(finding -> fill(figures, finding));
        return figures;
    }

    private static void fill(Map<String, Double> figures, Finding finding) {
        if (!finding.statistic().isEmpty()) {
            figures.put(finding.statistic(), finding.value());
        }
        figures.put("line", finding.line());
        finding.figures().forEach(figures::putIfAbsent);
    }

    private static Map<String, Double> metrics(TestResult test) {
        var metrics = test.metrics();
        Map<String, Double> named = new LinkedHashMap<>();
        if (test.ofProblem()) {
            named.put("variables", (double) metrics.qubits());
            named.put("couplings", (double) metrics.twoQubit());
            named.put("biases", (double) metrics.oneQubit());
            return named;
        }
        if (test.ofNativeProgram()) {
            named.put("sites", (double) metrics.qubits());
            return named;
        }
        named.put("two-qubit gates", (double) metrics.twoQubit());
        named.put("one-qubit gates", (double) metrics.oneQubit());
        named.put("depth", (double) metrics.depth());
        named.put("two-qubit depth", (double) metrics.twoQubitDepth());
        named.put("qubits", (double) metrics.qubits());
        named.put("T gates", (double) metrics.tCount());
        named.put("measurements", (double) metrics.measurements());
        return named;
    }

    private static List<Delta> changed(Map<String, Double> before, Map<String, Double> after) {
        Set<String> names = new LinkedHashSet<>(after.keySet());
        names.addAll(before.keySet());
        return names.stream()
                .map(name ->
                        new Delta(name, before.getOrDefault(name, Double.NaN), after.getOrDefault(name, Double.NaN)))
                .filter(delta -> Double.compare(delta.before(), delta.after()) != 0)
                .toList();
    }

    /** For terminals; ends with a line end. */
    public String text() {
        return new ComparisonText(this).toString();
    }
}
