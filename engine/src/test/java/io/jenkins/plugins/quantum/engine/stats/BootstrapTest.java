package io.jenkins.plugins.quantum.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    @Test
    void shouldComputeTheStandardErrorOfBatches() {
        assertThat(BatchMeans.standardError(new double[] {1, 2, 4, 7})).isCloseTo(1.3228756555322954, within(1e-12));
        assertThat(BatchMeans.standardError(new double[] {3, 3})).isZero();
        refused(() -> BatchMeans.standardError(new double[] {1}), "at least 2 batches");
        refused(() -> BatchMeans.standardError(new double[] {1, Double.NaN}), "each batch");
    }

    @Test
    void shouldInterpolateQuantiles() {
        double[] values = {3, 1, 4, 1, 5};
        assertThat(Bootstrap.quantile(values, .1)).isCloseTo(1, within(1e-12));
        assertThat(Bootstrap.quantile(values, .5)).isCloseTo(3, within(1e-12));
        assertThat(Bootstrap.quantile(values, .9)).isCloseTo(4.6, within(1e-12));
        assertThat(Bootstrap.quantile(values, 1)).isEqualTo(5);
        assertThat(values).containsExactly(3, 1, 4, 1, 5);
    }

    @Test
    void shouldFindTheIntervalOfAMean() {
        double[] sample = new double[400];
        for (int i = 0; i < sample.length; i++) {
            sample[i] = i % 2;
        }
        var interval =
                Bootstrap.percentile(sample, s -> Arrays.stream(s).average().orElseThrow(), 4000, .95, 5);
        assertThat(interval.lower()).isCloseTo(.5 - 1.96 * .025, within(.006));
        assertThat(interval.upper()).isCloseTo(.5 + 1.96 * .025, within(.006));
    }

    @Test
    void shouldRepeatWithTheSameSeedWhateverTheStatisticDoesToItsSample() {
        var first = Bootstrap.percentile(20, s -> s[0] + s[19], 100, .9, 1);
        var again = Bootstrap.percentile(
                20,
                s -> {
                    double sum = s[0] + s[19];
                    Arrays.fill(s, 0);
                    return sum;
                },
                100,
                .9,
                1);
        assertThat(again).isEqualTo(first);
        assertThat(Bootstrap.percentile(20, s -> s[0] + 20 * s[19], 100, .9, 2)).isNotEqualTo(first);
    }

    @Test
    void shouldRefuseNonsense() {
        refused(() -> Bootstrap.percentile(0, s -> 0, 9, .9, 1), "at least 1 observation");
        refused(() -> Bootstrap.percentile(1, s -> 0, 1, .9, 1), "at least 2 resamples");
        refused(() -> Bootstrap.percentile(1, s -> 0, 9, 1, 1), "confidence");
        assertThat(Bootstrap.percentile(1, s -> s[0], 2, .9, 1)).isEqualTo(new Interval(0, 0));
    }

    private static void refused(ThrowingCallable call, String sentence) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(sentence);
    }
}
