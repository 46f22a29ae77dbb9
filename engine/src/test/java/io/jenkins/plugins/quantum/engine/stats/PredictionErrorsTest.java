package io.jenkins.plugins.quantum.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.Test;

class PredictionErrorsTest {
    private static final double[] TRUTH = {0, 1, 4};
    private static final double[] PREDICTED = {.5, 1, 2};

    @Test
    void shouldMeasureKnownPredictions() {
        assertThat(PredictionErrors.rootMeanSquare(TRUTH, PREDICTED, new double[3]))
                .isCloseTo(Math.sqrt(4.25 / 3), within(1e-12));
        assertThat(PredictionErrors.meanAbsolute(TRUTH, PREDICTED, new double[3]))
                .isCloseTo(2.5 / 3, within(1e-12));
    }

    @Test
    void shouldExpectTheErrorsOfDrawnPredictions() {
        double[] variances = {.04, .25, 1};
        var normal = ZigguratSampler.NormalizedGaussian.of(Seed.generator(4));
        double squares = 0;
        double sizes = 0;
        int draws = 50_000;
        for (int d = 0; d < draws; d++) {
            for (int i = 0; i < 3; i++) {
                double error = PREDICTED[i] + Math.sqrt(variances[i]) * normal.sample() - TRUTH[i];
                squares += error * error / 3 / draws;
                sizes += Math.abs(error) / 3 / draws;
            }
        }
        assertThat(PredictionErrors.rootMeanSquare(TRUTH, PREDICTED, variances))
                .isCloseTo(Math.sqrt(squares), within(.01));
        assertThat(PredictionErrors.meanAbsolute(TRUTH, PREDICTED, variances)).isCloseTo(sizes, within(.01));
    }

    @Test
    void shouldKnowTheBestConstants() {
        assertThat(PredictionErrors.constantRootMeanSquare(TRUTH)).isCloseTo(Math.sqrt(26 / 9.0), within(1e-12));
        assertThat(PredictionErrors.constantMeanAbsolute(TRUTH)).isCloseTo(4 / 3.0, within(1e-12));
    }

    @Test
    void shouldRefuseNonsense() {
        assertThatThrownBy(() -> PredictionErrors.meanAbsolute(TRUTH, PREDICTED, new double[2]))
                .hasMessageContaining("equally long");
        assertThatThrownBy(() -> PredictionErrors.rootMeanSquare(TRUTH, new double[] {0, Double.NaN, 0}, new double[3]))
                .hasMessageContaining("finite");
        assertThatThrownBy(() -> PredictionErrors.rootMeanSquare(new double[0], new double[0], new double[0]))
                .hasMessageContaining("at least 1 point");
    }
}
