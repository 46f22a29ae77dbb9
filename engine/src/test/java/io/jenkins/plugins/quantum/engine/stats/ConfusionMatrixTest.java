package io.jenkins.plugins.quantum.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Reference values: {@code sklearn.metrics} with sample weights. */
class ConfusionMatrixTest {
    private static final Offset<Double> EXACT = within(1e-9);
    private final ConfusionMatrix matrix =
            new ConfusionMatrix(new double[][] {{5, 1, 2}, {0, 3.5, 1.5}, {2.25, .75, 4}});

    @Test
    void shouldAgreeWithTheReference() {
        assertThat(matrix.accuracy()).isCloseTo(.625, EXACT);
        assertThat(matrix.f1(0)).isCloseTo(0.6557377049, EXACT);
        assertThat(matrix.f1(1)).isCloseTo(0.6829268293, EXACT);
        assertThat(matrix.f1(2)).isCloseTo(0.5517241379, EXACT);
        assertThat(matrix.macroF1()).isCloseTo(0.6301295573724534, EXACT);
        assertThat(matrix.precision(0)).isCloseTo(0.6896551724, EXACT);
        assertThat(matrix.precision(2)).isCloseTo(0.5333333333, EXACT);
        assertThat(matrix.recall(0)).isCloseTo(.625, EXACT);
        assertThat(matrix.recall(1)).isCloseTo(.7, EXACT);
        assertThat(matrix.worstClass()).isEqualTo(2);
        assertThat(matrix.classes()).isEqualTo(3);
        assertThat(matrix.weight(1, 2)).isEqualTo(1.5);
    }

    @Test
    void shouldAddTheProbabilitiesOfPoints() {
        var expected = ConfusionMatrix.expected(new int[] {0, 1, 1}, new double[][] {{.75, .25}, {.5, .5}, {0, 1}});
        assertThat(expected.weight(0, 0)).isEqualTo(.75);
        assertThat(expected.weight(0, 1)).isEqualTo(.25);
        assertThat(expected.weight(1, 0)).isEqualTo(.5);
        assertThat(expected.weight(1, 1)).isEqualTo(1.5);
        assertThat(expected.accuracy()).isCloseTo(.75, EXACT);
    }

    @Test
    void shouldCallNothingOfNothingZeroAndPassOverAbsentClasses() {
        var absent = new ConfusionMatrix(new double[][] {{0, 0, 0}, {0, 2, 2}, {0, 1, 1}});
        assertThat(absent.recall(0)).isZero();
        assertThat(absent.precision(0)).isZero();
        assertThat(absent.f1(0)).isZero();
        assertThat(absent.worstClass()).isEqualTo(1);
    }

    @Test
    void shouldRefuseNonsense() {
        refused(() -> new ConfusionMatrix(new double[0][]), "at least one class");
        refused(() -> new ConfusionMatrix(new double[][] {{1, 2}}), "rows and columns of row 0");
        refused(() -> new ConfusionMatrix(new double[][] {{0}}), "the sum of the weights");
        refused(() -> new ConfusionMatrix(new double[][] {{-1}}), "each weight");
        refused(() -> matrix.f1(3), "no class 3 among 3");
        refused(() -> matrix.recall(-1), "no class -1 among 3");
        refused(() -> matrix.precision(3), "no class 3");
        refused(() -> matrix.weight(0, 3), "no class 3");
        refused(() -> matrix.weight(3, 0), "no class 3");
        refused(() -> ConfusionMatrix.expected(new int[0], new double[0][]), "at least one point");
        refused(() -> ConfusionMatrix.expected(new int[] {0}, new double[0][]), "labels and points");
        refused(() -> ConfusionMatrix.expected(new int[] {2}, new double[][] {{.5, .5}}), "no class 2 among 2");
        refused(() -> ConfusionMatrix.expected(new int[] {-1}, new double[][] {{.5, .5}}), "no class -1 among 2");
        refused(() -> ConfusionMatrix.expected(new int[] {0}, new double[][] {{.5, .4}}), "point 0 must sum to 1");
        refused(
                () -> ConfusionMatrix.expected(new int[] {0, 0}, new double[][] {{.5, .5}, {1}}),
                "probabilities of point 1");
    }

    private static void refused(ThrowingCallable call, String sentence) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(sentence);
    }

    @Test
    void shouldCorrelateDecisionsWithLabels() {
        // reference: scikit-learn's matthews_corrcoef of 50/10/5/35 and of three classes
        assertThat(new ConfusionMatrix(new double[][] {{50, 10}, {5, 35}}).matthews())
                .isCloseTo(.6975184488828855, within(1e-12));
        assertThat(new ConfusionMatrix(new double[][] {{5, 1, 0}, {2, 6, 1}, {0, 1, 4}}).matthews())
                .isCloseTo(.6192490904808059, within(1e-12));
        assertThat(new ConfusionMatrix(new double[][] {{0, 3}, {4, 0}}).matthews())
                .isEqualTo(-1);
        assertThat(new ConfusionMatrix(new double[][] {{3, 0}, {4, 0}}).matthews())
                .isZero();
        assertThat(new ConfusionMatrix(new double[][] {{3, 1}, {4, 1}}).lowestRecall())
                .isCloseTo(.2, within(1e-12));
    }
}
