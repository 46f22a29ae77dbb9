package io.jenkins.plugins.quantum.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Reference values: {@code scipy.stats.binom.sf} and sums of {@code multinomial.pmf} over all elections. */
class MajorityVoteTest {
    private static final Offset<Double> EXACT = within(1e-8);

    @Test
    void shouldAgreeWithTheReferenceOnTwoClasses() {
        assertThat(MajorityVote.probability(.6, 25)).isCloseTo(0.8462322310242371, within(1e-12));
        assertThat(MajorityVote.probability(.6, 10)).isCloseTo(0.6331032576, within(1e-12));
        assertThat(MajorityVote.probability(.3, 4)).isCloseTo(0.0837, within(1e-12));
        assertThat(MajorityVote.probability(.3, 1)).isCloseTo(.3, within(1e-12));
    }

    @Test
    void shouldGiveATieToTheFirstClass() {
        assertThat(MajorityVote.probability(.5, 2)).isCloseTo(.25, within(1e-12));
        assertThat(MajorityVote.multinomial(new double[] {.5, .5, 0}, 2))
                .containsExactly(new double[] {.75, .25}, EXACT);
        assertThat(MajorityVote.multinomial(new double[] {.25, .25, .5}, 1))
                .containsExactly(new double[] {.75, .25}, EXACT);
    }

    @Test
    void shouldTakeNoShotsForInfinitelyMany() {
        assertThat(MajorityVote.probability(.5, 0)).isZero();
        assertThat(MajorityVote.probability(.500001, 0)).isEqualTo(1);
        assertThat(MajorityVote.probability(.4, 0)).isZero();
        assertThat(MajorityVote.multinomial(new double[] {.2, .25, .25, .3}, 0)).containsExactly(0, 1, 0);
    }

    @Test
    void shouldAgreeWithTheReferenceOnManyClasses() {
        assertThat(MajorityVote.multinomial(new double[] {.4, .35, .25}, 7))
                .containsExactly(new double[] {0.64353132, 0.35646868}, EXACT);
        assertThat(MajorityVote.multinomial(new double[] {.3, .3, .3, .1}, 25))
                .containsExactly(new double[] {0.38457248, 0.32923766, 0.28618986}, EXACT);
        assertThat(MajorityVote.multinomial(new double[] {0, .5, .5}, 3))
                .containsExactly(new double[] {.125, .875}, EXACT);
        assertThat(MajorityVote.multinomial(new double[] {.2, .5, .1, .2}, 10))
                .containsExactly(new double[] {0.15170435, 0.83685296, 0.01144269}, EXACT);
        assertThat(MajorityVote.multinomial(new double[] {1, 0}, 5)).containsExactly(new double[] {1}, EXACT);
    }

    @Property(tries = 100)
    void shouldAgreeWithTheBinomialLawWhenThereAreTwoClasses(
            @ForAll @DoubleRange(min = 0, max = 1) double p, @ForAll @IntRange(min = 1, max = 200) int shots) {
        double[] wins = MajorityVote.multinomial(new double[] {1 - p, p, 0}, shots);
        assertThat(wins[1]).isCloseTo(MajorityVote.probability(p, shots), within(1e-9));
        assertThat(wins[0] + wins[1]).isCloseTo(1, within(1e-9));
    }

    @Test
    void shouldDrawLargeElectionsRepeatably() {
        double[] votes = {.49, .51, 0};
        double[] wins = MajorityVote.multinomial(votes, 1000, 7);
        assertThat(wins[1])
                .isCloseTo(MajorityVote.probability(.51, 1000), within(.016)); // 20 000 draws, 4.5 deviations
        assertThat(Arrays.stream(wins).sum()).isCloseTo(1, within(1e-9));
        assertThat(MajorityVote.multinomial(votes, 1000, 7)).containsExactly(wins);
        assertThat(MajorityVote.multinomial(votes, 1000, 8)).isNotEqualTo(wins);
        assertThat(MajorityVote.multinomial(votes, 1000)).isEqualTo(MajorityVote.multinomial(votes, 1000));
    }

    @Test
    void shouldRefuseNonsense() {
        refused(() -> MajorityVote.probability(1.1, 3), "a probability, from 0 to 1, not 1.1");
        refused(() -> MajorityVote.probability(-.1, 3), "a probability");
        refused(() -> MajorityVote.probability(Double.NaN, 3), "a probability");
        refused(() -> MajorityVote.probability(.5, -1), "there cannot be -1 shots");
        refused(() -> MajorityVote.multinomial(new double[] {1}, 3), "at least one class");
        refused(() -> MajorityVote.multinomial(new double[] {.5, .4}, 3), "the votes must sum to 1");
        refused(() -> MajorityVote.multinomial(new double[] {.5, .5}, -1), "there cannot be -1 shots");
    }

    private static void refused(ThrowingCallable call, String sentence) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(sentence);
    }
}
