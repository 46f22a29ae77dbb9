package io.jenkins.plugins.quantum.engine.cli;

import io.jenkins.plugins.quantum.engine.run.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A plan as a table: a row a gate. */
final class PlanText {
    private static final List<String> HEADER =
            List.of("test", "gate", "backend", "evidence", "expected shots", "worst", "cost");

    private PlanText() {}

    static String of(Plan plan) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADER);
        for (Plan.PlannedTest test : plan.tests()) {
            for (Plan.PlannedGate gate : test.gates()) {
                boolean shots = gate.proposal().worstShots() > 0;
                rows.add(List.of(
                        test.spec().name(),
                        gate.gate().name(),
                        test.backend().name(),
                        gate.proposal().needs().isEmpty() ? "circuit" : shots ? "shots" : "exact",
                        shots ? Long.toString(gate.proposal().expectedShots()) : "-",
                        shots ? Long.toString(gate.proposal().worstShots()) : "-",
                        gate.context()
                                .estimatedCost()
                                .times(gate.proposal().worstShots())
                                .toString()));
            }
        }
        int[] widths = new int[HEADER.size()];
        rows.forEach(row -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        var text = new StringBuilder();
        for (List<String> row : rows) {
            var line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(String.format(Locale.ROOT, "%-" + widths[i] + "s  ", row.get(i)));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        text.append(String.format(
                Locale.ROOT,
                "%nProfile %s: at most %s of %s. Nothing was submitted.%n",
                plan.profile().name(),
                plan.worstCost(),
                plan.budget()));
        return text.toString();
    }
}
