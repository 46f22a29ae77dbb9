package io.jenkins.plugins.quantum.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DecayFitTest {
    @Test
    void shouldFindAnExponentialLaw() {
        double[] x = {2, 3, 5, 8};
        DecayFit fit = DecayFit.of(
                x, Arrays.stream(x).map(n -> 0.7 * Math.exp(-0.4 * n)).toArray());
        assertThat(fit.rate()).isCloseTo(.4, within(1e-12));
        assertThat(fit.amplitude()).isCloseTo(.7, within(1e-12));
        assertThat(fit.residual()).isLessThan(1e-7);
        assertThat(fit.at(4)).isCloseTo(.7 * Math.exp(-1.6), within(1e-12));
    }

    /** numpy.polyfit([2, 4, 5, 7], numpy.log([.3, .1, .09, .01]), 1): slope -0.658129…, intercept 0.331661… */
    @Test
    void shouldFitByLeastSquaresOnTheLogarithms() {
        DecayFit fit = DecayFit.of(new double[] {2, 4, 5, 7}, new double[] {.3, .1, .09, .01});
        assertThat(fit.rate()).isCloseTo(0.658128747076, within(1e-9));
        assertThat(Math.log(fit.amplitude())).isCloseTo(0.331660938851, within(1e-9));
        assertThat(fit.residual()).isCloseTo(0.339346671337, within(1e-9));
    }

    /** Variances of 100 normal draws at four widths; the interval of the gate is the bootstrap's of 90 %. */
    @Test
    void shouldCoverTheTrueRateWithTheBootstrapsInterval() {
        double[] qubits = {2, 4, 6, 8};
        int covered = 0;
        for (int run = 0; run < 100; run++) {
            var random = Seed.generator(Seed.derive(4, "run", "" + run));
            double[][] draws = new double[4][100];
            for (int w = 0; w < 4; w++) {
                for (int d = 0; d < 100; d++) {
                    draws[w][d] = Math.exp(-.25 * qubits[w])
                            * Math.sqrt(-2 * Math.log1p(-random.nextDouble()))
                            * Math.cos(2 * Math.PI * random.nextDouble());
                }
            }
            Interval rate = Bootstrap.percentile(
                    100,
                    (int[] sample) -> DecayFit.of(
                                    qubits,
                                    Arrays.stream(draws)
                                            .mapToDouble(one -> variance(one, sample))
                                            .toArray())
                            .rate(),
                    400,
                    .9,
                    run);
            covered += rate.lower() <= .5 && rate.upper() >= .5 ? 1 : 0;
        }
        assertThat(covered).isBetween(80, 98);
    }

    private static double variance(double[] values, int[] sample) {
        double mean =
                Arrays.stream(sample).mapToDouble(i -> values[i]).average().orElseThrow();
        return Arrays.stream(sample)
                        .mapToDouble(i -> (values[i] - mean) * (values[i] - mean))
                        .sum()
                / (sample.length - 1);
    }

    @Test
    void shouldRefuseWhatHasNoLaw() {
        assertThatThrownBy(() -> DecayFit.of(new double[] {2, 2}, new double[] {1, 2}))
                .hasMessageContaining("spread");
        assertThatThrownBy(() -> DecayFit.of(new double[] {2, 3}, new double[] {1, 0}))
                .hasMessageContaining("decays");
        assertThatThrownBy(() -> DecayFit.of(new double[] {2, 3}, new double[] {1}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
