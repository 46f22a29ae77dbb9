package io.jenkins.plugins.quantum.engine.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceOptionsTest {
    private static Price read(Map<String, String> options) {
        return PriceOptions.read(options, 50, 1000).orElseThrow();
    }

    private static CostEstimate cost(Map<String, String> options, long circuits, long shots) {
        return read(options).estimate(new PricedJob(circuits, shots, false, false, 0, 0, 0));
    }

    @Test
    void shouldLeaveOtherOptionsAlone() {
        assertThat(PriceOptions.read(Map.of("device", "ibex"), 1, 1)).isEmpty();
    }

    @Test
    void shouldChargeTasksAndShotsWithinTheDevicesLimits() {
        var both = Map.of("price-per-task", "0.30 EUR", "price-per-shot", "0.01 EUR", "device", "ibex");

        assertThat(cost(both, 2, 100).worst()).isEqualTo(Money.parse("2.60 EUR"));
        assertThat(cost(both, 1, 10).worst()).as("its fewest are 50").isEqualTo(Money.parse("0.80 EUR"));
        assertThat(cost(both, 1, 2500).worst())
                .as("three tasks of at most 1000")
                .isEqualTo(Money.parse("25.90 EUR"));
        assertThat(cost(Map.of("price-per-shot", "0.01 USD"), 3, 100).worst().amount())
                .isEqualByComparingTo("3");
        assertThat(cost(Map.of("price-per-task", "5 HQC"), 3, 100).worst().amount())
                .isEqualByComparingTo("15");
    }

    @Test
    void shouldChargeTheTimeThatTasksAndShotsMayTake() {
        CostEstimate estimate =
                cost(Map.of("price-per-second", "2 USD", "seconds-per-task", "3", "seconds-per-shot", "0.01"), 2, 100);

        assertThat(estimate.expected().amount()).isEqualByComparingTo("16");
        assertThat(estimate.worst().amount()).as("twice as long").isEqualByComparingTo("32");
        assertThat(cost(Map.of("price-per-second", "2 USD", "seconds-per-task", "3"), 2, 2500)
                        .expected()
                        .amount())
                .as("three tasks of at most 1000 shots for each circuit")
                .isEqualByComparingTo("36");
        assertThat(((Price.Time) read(Map.of("price-per-second", "2 USD", "seconds-per-task", "3")))
                        .of(new BigDecimal("0.5")))
                .as("what the provider says that it took")
                .isEqualTo(Money.parse("1.0 USD"));
    }

    @Test
    void shouldSayWhetherAPriceIsNone() {
        assertThat(PriceOptions.nothing(read(Map.of("price-per-shot", "0 USD", "price-per-task", "0 USD"))))
                .isTrue();
        assertThat(PriceOptions.nothing(read(Map.of("price-per-second", "0 USD", "seconds-per-task", "1"))))
                .isTrue();
        assertThat(PriceOptions.nothing(read(Map.of("price-per-shot", "0 USD", "price-per-task", "1 USD"))))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "price-per-shot=-0.01 USD | expected price-per-shot to be an amount that is not negative",
                "price-per-shot=0.01 | for example price-per-shot: 0.01 USD, found '0.01'",
                "price-per-task=free | found 'free'",
                "price-per-second=1e9 USD;seconds-per-task=1 | found '1e9 USD'",
                "price-per-second=1 USD | add seconds-per-task",
                "price-per-second=1 USD;seconds-per-task=0 | add seconds-per-task",
                "price-per-second=1 USD;seconds-per-task=-1 | expected seconds-per-task to be a number of seconds",
                "price-per-second=1 USD;seconds-per-task=1;price-per-shot=1 USD | either price-per-second or",
                "seconds-per-task=1 | belong to price-per-second, which is missing",
                "price-per-shot=1 USD;seconds-per-shot=1 | belong to price-per-second, which is missing",
                "price-replaces-book=true | but there is none: add price-per-shot",
                "price-per-shot=1 USD;price-replaces-book=yes | to be true or false, found 'yes'",
                "price-per-shot=1 USD;price-per-task=1 EUR | in one currency, found EUR and USD"
            })
    void shouldRefuseWhatIsNoPrice(String options, String words) {
        var map = new HashMap<String, String>();
        Arrays.stream(options.split(";"))
                .map(option -> option.split("=", 2))
                .forEach(option -> map.put(option[0], option[1]));

        assertThatThrownBy(() -> PriceOptions.read(map, 1, 1000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words);
    }
}
