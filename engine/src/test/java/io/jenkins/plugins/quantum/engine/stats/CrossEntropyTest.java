package io.jenkins.plugins.quantum.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class CrossEntropyTest {
    private static final double[] LAW = {.5, .3, .15, .05};

    @Property(tries = 100)
    void shouldBeTheShareOfTheSignalThatIsLeft(@ForAll @DoubleRange(min = 0, max = 1) double share) {
        var score = new CrossEntropy(LAW, 4);
        double[] mixed = new double[4];
        for (int i = 0; i < 4; i++) {
            mixed[i] = share * LAW[i] + (1 - share) / 4;
        }
        assertThat(score.mean(mixed)).isCloseTo(share, within(1e-12));
        assertThat(score.variance(mixed)).isPositive();
    }

    @Test
    void shouldListOnlySomeOutcomes() {
        double[] ghz = {.5, .5};
        var score = new CrossEntropy(ghz, 16);
        assertThat(score.mean(ghz)).isCloseTo(1, within(1e-12));
        assertThat(score.mean(new double[] {1 / 16.0, 1 / 16.0})).isCloseTo(0, within(1e-12));
        assertThat(score.scores()).hasSize(2).containsOnly(score.highest());
        assertThat(score.lowest()).isLessThan(0);
        // −ln(.99·.5 + .01/16)
        assertThat(score.nats(ghz)).isCloseTo(-Math.log(.495 + .000625), within(1e-12));
    }

    @Test
    void shouldHaveNoScoreForUniformOutcomes() {
        var score = new CrossEntropy(new double[] {.25, .25, .25, .25}, 4);
        assertThat(score.undefined()).isTrue();
        assertThatIllegalArgumentException().isThrownBy(score::highest);
        assertThatIllegalArgumentException().isThrownBy(() -> new CrossEntropy(LAW, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> new CrossEntropy(LAW, 4).mean(new double[] {1, 1, 0, 0}));
    }
}
