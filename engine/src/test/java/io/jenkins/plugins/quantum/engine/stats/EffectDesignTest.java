package io.jenkins.plugins.quantum.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Reference values from SciPy 1.x, {@code ncx2}. */
class EffectDesignTest {
    @Test
    void shouldAgreeWithSciPyOnTheNoncentralChiSquare() {
        assertThat(EffectDesign.cumulative(20, 5, 9.5)).isCloseTo(.8021637285834543, within(1e-10));
        assertThat(EffectDesign.cumulative(1200, 15, 1000)).isCloseTo(.9974981059733454, within(1e-9));
        assertThat(EffectDesign.cut(7, 22.5, .01)).isCloseTo(57.26458546505363, within(1e-6));
        assertThat(EffectDesign.cumulative(-1, 5, 2)).isZero();
        assertThat(EffectDesign.cumulative(3.84145882069412, 1, 0)).isCloseTo(.95, within(1e-12));
    }

    @Test
    void shouldKeepBothRatesWithFewShots() {
        var design = EffectDesign.of(3, .1, .3, .01, .05);
        double n = design.shots();
        assertThat(1 - EffectDesign.cumulative(design.critical(), 3, n * .01)).isLessThanOrEqualTo(.01 + 1e-9);
        assertThat(EffectDesign.cumulative(design.critical(), 3, n * .09)).isLessThanOrEqualTo(.05);
        double fewer = .97 * n;
        double cut = EffectDesign.cut(3, fewer * .01, .01);
        assertThat(EffectDesign.cumulative(cut, 3, fewer * .09)).isGreaterThan(.05);
        assertThat(EffectDesign.cutAt(design.shots(), 3, .1, .01)).isEqualTo(design);
    }

    @Test
    void shouldHoldItsRatesForCountsOfUnevenQubits() {
        // a qubit with shares .5 ± w/2 departs from equal shares by w
        var design = EffectDesign.of(1, .15, .3, .05, .05);
        var random = Seed.generator(9);
        int[] above = new int[2];
        int runs = 1_000;
        for (int run = 0; run < runs; run++) {
            for (int which = 0; which < 2; which++) {
                double p = .5 + (which == 0 ? .15 : .3) / 2;
                long ones = 0;
                for (long shot = 0; shot < design.shots(); shot++) {
                    ones += random.nextDouble() < p ? 1 : 0;
                }
                long[] counts = {design.shots() - ones, ones};
                above[which] +=
                        GoodnessOfFit.test(counts, new double[] {.5, .5}, 1).statistic() > design.critical() ? 1 : 0;
            }
        }
        assertThat(above[0] / (double) runs).isLessThan(.08);
        assertThat(above[1] / (double) runs).isGreaterThan(.92);
    }

    @Test
    void shouldRefuseNonsense() {
        assertThatIllegalArgumentException().isThrownBy(() -> EffectDesign.of(0, .1, .3, .01, .05));
        assertThatIllegalArgumentException().isThrownBy(() -> EffectDesign.of(1, .3, .3, .01, .05));
        assertThatIllegalArgumentException().isThrownBy(() -> EffectDesign.of(1, -.1, .3, .01, .05));
        assertThatIllegalArgumentException().isThrownBy(() -> EffectDesign.of(1, .1, .3, 0, .05));
    }
}
