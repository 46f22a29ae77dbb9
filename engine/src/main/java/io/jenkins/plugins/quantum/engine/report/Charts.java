package io.jenkins.plugins.quantum.engine.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.gate.Plot;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/**
 * Options of ECharts 5 as plain JSON, without functions: drawn by the HTML report and by Jenkins' pages alike. Titles are left to the page.
 */
public final class Charts {
    private static final MathContext SHOWN = new MathContext(6);
    private static final int LONGEST_NAME = 60;
    private static final int LABEL_ROW = 16;
    private static final int MARGIN = 8;
    private static final int TOP = 58;
    private static final int X_NAME_GAP = 28;
    private static final int HEAT_SCALE = 72;
    private static final int MOST_SYMBOLS = 120;
    private static final int MOST_LABELS = 8;
    private static final List<String> LINE_STYLES = List.of("solid", "dashed", "dotted");
    private static final List<String> SYMBOLS = List.of("circle", "rect", "triangle", "diamond");

    private final ChartTheme theme;

    private Charts(ChartTheme theme) {
        this.theme = theme;
    }

    /** The option of a plot. Numbers that are not finite leave a gap. */
    public static ObjectNode option(Plot plot, ChartTheme theme) {
        var charts = new Charts(theme);
        if (plot instanceof Plot.Curve curve) {
            return charts.curve(curve);
        }
        return plot instanceof Plot.Heat heat ? charts.heat(heat) : charts.bars((Plot.Bars) plot);
    }

    /** A vertical line at a step. */
    record StepMark(int step, String name) {}

    /**
     * A line over named steps.
     *
     * @param values
     *     one for each step; NaN leaves a gap
     * @param lower
     *     lower ends of its intervals, NaN where there is none; empty where it has none at all
     * @param upper
     *     upper ends
     */
    record StepLine(String name, List<Double> values, List<Double> lower, List<Double> upper) {
        StepLine {
            values = List.copyOf(values);
            lower = List.copyOf(lower);
            upper = List.copyOf(upper);
        }
    }

    /**
     * Lines over named steps, for example builds.
     *
     * @param words
     *     the chart in words, for those who cannot see it
     */
    static ObjectNode lines(
            String yLabel,
            String words,
            List<String> steps,
            List<StepLine> lines,
            List<StepMark> marks,
            ChartTheme theme) {
        var charts = new Charts(theme);
        ObjectNode option = charts.steps(yLabel, steps, lines);
        ((ObjectNode) option.get("aria")).putObject("label").put("description", words);
        ArrayNode series = (ArrayNode) option.get("series");
        charts.marks(series, marks);
        for (int i = 0; i < lines.size(); i++) {
            charts.stepBand(series, lines.get(i), i);
        }
        return option;
    }

    private void stepBand(ArrayNode series, StepLine line, int index) {
        if (line.lower().stream().noneMatch(Double::isFinite)) {
            return;
        }
        ObjectNode lower = bandPart(series.addObject(), index);
        ObjectNode width = bandPart(series.addObject(), index);
        width.putObject("areaStyle").put("color", theme.series(index)).put("opacity", 0.2);
        ArrayNode from = lower.putArray("data");
        ArrayNode wide = width.putArray("data");
        for (int i = 0; i < line.lower().size(); i++) {
            number(from, line.lower().get(i));
            number(wide, line.upper().get(i) - line.lower().get(i));
        }
    }

    /** Where the money went: each part beside the next, on the height of those before it; the total last. */
    public static ObjectNode waterfall(CostSteps cost, ChartTheme theme) {
        return new Charts(theme).falls(cost);
    }

    private ObjectNode curve(Plot.Curve curve) {
        ObjectNode option = base();
        int labels = LABEL_ROW * curve.marks().size();
        ((ObjectNode) option.get("grid")).put("top", TOP + labels).put("bottom", 2 * LABEL_ROW);
        ObjectNode x = axis(option.putObject("xAxis"), "value", curve.xLabel());
        x.put("nameLocation", "middle").put("nameGap", X_NAME_GAP);
        ((ObjectNode) x.get("nameTextStyle")).put("align", "center");
        axis(option.putObject("yAxis"), "value", curve.yLabel())
                .put("scale", true)
                .put("nameGap", MARGIN + labels);
        option.putObject("tooltip")
                .put("trigger", "item")
                .put("renderMode", "richText")
                .put("confine", true);
        tooltipColours(option);
        ArrayNode names = legend(option);
        ArrayNode series = option.putArray("series");
        for (int i = 0; i < curve.series().size(); i++) {
            Plot.Series one = curve.series().get(i);
            names.add(name(one.name()));
            if (one.points().stream().anyMatch(Charts::hasBand)) {
                band(series, one, i);
            }
            line(series.addObject(), name(one.name()), i).set("data", points(one));
        }
        marks(series, curve);
        return option;
    }

    /** The interval: an invisible line at its lower end, and its width stacked on top as an area. */
    private void band(ArrayNode series, Plot.Series one, int index) {
        ObjectNode lower = swapped(bandPart(series.addObject(), index));
        ObjectNode width = swapped(bandPart(series.addObject(), index));
        width.putObject("areaStyle").put("color", theme.series(index)).put("opacity", 0.2);
        ArrayNode from = lower.putArray("data");
        ArrayNode wide = width.putArray("data");
        for (Plot.Point point : one.points()) {
            boolean known = hasBand(point);
            pair(from, known ? point.lower() : Double.NaN, point.x());
            pair(wide, known ? point.upper() - point.lower() : Double.NaN, point.x());
        }
    }

    /** Its points are y before x, because on two axes of numbers ECharts stacks the first dimension. */
    private static ObjectNode swapped(ObjectNode part) {
        part.putObject("encode").put("x", 1).put("y", 0);
        return part;
    }

    private static ObjectNode bandPart(ObjectNode part, int index) {
        part.put("type", "line").put("name", "interval " + (index + 1)).put("stack", "interval " + (index + 1));
        part.put("stackStrategy", "all")
                .put("symbol", "none")
                .put("silent", true)
                .put("animation", false);
        part.putObject("lineStyle").put("opacity", 0);
        part.putObject("tooltip").put("show", false);
        part.putObject("emphasis").put("disabled", true);
        return part;
    }

    private static boolean hasBand(Plot.Point point) {
        return Double.isFinite(point.lower()) && Double.isFinite(point.upper()) && point.upper() > point.lower();
    }

    private static ArrayNode points(Plot.Series series) {
        ArrayNode data = JsonNodeFactory.instance.arrayNode();
        series.points().forEach(point -> pair(data, point.x(), point.y()));
        return data;
    }

    private static void pair(ArrayNode data, double first, double second) {
        number(number(data.addArray(), first), second);
    }

    private ObjectNode line(ObjectNode series, String name, int index) {
        series.put("type", "line").put("name", name).put("connectNulls", false);
        series.put("symbol", SYMBOLS.get(index % SYMBOLS.size()))
                .put("symbolSize", 7)
                .put("showSymbol", true);
        series.putObject("itemStyle").put("color", theme.series(index));
        series.putObject("lineStyle")
                .put("color", theme.series(index))
                .put("width", 2)
                .put("type", LINE_STYLES.get(index % LINE_STYLES.size()));
        return series;
    }

    /** A series of its own, whose invisible points widen the axes until line and marks are within. */
    private void marks(ArrayNode series, Plot.Curve curve) {
        ObjectNode carrier =
                series.addObject().put("type", "line").put("name", "marks").put("silent", true);
        carrier.put("symbol", "none").putObject("lineStyle").put("opacity", 0);
        ArrayNode within = carrier.putArray("data");
        ObjectNode lines = carrier.putObject("markLine").put("silent", true).put("symbol", "none");
        lines.put("animation", false);
        ArrayNode data = lines.putArray("data");
        double x = firstX(curve);
        if (Double.isFinite(curve.line())) {
            ObjectNode line = mark(data, "line " + PlainText.number(curve.line()), theme.line(), "solid");
            line.put("yAxis", shown(curve.line()));
            ((ObjectNode) line.get("label")).put("position", "insideEndTop");
            pair(within, x, curve.line());
        }
        double y = Double.isFinite(curve.line()) ? curve.line() : firstY(curve);
        for (int i = 0; i < curve.marks().size(); i++) {
            Plot.Mark at = curve.marks().get(i);
            if (Double.isFinite(at.x())) {
                ObjectNode line = mark(data, name(at.name()) + " " + PlainText.number(at.x()), theme.mark(), "dashed");
                line.put("xAxis", shown(at.x()));
                ((ObjectNode) line.get("label")).put("position", "end").put("distance", 3 + i * LABEL_ROW);
                pair(within, at.x(), y);
            }
        }
    }

    private static double firstX(Plot.Curve curve) {
        return curve.series().stream()
                .flatMap(one -> one.points().stream())
                .mapToDouble(Plot.Point::x)
                .findFirst()
                .orElse(0);
    }

    private static double firstY(Plot.Curve curve) {
        return curve.series().stream()
                .flatMap(one -> one.points().stream())
                .mapToDouble(Plot.Point::y)
                .filter(Double::isFinite)
                .findFirst()
                .orElse(0);
    }

    private static ObjectNode mark(ArrayNode data, String name, String colour, String style) {
        ObjectNode mark = data.addObject().put("name", name);
        mark.putObject("lineStyle").put("color", colour).put("type", style).put("width", 1.5);
        mark.putObject("label").put("formatter", "{b}").put("color", colour).put("fontWeight", "bold");
        return mark;
    }

    private ObjectNode bars(Plot.Bars bars) {
        ObjectNode option = base();
        ObjectNode categories = axis(option.putObject("xAxis"), "category", "");
        ArrayNode names = categories.putArray("data");
        bars.categories().forEach(category -> names.add(name(category)));
        ((ObjectNode) categories.get("axisLabel")).put("hideOverlap", true);
        axis(option.putObject("yAxis"), "value", bars.yLabel());
        option.putObject("tooltip")
                .put("trigger", "axis")
                .put("renderMode", "richText")
                .put("confine", true);
        tooltipColours(option);
        ObjectNode aria = option.putObject("aria").put("enabled", true);
        aria.putObject("decal").put("show", bars.groups().size() > 1);
        ArrayNode legend = legend(option);
        ArrayNode series = option.putArray("series");
        for (int i = 0; i < bars.groups().size(); i++) {
            Plot.Group group = bars.groups().get(i);
            legend.add(name(group.name()));
            ObjectNode bar = series.addObject().put("type", "bar").put("name", name(group.name()));
            bar.put("barGap", "5%").put("barMaxWidth", 48);
            bar.putObject("itemStyle").put("color", theme.series(i));
            ArrayNode data = bar.putArray("data");
            group.values().forEach(value -> number(data, value));
        }
        return option;
    }

    private ObjectNode heat(Plot.Heat heat) {
        ObjectNode option = base();
        ((ObjectNode) option.get("grid")).put("top", MARGIN).put("right", HEAT_SCALE);
        ArrayNode columns = axis(option.putObject("xAxis"), "category", "").putArray("data");
        heat.columns().forEach(column -> columns.add(name(column)));
        ArrayNode rows = axis(option.putObject("yAxis"), "category", "").putArray("data");
        heat.rows().forEach(row -> rows.add(name(row)));
        option.putObject("tooltip")
                .put("trigger", "item")
                .put("renderMode", "richText")
                .put("confine", true);
        tooltipColours(option);
        ObjectNode scale = option.putObject("visualMap").put("min", 0).put("max", 1);
        scale.put("calculable", true).put("right", 0).put("top", "center");
        scale.putObject("textStyle").put("color", theme.text());
        scale.putObject("inRange").putArray("color").add(theme.surface()).add(theme.series(0));
        ObjectNode series = option.putArray("series").addObject().put("type", "heatmap");
        ArrayNode data = series.putArray("data");
        for (int row = 0; row < heat.values().size(); row++) {
            for (int column = 0; column < heat.values().get(row).size(); column++) {
                number(
                        data.addArray().add(column).add(row),
                        heat.values().get(row).get(column));
            }
        }
        return option;
    }

    private ObjectNode steps(String yLabel, List<String> steps, List<StepLine> lines) {
        ObjectNode option = base();
        ArrayNode names = axis(option.putObject("xAxis"), "category", "").putArray("data");
        steps.forEach(names::add);
        axis(option.putObject("yAxis"), "value", yLabel).put("scale", true);
        option.putObject("tooltip")
                .put("trigger", "axis")
                .put("renderMode", "richText")
                .put("confine", true);
        tooltipColours(option);
        ArrayNode legend = legend(option);
        ArrayNode series = option.putArray("series");
        for (int i = 0; i < lines.size(); i++) {
            legend.add(name(lines.get(i).name()));
            ObjectNode line = line(series.addObject(), name(lines.get(i).name()), i);
            if (steps.size() > MOST_SYMBOLS) {
                line.put("showSymbol", false).put("sampling", "minmax");
            }
            ArrayNode data = line.putArray("data");
            lines.get(i).values().forEach(value -> number(data, value));
        }
        return option;
    }

    private void marks(ArrayNode series, List<StepMark> marks) {
        if (marks.isEmpty()) {
            return;
        }
        ObjectNode carrier =
                series.addObject().put("type", "line").put("name", "marks").put("silent", true);
        carrier.putArray("data");
        ObjectNode lines = carrier.putObject("markLine").put("silent", true).put("symbol", "none");
        lines.put("animation", false);
        ArrayNode data = lines.putArray("data");
        for (StepMark at : marks) {
            ObjectNode mark = mark(data, name(at.name()), theme.mark(), "dashed");
            mark.put("xAxis", at.step());
            ObjectNode label = (ObjectNode) mark.get("label");
            label.put("show", marks.size() <= MOST_LABELS)
                    .put("position", "insideEndTop")
                    .put("fontWeight", "normal")
                    .put("fontSize", 11);
        }
    }

    private ObjectNode falls(CostSteps cost) {
        ObjectNode option = base();
        ((ObjectNode) option.get("grid")).put("top", MARGIN).put("right", 3 * LABEL_ROW);
        ObjectNode y = axis(option.putObject("yAxis"), "category", "").put("inverse", true);
        ArrayNode names = y.putArray("data");
        ((ObjectNode) y.get("axisLabel")).put("width", 190).put("overflow", "truncate");
        ObjectNode x = axis(option.putObject("xAxis"), "value", cost.currency());
        x.put("nameLocation", "middle").put("nameGap", X_NAME_GAP);
        ((ObjectNode) option.get("grid")).put("bottom", 2 * LABEL_ROW);
        ((ObjectNode) x.get("nameTextStyle")).put("align", "center");
        option.putObject("tooltip").put("show", false);
        tooltipColours(option);
        ArrayNode series = option.putArray("series");
        ArrayNode under = fallPart(series, "before").putArray("data");
        ObjectNode shown = fallPart(series, "cost");
        shown.putObject("label").put("show", true).put("position", "right").put("color", theme.text());
        ArrayNode parts = shown.putArray("data");
        for (CostSteps.Step step : cost.steps()) {
            names.add(name(step.name()));
            under.add(shown(Math.min(step.from(), step.to())));
            fall(parts, step.amount(), step.amount() < 0 ? theme.mark() : theme.series(0));
        }
        names.add("spent");
        under.add(0);
        fall(parts, cost.spent(), theme.series(1));
        return option;
    }

    private static ObjectNode fallPart(ArrayNode series, String name) {
        ObjectNode part =
                series.addObject().put("type", "bar").put("name", name).put("stack", "cost");
        part.put("silent", true).put("barMaxWidth", 22);
        if (name.equals("before")) {
            part.putObject("itemStyle").put("color", "transparent");
        }
        return part;
    }

    private static void fall(ArrayNode parts, double amount, String colour) {
        ObjectNode part = parts.addObject().put("value", shown(Math.abs(amount)));
        part.putObject("itemStyle").put("color", colour);
        part.putObject("label").put("formatter", PlainText.number(amount));
    }

    private ObjectNode base() {
        ObjectNode option = JsonNodeFactory.instance.objectNode();
        option.put("animation", false).put("backgroundColor", "transparent");
        option.putObject("aria").put("enabled", true);
        option.putObject("textStyle").put("color", theme.text());
        option.putObject("grid")
                .put("left", MARGIN)
                .put("right", 2 * MARGIN)
                .put("top", TOP)
                .put("bottom", MARGIN)
                .put("containLabel", true);
        return option;
    }

    private void tooltipColours(ObjectNode option) {
        ObjectNode tooltip = (ObjectNode) option.get("tooltip");
        tooltip.put("backgroundColor", theme.surface()).put("borderColor", theme.axis());
        tooltip.putObject("textStyle").put("color", theme.text());
    }

    private ObjectNode axis(ObjectNode axis, String type, String label) {
        axis.put("type", type).put("name", name(label));
        axis.putObject("nameTextStyle").put("color", theme.text()).put("align", "left");
        axis.putObject("axisLabel").put("color", theme.text());
        axis.putObject("axisLine").putObject("lineStyle").put("color", theme.axis());
        axis.putObject("splitLine").putObject("lineStyle").put("color", theme.grid());
        return axis;
    }

    private ArrayNode legend(ObjectNode option) {
        ObjectNode legend =
                option.putObject("legend").put("type", "scroll").put("top", 0).put("right", 8);
        legend.putObject("textStyle").put("color", theme.text());
        legend.put("pageIconColor", theme.text()).putObject("pageTextStyle").put("color", theme.text());
        return legend.putArray("data");
    }

    /** ECharts reads braces in names as placeholders. */
    private static String name(String text) {
        return PlainText.line(text, LONGEST_NAME).replace('{', '(').replace('}', ')');
    }

    private static ArrayNode number(ArrayNode array, double value) {
        return Double.isFinite(value) ? array.add(shown(value)) : array.addNull();
    }

    private static double shown(double value) {
        return new BigDecimal(value).round(SHOWN).doubleValue();
    }
}
