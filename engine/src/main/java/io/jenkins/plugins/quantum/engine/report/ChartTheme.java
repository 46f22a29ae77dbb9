package io.jenkins.plugins.quantum.engine.report;

import java.util.List;

/**
 * Colours of charts. Series are told apart by people who see few colours too: by hue and lightness (after Okabe and Ito's palette), and
 * besides by line style, symbol or pattern.
 *
 * @param text
 *     labels
 * @param axis
 *     axes
 * @param grid
 *     lines of the grid, fainter
 * @param surface
 *     behind tooltips
 * @param line
 *     the gate's line
 * @param mark
 *     vertical marks
 * @param series
 *     in turn
 */
public record ChartTheme(
        String text, String axis, String grid, String surface, String line, String mark, List<String> series) {
    /** On white and on paper. */
    public static final ChartTheme LIGHT = new ChartTheme(
            "#2c3440",
            "#6b7684",
            "#e3e7ec",
            "#ffffff",
            "#c4321c",
            "#5a6472",
            List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"));

    /** On a dark ground. */
    public static final ChartTheme DARK = new ChartTheme(
            "#d5dae1",
            "#8b95a3",
            "#333b46",
            "#232a33",
            "#ff8a73",
            "#a3adba",
            List.of("#56b4e9", "#e69f00", "#2fc79a", "#e49ac4", "#f0e442", "#9ab8ff"));

    public ChartTheme {
        series = List.copyOf(series);
    }

    String series(int index) {
        return series.get(index % series.size());
    }
}
