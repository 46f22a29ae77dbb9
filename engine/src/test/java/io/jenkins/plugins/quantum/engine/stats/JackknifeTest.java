package io.jenkins.plugins.quantum.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class JackknifeTest {
    private static final double[] SAMPLE = {1, 2, 4, 7};

    @Test
    void shouldGiveTheStandardErrorOfAMean() {
        Jackknife jackknife = Jackknife.of(4, indices -> Arrays.stream(indices)
                .mapToDouble(i -> SAMPLE[i])
                .average()
                .orElseThrow());

        // standard deviation over √n; a mean has no bias
        assertThat(jackknife.standardError()).isCloseTo(Math.sqrt(21 / 3.0 / 4), within(1e-12));
        assertThat(jackknife.corrected()).isCloseTo(3.5, within(1e-12));
        assertThat(jackknife.interval(0.95).upper()).isCloseTo(3.5 + 1.959964 * Math.sqrt(1.75), within(1e-5));
    }

    @Test
    void shouldFindTheBiasOfTheVarianceWithDivisorN() {
        Jackknife jackknife = Jackknife.of(4, indices -> {
            double mean =
                    Arrays.stream(indices).mapToDouble(i -> SAMPLE[i]).average().orElseThrow();
            return Arrays.stream(indices)
                    .mapToDouble(i -> (SAMPLE[i] - mean) * (SAMPLE[i] - mean))
                    .average()
                    .orElseThrow();
        });

        assertThat(jackknife.corrected()).isCloseTo(7, within(1e-12));
        assertThatThrownBy(() -> Jackknife.of(1, 0, left -> 0)).hasMessageContaining("at least 2");
    }
}
