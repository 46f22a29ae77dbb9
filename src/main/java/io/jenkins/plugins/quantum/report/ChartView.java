package io.jenkins.plugins.quantum.report;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.quantum.engine.gate.Plot;
import io.jenkins.plugins.quantum.engine.report.ChartTheme;
import io.jenkins.plugins.quantum.engine.report.Charts;
import io.jenkins.plugins.quantum.engine.report.CostSteps;
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
 * @param words
 *     what it shows, for those who cannot see it
 * @param light
 *     options on a light page
 * @param dark
 *     options on a dark page
 * @param table
 *     its numbers; no row where the page shows them elsewhere
 */
public record ChartView(String title, String words, String light, String dark, PageText.Table table) {
    private static final PageText.Table NO_NUMBERS = new PageText.Table(List.of(), List.of());

    private static ChartView of(String title, JsonNode light, JsonNode dark, PageText.Table table) {
        return new ChartView(
                title, light.at("/aria/label/description").asText(title), light.toString(), dark.toString(), table);
    }

    /** A plot. */
    @NonNull
    public static ChartView of(Plot plot) {
        return of(
                PageText.title(plot),
                Charts.option(plot, ChartTheme.LIGHT),
                Charts.option(plot, ChartTheme.DARK),
                PageText.table(plot));
    }

    /** Where the money went. */
    @NonNull
    static ChartView of(CostSteps cost) {
        return of(
                cost.title(),
                Charts.waterfall(cost, ChartTheme.LIGHT),
                Charts.waterfall(cost, ChartTheme.DARK),
                PageText.table(cost));
    }

    /** Trends over builds; none before the second one. */
    @NonNull
    static List<ChartView> trends(List<TrendLine> lines, boolean money) {
        if (lines.size() < 2) {
            return List.of();
        }
        var dark = TrendCharts.options(lines, ChartTheme.DARK);
        List<ChartView> views = new ArrayList<>();
        TrendCharts.options(lines, ChartTheme.LIGHT).forEach((key, light) -> {
            if (shown(key, money)) {
                views.add(of(trend(key), light, dark.get(key), NO_NUMBERS));
            }
        });
        return views;
    }

    /** Whether a trend is for the user's eyes. */
    static boolean shown(String key, boolean money) {
        return money || !key.equals("cost");
    }

    /** The heading of a trend. */
    static String trend(String key) {
        return switch (key) {
            case "score" -> Messages.Trend_Score();
            case "accuracy" -> Messages.Trend_Accuracy();
            case "critical-noise" -> Messages.Trend_CriticalNoise();
            case "shots" -> Messages.Trend_Shots();
            case "cost" -> Messages.Trend_Cost();
            default -> key;
        };
    }
}
