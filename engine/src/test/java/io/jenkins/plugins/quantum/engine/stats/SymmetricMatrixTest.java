package io.jenkins.plugins.quantum.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

class SymmetricMatrixTest {
    private static SymmetricMatrix random(int size, long seed) {
        UniformRandomProvider random = Seed.generator(seed);
        return SymmetricMatrix.of(size, (i, j) -> 2 * random.nextDouble() - 1);
    }

    @Property(tries = 60)
    void shouldKeepTraceAndSquares(@ForAll @IntRange(min = 1, max = 30) int size, @ForAll long seed) {
        SymmetricMatrix matrix = random(size, seed);
        double[] values = matrix.eigenvalues();

        double trace = 0;
        for (int i = 0; i < size; i++) {
            trace += matrix.get(i, i);
        }
        assertThat(values).hasSize(size).isSorted();
        assertThat(Arrays.stream(values).sum()).isCloseTo(trace, within(1e-10 * size));
        assertThat(Arrays.stream(values).map(v -> v * v).sum())
                .isCloseTo(matrix.frobenius() * matrix.frobenius(), within(1e-10 * size * size));
    }

    @Property(tries = 60)
    void shouldShiftWithTheDiagonal(@ForAll @IntRange(min = 1, max = 20) int size, @ForAll long seed) {
        SymmetricMatrix matrix = random(size, seed);
        double[] values = matrix.eigenvalues();
        double[] shifted = SymmetricMatrix.of(size, (i, j) -> matrix.get(i, j) + (i == j ? 3 : 0))
                .eigenvalues();

        for (int i = 0; i < size; i++) {
            assertThat(shifted[i]).isCloseTo(values[i] + 3, within(1e-11 * size));
        }
    }

    @Property(tries = 40)
    void shouldFindNothingBelowZeroInAGramMatrix(
            @ForAll @IntRange(min = 2, max = 25) int size,
            @ForAll @IntRange(min = 1, max = 4) int rank,
            @ForAll long seed) {
        UniformRandomProvider random = Seed.generator(seed);
        double[][] vectors = new double[size][rank];
        for (double[] vector : vectors) {
            Arrays.setAll(vector, k -> random.nextDouble() - 0.5);
        }
        double[] values = SymmetricMatrix.of(size, (i, j) -> {
                    double product = 0;
                    for (int k = 0; k < rank; k++) {
                        product += vectors[i][k] * vectors[j][k];
                    }
                    return product;
                })
                .eigenvalues();

        assertThat(values[0]).isGreaterThan(-1e-12 * size);
        assertThat(Arrays.stream(values).filter(v -> v > 1e-10).count()).isLessThanOrEqualTo(rank);
    }

    @Test
    void shouldKnowSmallMatrices() {
        // 2 x 2: 2 ± 1; a chain of three: 1, 1 ± √2/2
        assertThat(SymmetricMatrix.of(2, (i, j) -> i == j ? 2 : 1).eigenvalues())
                .containsExactly(new double[] {1, 3}, within(1e-12));
        assertThat(SymmetricMatrix.of(3, (i, j) -> i == j ? 1 : j - i == 1 ? .5 : 0)
                        .eigenvalues())
                .containsExactly(new double[] {1 - Math.sqrt(.5), 1, 1 + Math.sqrt(.5)}, within(1e-12));
        assertThat(SymmetricMatrix.of(4, (i, j) -> 0).eigenvalues()).containsOnly(0);
        SymmetricMatrix rows = SymmetricMatrix.of(3, (i, j) -> i + j);
        assertThat(rows.largestRowSum()).isEqualTo(2 + 3 + 4);
        assertThat(rows.get(2, 0)).isEqualTo(2);
    }

    @Test
    void shouldRefuseWhatIsNoMatrix() {
        assertThatThrownBy(() -> SymmetricMatrix.of(0, (i, j) -> 1)).hasMessageContaining("at least 1 row");
        assertThatThrownBy(() -> SymmetricMatrix.of(2, (i, j) -> Double.NaN)).hasMessageContaining("finite");
    }
}
