package io.jenkins.plugins.quantum.engine.report;

import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import io.jenkins.plugins.quantum.engine.run.RunResult.GateResult;
import io.jenkins.plugins.quantum.engine.run.RunResult.TestResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code summary.md}: a table of the gates, what needs a look first, and the reasons below. Fits a GitHub check or step summary: GitHub's Markdown,
 * at most {@value #LONGEST} characters.
 */
public final class MarkdownSummary {
    /** Name of the file. */
    public static final String FILE = "summary.md";

    /** GitHub refuses check summaries of more than 65 535. */
    static final int LONGEST = 60_000;

    private static final int LONGEST_CELL = 200;
    private static final int LONGEST_SENTENCE = 1_000;
    private static final int KEPT_FOR_THE_END = 2_000;

    private final StringBuilder text = new StringBuilder();

    private MarkdownSummary() {}

    /** Markdown in which text from files and providers stays text: no markup, no HTML, no mentions. */
    public static String write(RunResult result) {
        var summary = new MarkdownSummary();
        summary.document(result);
        return summary.text.toString();
    }

    private record Row(TestResult test, GateResult gate) {}

    private void document(RunResult result) {
        VerdictCount counts = VerdictCount.of(result);
        text.append("### ")
                .append(symbol(result))
                .append(" Quantum tests: ")
                .append(counts)
                .append("\n\n");
        text.append("Suite ").append(escape(result.suite(), LONGEST_CELL)).append(", profile ");
        text.append(escape(result.profile(), LONGEST_CELL))
                .append(", exit code ")
                .append(result.exitCode());
        text.append(". Spent ")
                .append(escape(result.cost().actual(), LONGEST_CELL))
                .append(" of ");
        text.append(escape(result.cost().budget(), LONGEST_CELL)).append(", ");
        text.append(PlainText.count(result.cost().shots(), "shot")).append(".\n\n");
        List<Row> rows = new ArrayList<>();
        result.tests().forEach(test -> test.gates().forEach(gate -> rows.add(new Row(test, gate))));
        if (!rows.isEmpty()) {
            table(rows);
            reasons(rows);
        }
        list(
                "Backends that could have taken over",
                result.choices().stream().map(Reading::choice).toList());
        list("Warnings", result.warnings());
    }

    private void table(List<Row> rows) {
        text.append("| Verdict | Test | Gate | Backend | Value | Line | Evidence | Cost |\n");
        text.append("|---|---|---|---|--:|--:|---|--:|\n");
        int shown = 0;
        for (Row row : rows) {
            String line = row(row);
            if (text.length() + line.length() > LONGEST / 2) {
                text.append("\n").append(rows.size() - shown).append(" more gates are in the full report.\n");
                return;
            }
            text.append(line);
            shown++;
        }
    }

    private static String row(Row row) {
        var finding = row.gate().finding();
        return "| " + symbol(row.gate()) + " "
                + VerdictCount.label(row.gate()) + " | "
                + escape(row.test().name(), LONGEST_CELL) + " | "
                + escape(row.gate().gate(), LONGEST_CELL) + " | "
                + escape(row.test().backend(), LONGEST_CELL) + " | " + Reading.value(finding) + " | "
                + PlainText.number(finding.line()) + " | " + Reading.evidence(finding) + " | "
                + escape(row.gate().cost(), LONGEST_CELL) + " |\n";
    }

    private void reasons(List<Row> rows) {
        List<Row> open = Stream.concat(
                        rows.stream().filter(row -> row.gate().open()),
                        rows.stream().filter(row -> row.gate().accepted()))
                .toList();
        for (int i = 0; i < open.size(); i++) {
            String reason = reason(open.get(i));
            if (text.length() + reason.length() > LONGEST - KEPT_FOR_THE_END) {
                text.append("\n").append(open.size() - i).append(" more reasons are in the full report.\n");
                return;
            }
            text.append(reason);
        }
    }

    private static String reason(Row row) {
        var reason = new StringBuilder("\n#### ")
                .append(VerdictCount.label(row.gate()))
                .append(": ")
                .append(escape(row.test().name(), LONGEST_CELL))
                .append(" / ")
                .append(escape(row.gate().gate(), LONGEST_CELL))
                .append(" on ")
                .append(escape(row.test().backend(), LONGEST_CELL))
                .append("\n\n**")
                .append(escape(row.gate().finding().headline(), LONGEST_SENTENCE))
                .append("**");
        String position = Reading.position(row.gate());
        if (!position.isEmpty()) {
            reason.append(" (").append(escape(position, LONGEST_CELL)).append(")");
        }
        reason.append("\n\n");
        row.gate().acceptances().forEach(known -> item(reason, known.says()));
        row.gate().finding().details().forEach(detail -> item(reason, detail));
        row.gate().finding().next().forEach(action -> item(reason, "Next: " + action));
        return reason.toString();
    }

    private static void item(StringBuilder list, String sentence) {
        list.append("- ").append(escape(sentence, LONGEST_SENTENCE)).append('\n');
    }

    private void list(String heading, List<String> sentences) {
        if (sentences.isEmpty()) {
            return;
        }
        text.append("\n#### ").append(heading).append("\n\n");
        int shown = 0;
        for (String sentence : sentences) {
            if (text.length() + LONGEST_SENTENCE > LONGEST) {
                text.append("- and ").append(sentences.size() - shown).append(" more\n");
                return;
            }
            item(text, sentence);
            shown++;
        }
    }

    private static String symbol(RunResult result) {
        return result.passed() ? symbol(Verdict.PASS) : result.exitCode() == 1 ? symbol(Verdict.FAIL) : "⚠️";
    }

    private static String symbol(GateResult gate) {
        return gate.accepted() ? "🟠" : symbol(gate.verdict());
    }

    private static String symbol(Verdict verdict) {
        return switch (verdict) {
            case PASS -> "✅";
            case FAIL -> "❌";
            case INCONCLUSIVE -> "❔";
            case NO_DATA -> "⚠️";
            case SKIPPED -> "⏭️";
        };
    }

    /** Every character that Markdown or HTML gives a meaning becomes an entity; an at sign is parted from the name, which would be notified. */
    static String escape(String untrusted, int longest) {
        String line = PlainText.line(untrusted, longest);
        var escaped = new StringBuilder(line.length());
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if ("\\`*_{}[]<>|~#&$!\"".indexOf(c) >= 0) {
                escaped.append("&#").append((int) c).append(';');
            } else if (c == '@') {
                escaped.append("@\u200b");
            } else if (c == ':' && line.startsWith("://", i)) {
                escaped.append("&#58;");
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
