package io.jenkins.plugins.quantum.report;

import io.jenkins.plugins.quantum.engine.report.CostSteps;
import io.jenkins.plugins.quantum.engine.report.PageText;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import java.util.ArrayList;
import java.util.List;

/**
 * A result as its page shows it. Every text goes through Jelly's escaping; options of charts go as JSON into attributes.
 *
 * @param text
 *     what it says
 * @param gates
 *     with their charts, in the order of the suite
 * @param costs
 *     where the money went; none where nothing was paid
 */
public record ResultPage(PageText text, List<GateView> gates, List<ChartView> costs) {
    /** Charts on one page; the pages of the gates and the report have all. */
    static final int MOST_CHARTS = 200;

    static ResultPage of(RunResult result) {
        var text = PageText.of(result);
        List<GateView> gates = new ArrayList<>();
        int charts = 0;
        for (PageText.Gate gate : text.gates()) {
            boolean room = charts + gate.plots().size() <= MOST_CHARTS;
            int number = gates.size() + 1;
            gates.add(room ? GateView.of(number, gate) : GateView.brief(number, gate));
            charts += gate.plots().size();
        }
        return new ResultPage(
                text, gates, CostSteps.of(result).stream().map(ChartView::of).toList());
    }

    /** Whether some charts are on other pages only. */
    public boolean cut() {
        return text.gates().stream().mapToInt(gate -> gate.plots().size()).sum() > MOST_CHARTS;
    }

    /** The verdicts that occur, what needs a look first. */
    public List<VerdictFilter> filters() {
        List<VerdictFilter> filters = new ArrayList<>();
        for (String style : List.of("fail", "no-data", "inconclusive", "accepted", "pass", "skipped")) {
            List<PageText.Gate> some = text.gates().stream()
                    .filter(gate -> gate.style().equals(style))
                    .toList();
            if (!some.isEmpty()) {
                filters.add(new VerdictFilter(some.get(0).style(), some.get(0).label(), some.size()));
            }
        }
        return filters;
    }

    /** A choice above the table. */
    public record VerdictFilter(String style, String label, int count) {}
}
