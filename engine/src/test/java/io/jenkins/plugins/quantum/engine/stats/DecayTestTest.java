package io.jenkins.plugins.quantum.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

class DecayTestTest {
    private static final DecayDesign DESIGN = new DecayDesign(.8, .6, .01, .05);
    private static final DecayDesign.Plan PLAN = new DecayDesign.Plan(.8, .64, .36, .6);
    /** Of a GHZ state on 3 qubits: allowed and other outcomes. */
    private static final double[] SCORES = {4 / 3.0 - 1 / 3.0, -1 / 3.0};

    private static DecayTest test() {
        return new DecayTest(DESIGN, PLAN, SCORES[1], SCORES[0]);
    }

    /** Plays up to ten looks. */
    private static DecayTest play(double first, double second, UniformRandomProvider random) {
        long look = (long) Math.ceil(1.5 * DESIGN.fixed(PLAN) / 10);
        DecayTest test = test();
        for (int i = 0; i < 10 && test.decision() == Decision.CONTINUE; i++) {
            test = test.update(SCORES, draw(first, look, random), draw(second, look, random));
        }
        return test;
    }

    private static long[] draw(double mean, long shots, UniformRandomProvider random) {
        double p = (mean - SCORES[1]) / (SCORES[0] - SCORES[1]);
        long allowed = 0;
        for (long s = 0; s < shots; s++) {
            allowed += random.nextDouble() < p ? 1 : 0;
        }
        return new long[] {allowed, shots - allowed};
    }

    @Test
    void shouldKeepItsErrorRates() {
        UniformRandomProvider random = Seed.generator(11);
        int red = 0;
        int missed = 0;
        int removed = 0;
        for (int run = 0; run < 400; run++) {
            red += play(.8, .64, random).decision() == Decision.FAIL ? 1 : 0;
            missed += play(.8, .48, random).decision() == Decision.PASS ? 1 : 0;
            removed += play(.8, .8, random).decision() == Decision.PASS ? 1 : 0;
        }
        // more with probability 1e-3 or less: binomial tails at .01 and .05 of 400
        assertThat(red).isLessThanOrEqualTo(11);
        assertThat(missed).isLessThanOrEqualTo(35);
        assertThat(removed).isLessThanOrEqualTo(35);
    }

    @Test
    void shouldUsuallyDecideHealthyAndFaultyDecays() {
        UniformRandomProvider random = Seed.generator(12);
        int passed = 0;
        int failed = 0;
        for (int run = 0; run < 100; run++) {
            passed += play(.8, .68, random).decision() == Decision.PASS ? 1 : 0;
            failed += play(.8, .32, random).decision() == Decision.FAIL ? 1 : 0;
        }
        assertThat(passed).isGreaterThan(90);
        assertThat(failed).isGreaterThan(95);
    }

    @Test
    void shouldSayWhatIsShown() {
        DecayTest nothing = test().update(SCORES, new long[] {900, 100}, new long[] {900, 100});
        assertThat(nothing.decision()).isEqualTo(Decision.CONTINUE);
        assertThat(nothing.aboveLine()).isTrue();
        assertThat(nothing.decays()).isFalse();
        assertThat(nothing.logAgainstLevel()).isLessThan(Math.log(20));
        DecayTest all = nothing.update(SCORES, new long[] {9000, 1000}, new long[] {8000, 2000});
        assertThat(all.decision()).isEqualTo(Decision.PASS);
        assertThat(all.decays()).isTrue();
        assertThat(all.passes()).isEqualTo(11_000);
        // the first answer stays
        assertThat(all.update(SCORES, new long[] {90_000, 0}, new long[] {0, 90_000})
                        .decision())
                .isEqualTo(Decision.PASS);
    }

    @Test
    void shouldRefuseWhatIsNoDecay() {
        assertThatIllegalArgumentException().isThrownBy(() -> new DecayDesign(.6, .8, .01, .05));
        assertThatIllegalArgumentException().isThrownBy(() -> new DecayDesign.Plan(.6, .6, 1, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DecayTest(DESIGN, PLAN, .1, 1))
                .withMessageContaining("must reach below 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> test().update(SCORES, new long[] {1, 0}, new long[] {1, 1}))
                .withMessage("1 scores of the first kind and 2 of the second");
    }

    @Test
    void shouldNeedMorePassesForSmallerDifferences() {
        assertThat(DESIGN.fixed(PLAN)).isBetween(100L, 2000L);
        assertThat(DESIGN.fixed(new DecayDesign.Plan(.8, .79, .36, .6))).isGreaterThan(20 * DESIGN.fixed(PLAN));
        assertThat(new DecayDesign(.7, .6, .01, .05).fixed(PLAN)).isGreaterThan(3 * DESIGN.fixed(PLAN));
    }
}
