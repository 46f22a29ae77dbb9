package io.jenkins.plugins.quantum.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.backend.Distribution;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelResultTest {
    /** Decisions from the probabilities of the second class. */
    private static ModelResult result(List<String> labels, double... second) {
        return new ModelReading(Bench.model(labels, 0))
                .exact(Bench.batch(
                        Need.exact(0, 0),
                        Arrays.stream(second).mapToObj(Bench::bit).toArray(Distribution[]::new)));
    }

    private static String wrong(int points) {
        double[] low = new double[points];
        Arrays.fill(low, .1);
        return result(Collections.nCopies(points, "versicolor"), low).wrongPoints();
    }

    @Test
    void shouldNameAtMostEightWrongPoints() {
        assertThat(wrong(8))
                .isEqualTo("Decided wrong as often as right or more: 8 of 8 points (1, 2, 3, 4, 5, 6, 7, 8, counted"
                        + " from 1).");
        assertThat(wrong(9))
                .isEqualTo("Decided wrong as often as right or more: 9 of 9 points (1, 2, 3, 4, 5, 6, 7, 8, ...,"
                        + " counted from 1).");
        assertThat(result(List.of("setosa", "versicolor"), .2, .3).wrongPoints())
                .isEqualTo("Decided wrong as often as right or more: 1 of 2 points (2, counted from 1).");
    }

    @Test
    void shouldGiveTheShareOfRightDecisionsByClass() {
        ModelResult result = result(List.of("setosa", "setosa", "versicolor"), .1, .9, .8);

        assertThat(result.recalls()).containsExactly(.5, 1.0);
        assertThat(result.byClass()).isEqualTo("Right by class: setosa 0.50, versicolor 1.00.");
    }
}
