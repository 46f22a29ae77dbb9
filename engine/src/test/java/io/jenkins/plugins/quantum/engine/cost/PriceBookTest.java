package io.jenkins.plugins.quantum.engine.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.quantum.engine.circuit.CircuitMetrics;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The worked examples are sums that a reader can repeat with the providers' price pages. */
class PriceBookTest {
    private static final PriceBook BOOK = PriceBook.bundled();
    private final Estimator estimator = new Estimator(BOOK);

    private static PricedJob job(long circuits, long shots) {
        return new PricedJob(circuits, shots, false, false, 2, 1, 4);
    }

    private CostEstimate estimate(String device, PricedJob job) {
        return estimator.estimate(device, job).orElseThrow();
    }

    @Test
    void shouldChargeThreeTasksOnGarnet() {
        assertThat(estimate("braket/iqm/garnet", job(3, 1000)).worst()).hasToString("5.25 USD");
    }

    @Test
    void shouldChargeOneTaskForAProgramSet() {
        assertThat(estimate("braket/iqm/garnet", job(3, 1000).sentTogether()).worst())
                .hasToString("4.65 USD");
    }

    @Test
    void shouldChargeForteByTheShot() {
        assertThat(estimate("braket/ionq/forte-1", job(1, 1000)).worst()).hasToString("80.30 USD");
    }

    @Test
    void shouldRaiseShotsToTheMinimumOfDebiasing() {
        assertThat(estimate("braket/ionq/forte-1", job(1, 1000).mitigated()).worst())
                .hasToString("200.30 USD");
    }

    @Test
    void shouldChargeThreeSecondsForAShortSimulation() {
        var sv1 = (Price.Time) BOOK.find("braket/amazon/sv1").orElseThrow().price();
        assertThat(sv1.of(new BigDecimal("0.8"))).hasToString("0.00375 USD");
    }

    @Test
    void shouldChargeSecondsOfIbm() {
        var ibm = (Price.Time) BOOK.find("ibm/ibm_fez").orElseThrow().price();
        assertThat(ibm.of(new BigDecimal("12.5"))).hasToString("20.00 USD");
        assertThat(ibm.of(new BigDecimal("600"))).hasToString("960.00 USD");
    }

    @Test
    void shouldShowBothReadingsOfIonqOnAzure() {
        CostEstimate mitigated = estimate("azure/ionq/forte-1", job(1, 500).mitigated());
        assertThat(mitigated.expected()).hasToString("168.195 USD");
        assertThat(mitigated.worst()).isEqualByComparingTo(Money.usd("168.92"));
        CostEstimate plain = estimate("azure/ionq/forte-1", job(1, 500));
        assertThat(plain.expected()).isEqualByComparingTo(Money.usd("25.7899"));
        assertThat(plain.worst()).isEqualByComparingTo(Money.usd("26.5149"));
        assertThat(plain.lines()).anyMatch(line -> line.contains("reads it as an addition"));
    }

    @Test
    void shouldCountQuantinuumCredits() {
        assertThat(estimate("quantinuum/h2-1", job(1, 100)).worst()).hasToString("5.64 HQC");
    }

    @ParameterizedTest
    @CsvSource({"builtin", "aer", "aer/statevector"})
    void shouldCostNothingOnSimulatorsOfThisMachine(String device) {
        assertThat(estimate(device, job(1000, 1_000_000)).worst()).hasToString("0 USD");
    }

    @Test
    void shouldSplitATaskThatIsTooLong() {
        // 45 000 shots at most 20 000 a task: 3 fees
        assertThat(estimate("braket/iqm/garnet", job(1, 45_000)).worst()).isEqualByComparingTo(Money.usd("66.15"));
    }

    @Test
    void shouldDoubleAnEstimatedTimeForTheWorstCase() {
        // 2 s + 1000 x 0.3 ms
        CostEstimate ibm = estimate("ibm", job(1, 1000));
        assertThat(ibm.expected()).isEqualByComparingTo(Money.usd("3.68"));
        assertThat(ibm.worst()).isEqualByComparingTo(Money.usd("7.36"));
    }

    @Test
    void shouldNotTakeAnUnknownPriceForZero() {
        assertThat(estimator.estimate("google/willow", job(1, 1))).isEmpty();
        assertThat(estimator.estimate("braket", job(1, 1))).isEmpty();
        assertThat(estimator.estimate("braket/iqm/garnetish", job(1, 1))).isEmpty();
    }

    @Test
    void shouldNameSourceAndDateOfEveryEntry() {
        var seen = new HashSet<String>();
        for (PriceBook.Entry entry : BOOK.devices()) {
            assertThat(seen.add(entry.device())).as(entry.device()).isTrue();
            assertThat(entry.device()).isLowerCase();
            assertThat(entry.source()).isNotBlank();
            assertThat(LocalDate.parse(entry.date())).isBeforeOrEqualTo(LocalDate.parse(BOOK.version()));
            assertThat(BOOK.marks()).containsKey(entry.mark());
            assertThat(estimate(entry.device(), job(1, 100)).worst().currency())
                    .isEqualTo(entry.price().currency());
        }
        assertThat(estimate("braket/iqm/garnet", job(1, 1)).lines())
                .anyMatch(line -> line.contains("Braket device payload") && line.contains("2026-05-05"));
    }

    @Test
    void shouldRefuseAPriceBookOfAnotherSchema() {
        var json = "{\"schemaVersion\": 2, \"version\": \"x\", \"marks\": {}, \"devices\": []}";
        assertThatThrownBy(() -> PriceBook.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8))))
                .hasMessageContaining("price book of schema 2");
    }

    @Test
    void shouldTakeCountsFromMetrics() {
        var metrics = new CircuitMetrics(2, 3, 2, 1, 3, 1, 0, 2, 3);
        assertThat(PricedJob.of(5, 100, metrics)).isEqualTo(new PricedJob(5, 100, false, false, 2, 3, 4));
        assertThatThrownBy(() -> job(0, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldAddEstimates() {
        CostEstimate free = estimate("builtin", job(1, 1));
        CostEstimate paid = estimate("braket/iqm/garnet", job(1, 1000));
        assertThat(free.plus(paid).worst()).isEqualTo(paid.worst());
        assertThat(paid.plus(free).worst()).isEqualTo(paid.worst());
        assertThat(paid.plus(paid).worst()).hasToString("3.50 USD");
        assertThatThrownBy(() -> new CostEstimate(Money.usd("2"), Money.usd("1"), java.util.List.of()))
                .hasMessageContaining("below the expected");
    }
}
