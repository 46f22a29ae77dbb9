package io.jenkins.plugins.quantum.engine.report;

import io.jenkins.plugins.quantum.engine.gate.Plot;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import io.jenkins.plugins.quantum.engine.run.RunResult.GateResult;
import io.jenkins.plugins.quantum.engine.run.RunResult.TestResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A result as a page of another program shows it. Every text is free of control characters and of bounded length; escaping is the page's work.
 *
 * @param suite
 *     the suite file
 * @param profile
 *     the profile
 * @param counts
 *     {@code 1 failed, 3 passed}
 * @param spent
 *     money
 * @param budget
 *     its limit
 * @param shots
 *     {@code 3 000 shots}
 * @param warnings
 *     sentences
 * @param facts
 *     where the result comes from, in the order to show them
 * @param gates
 *     in the order of the suite
 */
public record PageText(
        String suite,
        String profile,
        String counts,
        String spent,
        String budget,
        String shots,
        List<String> warnings,
        Map<String, String> facts,
        List<Gate> gates) {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_SENTENCE = 2_000;

    public PageText {
        warnings = List.copyOf(warnings);
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        gates = List.copyOf(gates);
    }

    /**
     * One gate's answer.
     *
     * @param test
     *     the test's name
     * @param gate
     *     its kind
     * @param backend
     *     where it ran
     * @param noise
     *     name of the noise model
     * @param position
     *     {@code quantum.yml:18}; empty where unknown
     * @param verdict
     *     the answer
     * @param label
     *     the answer in words for a badge, for example {@code NO DATA}
     * @param style
     *     the answer for names of styles, for example {@code no-data}; {@code accepted} for faults that the suite accepts
     * @param headline
     *     the reason
     * @param details
     *     more sentences
     * @param next
     *     what to do
     * @param figures
     *     {@code accuracy = 0.81 (95 % 0.78..0.84); line 0.85; 3 000 shots}; empty where there are none
     * @param cost
     *     {@code 6.42 USD}
     * @param plots
     *     for {@link Charts#option}
     */
    public record Gate(
            String test,
            String gate,
            String backend,
            String noise,
            String position,
            Verdict verdict,
            String label,
            String style,
            String headline,
            List<String> details,
            List<String> next,
            String figures,
            String cost,
            List<Plot> plots) {
        public Gate {
            details = List.copyOf(details);
            next = List.copyOf(next);
            plots = List.copyOf(plots);
        }

        /** Whether it failed by a fault that the suite accepts: known, and not red. */
        public boolean accepted() {
            return style.equals(VerdictCount.ACCEPTED);
        }
    }

    /** The texts of a result. */
    public static PageText of(RunResult result) {
        List<Gate> gates = new ArrayList<>();
        for (TestResult test : result.tests()) {
            test.gates().forEach(gate -> gates.add(gate(test, gate)));
        }
        return new PageText(
                name(result.suite()),
                name(result.profile()),
                VerdictCount.of(result).toString(),
                name(result.cost().actual()),
                name(result.cost().budget()),
                PlainText.count(result.cost().shots(), "shot"),
                sentences(result.warnings()),
                facts(result),
                gates);
    }

    /**
     * The numbers of a plot, for those who cannot see it.
     *
     * @param head
     *     names of the columns
     * @param rows
     *     as many cells as the head has
     */
    public record Table(List<String> head, List<List<String>> rows) {
        public Table {
            head = List.copyOf(head);
            rows = rows.stream().map(List::copyOf).toList();
        }
    }

    /** The numbers of a plot. */
    public static Table table(Plot plot) {
        return table(PlotTable.of(plot));
    }

    /** The numbers of a waterfall. */
    public static Table table(CostSteps cost) {
        return table(cost.table());
    }

    private static Table table(PlotTable table) {
        return new Table(
                table.head().stream().map(PageText::name).toList(),
                table.rows().stream()
                        .map(row -> row.stream().map(PageText::name).toList())
                        .toList());
    }

    /** The heading of a plot. */
    public static String title(Plot plot) {
        return name(plot.title());
    }

    private static Gate gate(TestResult test, GateResult gate) {
        var finding = gate.finding();
        return new Gate(
                name(test.name()),
                name(gate.gate()),
                name(test.backend()),
                name(test.noise()),
                name(Reading.position(gate)),
                gate.verdict(),
                VerdictCount.label(gate),
                VerdictCount.style(gate),
                sentence(finding.headline()),
                sentences(finding.details()),
                sentences(finding.next()),
                sentence(Reading.measured(gate)),
                name(gate.cost()),
                finding.plots());
    }

    private static Map<String, String> facts(RunResult result) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("run", name(result.runId()));
        facts.put("seed", Long.toString(result.seed()));
        result.provenance().forEach((key, value) -> facts.put(name(key), sentence(value)));
        facts.put("started", name(result.timing().startedAt()));
        facts.put("finished", name(result.timing().finishedAt()));
        return facts;
    }

    private static List<String> sentences(List<String> texts) {
        return texts.stream().map(PageText::sentence).toList();
    }

    private static String name(String text) {
        return PlainText.line(text, LONGEST_NAME);
    }

    private static String sentence(String text) {
        return PlainText.line(text, LONGEST_SENTENCE);
    }
}
