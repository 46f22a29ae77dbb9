package io.jenkins.plugins.quantum.engine.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.report.TrendLine.Entry;
import io.jenkins.plugins.quantum.engine.report.TrendLine.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Charts of headline numbers over builds. */
public final class TrendCharts {
    private static final int MOST_TOLD = 8;
    private static final double HEADROOM = 0.25; // of the range, about what a chart adds above its highest figure
    private static final Set<String> SHARES = Set.of("score", "accuracy");

    /** The options in light colours; see {@link #options(List, ChartTheme)}. */
    public static Map<String, ObjectNode> options(List<TrendLine> lines) {
        return options(lines, ChartTheme.LIGHT);
    }

    /**
     * ECharts options by the key of the chart, in the order to show them: {@code score}, {@code accuracy}, {@code critical-noise}, {@code shots}, {@code cost}. A chart without a
     * single number is left out, in those of shots and cost also tests that had none. New calibrations are marked, intervals are bands, and each chart says in words what it shows.
     *
     * @param lines
     *     in any order
     */
    public static Map<String, ObjectNode> options(List<TrendLine> lines, ChartTheme theme) {
        var builds = new ArrayList<>(lines);
        builds.sort(Comparator.comparingInt(TrendLine::build));
        var charts = new TrendCharts(builds, theme);
        charts.add("score", "score", "score", Entry::score, true);
        charts.add("accuracy", "accuracy", "accuracy", Entry::accuracy, true);
        charts.add("critical-noise", "critical noise, times the device's", "criticalNoise", Entry::criticalNoise, true);
        charts.add("shots", "shots", "", Entry::shots, false);
        charts.add("cost", "cost, " + charts.currency(), "", Entry::cost, false);
        return Collections.unmodifiableMap(charts.options);
    }

    private final Map<String, ObjectNode> options = new LinkedHashMap<>();
    private final List<TrendLine> builds;
    private final List<String> steps;
    private final List<Charts.StepMark> marks;
    private final ChartTheme theme;

    private TrendCharts(List<TrendLine> builds, ChartTheme theme) {
        this.builds = builds;
        this.steps = builds.stream().map(build -> "#" + build.build()).toList();
        this.marks = Calibrations.of(builds).stream()
                .map(change -> new Charts.StepMark(change.step(), change.text()))
                .toList();
        this.theme = theme;
    }

    private String currency() {
        var all = new TreeSet<String>();
        builds.forEach(build ->
                build.entries().stream().filter(entry -> entry.cost() > 0).forEach(entry -> all.add(entry.currency())));
        return String.join(" / ", all);
    }

    private void add(String key, String label, String interval, ToDoubleFunction<Entry> figure, boolean zeroCounts) {
        Map<String, Drawn> byTest = new LinkedHashMap<>();
        for (int i = 0; i < builds.size(); i++) {
            for (Entry entry : builds.get(i).entries()) {
                double value = figure.applyAsDouble(entry);
                if (Double.isFinite(value)) {
                    byTest.computeIfAbsent(
                                    entry.test() + " on " + entry.backend(), name -> new Drawn(name, builds.size()))
                            .put(i, value, entry.intervals().get(interval));
                }
            }
        }
        List<Drawn> drawn = byTest.values().stream()
                .filter(one -> zeroCounts || one.positive())
                .toList();
        if (!drawn.isEmpty()) {
            ObjectNode option = Charts.lines(
                    label,
                    words(label, drawn),
                    steps,
                    drawn.stream().map(Drawn::line).toList(),
                    marks,
                    theme);
            ObjectNode axis =
                    ((ObjectNode) option.get("yAxis")).put("scale", zeroCounts); // sums are read against nothing spent
            if (SHARES.contains(key) && reachesOne(drawn)) {
                axis.put("max", 1); // equal figures would get an axis far above what a share can be
            }
            options.put(key, option);
        }
    }

    /** Whether no figure is above one, but an axis that the chart chooses would go there. */
    private static boolean reachesOne(List<Drawn> drawn) {
        DoubleSummaryStatistics all = drawn.stream()
                .flatMap(one -> Stream.of(one.values, one.lower, one.upper).flatMap(Arrays::stream))
                .mapToDouble(Double::doubleValue)
                .filter(Double::isFinite)
                .summaryStatistics();
        double range = all.getMax() - all.getMin();
        return all.getMax() <= 1 && (range == 0 || all.getMax() + HEADROOM * range > 1);
    }

    /** What the chart shows, for those who cannot see it. */
    private String words(String label, List<Drawn> drawn) {
        var words = new StringBuilder(label.substring(0, 1).toUpperCase(Locale.ROOT) + label.substring(1));
        words.append(" over ").append(PlainText.count(builds.size(), "build"));
        words.append(", ")
                .append(steps.get(0))
                .append(" to ")
                .append(steps.get(steps.size() - 1))
                .append('.');
        drawn.stream().limit(MOST_TOLD).forEach(one -> words.append(' ').append(one.words()));
        if (drawn.size() > MOST_TOLD) {
            words.append(" And ").append(drawn.size() - MOST_TOLD).append(" more lines.");
        }
        if (!marks.isEmpty()) {
            words.append(" New calibrations at ");
            words.append(marks.stream()
                    .skip(Math.max(0, marks.size() - MOST_TOLD))
                    .map(mark -> steps.get(mark.step()))
                    .collect(Collectors.joining(", ")));
            words.append(marks.size() > MOST_TOLD ? " and before." : ".");
        }
        return words.toString();
    }

    /** A line as it is collected, build after build. */
    private static final class Drawn {
        private final String name;
        private final Double[] values;
        private final Double[] lower;
        private final Double[] upper;
        private Interval newest;
        private double last;

        Drawn(String name, int builds) {
            this.name = name;
            this.values = gaps(builds);
            this.lower = gaps(builds);
            this.upper = gaps(builds);
        }

        void put(int build, double value, Interval interval) {
            values[build] = value;
            last = value;
            newest = interval;
            if (interval != null) {
                lower[build] = interval.lower();
                upper[build] = interval.upper();
            }
        }

        boolean positive() {
            return Arrays.stream(values).anyMatch(value -> value > 0);
        }

        Charts.StepLine line() {
            return new Charts.StepLine(name, List.of(values), List.of(lower), List.of(upper));
        }

        String words() {
            DoubleSummaryStatistics range = Arrays.stream(values)
                    .mapToDouble(Double::doubleValue)
                    .filter(Double::isFinite)
                    .summaryStatistics();
            String interval = newest == null ? "" : " (" + newest.text() + ")";
            return PlainText.line(name) + ": newest " + PlainText.number(last) + interval + ", lowest "
                    + PlainText.number(range.getMin()) + ", highest " + PlainText.number(range.getMax()) + ".";
        }
    }

    private static Double[] gaps(int builds) {
        Double[] values = new Double[builds];
        Arrays.fill(values, Double.NaN);
        return values;
    }
}
