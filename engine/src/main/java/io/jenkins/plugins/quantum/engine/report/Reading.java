package io.jenkins.plugins.quantum.engine.report;

import io.jenkins.plugins.quantum.engine.gate.Finding;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import io.jenkins.plugins.quantum.engine.run.RunResult.GateResult;
import java.util.ArrayList;
import java.util.List;

/** What was measured, in one short phrase each, the same in every report. */
final class Reading {
    private static final int HUNDRED = 100;

    private Reading() {}

    /** {@code 0.8712}, or {@code 0.8 (95 % 0.77..0.83)}; a dash where there is no figure. */
    static String value(Finding finding) {
        String interval = interval(finding);
        String value = PlainText.number(finding.value());
        return interval.isEmpty() ? value : value + " (" + interval + ")";
    }

    /** {@code 95 % 0.77..0.83}; empty where the value is exact or has none. */
    static String interval(Finding finding) {
        if (finding.confidence() >= 1 || !Double.isFinite(finding.lower()) || !Double.isFinite(finding.upper())) {
            return "";
        }
        return confidence(finding) + " " + PlainText.number(finding.lower()) + ".." + PlainText.number(finding.upper());
    }

    /** {@code 95 %}. */
    static String confidence(Finding finding) {
        return PlainText.number(finding.confidence() * HUNDRED) + " %";
    }

    /** Shots, or {@code exact}, or {@code averaged} where probabilities were averaged over draws of the noise; a dash where nothing was measured. */
    static String evidence(Finding finding) {
        if (finding.shots() > 0) {
            return PlainText.count(finding.shots(), "shot");
        }
        if (!Double.isFinite(finding.value())) {
            return PlainText.NOTHING;
        }
        return finding.confidence() >= 1 ? "exact" : "averaged";
    }

    /** {@code accuracy = 0.81; line 0.85; exact; 0 USD}. */
    static String figures(GateResult gate) {
        String measured = measured(gate);
        String cost = PlainText.line(gate.cost());
        return measured.isEmpty() ? cost : measured + "; " + cost;
    }

    /** {@code accuracy = 0.81; line 0.85; exact}; empty where nothing was measured. */
    static String measured(GateResult gate) {
        Finding finding = gate.finding();
        List<String> parts = new ArrayList<>();
        if (Double.isFinite(finding.value())) {
            parts.add(PlainText.line(finding.statistic()) + " = " + value(finding));
        }
        if (Double.isFinite(finding.line())) {
            parts.add("line " + PlainText.number(finding.line()));
        }
        if (finding.shots() > 0 || Double.isFinite(finding.value())) {
            parts.add(evidence(finding));
        }
        return String.join("; ", parts);
    }

    /** Where the suite asks for it: file and line, empty where unknown. */
    static String position(GateResult gate) {
        var at = gate.at();
        return PlainText.line(at.line() > 0 ? at.file() + ":" + at.line() : at.file());
    }

    /** Where a test ran that could have run elsewhere, as a sentence. */
    static String choice(RunResult.Choice choice) {
        return PlainText.line(choice.test()) + " ran on " + PlainText.line(choice.backend()) + ": "
                + PlainText.line(choice.why()) + ". Could have taken over: "
                + PlainText.line(String.join(", ", choice.others())) + ".";
    }
}
