package io.jenkins.plugins.quantum.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ReliabilityTest {
    private static final boolean[] LABELS = {false, true, true, false};
    private static final double[] SHARES = {.1, .9, .8, .3};

    @Test
    void shouldCompareFrequencyAndPredictionInEachBin() {
        // two bins: {.1, .3} with none of the class, {.9, .8} with all
        var reliability = new Reliability(LABELS, SHARES, 0, 2);
        assertThat(reliability.expectedError()).isCloseTo((.4 + .3) / 4, within(1e-12));
        assertThat(reliability.brier()).isCloseTo((.01 + .01 + .04 + .09) / 4, within(1e-12));
        assertThat(reliability.bins()).hasSize(2);
        assertThat(reliability.bins().get(1)).satisfies(bin -> {
            assertThat(bin.weight()).isEqualTo(2);
            assertThat(bin.predicted()).isCloseTo(.85, within(1e-12));
            assertThat(bin.observed()).isEqualTo(1);
        });
    }

    @Test
    void shouldPutAnEdgeIntoTheBinBelow() {
        var reliability = new Reliability(new boolean[] {true, false}, new double[] {.3, 0}, 0, 10);
        assertThat(reliability.bins()).hasSize(2);
        // .3 in the third bin alone
        assertThat(reliability.bins().get(1).predicted()).isCloseTo(.3, within(1e-12));
        assertThat(new Reliability(new boolean[] {true, false}, new double[] {.3, .25}, 0, 10).bins())
                .hasSize(1);
    }

    @Test
    void shouldExpectTheFiguresOfDrawnPredictions() {
        int shots = 7;
        var random = Seed.generator(5);
        double brier = 0;
        int draws = 20_000;
        for (int d = 0; d < draws; d++) {
            for (int i = 0; i < SHARES.length; i++) {
                double votes = 0;
                for (int s = 0; s < shots; s++) {
                    votes += random.nextDouble() < SHARES[i] ? 1 : 0;
                }
                brier += Math.pow(votes / shots - (LABELS[i] ? 1 : 0), 2) / SHARES.length / draws;
            }
        }
        var reliability = new Reliability(LABELS, SHARES, shots, 5);
        assertThat(reliability.brier()).isCloseTo(brier, within(2e-3));
        assertThat(reliability.bins().stream()
                        .mapToDouble(Reliability.Bin::weight)
                        .sum())
                .isCloseTo(4, within(1e-9));
        assertThat(new Reliability(LABELS, SHARES, 1_000_000, 2).expectedError())
                .isCloseTo(.175, within(1e-9));
    }

    @Test
    void shouldKnowTheErrorOfChance() {
        int points = 400;
        boolean[] labels = new boolean[points];
        double[] shares = new double[points];
        for (int i = 0; i < points; i++) {
            shares[i] = (i + .5) / points;
        }
        double chance = new Reliability(labels, shares, 0, 10).byChance();
        var random = Seed.generator(9);
        double mean = 0;
        int draws = 500;
        for (int d = 0; d < draws; d++) {
            for (int i = 0; i < points; i++) {
                labels[i] = random.nextDouble() < shares[i];
            }
            mean += new Reliability(labels, shares, 0, 10).expectedError() / draws;
        }
        assertThat(chance).isCloseTo(mean, within(.002));
    }

    @Test
    void shouldRefuseNonsense() {
        assertThatThrownBy(() -> new Reliability(LABELS, SHARES, 0, 0)).hasMessageContaining("at least 1 bin");
        assertThatThrownBy(() -> new Reliability(new boolean[0], new double[0], 0, 2))
                .hasMessageContaining("at least 1 point");
        assertThatThrownBy(() -> new Reliability(new boolean[1], new double[] {1.2}, 0, 2))
                .hasMessageContaining("probability");
    }
}
