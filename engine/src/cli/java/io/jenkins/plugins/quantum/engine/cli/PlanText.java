package io.jenkins.plugins.quantum.engine.cli;

import io.jenkins.plugins.quantum.engine.run.Plan;
import io.jenkins.plugins.quantum.engine.run.ServiceQuote;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A plan as a table: a row a gate. */
final class PlanText {
    private static final List<String> HEADER =
            List.of("test", "gate", "backend", "evidence", "expected shots", "worst", "cost");

    private PlanText() {}

    /** What services say themselves; nothing where none does. */
    static String of(List<ServiceQuote> quotes) {
        if (quotes.isEmpty()) {
            return "";
        }
        var text = new StringBuilder("\nThe services' own estimates of the first look, beside the price book's:\n");
        for (ServiceQuote quote : quotes) {
            text.append(quote.test())
                    .append(" on ")
                    .append(quote.backend())
                    .append(": ")
                    .append(quote.quote()
                            .map(said -> said.amount().stripTrailingZeros().toPlainString() + " " + said.unit() + " ("
                                    + said.basis()
                                    + (quote.submissions() == 1
                                            ? ""
                                            : "; sum of " + quote.submissions() + " submissions, the first described")
                                    + ")")
                            .orElse(""))
                    .append(quote.quote().isPresent() && !quote.note().isEmpty() ? ", " : "")
                    .append(quote.note())
                    .append("; price book: at most ")
                    .append(quote.book())
                    .append('\n');
        }
        return text.toString();
    }

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
