package io.jenkins.plugins.quantum.engine.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.gate.Finding;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.run.RunResult.GateResult;
import io.jenkins.plugins.quantum.engine.testkit.Results;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CostStepsTest {
    private static GateResult gate(String kind, String cost, long shots) {
        var finding = new Finding("", List.of(), "x", 1, 1, 1, 1, 0, shots, Map.of(), List.of(), List.of());
        return Results.gate(kind, 3, Verdict.PASS, cost, finding);
    }

    @Test
    void shouldHaveNothingToShowOfAFreeRun() {
        assertThat(CostSteps.of(Results.passed())).isEmpty();
        assertThat(CostSteps.of(Results.hostileRun()))
                .as("costs that are no money")
                .isEmpty();
    }

    @Test
    void shouldPutEachGateOnTopOfThoseBeforeIt() {
        var run = new Results()
                .test(Results.model(
                        "iris", "garnet", 6, gate("accuracy", "4.50 USD", 3000), gate("f1", "1.50 USD", 1000)))
                .test(Results.model("moons", "fez", 6, gate("accuracy", "0 USD", 0), gate("mcc", "2 USD", 10)))
                .spent("8 USD")
                .result();

        var cost = CostSteps.of(run).get(0);

        assertThat(cost.steps())
                .containsExactly(
                        new CostSteps.Step("iris / accuracy on garnet", 3000, 0, 4.5),
                        new CostSteps.Step("iris / f1 on garnet", 1000, 4.5, 6),
                        new CostSteps.Step("moons / mcc on fez", 10, 6, 8));
        assertThat(cost.spent()).isEqualTo(8);
    }

    @Test
    void shouldTakeSharedJobsOff() {
        var run = new Results()
                .test(Results.model("iris", "garnet", 6, gate("accuracy", "4 USD", 1), gate("f1", "4 USD", 1)))
                .spent("5 USD")
                .result();

        var last = CostSteps.of(run).get(0).steps().get(2);

        assertThat(last.name()).isEqualTo("paid once for several gates");
        assertThat(last.amount()).isCloseTo(-3, within(1e-12));
    }

    @Test
    void shouldNameWhatNoGateAccountsFor() {
        var run = new Results()
                .test(Results.model("iris", "garnet", 6, gate("accuracy", "4 USD", 1)))
                .spent("5 USD")
                .result();

        assertThat(CostSteps.of(run).get(0).steps().get(1)).isEqualTo(new CostSteps.Step("other jobs", 0, 4, 5));
    }

    @Test
    void shouldKeepCurrenciesApart() {
        var run = new Results()
                .test(Results.model("a", "garnet", 6, gate("accuracy", "4 USD", 1)))
                .test(Results.model("b", "h2", 6, gate("accuracy", "7.5 HQC", 1)))
                .spent("4 USD")
                .result();

        assertThat(CostSteps.of(run)).extracting(CostSteps::currency).containsExactly("USD", "HQC");
        assertThat(CostSteps.of(run)).extracting(CostSteps::spent).containsExactly(4.0, 7.5);
    }

    @Test
    void shouldGatherTheRestOfManyGates() {
        GateResult[] gates =
                IntStream.range(0, 100).mapToObj(i -> gate("g" + i, "1 USD", 1)).toArray(GateResult[]::new);
        var run = new Results()
                .test(Results.model("a", "b", 1, gates))
                .spent("100 USD")
                .result();

        var cost = CostSteps.of(run).get(0);

        assertThat(cost.steps()).hasSize(CostSteps.MOST_STEPS);
        assertThat(cost.steps().get(11)).isEqualTo(new CostSteps.Step("89 more gates", 0, 11, 100));
    }

    @Test
    void shouldTellItsNumbers() {
        var table = CostSteps.of(Results.failed()).get(0).table();

        assertThat(table.title()).isEqualTo("Cost by gate, USD");
        assertThat(table.rows())
                .containsExactly(
                        List.of("iris / accuracy on garnet", "3 000", "6.42", "6.42"),
                        List.of("spent", "–", "6.42", "6.42"));
    }

    @Test
    void shouldDrawTheAmountsOnInvisibleBars() {
        var option = Charts.waterfall(CostSteps.of(Results.failed()).get(0), ChartTheme.DARK);

        assertThat(option.at("/yAxis/data").toString()).isEqualTo("[\"iris / accuracy on garnet\",\"spent\"]");
        assertThat(option.at("/series/0/data").toString()).isEqualTo("[0.0,0]");
        assertThat(option.at("/series/1/data/0/value").doubleValue()).isEqualTo(6.42);
        assertThat(option.at("/series/1/data/1/label/formatter").textValue()).isEqualTo("6.42");
    }
}
