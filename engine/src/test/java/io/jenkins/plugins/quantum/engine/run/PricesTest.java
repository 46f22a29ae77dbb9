package io.jenkins.plugins.quantum.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.backend.Conduct.Repetition;
import io.jenkins.plugins.quantum.engine.circuit.CircuitMetrics;
import io.jenkins.plugins.quantum.engine.cost.Money;
import io.jenkins.plugins.quantum.engine.cost.PriceBook;
import io.jenkins.plugins.quantum.engine.testkit.ModelProvider;
import io.jenkins.plugins.quantum.engine.testkit.ScriptedBackend;
import io.jenkins.plugins.quantum.engine.testkit.SimulatedTime;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PricesTest {
    private final Prices prices = new Prices(PriceBook.bundled());
    private final SimulatedTime time = new SimulatedTime();

    private ModelProvider device(String priced) {
        return new ModelProvider("device", time, Repetition.NONE).device(priced);
    }

    private Optional<Money> spent(ModelProvider device, String billed, String unit) {
        return prices.spent(
                device, TinyJobs.of("a", device, 3, 1000).request(), Map.of(Bills.BILLED, billed, Bills.UNIT, unit));
    }

    @Test
    void shouldPriceByTheDeviceAndCountSubmissions() {
        ModelProvider together = device("braket/iqm/garnet").limits(100, 1, 20_000);
        ModelProvider single = device("braket/iqm/garnet").limits(1, 1, 20_000);

        // Three circuits of 1000 shots: one fee as a program set, three fees one by one.
        assertThat(prices.worst(TinyJobs.of("a", together, 3, 1000))).contains(Money.usd("4.65000"));
        assertThat(prices.worst(TinyJobs.of("a", single, 3, 1000))).contains(Money.usd("5.25000"));
    }

    @Test
    void shouldChargeAFeeForEachPart() {
        ModelProvider pairs = device("braket/iqm/garnet").limits(2, 1, 20_000);
        CircuitMetrics metrics = CircuitMetrics.of(TinyJobs.circuit(2));

        assertThat(prices.worst(TinyJobs.of("a", pairs, 3, 1000))).contains(Money.usd("4.95000"));
        assertThat(prices.estimator()
                        .estimate("braket/iqm/garnet", Prices.priced(pairs, 3, 1000, metrics))
                        .orElseThrow()
                        .worst())
                .as("the plan says the same")
                .isEqualTo(Money.usd("4.95000"));
    }

    @Test
    void shouldLetWhatRunsHereStayFree() {
        var scripted = new ScriptedBackend();

        assertThat(prices.worst(scripted, TinyJobs.of("a", scripted, 1, 0).request()))
                .isEqualTo("0 USD");
        assertThat(prices.spent(scripted, TinyJobs.of("a", scripted, 1, 0).request(), Map.of()))
                .contains(Money.zero());
    }

    @Test
    void shouldBelieveTheProvidersBillBeforeThePriceBook() {
        ModelProvider garnet = device("braket/iqm/garnet");

        assertThat(spent(garnet, "1.25", "USD")).contains(Money.usd("1.25"));
        assertThat(spent(garnet, "7", "credits").map(Money::currency)).contains("credits");
        assertThat(spent(garnet, "not a number", "USD")).contains(Money.usd("4.65000"));
        assertThat(spent(garnet, "3", "?")).contains(Money.usd("4.65000"));
    }

    @Test
    void shouldPriceSecondsThatTheProviderBilled() {
        assertThat(spent(device("ibm/ibm_fez"), "12.5", "s").orElseThrow().amount())
                .isEqualByComparingTo("20.00");
    }

    @Test
    void shouldSayWhenNoPriceIsKnown() {
        ModelProvider unknown = device("nobody/knows");

        assertThat(prices.worst(unknown, TinyJobs.of("a", unknown, 1, 10).request()))
                .isEqualTo("an amount that the price book does not know");
        var bills = new Bills();
        bills.spent("a", prices.spent(unknown, TinyJobs.of("a", unknown, 1, 10).request(), Map.of()));
        bills.spent("b", Optional.of(Money.usd("2")));
        bills.spent("c", Optional.of(Money.parse("5 HQC")));
        assertThat(Bills.text(bills.amounts(), bills.unpriced()))
                .isEqualTo("5.00 HQC + 2.00 USD + what the price book does not know");
    }
}
