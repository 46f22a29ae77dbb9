package io.jenkins.plugins.quantum.engine.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.report.TrendLine.Entry;
import io.jenkins.plugins.quantum.engine.testkit.Results;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class TrendSummaryTest {
    private static TrendLine line(int build, String epoch, double accuracy, double cost) {
        return new TrendLine(
                build,
                1_000L * build,
                0,
                List.of(new Entry(
                        "iris",
                        "garnet",
                        epoch,
                        Double.NaN,
                        accuracy,
                        Double.NaN,
                        cost,
                        "USD",
                        1_000,
                        Map.of("accuracy", Verdict.PASS, "f1", Verdict.INCONCLUSIVE))));
    }

    @Test
    void shouldTellNewestLowestAndHighest() {
        var summary = TrendSummary.of(List.of(line(3, "b", 0.9, 0.1), line(1, "a", 0.8, 0.2), line(2, "a", 0.95, 0)));

        assertThat(summary.rows()).hasSize(1);
        var row = summary.rows().get(0);
        assertThat(row.accuracy()).isEqualTo("0.9 (0.8..0.95)");
        assertThat(row.score()).isEqualTo("–");
        assertThat(row.builds()).isEqualTo(3);
        assertThat(row.last()).isEqualTo(3);
        assertThat(row.shots()).isEqualTo("3 000");
        assertThat(row.cost()).isEqualTo("0.30 USD");
        assertThat(row.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(row.label()).isEqualTo("INCONCLUSIVE");
        assertThat(row.style()).isEqualTo("inconclusive");
        assertThat(summary.spent()).isEqualTo("0.30 USD");
        assertThat(summary.calibrations()).isEqualTo(1);
    }

    @Test
    void shouldOrderVerdictsByWhatNeedsALookFirst() {
        assertThat(TrendSummary.worst(List.of(Verdict.PASS, Verdict.NO_DATA, Verdict.INCONCLUSIVE)))
                .isEqualTo(Verdict.NO_DATA);
        assertThat(TrendSummary.worst(List.of(Verdict.SKIPPED, Verdict.PASS))).isEqualTo(Verdict.PASS);
        assertThat(TrendSummary.worst(List.of())).isEqualTo(Verdict.SKIPPED);
        assertThat(TrendSummary.worst(List.of(Verdict.NO_DATA, Verdict.FAIL))).isEqualTo(Verdict.FAIL);
    }

    @Test
    void shouldWriteMoneyAsPeopleDo() {
        assertThat(TrendSummary.money(Map.of("USD", new BigDecimal("12.4"), "HQC", new BigDecimal("3.0"))))
                .isEqualTo("3 HQC, 12.40 USD");
        assertThat(TrendSummary.money(Map.of("USD", new BigDecimal("0.00034")))).isEqualTo("0.00034 USD");
        assertThat(TrendSummary.money(Map.of("USD", new BigDecimal("100")))).isEqualTo("100 USD");
        assertThat(TrendSummary.money(Map.of("USD", BigDecimal.ZERO))).isEqualTo("0 USD");
        assertThat(TrendSummary.money(Map.of())).isEmpty();
    }

    @Test
    void shouldMarkNewCalibrationsInEveryChart() {
        var lines = List.of(line(7, "a", 0.8, 1), line(8, "", 0.8, 1), line(9, "b", 0.8, 1), line(10, "b", 0.8, 1));

        var options = TrendCharts.options(lines);

        assertThat(options.keySet()).containsExactly("accuracy", "shots", "cost");
        for (JsonNode option : options.values()) {
            var marks = option.path("series").path(1).at("/markLine/data");
            assertThat(marks).hasSize(1);
            assertThat(marks.at("/0/xAxis").intValue()).isEqualTo(2);
            assertThat(marks.at("/0/name").textValue()).isEqualTo("calibrated: garnet");
            assertThat(marks.at("/0/label/show").booleanValue()).isTrue();
        }
    }

    @Test
    void shouldEndTheAxisOfSharesAtOneWhereItWouldGoAbove() {
        assertThat(accuracyAxis(0.98, 0.98).path("max").doubleValue()).isEqualTo(1);
        assertThat(accuracyAxis(0.90, 0.99).path("max").doubleValue()).isEqualTo(1);
        assertThat(accuracyAxis(0.88, 0.93).has("max"))
                .as("its own range shows it better")
                .isFalse();
        assertThat(accuracyAxis(0.98, 1.02).has("max")).as("nothing is cut off").isFalse();
    }

    private static JsonNode accuracyAxis(double first, double second) {
        return TrendCharts.options(List.of(line(1, "", first, 1), line(2, "", second, 1)))
                .get("accuracy")
                .path("yAxis");
    }

    @Test
    void shouldDropSymbolsAndLabelsWhereThereAreMany() {
        var lines = IntStream.range(0, 500)
                .mapToObj(i -> line(i, "epoch " + i / 20, 0.8, 1))
                .toList();

        var option = TrendCharts.options(lines).get("accuracy");

        assertThat(option.at("/series/0/showSymbol").booleanValue()).isFalse();
        assertThat(option.at("/series/1/markLine/data")).hasSize(24);
        assertThat(option.at("/series/1/markLine/data/0/label/show").booleanValue())
                .isFalse();
    }

    @Test
    void shouldLeaveMoneyAndShotsOutWhereThereWereNone() {
        assertThat(TrendCharts.options(
                                List.of(TrendLine.of(Results.passed(), 1, 0), TrendLine.of(Results.passed(), 2, 0)))
                        .keySet())
                .containsExactly("score", "accuracy", "critical-noise");
    }

    @Test
    void shouldDrawIntervalsAsBandsAndLeaveGapsWhereThereAreNone() {
        var lines = List.of(
                TrendLine.of(Results.passed(), 1, 0),
                TrendLine.of(Results.failed(), 2, 0),
                TrendLine.of(Results.failed(), 3, 0));
        Entry garnet = lines.get(1).entries().stream()
                .filter(entry -> entry.backend().equals("garnet"))
                .findFirst()
                .orElseThrow();
        assertThat(garnet.intervals().get("accuracy").text()).isEqualTo("0.77..0.83");

        var series = TrendCharts.options(lines).get("accuracy").path("series");

        List<JsonNode> bands = StreamSupport.stream(series.spliterator(), false)
                .filter(one -> one.path("name").textValue().equals("interval 2"))
                .toList();
        assertThat(bands).hasSize(2);
        assertThat(bands.get(0).at("/data/0").isNull()).isTrue();
        assertThat(bands.get(0).at("/data/1").doubleValue()).isEqualTo(0.77);
        assertThat(bands.get(1).at("/data/1").doubleValue()).isEqualTo(0.06, within(1e-9));
        assertThat(bands.get(1).at("/areaStyle/opacity").doubleValue()).isEqualTo(0.2);
        assertThat(bands.get(1).has("encode"))
                .as("builds are no axis of numbers")
                .isFalse();
    }

    @Test
    void shouldSayInWordsWhatAChartShows() {
        var lines = List.of(line(7, "a", 0.8, 1), line(8, "b", 0.9, 1));

        assertThat(TrendCharts.options(lines)
                        .get("accuracy")
                        .at("/aria/label/description")
                        .textValue())
                .isEqualTo("Accuracy over 2 builds, #7 to #8. iris on garnet: newest 0.9, lowest 0.8, highest 0.9."
                        + " New calibrations at #8.");
        assertThat(TrendCharts.options(
                                List.of(TrendLine.of(Results.failed(), 1, 0), TrendLine.of(Results.failed(), 2, 0)))
                        .get("accuracy")
                        .at("/aria/label/description")
                        .textValue())
                .contains("iris on garnet: newest 0.8 (0.77..0.83)");
    }

    @Test
    void shouldReadLinesOfAnEarlierVersionWhichHaveNoIntervals() {
        String json = TrendLine.of(Results.failed(), 1, 0).toJson();
        assertThat(json).contains("\"intervals\":{\"accuracy\":{\"lower\":0.77");

        String earlier = json.replaceAll(",\"intervals\":\\{(?:[^{}]|\\{[^}]*})*}", "");

        assertThat(earlier).doesNotContain("intervals");
        assertThat(TrendLine.parse(earlier).orElseThrow().entries()).hasSize(3).allMatch(entry -> entry.intervals()
                .isEmpty());
        assertThat(TrendLine.parse(json)).contains(TrendLine.of(Results.failed(), 1, 0));
    }
}
