package io.jenkins.plugins.quantum.engine.report;

import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.report.TrendLine.Entry;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The points of trend charts as a table, the newest build first: for those who cannot see charts, or want the numbers.
 *
 * @param rows
 *     one for each build, test and backend
 * @param cut
 *     whether older rows were left out
 */
public record TrendTable(List<Row> rows, boolean cut) {
    public TrendTable {
        rows = List.copyOf(rows);
    }

    /**
     * A test on one backend in one build. A dash stands for a figure that no gate told.
     *
     * @param time
     *     ISO 8601, UTC, to the minute
     * @param calibration
     *     that its noise stands for; may be empty
     * @param recalibrated
     *     whether it is another one than that of the build before
     * @param verdict
     *     the worst of its gates
     * @param score
     *     with its interval where one is known
     */
    public record Row(
            int build,
            String time,
            String test,
            String backend,
            String calibration,
            boolean recalibrated,
            Verdict verdict,
            String score,
            String accuracy,
            String criticalNoise,
            String shots,
            String cost) {
        /** As it stands on a badge. */
        public String label() {
            return VerdictCount.label(verdict);
        }

        /** As it is called in class names of style sheets. */
        public String style() {
            return VerdictCount.style(verdict);
        }
    }

    /**
     * The table of some builds.
     *
     * @param lines
     *     in any order
     * @param most
     *     rows at most
     */
    public static TrendTable of(List<TrendLine> lines, int most) {
        var builds = new ArrayList<>(lines);
        builds.sort(Comparator.comparingInt(TrendLine::build));
        Map<List<String>, String> epochs = new HashMap<>();
        List<Row> rows = new ArrayList<>();
        for (TrendLine build : builds) {
            for (Entry entry : build.entries()) {
                String before = entry.epoch().isEmpty()
                        ? null
                        : epochs.put(List.of(entry.test(), entry.backend()), entry.epoch());
                rows.add(row(build, entry, before != null && !before.equals(entry.epoch())));
            }
        }
        rows.sort(Comparator.comparingInt(Row::build).reversed()); // stable: tests stay in the order of the suite
        return new TrendTable(rows.subList(0, Math.min(most, rows.size())), rows.size() > most);
    }

    private static Row row(TrendLine build, Entry entry, boolean recalibrated) {
        return new Row(
                build.build(),
                Instant.ofEpochMilli(build.time()).toString().substring(0, 16).replace('T', ' '),
                entry.test(),
                entry.backend(),
                entry.epoch(),
                recalibrated,
                TrendSummary.worst(entry.verdicts().values()),
                figure(entry, "score", entry.score()),
                figure(entry, "accuracy", entry.accuracy()),
                figure(entry, "criticalNoise", entry.criticalNoise()),
                PlainText.count(entry.shots()),
                entry.cost() > 0
                        ? TrendSummary.money(Map.of(entry.currency(), BigDecimal.valueOf(entry.cost())))
                        : PlainText.NOTHING);
    }

    private static String figure(Entry entry, String name, double value) {
        var interval = entry.intervals().get(name);
        return PlainText.number(value) + (interval == null ? "" : " (" + interval.text() + ")");
    }
}
