package io.jenkins.plugins.quantum.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Reference values: {@code sklearn.isotonic.IsotonicRegression(increasing=False)}. */
class IsotonicTest {
    private static final double[] X = {0, .25, .5, 1, 1.5, 2, 3};

    @Test
    void shouldAgreeWithTheReference() {
        double[] fitted = Isotonic.decreasing(
                X, new double[] {.9, .95, .91, .92, .7, .75, .72}, new double[] {1, 2, 1, 4, 1, 1, 3});
        assertThat(fitted)
                .containsExactly(new double[] {14 / 15.0, 14 / 15.0, .918, .918, .725, .725, .72}, within(1e-12));
    }

    @Property
    void shouldFallAndKeepTheWeightedMean(
            @ForAll @Size(7) List<@DoubleRange(min = 0, max = 1) Double> y,
            @ForAll @Size(7) List<@DoubleRange(min = .1, max = 9) Double> weight) {
        double[] values = y.stream().mapToDouble(v -> v).toArray();
        double[] weights = weight.stream().mapToDouble(v -> v).toArray();
        double[] fitted = Isotonic.decreasing(X, values, weights);
        double difference = 0;
        for (int i = 0; i < X.length; i++) {
            difference += weights[i] * (fitted[i] - values[i]);
            assertThat(i == 0 || fitted[i] <= fitted[i - 1] + 1e-15).isTrue();
        }
        assertThat(difference).isCloseTo(0, within(1e-9));
        assertThat(Isotonic.decreasing(X, fitted, weights)).containsExactly(fitted);
    }

    @Test
    void shouldFindTheFirstCrossing() {
        double[] x = {0, 1, 2, 4};
        assertThat(Crossing.of(x, new double[] {1, .875, .625, .75}, .75))
                .isEqualTo(new Crossing(Crossing.Place.INSIDE, 1.5));
        assertThat(Crossing.of(x, new double[] {1, .8, .7, .9}, .8)).isEqualTo(new Crossing(Crossing.Place.INSIDE, 1));
        assertThat(Crossing.of(x, new double[] {1, 1, .75, .25}, .375))
                .isEqualTo(new Crossing(Crossing.Place.INSIDE, 3.5));
        assertThat(Crossing.of(x, new double[] {.8, .8, .8, .8}, .8)).isEqualTo(new Crossing(Crossing.Place.BEYOND, 4));
        assertThat(Crossing.of(x, new double[] {.7, .9, .9, .9}, .8))
                .isEqualTo(new Crossing(Crossing.Place.BELOW_AT_START, 0));
    }

    @Test
    void shouldRefuseNonsense() {
        double[] one = {1};
        refused(() -> Isotonic.decreasing(one, new double[] {1, 2}, one), "positions and values must be equally long");
        refused(() -> Isotonic.decreasing(one, one, new double[] {1, 2}), "values and weights must be equally long");
        refused(() -> Isotonic.decreasing(one, one, new double[] {0}), "each weight");
        refused(() -> Isotonic.decreasing(new double[0], new double[0], one), "at least one point");
        refused(() -> Crossing.of(new double[] {1, 1}, new double[] {1, 1}, 0), "1.0 comes after 1.0");
        refused(() -> Crossing.of(new double[] {Double.NaN}, one, 0), "each position");
        refused(() -> Crossing.of(one, new double[] {Double.NaN}, 0), "each value");
        refused(() -> Crossing.of(one, one, Double.NaN), "the line");
    }

    private static void refused(ThrowingCallable call, String sentence) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(sentence);
    }
}
