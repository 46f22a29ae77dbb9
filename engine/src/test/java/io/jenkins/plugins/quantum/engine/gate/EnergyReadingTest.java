package io.jenkins.plugins.quantum.engine.gate;

import static io.jenkins.plugins.quantum.engine.gate.AnnealingBench.FOUR;
import static io.jenkins.plugins.quantum.engine.gate.AnnealingBench.ring;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel.Vartype;
import io.jenkins.plugins.quantum.engine.circuit.EnergyLevels;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EnergyReadingTest {
    private static EnergyReading reading(double optimum, Double... biases) {
        return new EnergyReading(Bench.problem(qubo(biases), optimum));
    }

    private static BinaryQuadraticModel qubo(Double... biases) {
        return new BinaryQuadraticModel(Vartype.QUBO, List.of(biases), List.of(), 0);
    }

    private static EnergyReading ones(int variables) {
        return reading(-variables, Collections.nCopies(variables, -1.0).toArray(Double[]::new));
    }

    @Test
    void shouldTakeSumsThatDifferByRoundingForOneLevel() {
        // 0.1 + 0.2 is a little more than 0.3
        var counts = new Counts(3, Map.of("011", 2L, "100", 3L));

        assertThat(reading(0, .1, .2, .3).energies(counts)).hasSize(1).containsValue(5L);
    }

    @Test
    void shouldKnowTheStepToTheNextLevel() {
        assertThat(reading(-4, -4.0, 1.5).step()).isEqualTo(1.5);
        // not enumerated: the largest bias stands for it
        assertThat(new EnergyReading(Bench.problem(ring(30), -30)).step()).isEqualTo(1);
    }

    @Test
    void shouldNameTheFirstOfEqualReadsAndAtMostTwentyVariables() {
        assertThat(new EnergyReading(Bench.problem(FOUR, -4)).best(new Counts(4, Map.of("0111", 1L, "1011", 9L))))
                .isEqualTo("Best read: energy -3.00 with v0, v1, v2 at 1.");
        assertThat(ones(21).best(new Counts(21, Map.of("0" + "1".repeat(20), 1L))))
                .endsWith("v18, v19 at 1.");
        assertThat(ones(21).best(new Counts(21, Map.of("1".repeat(21), 1L)))).endsWith("v18, v19 and 1 more at 1.");
        assertThat(ones(2).best(new Counts(2, Map.of("00", 1L))))
                .isEqualTo("Best read: energy 0.00 with no variable at 1.");
    }

    @Test
    void shouldDrawTwentyLevelsAndSumUpTheRest() {
        EnergyReading reading = reading(0, 1.0, 2.0, 4.0, 8.0, 16.0);
        var counts = new TreeMap<String, Long>();
        for (int energy = 0; energy < 21; energy++) {
            counts.put(String.format("%5s", Integer.toBinaryString(energy)).replace(' ', '0'), 1L);
        }

        Plot.Bars all = reading.bars(new Counts(5, counts));
        counts.remove("10100");
        Plot.Bars twenty = reading.bars(new Counts(5, counts));

        assertThat(all.categories()).hasSize(21).startsWith("0", "1").endsWith("19", "higher");
        assertThat(all.groups().get(0).values().get(20)).isCloseTo(1 / 21.0, within(1e-12));
        assertThat(twenty.categories()).hasSize(20).endsWith("18", "19");
    }

    @Test
    void shouldRefuteAnOptimumOnlyByMoreThanRounding() {
        double tolerance = EnergyLevels.tolerance(FOUR);
        var counts = new Counts(4, Map.of("1111", 1L));

        assertThat(new EnergyReading(Bench.problem(FOUR, -4 + tolerance)).refuted(counts))
                .isEmpty();
        assertThat(new EnergyReading(Bench.problem(FOUR, -4 + 2 * tolerance)).refuted(counts))
                .isPresent();
    }
}
