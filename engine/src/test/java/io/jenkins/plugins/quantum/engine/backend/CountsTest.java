package io.jenkins.plugins.quantum.engine.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CountsTest {
    private static final Counts COUNTS = new Counts(2, Map.of("01", 30L, "10", 10L));

    @Test
    void shouldAddOutcomeByOutcome() {
        Counts sum = COUNTS.plus(new Counts(2, Map.of("10", 5L, "11", 1L)));
        assertThat(sum.counts()).containsExactlyInAnyOrderEntriesOf(Map.of("01", 30L, "10", 15L, "11", 1L));
        assertThat(sum.shots()).isEqualTo(46);
        assertThatThrownBy(() -> COUNTS.plus(new Counts(3, Map.of()))).hasMessageContaining("2 and of 3 bits");
    }

    @Test
    void shouldGiveFrequenciesAndMeansOfBits() {
        Distribution frequencies = COUNTS.frequencies();
        assertThat(frequencies.of("01")).isEqualTo(0.75);
        assertThat(frequencies.of("00")).isZero();
        assertThat(frequencies.mean(outcome -> Distribution.bit(outcome, 0))).isCloseTo(0.75, within(1e-12));
        assertThat(frequencies.mean(outcome -> Distribution.bit(outcome, 1))).isCloseTo(0.25, within(1e-12));
    }
}
