package io.jenkins.plugins.quantum.engine.report;

import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.report.TrendLine.Entry;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A range of builds in words and figures: what charts show, for those who cannot see them.
 *
 * @param rows
 *     one for each test and backend, in the order of their first build
 * @param spent
 *     {@code 12.40 USD, 3 HQC}; empty where nothing was
 * @param calibrations
 *     builds that met another calibration
 */
public record TrendSummary(List<Row> rows, String spent, int calibrations) {
    public TrendSummary {
        rows = List.copyOf(rows);
    }

    /**
     * A test on one backend. Figures are those of its newest build that has one; a dash where none has.
     *
     * @param builds
     *     with an entry of it
     * @param last
     *     number of the newest of them
     * @param verdict
     *     the worst of that build
     * @param score
     *     newest figure and, in brackets, lowest and highest of the range
     * @param shots
     *     of all builds
     * @param cost
     *     of all builds
     */
    public record Row(
            String test,
            String backend,
            int builds,
            int last,
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
     * Summarises.
     *
     * @param lines
     *     in any order
     */
    public static TrendSummary of(List<TrendLine> lines) {
        var builds = new ArrayList<>(lines);
        builds.sort(Comparator.comparingInt(TrendLine::build));
        Map<List<String>, Series> series = new LinkedHashMap<>();
        Map<String, BigDecimal> spent = new TreeMap<>();
        for (TrendLine build : builds) {
            for (Entry entry : build.entries()) {
                series.computeIfAbsent(List.of(entry.test(), entry.backend()), key -> new Series())
                        .add(build.build(), entry);
                if (entry.cost() > 0) {
                    spent.merge(entry.currency(), BigDecimal.valueOf(entry.cost()), BigDecimal::add);
                }
            }
        }
        List<Row> rows = new ArrayList<>();
        series.forEach((key, one) -> rows.add(one.row(key.get(0), key.get(1))));
        return new TrendSummary(rows, money(spent), Calibrations.of(builds).size());
    }

    /** The worst verdict of a set: what failed before what is open, before what passed; skipped where nothing ran. */
    public static Verdict worst(Iterable<Verdict> verdicts) {
        Verdict worst = Verdict.SKIPPED;
        for (Verdict verdict : verdicts) {
            if (WORST_FIRST.indexOf(verdict) < WORST_FIRST.indexOf(worst)) {
                worst = verdict;
            }
        }
        return worst;
    }

    private static final List<Verdict> WORST_FIRST =
            List.of(Verdict.FAIL, Verdict.NO_DATA, Verdict.INCONCLUSIVE, Verdict.PASS, Verdict.SKIPPED);

    /** {@code 12.40 USD, 3 HQC}: amounts by currency; empty where there are none. */
    public static String money(Map<String, BigDecimal> amounts) {
        List<String> parts = new ArrayList<>();
        new TreeMap<>(amounts)
                .forEach((currency, amount) -> parts.add(PlainText.money(amount) + " " + PlainText.line(currency)));
        return String.join(", ", parts);
    }

    /** What is known of one test on one backend, build after build. */
    private static final class Series {
        private final Figure score = new Figure();
        private final Figure accuracy = new Figure();
        private final Figure critical = new Figure();
        private final Map<String, BigDecimal> cost = new TreeMap<>();
        private int builds;
        private int last;
        private long shots;
        private Verdict verdict = Verdict.SKIPPED;

        void add(int build, Entry entry) {
            builds++;
            last = build;
            verdict = worst(entry.verdicts().values());
            score.add(entry.score());
            accuracy.add(entry.accuracy());
            critical.add(entry.criticalNoise());
            shots += entry.shots();
            if (entry.cost() > 0) {
                cost.merge(entry.currency(), BigDecimal.valueOf(entry.cost()), BigDecimal::add);
            }
        }

        Row row(String test, String backend) {
            return new Row(
                    test,
                    backend,
                    builds,
                    last,
                    verdict,
                    score.toString(),
                    accuracy.toString(),
                    critical.toString(),
                    PlainText.count(shots),
                    cost.isEmpty() ? PlainText.NOTHING : money(cost));
        }
    }

    private static final class Figure {
        private double newest = Double.NaN;
        private double least = Double.NaN;
        private double most = Double.NaN;

        void add(double value) {
            if (Double.isFinite(value)) {
                newest = value;
                least = Double.isNaN(least) ? value : Math.min(least, value);
                most = Double.isNaN(most) ? value : Math.max(most, value);
            }
        }

        @Override
        public String toString() {
            return least < most
                    ? PlainText.number(newest) + " (" + PlainText.number(least) + ".." + PlainText.number(most) + ")"
                    : PlainText.number(newest);
        }
    }
}
