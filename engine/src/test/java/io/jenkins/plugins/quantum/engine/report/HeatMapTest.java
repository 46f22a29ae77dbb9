package io.jenkins.plugins.quantum.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.quantum.engine.gate.Plot;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeatMapTest {
    private static final Plot HEAT = new Plot.Heat(
            "Kernel", List.of("a 1", "b {2}"), List.of("b {2}", "a 1"), List.of(List.of(.25, 1.0), List.of(1.0, .25)));

    @Test
    void shouldDrawEveryCellAtItsPlace() {
        JsonNode option = Charts.option(HEAT, ChartTheme.LIGHT);

        assertThat(option.at("/series/0/type").asText()).isEqualTo("heatmap");
        assertThat(option.at("/series/0/data")).hasToString("[[0,0,0.25],[1,0,1.0],[0,1,1.0],[1,1,0.25]]");
        assertThat(option.at("/visualMap/max").asInt()).isEqualTo(1);
        assertThat(option.at("/xAxis/data/1").asText()).isEqualTo("b (2)");
        assertThat(option.at("/yAxis/data/1").asText()).isEqualTo("a 1");
    }

    @Test
    void shouldShowTheSameNumbersAsATableFromTheTop() {
        PlotTable table = PlotTable.of(HEAT);

        assertThat(table.head()).containsExactly("", "a 1", "b {2}");
        assertThat(table.rows().get(0)).containsExactly("a 1", PlainText.number(1), PlainText.number(.25));
        var wide = new Plot.Heat(
                "Kernel",
                Collections.nCopies(40, "c"),
                Collections.nCopies(40, "r"),
                Collections.nCopies(40, Collections.nCopies(40, .5)));
        assertThat(PlotTable.of(wide).rows()).hasSize(12).allSatisfy(row -> assertThat(row)
                .hasSize(13));
    }

    @Test
    void shouldReadWhatItWrote() throws Exception {
        var json = new ObjectMapper();
        assertThat(json.readValue(json.writeValueAsString(HEAT), Plot.class)).isEqualTo(HEAT);
    }
}
