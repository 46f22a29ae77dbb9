package io.jenkins.plugins.quantum.report;

import io.jenkins.plugins.quantum.engine.report.PageText;
import java.util.List;

/**
 * A gate with its charts.
 *
 * @param number
 *     from 1, in the order of the suite: its place in addresses
 * @param text
 *     what it says
 * @param charts
 *     what it shows
 */
public record GateView(int number, PageText.Gate text, List<ChartView> charts) {
    static GateView of(int number, PageText.Gate text) {
        return new GateView(
                number, text, text.plots().stream().map(ChartView::of).toList());
    }

    /** Without its charts, which its own page has. */
    static GateView brief(int number, PageText.Gate text) {
        return new GateView(number, text, List.of());
    }

    /** Whether it has more to say than its row in the table. */
    public boolean hasMore() {
        return !charts.isEmpty() || !text.details().isEmpty();
    }
}
