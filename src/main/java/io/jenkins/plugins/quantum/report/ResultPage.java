package io.jenkins.plugins.quantum.report;

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
 */
public record ResultPage(PageText text, List<GateView> gates) {
    /** Charts on one page; the report has all. */
    static final int MOST_CHARTS = 200;

    static ResultPage of(RunResult result) {
        var text = PageText.of(result);
        List<GateView> gates = new ArrayList<>();
        int charts = 0;
        for (PageText.Gate gate : text.gates()) {
            boolean room = charts + gate.plots().size() <= MOST_CHARTS;
            gates.add(room ? GateView.of(gate) : new GateView(gate, List.of()));
            charts += gate.plots().size();
        }
        return new ResultPage(text, gates);
    }

    /** Whether some charts are in the report only. */
    public boolean cut() {
        return text.gates().stream().mapToInt(gate -> gate.plots().size()).sum() > MOST_CHARTS;
    }
}
