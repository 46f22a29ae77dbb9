package io.jenkins.plugins.quantum.engine.report;

import io.jenkins.plugins.quantum.engine.gate.Plot;
import java.util.ArrayList;
import java.util.List;

/**
 * A plot as a table: the same numbers for those who cannot see it, and for terminals.
 *
 * @param head
 *     names of the columns
 * @param rows
 *     as many cells as the head has
 */
record PlotTable(String title, List<String> head, List<List<String>> rows) {
    private static final int MOST_COLUMNS = 12;

    PlotTable {
        head = List.copyOf(head);
        rows = List.copyOf(rows);
    }

    static PlotTable of(Plot plot) {
        if (plot instanceof Plot.Curve curve) {
            return curve(curve);
        }
        if (plot instanceof Plot.Heat heat) {
            return heat(heat);
        }
        return bars((Plot.Bars) plot);
    }

    private static PlotTable curve(Plot.Curve curve) {
        List<List<String>> rows = new ArrayList<>();
        for (Plot.Series series : curve.series()) {
            for (Plot.Point point : series.points()) {
                rows.add(List.of(
                        series.name(),
                        PlainText.number(point.x()),
                        PlainText.number(point.y()),
                        PlainText.number(point.lower()) + " .. " + PlainText.number(point.upper())));
            }
        }
        if (Double.isFinite(curve.line())) {
            rows.add(List.of("line", PlainText.NOTHING, PlainText.number(curve.line()), PlainText.NOTHING));
        }
        for (Plot.Mark mark : curve.marks()) {
            rows.add(List.of(mark.name(), PlainText.number(mark.x()), PlainText.NOTHING, PlainText.NOTHING));
        }
        return new PlotTable(curve.title(), List.of("series", curve.xLabel(), curve.yLabel(), "interval"), rows);
    }

    /** The first rows and columns: a table of thousands of numbers is read by nobody. */
    private static PlotTable heat(Plot.Heat heat) {
        int columns = Math.min(MOST_COLUMNS, heat.columns().size());
        List<String> head = new ArrayList<>();
        head.add("");
        head.addAll(heat.columns().subList(0, columns));
        List<List<String>> rows = new ArrayList<>();
        for (int i = heat.rows().size() - 1; i >= Math.max(0, heat.rows().size() - MOST_COLUMNS); i--) {
            List<String> row = new ArrayList<>();
            row.add(heat.rows().get(i));
            heat.values().get(i).subList(0, columns).forEach(value -> row.add(PlainText.number(value)));
            rows.add(row);
        }
        return new PlotTable(heat.title(), head, rows);
    }

    private static PlotTable bars(Plot.Bars bars) {
        List<String> head = new ArrayList<>();
        head.add("");
        bars.groups().forEach(group -> head.add(group.name() + " (" + bars.yLabel() + ")"));
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < bars.categories().size(); i++) {
            List<String> row = new ArrayList<>();
            row.add(bars.categories().get(i));
            for (Plot.Group group : bars.groups()) {
                row.add(
                        i < group.values().size()
                                ? PlainText.number(group.values().get(i))
                                : PlainText.NOTHING);
            }
            rows.add(row);
        }
        return new PlotTable(bars.title(), head, rows);
    }
}
