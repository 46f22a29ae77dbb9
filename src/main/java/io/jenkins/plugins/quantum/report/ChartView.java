package io.jenkins.plugins.quantum.report;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.quantum.engine.gate.Plot;
import io.jenkins.plugins.quantum.engine.report.ChartTheme;
import io.jenkins.plugins.quantum.engine.report.Charts;
import io.jenkins.plugins.quantum.engine.report.PageText;
import io.jenkins.plugins.quantum.engine.report.TrendCharts;
import io.jenkins.plugins.quantum.engine.report.TrendLine;
import java.util.ArrayList;
import java.util.List;

/**
 * A chart for {@code charts.js}: ECharts options as JSON, which the page puts into attributes.
 *
 * @param title
 *     heading
 * @param light
 *     options on a light page
 * @param dark
 *     options on a dark page
 */
public record ChartView(String title, String light, String dark) {
    private static ChartView of(String title, JsonNode light, JsonNode dark) {
        return new ChartView(title, light.toString(), dark.toString());
    }

    /** A plot. */
    @NonNull
    public static ChartView of(Plot plot) {
        return of(PageText.title(plot), Charts.option(plot, ChartTheme.LIGHT), Charts.option(plot, ChartTheme.DARK));
    }

    /** Trends over builds; none before the second one. */
    @NonNull
    static List<ChartView> trends(List<TrendLine> lines) {
        if (lines.size() < 2) {
            return List.of();
        }
        var dark = TrendCharts.options(lines, ChartTheme.DARK);
        List<ChartView> views = new ArrayList<>();
        TrendCharts.options(lines, ChartTheme.LIGHT)
                .forEach((key, light) -> views.add(of(title(key), light, dark.get(key))));
        return views;
    }

    private static String title(String key) {
        return switch (key) {
            case "score" -> Messages.Trend_Score();
            case "accuracy" -> Messages.Trend_Accuracy();
            case "critical-noise" -> Messages.Trend_CriticalNoise();
            case "cost" -> Messages.Trend_Cost();
            default -> key;
        };
    }
}
