package io.jenkins.plugins.quantum.engine.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 USD",
        "6.4200, 6.42 USD",
        "0.00145, 0.00145 USD",
        "10.94925, 10.94925 USD",
        "3.122849999999999472, 3.12285 USD",
        "7.82640000000000144, 7.8264 USD",
        "4.045545042400522192, 4.045545043 USD"
    })
    void shouldWriteWhatItReads(String amount, String text) {
        var money = new Money(new BigDecimal(amount), "USD");

        assertThat(money).hasToString(text);
        assertThat(Money.parse(money.toString())).hasToString(text);
    }

    @Test
    void shouldRoundALimitUp() {
        Money third = Money.usd("1").among(3);

        assertThat(Money.parse(third.toString())).isGreaterThan(third);
    }
}
