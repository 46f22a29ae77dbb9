package io.jenkins.plugins.quantum.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0.00",
        "1, 1.00",
        "0.8149, 0.81",
        "0.0044, 0.0044",
        "0.05, 0.05",
        "-1.137, -1.14",
        "0.00000012, 1.2e-07",
        "-0.02, -0.02",
        "0.0999, 0.10",
        "0.0995, 0.10",
        "0.0994, 0.099",
        "0.0001, 0.0001",
        "0.000099, 9.9e-05",
        "NaN, unknown"
    })
    void shouldWriteNumbers(double value, String text) {
        assertThat(Wording.number(value)).isEqualTo(text);
    }

    @Test
    void shouldTellAValueFromItsLine() {
        assertThat(Wording.beside(.8496, .85)).isEqualTo("0.850");
        assertThat(Wording.beside(.8466, .85)).isEqualTo("0.847");
        assertThat(Wording.beside(.81, .85)).isEqualTo("0.81");
    }

    @Test
    void shouldWriteFactorsAndCounts() {
        assertThat(Wording.factor(1)).isEqualTo("1.0x");
        assertThat(Wording.factor(.25)).isEqualTo("0.25x");
        assertThat(Wording.count(12_345)).isEqualTo("12 345");
        assertThat(Wording.count(1, "point")).isEqualTo("1 point");
        assertThat(Wording.interval(.8, .77, .83, .95)).isEqualTo("0.80 (95 % 0.77..0.83)");
    }
}
