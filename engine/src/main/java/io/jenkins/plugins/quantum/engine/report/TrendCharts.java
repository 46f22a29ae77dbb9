package io.jenkins.plugins.quantum.engine.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.gate.Plot;
import io.jenkins.plugins.quantum.engine.report.TrendLine.Entry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/** Charts of headline numbers over builds. */
public final class TrendCharts {
    private TrendCharts() {}

    /** The options in light colours; see {@link #options(List, ChartTheme)}. */
    public static Map<String, ObjectNode> options(List<TrendLine> lines) {
        return options(lines, ChartTheme.LIGHT);
    }

    /**
     * ECharts options by the key of the chart, in the order to show them: {@code score}, {@code accuracy}, {@code critical-noise}, {@code cost}. A chart without a
     * single number is left out.
     *
     * @param lines
     *     in any order
     */
    public static Map<String, ObjectNode> options(List<TrendLine> lines, ChartTheme theme) {
        var builds = new ArrayList<>(lines);
        builds.sort(Comparator.comparingInt(TrendLine::build));
        Map<String, ObjectNode> options = new LinkedHashMap<>();
        add(options, "score", "score", builds, Entry::score, theme);
        add(options, "accuracy", "accuracy", builds, Entry::accuracy, theme);
        add(options, "critical-noise", "critical noise, times the device's", builds, Entry::criticalNoise, theme);
        add(options, "cost", "cost, " + currency(builds), builds, Entry::cost, theme);
        return options;
    }

    private static String currency(List<TrendLine> builds) {
        var all = new TreeSet<String>();
        builds.forEach(build -> build.entries().forEach(entry -> all.add(entry.currency())));
        return String.join(" / ", all);
    }

    private static void add(
            Map<String, ObjectNode> options,
            String key,
            String label,
            List<TrendLine> builds,
            ToDoubleFunction<Entry> figure,
            ChartTheme theme) {
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
        if (byTest.isEmpty()) {
            return;
        }
        List<Plot.Group> groups = new ArrayList<>();
        byTest.forEach((name, values) -> groups.add(new Plot.Group(name, List.of(values))));
        List<String> steps = builds.stream().map(build -> "#" + build.build()).toList();
        options.put(key, Charts.lines(label, steps, groups, theme));
    }

    private static Double[] gaps(int builds) {
        Double[] values = new Double[builds];
        java.util.Arrays.fill(values, Double.NaN);
        return values;
    }
}
