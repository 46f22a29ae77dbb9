package io.jenkins.plugins.quantum.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class JackknifeTest {
    private static double mean(int[] indices, double[] values) {
        return Arrays.stream(indices).mapToDouble(i -> values[i]).average().orElseThrow();
    }

    /** For a mean it is the textbook standard error, and there is no bias. */
    @Property(tries = 100)
    void shouldGiveTheStandardErrorOfAMean(
            @ForAll @Size(min = 2, max = 20) List<@DoubleRange(min = -5, max = 5) Double> raw) {
        double[] values = raw.stream().mapToDouble(x -> x).toArray();
        double m = Arrays.stream(values).average().orElseThrow();
        double squares = Arrays.stream(values).map(x -> (x - m) * (x - m)).sum();
        var found = Jackknife.of(values.length, indices -> mean(indices, values));
        assertThat(found.standardError())
                .isCloseTo(Math.sqrt(squares / (values.length - 1) / values.length), within(1e-9));
        assertThat(found.bias()).isCloseTo(0, within(1e-9));
        assertThat(found.interval(.95).contains(m)).isTrue();
    }

    /** It turns the variance with divisor n into that with n − 1, exactly. */
    @Test
    void shouldRemoveTheBiasOfAVariance() {
        double[] values = {1, 4, 2, 8, 5, 7};
        var found = Jackknife.of(values.length, indices -> {
            double m = mean(indices, values);
            return Arrays.stream(indices)
                    .mapToDouble(i -> (values[i] - m) * (values[i] - m))
                    .average()
                    .orElseThrow();
        });
        assertThat(found.estimate()).isCloseTo(6.25, within(1e-9));
        assertThat(found.corrected()).isCloseTo(7.5, within(1e-9));
        assertThatIllegalArgumentException().isThrownBy(() -> Jackknife.of(1, indices -> 0));
    }
}
