package io.jenkins.plugins.quantum.report;

import io.jenkins.plugins.quantum.engine.report.PageText;
import java.util.List;

/**
 * A gate with its charts.
 *
 * @param text
 *     what it says
 * @param charts
 *     what it shows
 */
public record GateView(PageText.Gate text, List<ChartView> charts) {
    static GateView of(PageText.Gate text) {
        return new GateView(text, text.plots().stream().map(ChartView::of).toList());
    }

    /** Whether it has more to say than its row in the table. */
    public boolean hasMore() {
        return !charts.isEmpty() || !text.details().isEmpty();
    }
}
