package io.jenkins.plugins.quantum.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

/** Reference values from SciPy 1.x, {@code power_divergence(…, lambda_='log-likelihood')}. */
class GoodnessOfFitTest {
    private static final double[] LAW = {.2, .2, .25, .1, .15, .1};

    @Test
    void shouldAgreeWithSciPy() {
        var fit = GoodnessOfFit.test(new long[] {18, 22, 31, 9, 12, 8}, LAW, 1);
        assertThat(fit.statistic()).isCloseTo(2.9153435495499096, within(1e-12));
        assertThat(fit.p()).isCloseTo(.7130355601111652, within(1e-12));
        assertThat(fit.freedom()).isEqualTo(5);
        assertThat(fit.simulated()).isFalse();
    }

    @Test
    void shouldPoolCellsUntilEachExpectsFive() {
        // 100 shots: .03 and .04 together expect 7
        var fit = GoodnessOfFit.test(
                new long[] {2, 5, 20, 20, 20, 10, 10, 13}, new double[] {.03, .04, .2, .2, .2, .1, .1, .13}, 1);
        assertThat(fit.simulated()).isTrue(); // a quarter of the cells is small
        var few = GoodnessOfFit.test(new long[] {2, 5, 20, 20, 20, 33}, new double[] {.04, .06, .2, .2, .2, .3}, 1);
        assertThat(few.simulated()).isFalse();
        assertThat(few.cells()).isEqualTo(5);
        assertThat(few.freedom()).isEqualTo(4);
        assertThat(GoodnessOfFit.test(new long[] {500}, new double[] {1}, 1).p())
                .isEqualTo(1);
    }

    @Test
    void shouldGiveAnHonestPWhereCellsAreSmall() {
        UniformRandomProvider random = Seed.generator(3);
        double[] law = new double[64];
        for (int i = 0; i < law.length; i++) {
            law[i] = -Math.log1p(-random.nextDouble());
        }
        double sum = Arrays.stream(law).sum();
        double[] cumulative = Arrays.stream(law).map(x -> x / sum).toArray();
        double[] p = cumulative.clone();
        Arrays.parallelPrefix(cumulative, Double::sum);
        int below = 0;
        int runs = 150;
        for (int run = 0; run < runs; run++) {
            long[] counts = new long[law.length];
            for (int shot = 0; shot < 60; shot++) {
                int at = Arrays.binarySearch(cumulative, random.nextDouble());
                counts[Math.min(law.length - 1, at < 0 ? -at - 1 : at)]++;
            }
            var fit = GoodnessOfFit.test(counts, p, run);
            assertThat(fit.simulated()).isTrue();
            below += fit.p() <= .2 ? 1 : 0;
        }
        assertThat(below / (double) runs).isBetween(.1, .32);
    }

    @Test
    void shouldFindWhatIsImpossibleAndRepeatItself() {
        var impossible = GoodnessOfFit.test(new long[] {3, 0, 1}, new double[] {.5, .5, 0}, 5);
        assertThat(impossible.p()).isCloseTo(1e-4, within(1e-12));
        assertThat(impossible.statistic()).isInfinite();
        long[] counts = {3, 1, 0, 1};
        double[] law = {.25, .25, .25, .25};
        assertThat(GoodnessOfFit.test(counts, law, 5)).isEqualTo(GoodnessOfFit.test(counts, law, 5));
    }

    @Test
    void shouldRefuseNonsense() {
        refused(() -> GoodnessOfFit.test(new long[] {1}, new double[] {.5, .5}, 1), "equally long");
        refused(() -> GoodnessOfFit.test(new long[] {1, 1}, new double[] {.5, .4}, 1), "sum to 1");
        refused(() -> GoodnessOfFit.test(new long[] {-1, 1}, new double[] {.5, .5}, 1), "cannot be -1");
        refused(() -> GoodnessOfFit.test(new long[] {0, 0}, new double[] {.5, .5}, 1), "at least 1 shot");
        refused(() -> GoodnessOfFit.test(new long[] {1, 1}, new double[] {.5, .5}, 99, 1), "at least 9999 draws");
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String sentence) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(sentence);
    }
}
