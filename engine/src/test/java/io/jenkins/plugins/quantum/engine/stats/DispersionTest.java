package io.jenkins.plugins.quantum.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Reference values from SciPy 1.x, {@code chi2.ppf}. */
class DispersionTest {
    @Test
    void shouldTellChanceFromDriftAndFromCopies() {
        var chance = Dispersion.of(new long[] {480, 510, 495, 522, 489}, 1000, .99);
        assertThat(chance.lower()).isCloseTo(.0517472733740455, within(1e-9));
        assertThat(chance.upper()).isCloseTo(3.7150647501400607, within(1e-9));
        assertThat(chance.explained()).isTrue();
        assertThat(Dispersion.of(new long[] {400, 450, 500, 550, 600}, 1000, .99)
                        .explained())
                .isFalse();
        assertThat(Dispersion.of(new long[] {500, 500, 500, 500, 500}, 1000, .99))
                .satisfies(copies -> assertThat(copies.index()).isZero())
                .satisfies(copies -> assertThat(copies.explained()).isFalse());
        // mean 500, squares 2·100² over 1 degree of freedom and 250
        assertThat(Dispersion.of(new long[] {400, 600}, 1000, .9).index()).isCloseTo(80, within(1e-9));
    }

    @Test
    void shouldRefuseNonsense() {
        assertThatIllegalArgumentException().isThrownBy(() -> Dispersion.of(new long[] {1}, 10, .9));
        assertThatIllegalArgumentException().isThrownBy(() -> Dispersion.of(new long[] {1, 11}, 10, .9));
        assertThatIllegalArgumentException().isThrownBy(() -> Dispersion.of(new long[] {0, 0}, 10, .9));
        assertThatIllegalArgumentException().isThrownBy(() -> Dispersion.of(new long[] {0, 0}, 0, .9));
    }
}
