package io.jenkins.plugins.quantum.engine.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.jenkins.plugins.quantum.engine.gate.Plot;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import io.jenkins.plugins.quantum.engine.run.RunResult.GateResult;
import io.jenkins.plugins.quantum.engine.run.RunResult.TestResult;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** What the page's template shows, by the names of its holes; the options of the charts go into an array that the page's script reads. */
final class ReportView {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_SENTENCE = 2_000;
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm", Locale.ENGLISH);

    private final ArrayNode charts;

    ReportView(ArrayNode charts) {
        this.charts = charts;
    }

    Map<String, Object> of(RunResult result) {
        VerdictCount counts = VerdictCount.of(result);
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("outcome", outcome(result, counts));
        page.put("outcomeStyle", outcomeStyle(result));
        page.put("suite", name(result.suite()));
        page.put("profile", name(result.profile()));
        page.put("started", moment(result.timing().startedAt()));
        page.put("seconds", PlainText.number(result.timing().seconds()));
        page.put("exitCode", Integer.toString(result.exitCode()));
        page.put("counts", counts(counts));
        page.put("spent", name(result.cost().actual()));
        page.put("estimated", name(result.cost().estimated()));
        page.put("budget", name(result.cost().budget()));
        page.put("shots", PlainText.count(result.cost().shots()));
        page.put("backends", backends(result));
        List<Map<String, Object>> open = new ArrayList<>();
        List<Map<String, Object>> tests = new ArrayList<>();
        for (int i = 0; i < result.tests().size(); i++) {
            tests.add(test(result.tests().get(i), i + 1, open));
        }
        page.put("hasOpen", !open.isEmpty());
        page.put("open", open);
        page.put("tests", tests);
        List<Map<String, Object>> costs =
                CostSteps.of(result).stream().map(this::cost).toList();
        page.put("hasCosts", !costs.isEmpty());
        page.put("costs", costs);
        page.put("hasChoices", !result.choices().isEmpty());
        page.put(
                "choices",
                sentences(result.choices().stream().map(Reading::choice).toList()));
        page.put("hasWarnings", !result.warnings().isEmpty());
        page.put("warnings", sentences(result.warnings()));
        page.put("facts", facts(result));
        return page;
    }

    private static String outcome(RunResult result, VerdictCount counts) {
        String all = PlainText.count(counts.total(), "gate");
        if (counts.total() == 0) {
            return "No gate ran";
        }
        if (result.passed()) {
            long skipped = counts.of(Verdict.SKIPPED);
            if (skipped == 0 && counts.accepted() == 0) {
                return counts.total() == 1 ? "The gate passed" : "All " + all + " passed";
            }
            return counts.of(Verdict.PASS) + " of " + all + " passed"
                    + (counts.accepted() == 0 ? "" : ", " + counts.accepted() + " failed as accepted")
                    + (skipped == 0 ? "" : ", " + skipped + " skipped");
        }
        for (Verdict verdict : List.of(Verdict.FAIL, Verdict.NO_DATA, Verdict.INCONCLUSIVE)) {
            if (counts.of(verdict) > 0) {
                return counts.of(verdict) + " of " + all + " " + VerdictCount.word(verdict);
            }
        }
        return "No gate passed";
    }

    private static String outcomeStyle(RunResult result) {
        return result.passed() ? "pass" : result.exitCode() == 1 ? "fail" : "open";
    }

    private static List<Map<String, Object>> counts(VerdictCount counts) {
        List<Map<String, Object>> shown = new ArrayList<>();
        for (Verdict verdict : Verdict.values()) {
            if (counts.of(verdict) > 0) {
                shown.add(Map.of(
                        "verdictStyle", VerdictCount.style(verdict),
                        "count", PlainText.count(counts.of(verdict)),
                        "word", VerdictCount.word(verdict)));
            }
        }
        if (counts.accepted() > 0) {
            shown.add(Map.of(
                    "verdictStyle",
                    VerdictCount.ACCEPTED,
                    "count",
                    PlainText.count(counts.accepted()),
                    "word",
                    "failed as accepted"));
        }
        return shown;
    }

    private static String backends(RunResult result) {
        var names = new TreeSet<String>();
        result.tests().forEach(test -> names.add(name(test.backend())));
        return names.isEmpty() ? PlainText.NOTHING : PlainText.line(String.join(", ", names), LONGEST_SENTENCE);
    }

    private Map<String, Object> test(TestResult test, int number, List<Map<String, Object>> open) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("test", name(test.name()));
        view.put("backend", name(test.backend()));
        view.put("testId", "test-" + number);
        view.put("subject", name(test.subject()));
        view.put("source", name(test.source()));
        view.put("size", VerdictText.size(test));
        view.put("noise", name(test.noise()));
        view.put("hasEpoch", !test.epoch().isEmpty());
        view.put("epoch", name(test.epoch()));
        view.put("shortEpoch", name(beginning(test.epoch())));
        view.put("digest", name(test.digest()));
        view.put("shortDigest", name(beginning(test.digest())));
        view.put("testCounts", counts(VerdictCount.of(test)));
        List<Map<String, Object>> gates = new ArrayList<>();
        List<Map<String, Object>> plots = new ArrayList<>();
        for (int i = 0; i < test.gates().size(); i++) {
            GateResult gate = test.gates().get(i);
            Map<String, Object> row = gate(gate, "gate-" + number + "-" + (i + 1));
            gates.add(row);
            if (gate.open() || gate.accepted()) {
                Map<String, Object> item = new LinkedHashMap<>(row);
                item.put("test", view.get("test"));
                item.put("backend", view.get("backend"));
                open.add(item);
            }
            gate.finding().plots().forEach(plot -> plots.add(plot(gate, plot)));
        }
        view.put("gates", gates);
        view.put("hasPlots", !plots.isEmpty());
        view.put("plots", plots);
        return view;
    }

    private static Map<String, Object> gate(GateResult gate, String id) {
        var finding = gate.finding();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("gate", name(gate.gate()));
        row.put("gateId", id);
        row.put("verdict", VerdictCount.label(gate));
        row.put("verdictStyle", VerdictCount.style(gate));
        row.put(
                "acceptances",
                sentences(gate.acceptances().stream()
                        .map(RunResult.Acceptance::says)
                        .toList()));
        row.put("headline", sentence(finding.headline()));
        row.put("details", sentences(finding.details()));
        row.put("next", sentences(finding.next()));
        row.put("hasNext", !finding.next().isEmpty());
        row.put("at", name(Reading.position(gate)));
        row.put("statistic", name(finding.statistic()));
        row.put("value", PlainText.number(finding.value()));
        row.put("interval", Reading.interval(finding));
        row.put("line", PlainText.number(finding.line()));
        row.put("evidence", Reading.evidence(finding));
        row.put("cost", name(gate.cost()));
        return row;
    }

    private Map<String, Object> plot(GateResult gate, Plot plot) {
        var both = charts.addObject();
        both.set("light", Charts.option(plot, ChartTheme.LIGHT));
        both.set("dark", Charts.option(plot, ChartTheme.DARK));
        return figure(PlotTable.of(plot), gate.gate());
    }

    private Map<String, Object> cost(CostSteps cost) {
        var both = charts.addObject();
        both.set("light", Charts.waterfall(cost, ChartTheme.LIGHT));
        both.set("dark", Charts.waterfall(cost, ChartTheme.DARK));
        return figure(cost.table(), "");
    }

    /** A figure of the chart that was added last. */
    private Map<String, Object> figure(PlotTable table, String gate) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("plotTitle", name(table.title()));
        view.put("plotGate", name(gate));
        view.put("chart", Integer.toString(charts.size() - 1));
        view.put("head", cells(table.head()));
        view.put(
                "rows",
                table.rows().stream().map(row -> Map.of("cells", cells(row))).toList());
        return view;
    }

    private static List<Map<String, String>> cells(List<String> texts) {
        return texts.stream().map(text -> Map.of("text", name(text))).toList();
    }

    private static List<Map<String, Object>> facts(RunResult result) {
        List<Map<String, Object>> facts = new ArrayList<>();
        facts.add(fact("run", result.runId()));
        facts.add(fact("seed", Long.toString(result.seed())));
        result.provenance().forEach((key, value) -> facts.add(fact(key, value)));
        facts.add(fact("started", result.timing().startedAt()));
        facts.add(fact("finished", result.timing().finishedAt()));
        return facts;
    }

    private static Map<String, Object> fact(String key, String value) {
        return Map.of("key", name(key), "fact", sentence(value));
    }

    private static String moment(String iso) {
        try {
            return MOMENT.format(Instant.parse(iso).atOffset(ZoneOffset.UTC)) + " UTC";
        } catch (DateTimeException e) {
            return "at an unknown time";
        }
    }

    private static List<Map<String, String>> sentences(List<String> texts) {
        return texts.stream().map(text -> Map.of("text", sentence(text))).toList();
    }

    private static String name(String text) {
        return PlainText.line(text, LONGEST_NAME);
    }

    private static String sentence(String text) {
        return PlainText.line(text, LONGEST_SENTENCE);
    }

    /** Enough of a hash to tell two apart; the whole stands in the tooltip and in the JSON. */
    private static String beginning(String hash) {
        return hash.substring(0, Math.min(12, hash.length()));
    }
}
