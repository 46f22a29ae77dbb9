package io.jenkins.plugins.quantum.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.gate.Plot;
import io.jenkins.plugins.quantum.engine.testkit.Results;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChartsTest {
    private static Plot plot(int test, int gate) {
        return Results.failed()
                .tests()
                .get(test)
                .gates()
                .get(gate)
                .finding()
                .plots()
                .get(0);
    }

    private static List<String> texts(JsonNode nodes, String key) {
        List<String> texts = new ArrayList<>();
        nodes.forEach(node -> texts.add(node.path(key).asText()));
        return texts;
    }

    @Test
    void shouldDrawACurveWithItsBandLineAndMarks() {
        JsonNode option = Charts.option(plot(1, 1), ChartTheme.LIGHT);
        assertThat(texts(option.get("series"), "name"))
                .containsExactly("interval 1", "interval 1", "accuracy", "marks");
        assertThat(option.at("/series/2/data/3")).hasToString("[1.5,0.8145]");
        assertThat(option.at("/series/0/data/3")).hasToString("[0.7965,1.5]");
        assertThat(option.at("/series/1/data/3")).hasToString("[0.036,1.5]");
        assertThat(option.at("/series/1/encode")).hasToString("{\"x\":1,\"y\":0}");
        JsonNode marks = option.at("/series/3/markLine/data");
        assertThat(texts(marks, "name")).containsExactly("line 0.85", "critical noise 1.2", "asked for 1.5");
        assertThat(marks.at("/0/yAxis").asDouble()).isEqualTo(0.85);
        assertThat(marks.at("/1/xAxis").asDouble()).isEqualTo(1.2);
        assertThat(option.at("/legend/data")).hasToString("[\"accuracy\"]");
    }

    @Test
    void shouldWidenTheAxesToLineAndMarks() {
        var far = new Plot.Curve("t", "x", "y", List.of(), 0.9, List.of(new Plot.Mark("m", 7)));
        assertThat(Charts.option(far, ChartTheme.DARK).at("/series/0/data")).hasToString("[[0.0,0.9],[7.0,0.9]]");
    }

    @Test
    void shouldDrawBarsSideBySideWithPatterns() {
        JsonNode option = Charts.option(plot(0, 0), ChartTheme.DARK);
        assertThat(texts(option.get("series"), "name")).containsExactly("ideal", "heron-r2");
        assertThat(option.at("/xAxis/data")).hasSize(8);
        assertThat(option.at("/aria/decal/show").asBoolean()).isTrue();
        assertThat(option.at("/series/1/data/0").asDouble()).isEqualTo(0.4871);
    }

    @Test
    void shouldTakeItsColoursFromTheTheme() {
        String light = Charts.option(plot(1, 1), ChartTheme.LIGHT).toString();
        String dark = Charts.option(plot(1, 1), ChartTheme.DARK).toString();
        assertThat(light)
                .contains(ChartTheme.LIGHT.text(), ChartTheme.LIGHT.line())
                .doesNotContain(ChartTheme.DARK.text());
        assertThat(dark)
                .contains(ChartTheme.DARK.text(), ChartTheme.DARK.line())
                .doesNotContain(ChartTheme.LIGHT.text());
    }

    @Test
    void shouldTellManySeriesApartByColourStyleAndSymbol() {
        List<Plot.Series> series = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            series.add(new Plot.Series("s" + i, List.of(new Plot.Point(0, i, i, i))));
        }
        JsonNode option = Charts.option(new Plot.Curve("t", "x", "y", series, Double.NaN, List.of()), ChartTheme.LIGHT);
        assertThat(option.at("/series/0/lineStyle/color")).isNotEqualTo(option.at("/series/1/lineStyle/color"));
        assertThat(option.at("/series/0/symbol").asText())
                .isNotEqualTo(option.at("/series/6/symbol").asText());
        assertThat(option.at("/series/1/lineStyle/type").asText()).isEqualTo("dashed");
    }

    @Test
    void shouldLeaveGapsForNumbersThatAreNone() {
        var gate = Results.hostileRun().tests().get(0).gates().get(0);
        JsonNode curve = Charts.option(gate.finding().plots().get(0), ChartTheme.LIGHT);
        assertThat(curve.at("/series/0/data")).hasToString("[[0.0,null],[1.0,0.5]]");
        assertThat(curve.at("/series/1/markLine/data")).isEmpty();
        JsonNode bars = Charts.option(gate.finding().plots().get(1), ChartTheme.LIGHT);
        assertThat(bars.at("/series/0/data")).hasToString("[null]");
        assertThat(bars.toString()).doesNotContain("{{x}}");
    }

    @Test
    void shouldDrawTrendsOverBuildsWithGaps() {
        var lines = List.of(
                TrendLine.of(Results.failed(), 12, 2),
                TrendLine.of(Results.passed(), 11, 1),
                TrendLine.of(Results.empty(), 13, 3));
        var options = TrendCharts.options(lines);
        assertThat(options).containsOnlyKeys("score", "accuracy", "critical-noise", "shots", "cost");
        JsonNode accuracy = options.get("accuracy");
        assertThat(accuracy.at("/xAxis/data")).hasToString("[\"#11\",\"#12\",\"#13\"]");
        assertThat(texts(accuracy.get("series"), "name")).startsWith("iris on builtin", "iris on garnet");
        assertThat(accuracy.at("/series/0/data")).hasToString("[0.9125,0.8712,null]");
        assertThat(accuracy.at("/series/1/data")).hasToString("[null,0.8,null]");
        assertThat(options.get("cost").at("/yAxis/name").asText()).isEqualTo("cost, USD");
        assertThat(TrendCharts.options(List.of())).isEmpty();
    }
}
