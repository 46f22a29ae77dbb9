package io.jenkins.plugins.quantum.engine.report;

import io.jenkins.plugins.quantum.engine.circuit.CircuitMetrics;
import io.jenkins.plugins.quantum.engine.gate.Finding;
import io.jenkins.plugins.quantum.engine.gate.Plot;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import io.jenkins.plugins.quantum.engine.run.RunResult.GateResult;
import io.jenkins.plugins.quantum.engine.run.RunResult.TestResult;
import java.util.List;

/** Verdicts as text for terminals and logs. A line and a block have no line end after them; a summary and an explanation have one. */
public final class VerdictText {
    private static final int WIDTH = 78;
    private static final int LONGEST_NAME = 120;
    private static final int LONGEST_LINE = 400;
    private static final String INDENT = "  ";

    private VerdictText() {}

    /** One line: {@code PASS  iris / accuracy on builtin: Accuracy is 0.87 …}. */
    public static String line(String test, String backend, GateResult gate) {
        return PlainText.line(
                title(test, backend, gate) + ": "
                        + PlainText.line(gate.finding().headline()),
                LONGEST_LINE);
    }

    private static String title(String test, String backend, GateResult gate) {
        return VerdictCount.label(gate).replace("NO DATA", "NO_DATA") + INDENT + PlainText.line(test, LONGEST_NAME)
                + " / " + PlainText.line(gate.gate(), LONGEST_NAME) + " on " + PlainText.line(backend, LONGEST_NAME);
    }

    /** The verdict with where it was asked for, its reasons, figures, cost, and what to do next. */
    public static String block(TestResult test, GateResult gate) {
        var text = new StringBuilder(heading(test, gate));
        Finding finding = gate.finding();
        add(text, finding.headline());
        gate.acceptances().forEach(known -> add(text, known.says()));
        finding.details().forEach(detail -> add(text, detail));
        add(text, Reading.figures(gate));
        next(text, finding.next());
        return text.toString();
    }

    private static String heading(TestResult test, GateResult gate) {
        String title = title(test.name(), test.backend(), gate);
        String position = Reading.position(gate);
        if (position.isEmpty()) {
            return title;
        }
        int gap = Math.max(INDENT.length(), WIDTH - title.length() - position.length());
        return title + " ".repeat(gap) + position;
    }

    private static void add(StringBuilder text, String sentence) {
        text.append('\n').append(INDENT).append(PlainText.line(sentence));
    }

    private static void next(StringBuilder text, List<String> actions) {
        if (actions.size() == 1) {
            add(text, "Next: " + actions.get(0));
            return;
        }
        for (int i = 0; i < actions.size(); i++) {
            add(text, (i == 0 ? "Next: " : "      ") + "(" + (i + 1) + ") " + actions.get(i));
        }
    }

    /** Passed gates as lines, all others as blocks, in the order of the suite; then one line that counts. */
    public static String summary(RunResult result) {
        var text = new StringBuilder();
        boolean afterBlock = false;
        for (TestResult test : result.tests()) {
            for (GateResult gate : test.gates()) {
                boolean brief = gate.verdict() == Verdict.PASS || gate.verdict() == Verdict.SKIPPED;
                if (text.length() > 0 && (afterBlock || !brief)) {
                    text.append('\n');
                }
                text.append(brief ? line(test.name(), test.backend(), gate) : block(test, gate))
                        .append('\n');
                afterBlock = !brief;
            }
        }
        if (text.length() > 0) {
            text.append('\n');
        }
        result.warnings()
                .forEach(warning -> text.append(PlainText.line(warning)).append('\n'));
        return text.append(closing(result)).append('\n').toString();
    }

    /** {@code 3 passed, 1 failed; exit 1, 0 USD, 12 000 shots}. */
    static String closing(RunResult result) {
        return VerdictCount.of(result) + "; exit " + result.exitCode() + ", "
                + PlainText.line(result.cost().actual()) + ", "
                + PlainText.count(result.cost().shots(), "shot");
    }

    /** Everything that is known of a test: circuit, noise, and for each gate its figures with interval and confidence. */
    public static String explain(TestResult test) {
        var text = new StringBuilder(PlainText.line(test.name(), LONGEST_NAME) + " on "
                + PlainText.line(test.backend(), LONGEST_NAME) + ": " + PlainText.line(test.subject()));
        fact(text, "circuit", test.source());
        fact(text, "digest", test.digest());
        fact(text, "size", size(test));
        fact(text, "noise", test.noise() + (test.epoch().isEmpty() ? "" : ", calibration " + test.epoch()));
        test.gates().forEach(gate -> explain(text, test, gate));
        return text.append('\n').toString();
    }

    private static void explain(StringBuilder text, TestResult test, GateResult gate) {
        text.append("\n\n").append(block(test, gate));
        Finding finding = gate.finding();
        if (Double.isFinite(finding.value())) {
            fact(text, "statistic", finding.statistic());
            fact(text, "value", Double.toString(finding.value()));
            fact(text, "interval", interval(finding));
        }
        if (Double.isFinite(finding.line())) {
            fact(text, "line", Double.toString(finding.line()));
        }
        finding.figures().forEach((name, value) -> fact(text, name, Double.toString(value)));
        finding.plots().forEach(plot -> table(text, plot));
    }

    private static String interval(Finding finding) {
        if (finding.confidence() >= 1) {
            return "exact";
        }
        return finding.lower() + " .. " + finding.upper() + " at " + Reading.confidence(finding) + " confidence";
    }

    private static void table(StringBuilder text, Plot plot) {
        PlotTable table = PlotTable.of(plot);
        text.append('\n');
        add(text, table.title() + ": " + String.join(" | ", table.head()));
        table.rows().forEach(row -> add(text, INDENT + String.join(" | ", row)));
    }

    private static void fact(StringBuilder text, String name, String value) {
        add(text, String.format("%-16s %s", PlainText.line(name) + ":", value));
    }

    /** {@code 4 qubits, 24 gates (6 on two qubits), depth 11}; {@code 13 variables, 78 couplings} of a problem; {@code 9 sites}. */
    static String size(RunResult.TestResult test) {
        CircuitMetrics metrics = test.metrics();
        if (test.ofProblem()) {
            return PlainText.count(metrics.qubits(), "variable") + ", "
                    + PlainText.count(metrics.twoQubit(), "coupling");
        }
        if (test.ofNativeProgram()) {
            return PlainText.count(metrics.qubits(), "site");
        }
        return PlainText.count(metrics.qubits(), "qubit") + ", " + PlainText.count(metrics.gates(), "gate") + " ("
                + PlainText.count(metrics.twoQubit()) + " on two qubits), depth " + PlainText.count(metrics.depth());
    }
}
