package io.jenkins.plugins.quantum.overview;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.report.TrendLine;
import io.jenkins.plugins.quantum.engine.report.TrendSummary;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A job in a few figures, from its index.
 *
 * @param build
 *     number of the newest build with a result
 * @param time
 *     its start, milliseconds since 1970
 * @param counts
 *     its gates by verdict
 * @param criticalNoise
 *     the least of its tests; NaN where none told it
 * @param money
 *     of the current month, UTC, by currency
 * @param shots
 *     of the current month
 * @param green
 *     how many of the newest {@code recent} builds were green
 * @param recent
 *     builds looked at for the health, at most {@value #MOST_RECENT}
 */
public record JobSummary(
        int build,
        long time,
        Map<Verdict, Integer> counts,
        double criticalNoise,
        Map<String, BigDecimal> money,
        long shots,
        int green,
        int recent) {
    static final int MOST_RECENT = 10;

    public JobSummary {
        counts = Collections.unmodifiableMap(new EnumMap<>(counts));
        money = Collections.unmodifiableMap(new TreeMap<>(money));
    }

    /**
     * Summarises.
     *
     * @param lines
     *     at least one, oldest first: those of the month and the newest ten
     */
    @NonNull
    static JobSummary of(@NonNull List<TrendLine> lines, @NonNull YearMonth month) {
        TrendLine last = lines.get(lines.size() - 1);
        Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        double critical = Double.NaN;
        for (TrendLine.Entry entry : last.entries()) {
            entry.verdicts().values().forEach(verdict -> counts.merge(verdict, 1, Integer::sum));
            if (Double.isFinite(entry.criticalNoise())) {
                critical = Double.isNaN(critical) ? entry.criticalNoise() : Math.min(critical, entry.criticalNoise());
            }
        }
        Map<String, BigDecimal> money = new TreeMap<>();
        long shots = 0;
        for (TrendLine line : lines) {
            if (month(line).equals(month)) {
                for (TrendLine.Entry entry : line.entries()) {
                    shots += entry.shots();
                    if (entry.cost() > 0) {
                        money.merge(entry.currency(), BigDecimal.valueOf(entry.cost()), BigDecimal::add);
                    }
                }
            }
        }
        List<TrendLine> newest = lines.subList(Math.max(0, lines.size() - MOST_RECENT), lines.size());
        int green = (int) newest.stream().filter(line -> line.exitCode() == 0).count();
        return new JobSummary(last.build(), last.time(), counts, critical, money, shots, green, newest.size());
    }

    static YearMonth month(TrendLine line) {
        return YearMonth.from(Instant.ofEpochMilli(line.time()).atZone(ZoneOffset.UTC));
    }

    /** {@code 1 failed, 3 passed}: what needs a look first. */
    @NonNull
    public String verdicts() {
        List<String> parts = new ArrayList<>();
        part(parts, Verdict.FAIL, "failed");
        part(parts, Verdict.NO_DATA, "without data");
        part(parts, Verdict.INCONCLUSIVE, "inconclusive");
        part(parts, Verdict.PASS, "passed");
        part(parts, Verdict.SKIPPED, "skipped");
        return parts.isEmpty() ? "no gate ran" : String.join(", ", parts);
    }

    private void part(List<String> parts, Verdict verdict, String word) {
        int count = counts.getOrDefault(verdict, 0);
        if (count > 0) {
            parts.add(count + " " + word);
        }
    }

    /** The worst verdict of the newest build, as class names of styles call it. */
    @NonNull
    public String style() {
        return switch (TrendSummary.worst(counts.keySet())) {
            case FAIL -> "fail";
            case NO_DATA -> "no-data";
            case INCONCLUSIVE -> "inconclusive";
            case PASS -> "pass";
            case SKIPPED -> "skipped";
        };
    }

    /** For sorting: failed first. */
    public int rank() {
        return List.of("fail", "no-data", "inconclusive", "pass", "skipped").indexOf(style());
    }

    /** {@code 12.40 USD}; empty where nothing was spent this month. */
    @NonNull
    public String spent() {
        return TrendSummary.money(money);
    }

    /** {@code 1.2}; empty where no test told it. */
    @NonNull
    public String critical() {
        return Double.isFinite(criticalNoise) ? String.format(Locale.ROOT, "%.2f", criticalNoise) : "";
    }

    /** {@code 7 of 10}: green builds. */
    @NonNull
    public String health() {
        return green + " of " + recent;
    }
}
