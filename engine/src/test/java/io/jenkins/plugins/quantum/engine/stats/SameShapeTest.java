package io.jenkins.plugins.quantum.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SameShapeTest {
    private static final ShapeCheck.Limits LIMITS = new ShapeCheck.Limits(.025, .10, .01, .05);

    @Test
    void shouldMeasureTheUnbiasedSquaredDistanceOfTwoSamples() {
        long[] first = {6, 4, 0};
        long[] second = {3, 4, 3};
        SameShape check = SameShape.of(new long[] {9, 8, 3}, .5, LIMITS, 1);
        // (30 + 12)/90 + (6 + 12 + 6)/90 - 2(18 + 16)/100
        assertThat(check.distance(first, second)).isCloseTo((42 / 90. + 24 / 90. - .68) / .5, within(1e-12));
    }

    @Test
    void shouldBeOfNoUseWithFewShotsAndDecideEverythingWithEnough() {
        double[] ghz = {.5, .5};
        assertThat(SameShape.mayDecide(ghz, .5, 200, LIMITS)).isFalse();
        assertThat(SameShape.planned(ghz, .5, 200, LIMITS, 1).decisive()).isFalse();
        SameShape enough = SameShape.planned(ghz, .5, 4_000, LIMITS, 1);
        assertThat(enough.decisive()).isTrue();
        assertThat(enough.failAbove()).isEqualTo(enough.passBelow()).isBetween(.025, .10);
    }

    @Test
    void shouldAnswerClearCases() {
        SameShape check = SameShape.of(new long[] {4_000, 4_000}, .5, LIMITS, 1);
        assertThat(check.judge(new long[] {2_010, 1_990}, new long[] {1_990, 2_010}))
                .isEqualTo(Decision.PASS);
        assertThat(check.judge(new long[] {3_000, 1_000}, new long[] {1_000, 3_000}))
                .isEqualTo(Decision.FAIL);
        SameShape few = SameShape.of(new long[] {40, 40}, .5, LIMITS, 1);
        assertThat(few.judge(new long[] {24, 16}, new long[] {16, 24})).isEqualTo(Decision.CONTINUE);
    }

    @Test
    void shouldRefuseSamplesOfOtherSizes() {
        SameShape check = SameShape.of(new long[] {20, 20}, .5, LIMITS, 1);
        assertThatThrownBy(() -> check.distance(new long[] {10, 9}, new long[] {10, 11}))
                .hasMessageContaining("made for 20 shots");
        assertThatThrownBy(() -> SameShape.of(new long[] {2, 1}, .5, LIMITS, 1)).hasMessageContaining("same size");
        assertThatThrownBy(() -> SameShape.planned(new double[] {.5, .5}, .5, 1, LIMITS, 1))
                .hasMessageContaining("at least 2 shots");
    }

    @Test
    void shouldGiveTheSameAnswerWithTheSameSeed() {
        long[] together = new long[64];
        Arrays.fill(together, 50);
        assertThat(SameShape.of(together, 1 / 64., LIMITS, 5).failAbove())
                .isEqualTo(SameShape.of(together, 1 / 64., LIMITS, 5).failAbove());
    }
}
