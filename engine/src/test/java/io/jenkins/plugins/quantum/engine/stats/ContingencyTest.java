package io.jenkins.plugins.quantum.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Reference values from SciPy 1.x, {@code chi2_contingency} without correction and {@code contingency.association}. */
class ContingencyTest {
    private final Contingency table = new Contingency(new long[][] {{30, 12, 5}, {9, 25, 14}});

    @Test
    void shouldAgreeWithSciPy() {
        assertThat(table.chiSquare()).isCloseTo(20.130121938632573, within(1e-12));
        assertThat(table.g()).isCloseTo(21.02444313776151, within(1e-12));
        assertThat(table.freedom()).isEqualTo(2);
        assertThat(table.cramersV()).isCloseTo(.4603216488572514, within(1e-12));
        assertThat(table.p(9_999, 1)).isCloseTo(2.7201958899793667e-05, within(1e-15));
        assertThat(table.sparse()).isFalse();
    }

    @Test
    void shouldLeaveOutWhatNeverCame() {
        var bell = new Contingency(new long[][] {{40, 0, 0}, {0, 0, 0}, {0, 0, 60}});
        assertThat(bell.freedom()).isEqualTo(1);
        assertThat(bell.cramersV()).isCloseTo(1, within(1e-12));
        var constant = new Contingency(new long[][] {{40, 60}, {0, 0}});
        assertThat(constant.cramersV()).isZero();
        assertThat(constant.p(9_999, 1)).isEqualTo(1);
    }

    @Test
    void shouldPairAnewWhereCellsAreSmall() {
        var sparse = new Contingency(new long[][] {{4, 0}, {0, 4}});
        assertThat(sparse.sparse()).isTrue();
        // Fisher's exact test: 2 of the 70 pairings are as strong
        assertThat(sparse.p(9_999, 1)).isBetween(.02, .04);
        assertThat(sparse.p(9_999, 1)).isEqualTo(sparse.p(9_999, 1));
    }

    @Property(tries = 50)
    void shouldSeeNoDependenceInProportionalRows(
            @ForAll @IntRange(min = 1, max = 50) int a, @ForAll @IntRange(min = 1, max = 50) int b) {
        var proportional = new Contingency(new long[][] {{a, b}, {3L * a, 3L * b}});
        assertThat(proportional.chiSquare()).isCloseTo(0, within(1e-9));
        assertThat(proportional.g()).isCloseTo(0, within(1e-9));
    }

    @Test
    void shouldGivePhiOfProbabilities() {
        assertThat(Contingency.phi(new double[][] {{.5, 0}, {0, .5}})).isCloseTo(1, within(1e-12));
        assertThat(Contingency.phi(new double[][] {{.1, .3}, {.15, .45}})).isCloseTo(0, within(1e-12));
        assertThat(Contingency.phi(new double[][] {{.4, .1}, {.1, .4}})).isCloseTo(.6, within(1e-12));
        assertThat(Contingency.phi(new double[][] {{1, 0}, {0, 0}})).isZero();
    }

    @Test
    void shouldRefuseNonsense() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Contingency(new long[][] {{1, 2}, {3}}));
        assertThatIllegalArgumentException().isThrownBy(() -> new Contingency(new long[][] {{1, -2}}));
        assertThatIllegalArgumentException().isThrownBy(() -> new Contingency(new long[][] {{0, 0}}));
        assertThatIllegalArgumentException().isThrownBy(() -> new Contingency(new long[0][]));
        assertThatIllegalArgumentException().isThrownBy(() -> table.p(10, 1));
    }
}
