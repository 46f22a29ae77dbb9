package io.jenkins.plugins.quantum.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class DistancesTest {
    private static final double[] P = {.4, .3, .2, .1};
    private static final double[] Q = {.1, .2, .3, .4};

    @Test
    void shouldAgreeWithTheReference() {
        assertThat(Distances.totalVariation(P, Q)).isCloseTo(.4, within(1e-12));
        assertThat(Distances.hellingerFidelity(P, Q)).isCloseTo(0.7919183588453085, within(1e-12));
        assertThat(Distances.unbiasedSquaredDistance(new long[] {30, 40, 20, 10}, P))
                .isCloseTo(0.012929292929293013, within(1e-12));
    }

    @Test
    void shouldBeAtTheirEndsForEqualAndForDisjointDistributions() {
        assertThat(Distances.totalVariation(P, P)).isZero();
        assertThat(Distances.hellingerFidelity(P, P)).isCloseTo(1, within(1e-12));
        assertThat(Distances.totalVariation(new double[] {1, 0}, new double[] {0, 1}))
                .isEqualTo(1);
        assertThat(Distances.hellingerFidelity(new double[] {1, 0}, new double[] {0, 1}))
                .isZero();
    }

    @Test
    void shouldEstimateTheSquaredDistanceWithoutBias() {
        var binomial = BinomialDistribution.of(7, .3);
        double mean = IntStream.rangeClosed(0, 7)
                .mapToDouble(c -> binomial.probability(c)
                        * Distances.unbiasedSquaredDistance(new long[] {c, 7 - c}, new double[] {.6, .4}))
                .sum();
        assertThat(mean).isCloseTo(.18, within(1e-12));
    }

    @Test
    void shouldRefuseNonsense() {
        refused(() -> Distances.totalVariation(P, new double[] {1}), "equally long, not 4 and 1");
        refused(() -> Distances.hellingerFidelity(P, new double[] {1}), "equally long");
        refused(() -> Distances.totalVariation(P, new double[] {1, 0, 0, .5}), "the other distribution must sum to 1");
        refused(() -> Distances.hellingerFidelity(new double[] {1, 0, 0, .5}, P), "the one distribution must sum");
        refused(() -> Distances.unbiasedSquaredDistance(new long[] {1, 0}, new double[] {1, 0}), "at least 2 shots");
        refused(() -> Distances.unbiasedSquaredDistance(new long[] {-1, 3}, new double[] {1, 0}), "each count");
        refused(() -> Distances.unbiasedSquaredDistance(new long[] {1}, new double[] {1, 0}), "equally long");
        refused(() -> Distances.unbiasedSquaredDistance(new long[] {1, 2}, new double[] {1, -1}), "each probability");
        assertThat(Distances.unbiasedSquaredDistance(new long[] {2, 0}, new double[] {1, 0}))
                .isZero();
    }

    private static void refused(ThrowingCallable call, String sentence) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(sentence);
    }

    /** By exact expectation over all pairs of samples of three shots and two. */
    @Test
    void shouldEstimateTheDistanceOfTwoSamplesWithoutBias() {
        double[] p = {.6, .4};
        double[] q = {.3, .7};
        double mean = 0;
        for (int a = 0; a <= 3; a++) {
            for (int b = 0; b <= 2; b++) {
                double chance = (a == 0 || a == 3 ? 1 : 3)
                        * Math.pow(p[0], a)
                        * Math.pow(p[1], 3 - a)
                        * (b == 1 ? 2 : 1)
                        * Math.pow(q[0], b)
                        * Math.pow(q[1], 2 - b);
                mean += chance * Distances.unbiasedSquaredDistance(new long[] {a, 3 - a}, new long[] {b, 2 - b});
            }
        }
        assertThat(mean).isCloseTo(.18, within(1e-12));
    }

    @Test
    void shouldNormaliseTheHellingerFidelityAsQedCDoes() {
        double[] ideal = {.5, 0, 0, .5};
        double[] uniform = {.25, .25, .25, .25};
        assertThat(Distances.normalizedHellingerFidelity(ideal, ideal, 4)).isCloseTo(1, within(1e-12));
        assertThat(Distances.normalizedHellingerFidelity(ideal, uniform, 4)).isCloseTo(0, within(1e-12));
        assertThat(Distances.normalizedHellingerFidelity(uniform, ideal, 4)).isNaN();
    }
}
