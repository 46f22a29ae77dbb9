package io.jenkins.plugins.quantum.engine.report;

import io.jenkins.plugins.quantum.engine.report.Comparison.Delta;
import io.jenkins.plugins.quantum.engine.report.Comparison.GateChange;
import io.jenkins.plugins.quantum.engine.report.Comparison.TestChange;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import io.jenkins.plugins.quantum.engine.run.RunResult.GateResult;
import io.jenkins.plugins.quantum.engine.run.RunResult.TestResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Two runs side by side, as a page of another program shows them. Every text is free of control characters and of bounded length; escaping is the page's work.
 *
 * @param closing
 *     {@code 1 verdict changed, 1 no longer passed}
 * @param spentBefore
 *     money of the older run
 * @param spentAfter
 *     money of the newer run
 * @param facts
 *     of the runs as a whole that differ: suite, profile, seed, versions
 * @param tests
 *     those of the newer run in its order, then those that are gone
 */
public record ComparisonPage(
        String closing, String spentBefore, String spentAfter, List<Pair> facts, List<Test> tests) {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_SENTENCE = 2_000;

    public ComparisonPage {
        facts = List.copyOf(facts);
        tests = List.copyOf(tests);
    }

    /** A text of both runs; a dash where one has none. */
    public record Pair(String name, String before, String after) {}

    /**
     * A figure of both runs.
     *
     * @param before
     *     with its interval where it decides
     * @param change
     *     with its sign; empty where there is none
     */
    public record Figure(String name, String before, String after, String change) {}

    /**
     * A gate of either run.
     *
     * @param before
     *     label of the verdict; empty where the gate is new
     * @param beforeStyle
     *     for class names
     * @param after
     *     label of the verdict; empty where the gate is gone
     * @param afterStyle
     *     for class names
     * @param changed
     *     whether the verdict is another one
     * @param figures
     *     the deciding one first, then the line and further ones that differ
     */
    public record Gate(
            String gate,
            String before,
            String beforeStyle,
            String after,
            String afterStyle,
            boolean changed,
            List<Figure> figures) {
        public Gate {
            figures = List.copyOf(figures);
        }
    }

    /**
     * A test on one backend in either run.
     *
     * @param presence
     *     {@code in both}, {@code new} or {@code gone}
     * @param differences
     *     of circuit, noise, calibration and source, in words
     * @param circuit
     *     sizes that differ
     * @param diff
     *     lines of the circuit that differ; empty where they are the same or not kept
     * @param gates
     *     of either run
     */
    public record Test(
            String name,
            String backend,
            String presence,
            List<Pair> differences,
            List<Figure> circuit,
            List<LineDiff.Line> diff,
            List<Gate> gates) {
        public Test {
            differences = List.copyOf(differences);
            circuit = List.copyOf(circuit);
            diff = List.copyOf(diff);
            gates = List.copyOf(gates);
        }
    }

    /** Compares. */
    public static ComparisonPage of(RunResult before, RunResult after) {
        var comparison = Comparison.of(before, after);
        return new ComparisonPage(
                ComparisonText.verdicts(comparison),
                name(before.cost().actual()),
                name(after.cost().actual()),
                facts(before, after),
                comparison.tests().stream().map(ComparisonPage::test).toList());
    }

    private static List<Pair> facts(RunResult before, RunResult after) {
        Map<String, Function<RunResult, String>> known = new LinkedHashMap<>();
        known.put("suite", RunResult::suite);
        known.put("profile", RunResult::profile);
        known.put("seed", run -> Long.toString(run.seed()));
        known.put("budget", run -> run.cost().budget());
        known.put("shots", run -> PlainText.count(run.cost().shots()));
        known.put("backends", ComparisonPage::backends);
        Set<String> provenance = new LinkedHashSet<>(after.provenance().keySet());
        provenance.addAll(before.provenance().keySet());
        provenance.forEach(key -> known.put(key, run -> run.provenance().get(key)));
        List<Pair> facts = new ArrayList<>();
        known.forEach((key, value) -> pair(facts, key, value.apply(before), value.apply(after)));
        return facts;
    }

    private static String backends(RunResult run) {
        return String.join(
                ", ",
                run.tests().stream()
                        .map(TestResult::backend)
                        .sorted()
                        .distinct()
                        .toList());
    }

    private static void pair(List<Pair> pairs, String name, String before, String after) {
        if (!Objects.equals(before, after)) {
            pairs.add(new Pair(name(name), text(before), text(after)));
        }
    }

    private static String text(String value) {
        return value == null || value.isEmpty() ? PlainText.NOTHING : PlainText.line(value, LONGEST_SENTENCE);
    }

    private static Test test(TestChange change) {
        boolean both = change.before().isPresent() && change.after().isPresent();
        List<Pair> differences = new ArrayList<>();
        List<LineDiff.Line> diff = List.of();
        if (both) {
            TestResult before = change.before().get();
            TestResult after = change.after().get();
            pair(differences, "source", before.source(), after.source());
            pair(differences, "digest of the circuit", before.digest(), after.digest());
            pair(differences, "noise", before.noise(), after.noise());
            pair(differences, "calibration", before.epoch(), after.epoch());
            if (!before.program().isEmpty() && !after.program().isEmpty()) {
                diff = LineDiff.of(before.program(), after.program()).lines();
            }
        }
        return new Test(
                name(change.name()),
                name(change.backend()),
                both ? "in both" : change.after().isPresent() ? "new" : "gone",
                differences,
                change.circuit().stream().map(ComparisonPage::figure).toList(),
                diff,
                change.gates().stream().map(ComparisonPage::gate).toList());
    }

    private static Figure figure(Delta delta) {
        double difference = delta.after() - delta.before();
        return new Figure(
                name(delta.name()),
                PlainText.number(delta.before()),
                PlainText.number(delta.after()),
                Double.isFinite(difference) ? ComparisonText.signed(difference) : "");
    }

    private static Gate gate(GateChange change) {
        List<Figure> figures = new ArrayList<>();
        deciding(change).ifPresent(figures::add);
        change.figures().stream()
                .filter(delta ->
                        figures.stream().noneMatch(figure -> figure.name().equals(name(delta.name()))))
                .map(ComparisonPage::figure)
                .forEach(figures::add);
        return new Gate(
                name(change.gate()),
                label(change.before()),
                style(change.before()),
                label(change.after()),
                style(change.after()),
                change.verdictChanged(),
                figures);
    }

    /** The figure that decides, with its intervals, also where it is the same. */
    private static Optional<Figure> deciding(GateChange change) {
        return change.after().or(change::before).map(GateResult::finding).flatMap(finding -> {
            double before = value(change.before());
            double after = value(change.after());
            if (finding.statistic().isEmpty() || !Double.isFinite(before) && !Double.isFinite(after)) {
                return Optional.empty();
            }
            boolean apart = Double.isFinite(before) && Double.isFinite(after) && before != after;
            return Optional.of(new Figure(
                    name(finding.statistic()),
                    reading(change.before()),
                    reading(change.after()),
                    apart ? ComparisonText.signed(after - before) : ""));
        });
    }

    private static double value(Optional<GateResult> gate) {
        return gate.map(g -> g.finding().value()).orElse(Double.NaN);
    }

    private static String reading(Optional<GateResult> gate) {
        return gate.map(g -> Reading.value(g.finding())).orElse(PlainText.NOTHING);
    }

    private static String label(Optional<GateResult> gate) {
        return gate.map(g -> VerdictCount.label(g.verdict())).orElse("");
    }

    private static String style(Optional<GateResult> gate) {
        return gate.map(g -> VerdictCount.style(g.verdict())).orElse("");
    }

    private static String name(String text) {
        return PlainText.line(text, LONGEST_NAME);
    }
}
