package io.jenkins.plugins.quantum.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EValuesTest {
    @Test
    void shouldMultiplyForTheNamedHypothesisAndAverageOtherwise() {
        double[] logs = {Math.log(8), Math.log(.5), Math.log(2)};
        assertThat(Math.exp(EValues.ofAllTogether(logs))).isCloseTo(8, within(1e-12));
        assertThat(Math.exp(EValues.mean(logs))).isCloseTo(3.5, within(1e-12));
        assertThat(EValues.mean(900, 900)).isCloseTo(900, within(1e-9)); // would overflow
        assertThat(EValues.mean(Double.NEGATIVE_INFINITY)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(EValues.ofAllTogether(3, Double.NEGATIVE_INFINITY)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void shouldTurnPValuesIntoEValuesWithMeanOne() {
        double mean = 0;
        int n = 1_000_000;
        for (int i = 0; i < n; i++) {
            mean += Math.exp(EValues.ofP((i + .5) / n)) / n;
        }
        assertThat(mean).isCloseTo(1, within(1e-3));
        assertThat(Math.exp(EValues.ofP(.0001))).isCloseTo(50, within(1e-9));
    }

    @Test
    void shouldRejectStepByStep() {
        double[] logs = {Math.log(250), Math.log(150), Math.log(60), Math.log(5)};
        assertThat(EValues.bonferroni(logs, .02)).containsExactly(true, false, false, false);
        // 4/.02 = 200, 3/.02 = 150, 2/.02 = 100
        assertThat(EValues.holm(logs, .02)).containsExactly(true, true, false, false);
    }

    @Property(tries = 200)
    void shouldRejectNoLessByHolmThanByBonferroni(@ForAll @Size(5) List<@DoubleRange(min = -3, max = 9) Double> raw) {
        double[] logs = raw.stream().mapToDouble(x -> x).toArray();
        boolean[] few = EValues.bonferroni(logs, .05);
        boolean[] many = EValues.holm(logs, .05);
        for (int i = 0; i < logs.length; i++) {
            assertThat(many[i] || !few[i]).isTrue();
        }
    }

    @Test
    void shouldRefuseNonsense() {
        assertThatIllegalArgumentException().isThrownBy(EValues::mean);
        assertThatIllegalArgumentException().isThrownBy(() -> EValues.mean(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> EValues.ofAllTogether(Double.POSITIVE_INFINITY));
        assertThatIllegalArgumentException().isThrownBy(() -> EValues.ofP(0));
        assertThatIllegalArgumentException().isThrownBy(() -> EValues.holm(new double[] {1}, 0));
    }
}
