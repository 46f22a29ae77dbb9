package io.jenkins.plugins.quantum.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class LinearScoreTest {
    private static final double[] IDEAL = {.4, .3, .2, .1};

    @Test
    void shouldScoreOutcomesByTheirIdealProbability() {
        var score = new LinearScore(IDEAL);
        assertThat(score.norm()).isCloseTo(.05, within(1e-12));
        assertThat(score.score(0)).isCloseTo(3, within(1e-9));
        assertThat(score.score(1)).isCloseTo(1, within(1e-9));
        assertThat(score.score(3)).isCloseTo(-3, within(1e-9));
        assertThat(score.lowest()).isCloseTo(-3, within(1e-9));
        assertThat(score.highest()).isCloseTo(3, within(1e-9));
        assertThat(score.undefined()).isFalse();
        assertThat(score.mean(new double[] {.1, .2, .3, .4})).isCloseTo(-1, within(1e-9));
        assertThat(score.variance(new double[] {.1, .2, .3, .4})).isCloseTo(4, within(1e-9));
    }

    @Test
    void shouldTakeOutcomesThatAreNotListedForImpossible() {
        var score = new LinearScore(new double[] {.5, .5}, 8);
        assertThat(score.score(1)).isCloseTo(1, within(1e-12));
        assertThat(score.scoreOfOthers()).isCloseTo(-1 / 3.0, within(1e-12));
        assertThat(score.lowest()).isEqualTo(score.scoreOfOthers());
        assertThat(score.highest()).isEqualTo(score.score(0));
        assertThat(score.mean(new double[] {.4, .3})).isCloseTo(.6, within(1e-12));
        assertThat(score.variance(new double[] {.4, .3})).isCloseTo(0.37333333333333335, within(1e-12));
    }

    @Property
    void shouldHaveTheShareOfTheIdealAsItsMean(@ForAll @DoubleRange(min = 0, max = 1) double share) {
        double[] q = new double[IDEAL.length];
        for (int i = 0; i < q.length; i++) {
            q[i] = share * IDEAL[i] + (1 - share) / q.length;
        }
        assertThat(new LinearScore(IDEAL).mean(q)).isCloseTo(share, within(1e-9));
        var sparse = new LinearScore(new double[] {.7, .3}, 16);
        assertThat(sparse.mean(new double[] {share * .7 + (1 - share) / 16, share * .3 + (1 - share) / 16}))
                .isCloseTo(share, within(1e-9));
    }

    @Test
    void shouldBeUndefinedForUniformOutcomes() {
        assertThat(new LinearScore(new double[] {.25, .25, .25, .25}).undefined())
                .isTrue();
        assertThat(new LinearScore(new double[] {.25 + 2e-5, .25 - 2e-5, .25, .25}).undefined())
                .isTrue();
        assertThat(new LinearScore(new double[] {.25 + 4e-5, .25 - 4e-5, .25, .25}).undefined())
                .isFalse();
        assertThat(new LinearScore(new double[] {.25, .25, .25, .25}, 8).undefined())
                .isFalse();
        refused(() -> new LinearScore(new double[] {.5, .5}).score(0), "uniform");
    }

    @Test
    void shouldRefuseNonsense() {
        var score = new LinearScore(IDEAL);
        refused(() -> new LinearScore(new double[] {.5, .4}), "must sum to 1, not to 0.9");
        refused(() -> new LinearScore(new double[] {1.5, -.5}), "each probability of the ideal outcomes");
        refused(() -> new LinearScore(new double[] {.5, .5}, 1), "2 outcomes cannot be listed out of 1.0");
        refused(() -> new LinearScore(new double[] {.5, .5}, Double.POSITIVE_INFINITY), "out of Infinity");
        refused(() -> score.score(4), "no outcome 4 among 4");
        refused(() -> score.score(-1), "no outcome -1 among 4");
        refused(() -> score.mean(new double[] {1}), "equally long, not 4 and 1");
        refused(() -> score.mean(new double[] {.5, .5, .5, 0}), "at most 1, not to 1.5");
        refused(() -> score.mean(new double[] {.1, .1, .1, .1}), "all outcomes are listed");
        refused(() -> score.mean(new double[] {1.1, -.1, 0, 0}), "each given probability");
    }

    private static void refused(ThrowingCallable call, String sentence) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(sentence);
    }
}
