package io.jenkins.plugins.quantum.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressibilityTest {
    /** Fidelities of random states have the density (D-1)(1-F)^(D-2). */
    private static double[] random(int qubits, int pairs, long seed) {
        UniformRandomProvider random = Seed.generator(seed);
        double power = 1 / (Math.pow(2, qubits) - 1);
        double[] fidelities = new double[pairs];
        Arrays.setAll(fidelities, i -> 1 - Math.pow(random.nextDouble(), power));
        return fidelities;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void shouldFindRandomStatesAtZero(int qubits) {
        double sum = 0;
        for (int seed = 0; seed < 40; seed++) {
            sum += Expressibility.divergence(random(qubits, 5000, seed), qubits);
        }
        // (75-1)/2n = .0074 would leave up to -.007 where few bins are filled
        assertThat(sum / 40).isCloseTo(0, within(.001));
    }

    @Test
    void shouldFindAnIdleCircuitFarAway() {
        double[] same = new double[100];
        Arrays.fill(same, 1 + 1e-7); // single precision
        // all in the last bin, which random states of 3 qubits reach with (1/75)^7
        assertThat(Expressibility.divergence(same, 3)).isCloseTo(7 * Math.log(75), within(1e-9));
        assertThat(Expressibility.divergence(same, 12)).isCloseTo(4095 * Math.log(75), within(1e-6));
    }

    @Test
    void shouldShareOutAllProbability() {
        assertThat(Arrays.stream(Expressibility.random(4)).sum()).isCloseTo(1, within(1e-12));
        assertThat(Arrays.stream(Expressibility.histogram(new double[] {-1e-9, .5, 1}))
                        .sum())
                .isCloseTo(1, within(1e-12));
        assertThatThrownBy(() -> Expressibility.divergence(new double[0], 1)).hasMessageContaining("at least 1 pair");
        assertThatThrownBy(() -> Expressibility.divergence(new double[1], 0)).hasMessageContaining("qubit");
    }
}
