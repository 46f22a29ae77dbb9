package io.jenkins.plugins.quantum.spend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.quantum.engine.cost.Money;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpendLedgerTest {
    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);

    @TempDir
    private Path folder;

    private SpendLedger ledger(String at) {
        return new SpendLedger(folder, Clock.fixed(Instant.parse(at), ZoneOffset.UTC));
    }

    private SpendLedger ledger() {
        return ledger("2026-11-22T12:00:00Z");
    }

    private static Payer payer(String job, int build) {
        return new Payer(job, build, 1000L + build, "quantum");
    }

    private static List<Money> usd(String amount) {
        return List.of(Money.usd(amount));
    }

    private static List<SpendLimit> month(String place, String most) {
        return List.of(new SpendLimit(place, Optional.of(Money.parse(most)), Optional.empty()));
    }

    @Test
    void shouldGrantUpToTheLastCentAndNotOneMore() throws IOException {
        SpendLedger ledger = ledger();
        assertThat(ledger.reserve(payer("team/a", 1), usd("9.99"), month("team", "10 USD")))
                .isEmpty();
        assertThat(ledger.reserve(payer("team/a", 2), usd("0.02"), month("team", "10 USD")))
                .hasValueSatisfying(text ->
                        assertThat(text).contains("folder team", "10.00 USD", "a month", "0.02 USD", "9.99 USD"));
        assertThat(ledger.reserve(payer("team/a", 3), usd("0.01"), month("team", "10 USD")))
                .isEmpty();
        assertThat(ledger.spent("team", NOVEMBER)).containsExactly(new Money(new java.math.BigDecimal("10.00"), "USD"));
    }

    @Test
    void shouldNeverGrantMoreThanTheBudgetToTwoHundredBuildsAtOnce() throws Exception {
        SpendLedger ledger = ledger();
        List<SpendLimit> limits = List.of(
                new SpendLimit("team/sub", Optional.of(Money.usd("8.00")), Optional.empty()),
                new SpendLimit("team", Optional.of(Money.usd("10.00")), Optional.of(Money.usd("0.40"))));
        List<Callable<Boolean>> builds = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Payer payer = payer((i % 2 == 0 ? "team/sub/model" : "team/model") + i, i);
            List<SpendLimit> own = i % 2 == 0 ? limits : limits.subList(1, 2);
            builds.add(() -> ledger.reserve(payer, usd("0.37"), own).isEmpty());
        }
        int granted = 0;
        ExecutorService pool = Executors.newFixedThreadPool(64);
        try {
            for (Future<Boolean> answer : pool.invokeAll(builds)) {
                granted += answer.get() ? 1 : 0;
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(granted).isEqualTo(27); // 27 x 0.37 = 9.99
        assertThat(ledger().spent("team", NOVEMBER)).containsExactly(Money.usd("9.99"));
        assertThat(ledger().spent("team/sub", NOVEMBER).get(0)).isLessThanOrEqualTo(Money.usd("8.00"));
        assertThat(ledger().open()).hasSize(27);
    }

    @Test
    void shouldFreeWhatWasNotBilled() throws IOException {
        SpendLedger ledger = ledger();
        ledger.reserve(payer("team/a", 1), usd("9"), month("team", "10 USD"));
        assertThat(ledger.settle(payer("team/a", 1), usd("1.25"))).isTrue();
        assertThat(ledger.reserve(payer("team/a", 2), usd("8.75"), month("team", "10 USD")))
                .isEmpty();
        assertThat(ledger.reserve(payer("team/a", 3), usd("0.01"), month("team", "10 USD")))
                .isPresent();
        assertThat(ledger.settle(payer("team/a", 9), List.of())).isFalse();
        assertThat(ledger.settle(payer("team/a", 10), usd("2")))
                .as("billed without asking")
                .isTrue();
        assertThat(ledger.spent("team", NOVEMBER)).containsExactly(Money.usd("12.00"));
    }

    @Test
    void shouldReplaceAnEarlierReservationOfTheSameRunOnly() throws IOException {
        SpendLedger ledger = ledger();
        ledger.reserve(payer("team/a", 1), usd("6"), month("team", "10 USD"));
        assertThat(ledger.reserve(payer("team/a", 1), usd("10"), month("team", "10 USD")))
                .isEmpty();
        assertThat(ledger.reserve(payer("team/a", 1), usd("10.01"), month("team", "10 USD")))
                .isPresent();
        assertThat(ledger.spent("team", NOVEMBER)).containsExactly(Money.usd("10"));
        ledger.settle(payer("team/a", 1), usd("3"));
        // a job that was deleted and made again has builds of the same number: the earlier bill stays
        assertThat(ledger.reserve(new Payer("team/a", 1, 5000, "quantum"), usd("7.01"), month("team", "10 USD")))
                .isPresent();
    }

    @Test
    void shouldKeepReservationsOverARestartUntilTheFateIsKnown() throws IOException {
        ledger().reserve(payer("team/a", 1), usd("9"), month("team", "10 USD"));
        SpendLedger restarted = ledger();
        assertThat(restarted.open()).containsExactly(payer("team/a", 1));
        assertThat(restarted.reserve(payer("team/a", 2), usd("2"), month("team", "10 USD")))
                .isPresent();
        assertThat(restarted.settleInFull(payer("team/a", 1))).containsExactly(Money.usd("9"));
        assertThat(restarted.settleInFull(payer("team/a", 1))).isEmpty();
        assertThat(ledger().open()).isEmpty();
        assertThat(ledger().spent("team", NOVEMBER)).containsExactly(Money.usd("9"));
    }

    @Test
    void shouldHoldTheLimitOfABuildOverAllItsResults() throws IOException {
        SpendLedger ledger = ledger();
        var limits = List.of(new SpendLimit("", Optional.empty(), Optional.of(Money.usd("5"))));
        assertThat(ledger.reserve(new Payer("a", 1, 7, "one"), usd("3"), limits))
                .isEmpty();
        assertThat(ledger.reserve(new Payer("a", 1, 7, "two"), usd("2.01"), limits))
                .hasValueSatisfying(text -> assertThat(text).contains("all of Jenkins", "a build", "3.00 USD"));
        assertThat(ledger.reserve(new Payer("a", 2, 8, "two"), usd("5"), limits))
                .isEmpty();
    }

    @Test
    void shouldRefuseAnotherCurrency() throws IOException {
        assertThat(ledger().reserve(payer("team/a", 1), List.of(Money.parse("3 HQC")), month("team", "10 USD")))
                .hasValueSatisfying(text -> assertThat(text).contains("another currency", "3.00 HQC"));
        assertThat(ledger().reserve(payer("team/a", 1), List.of(Money.parse("0 HQC")), month("team", "10 USD")))
                .isEmpty();
    }

    @Test
    void shouldCountEachMonthByItself() throws IOException {
        ledger("2026-11-30T23:59:59Z").reserve(payer("team/a", 1), usd("9"), month("team", "10 USD"));
        SpendLedger december = ledger("2026-12-01T00:00:01Z");
        assertThat(december.reserve(payer("team/a", 2), usd("9"), month("team", "10 USD")))
                .isEmpty();
        // what was reserved in November is raised and billed there
        assertThat(december.reserve(payer("team/a", 1), usd("10.5"), month("team", "10 USD")))
                .isPresent();
        december.settle(payer("team/a", 1), usd("4"));
        assertThat(december.spent("team", NOVEMBER)).containsExactly(Money.usd("4"));
        assertThat(december.spent("team", december.now())).containsExactly(Money.usd("9"));
    }

    @Test
    void shouldNotForgetWhatWasSpentUnderAnotherName() throws IOException {
        SpendLedger ledger = ledger();
        ledger.reserve(payer("team/a", 1), usd("9"), month("team", "10 USD"));
        ledger.moved("team", "crew");
        ledger.reserve(payer("team/a", 1), usd("1"), month("team", "10 USD"));
        SpendLedger restarted = ledger();
        assertThat(restarted.spent("crew", NOVEMBER)).containsExactly(Money.usd("9"));
        assertThat(restarted.spent("team", NOVEMBER)).containsExactly(Money.usd("1"));
        assertThat(restarted.spent("cre", NOVEMBER)).isEmpty();
        assertThat(restarted.open()).contains(payer("crew/a", 1));
    }

    @Test
    void shouldDropALineThatWasTornBeforeItWasConfirmed() throws IOException {
        ledger().reserve(payer("team/a", 1), usd("9"), month("team", "10 USD"));
        Path file = folder.resolve("2026-11.jsonl");
        Files.writeString(file, "{\"kind\":\"RESERVE\",\"at\":", StandardOpenOption.APPEND);
        SpendLedger restarted = ledger();
        assertThat(restarted.reserve(payer("team/a", 2), usd("1"), month("team", "10 USD")))
                .isEmpty();
        assertThat(ledger().spent("team", NOVEMBER)).containsExactly(Money.usd("10"));
    }

    @Test
    void shouldSpendNothingWhenTheBookIsDamaged() throws IOException {
        ledger().reserve(payer("team/a", 1), usd("9"), month("team", "10 USD"));
        Path file = folder.resolve("2026-11.jsonl");
        Files.writeString(file, "{\"kind\":\"SETTLE\"}\n", StandardOpenOption.APPEND);
        assertThatThrownBy(() -> ledger().reserve(payer("team/a", 2), usd("1"), List.of()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 2")
                .hasMessageContaining("administrator");
    }
}
