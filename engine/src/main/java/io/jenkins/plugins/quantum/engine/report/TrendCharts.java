package io.jenkins.plugins.quantum.engine.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.gate.Plot;
import io.jenkins.plugins.quantum.engine.report.TrendLine.Entry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/** Charts of headline numbers over builds. */
public final class TrendCharts {
    /** The options in light colours; see {@link #options(List, ChartTheme)}. */
    public static Map<String, ObjectNode> options(List<TrendLine> lines) {
        return options(lines, ChartTheme.LIGHT);
    }

    /**
     * ECharts options by the key of the chart, in the order to show them: {@code score}, {@code accuracy}, {@code critical-noise}, {@code shots}, {@code cost}. A chart without a
     * single number is left out, in those of shots and cost also tests that had none. New calibrations are marked.
     *
     * @param lines
     *     in any order
     */
    public static Map<String, ObjectNode> options(List<TrendLine> lines, ChartTheme theme) {
        var builds = new ArrayList<>(lines);
        builds.sort(Comparator.comparingInt(TrendLine::build));
        var charts = new TrendCharts(builds, theme);
        charts.add("score", "score", Entry::score, true);
        charts.add("accuracy", "accuracy", Entry::accuracy, true);
        charts.add("critical-noise", "critical noise, times the device's", Entry::criticalNoise, true);
        charts.add("shots", "shots", Entry::shots, false);
        charts.add("cost", "cost, " + charts.currency(), Entry::cost, false);
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

    private void add(String key, String label, ToDoubleFunction<Entry> figure, boolean zeroCounts) {
        Map<String, Double[]> byTest = new LinkedHashMap<>();
        for (int i = 0; i < builds.size(); i++) {
            for (Entry entry : builds.get(i).entries()) {
                double value = figure.applyAsDouble(entry);
                if (Double.isFinite(value)) {
                    byTest.computeIfAbsent(entry.test() + " on " + entry.backend(), name -> gaps(builds.size()))[i] =
                            value;
                }
            }
        }
        List<Plot.Group> groups = new ArrayList<>();
        byTest.forEach((name, values) -> {
            if (zeroCounts || Arrays.stream(values).anyMatch(value -> value > 0)) {
                groups.add(new Plot.Group(name, List.of(values)));
            }
        });
        if (!groups.isEmpty()) {
            ObjectNode option = Charts.lines(label, steps, groups, marks, theme);
            ((ObjectNode) option.get("yAxis")).put("scale", zeroCounts); // sums are read against nothing spent
            options.put(key, option);
        }
    }

    private static Double[] gaps(int builds) {
        Double[] values = new Double[builds];
        Arrays.fill(values, Double.NaN);
        return values;
    }
}
