package io.jenkins.plugins.quantum.backends;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.quantum.engine.cost.Money;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Usage and performance by month and backend as CSV (RFC 4180), one line for each currency: what hardware providers ask their users for. */
final class UsageCsv {
    private final StringBuilder text = new StringBuilder();
    private final boolean money;

    /**
     * An empty table.
     *
     * @param money
     *     whether the reader may see amounts
     */
    UsageCsv(boolean money) {
        this.money = money;
        text.append(
                        "month,provider,backend,device,runs,jobs,succeeded,failed,success_ratio,shots,waited_jobs,mean_wait_seconds")
                .append(money ? ",spent,currency" : "")
                .append("\r\n");
    }

    /** Adds a backend. */
    @NonNull
    UsageCsv add(String backend, List<Usage> lines) {
        Map<YearMonth, Map<String, List<Usage>>> months = lines.stream()
                .collect(Collectors.groupingBy(
                        Usage::month,
                        TreeMap::new,
                        Collectors.groupingBy(Usage::device, TreeMap::new, Collectors.toList())));
        months.forEach((month, devices) -> devices.forEach((device, usages) -> add(month, backend, device, usages)));
        return this;
    }

    private void add(YearMonth month, String backend, String device, List<Usage> usages) {
        UsageSum sum = UsageSum.of(usages);
        String start = String.join(
                ",",
                month.toString(),
                cell(usages.get(0).provider()),
                cell(backend),
                cell(device),
                Long.toString(sum.runs()),
                Long.toString(sum.jobs()),
                Long.toString(sum.jobs() - sum.failed()),
                Long.toString(sum.failed()),
                sum.jobs() == 0 ? "" : String.format(Locale.ROOT, "%.4f", sum.success()),
                Long.toString(sum.shots()),
                Long.toString(sum.waits().jobs()),
                sum.waits().jobs() == 0 ? "" : Long.toString(sum.waits().mean().toSeconds()));
        if (!money) {
            text.append(start).append("\r\n");
        } else if (sum.spent().isEmpty()) {
            text.append(start).append(sum.unpriced() ? ",," : ",0,").append("\r\n");
        } else {
            for (Money amount : sum.spent().values()) {
                text.append(start)
                        .append(',')
                        .append(amount.amount().toPlainString())
                        .append(',')
                        .append(amount.currency())
                        .append("\r\n");
            }
        }
    }

    /** No spreadsheet takes it for a formula. */
    private static String cell(String value) {
        String safe = value.matches("[A-Za-z0-9].*") || value.isEmpty() ? value : "'" + value;
        return safe.matches("[^\",\r\n]*") ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
