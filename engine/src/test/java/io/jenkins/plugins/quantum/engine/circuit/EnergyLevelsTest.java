package io.jenkins.plugins.quantum.engine.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel.Coupling;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel.Vartype;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class EnergyLevelsTest {
    /** Biases are multiples of 1/8: sums of them are exact, and levels that are equal are equal to the bit. */
    private static BinaryQuadraticModel random(int variables, long seed, Vartype vartype) {
        var random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
        List<Double> linear = new ArrayList<>();
        List<Coupling> quadratic = new ArrayList<>();
        for (int i = 0; i < variables; i++) {
            linear.add(random.nextInt(-16, 17) / 8.0);
            for (int j = 0; j < i; j++) {
                if (random.nextInt(3) > 0) {
                    quadratic.add(new Coupling(j, i, random.nextInt(-16, 17) / 8.0));
                }
            }
        }
        return new BinaryQuadraticModel(vartype, linear, quadratic, random.nextInt(-16, 17) / 8.0);
    }

    private static String outcome(int number, int variables) {
        String bits = Integer.toBinaryString(number);
        return "0".repeat(variables - bits.length()) + bits;
    }

    @Property(tries = 200)
    void shouldAgreeWithTheEnergyOfEveryOutcome(
            @ForAll @IntRange(min = 1, max = 9) int variables, @ForAll long seed, @ForAll Vartype vartype) {
        BinaryQuadraticModel problem = random(variables, seed, vartype);
        var counts = new TreeMap<Double, Long>();
        double sum = 0;
        for (int i = 0; i < 1 << variables; i++) {
            double energy = problem.energy(outcome(i, variables));
            counts.merge(energy, 1L, Long::sum);
            sum += energy;
        }

        EnergyLevels levels = EnergyLevels.of(problem);

        assertThat(levels.lowest()).isEqualTo(counts.firstKey());
        assertThat(levels.optima()).isEqualTo(counts.firstEntry().getValue());
        assertThat(levels.highest()).isEqualTo(counts.lastKey());
        Double next = counts.higherKey(counts.firstKey());
        assertThat(levels.next()).isEqualTo(next == null ? levels.lowest() : next);
        assertThat(problem.meanEnergy()).isCloseTo(sum / (1 << variables), within(1e-9));
        assertThat(problem.energyBound()).isGreaterThanOrEqualTo(levels.highest());
        assertThat(problem.energyFloor()).isLessThanOrEqualTo(levels.lowest());
    }

    @Test
    void shouldNotDriftOverManySteps() {
        // a chain that rewards neighbours of one value: 2 optima, and no coupling is a binary fraction
        List<Coupling> chain = new ArrayList<>();
        for (int i = 1; i < 20; i++) {
            chain.add(new Coupling(i - 1, i, -0.1));
        }
        var problem = new BinaryQuadraticModel(Vartype.ISING, Collections.nCopies(20, 0.0), chain, 0.3);

        EnergyLevels levels = EnergyLevels.of(problem);

        assertThat(levels.lowest()).isCloseTo(-1.6, within(1e-12));
        assertThat(levels.optima()).isEqualTo(2);
        assertThat(levels.next()).isCloseTo(-1.4, within(1e-12));
        assertThat(levels.highest()).isCloseTo(2.2, within(1e-12));
    }

    @Test
    void shouldTakeNearlyEqualEnergiesForOne() {
        var problem =
                new BinaryQuadraticModel(Vartype.QUBO, List.of(-1.0, -1.0 + 1e-8), List.of(new Coupling(0, 1, 5)), 0);

        assertThat(EnergyLevels.of(problem).optima()).isEqualTo(2);
        assertThat(EnergyLevels.tolerance(problem)).isCloseTo(5e-6, within(1e-12));
    }

    @Test
    void shouldRefuseToEnumerateMore() {
        var problem = new BinaryQuadraticModel(Vartype.QUBO, Collections.nCopies(25, 1.0), List.of(), 0);

        assertThatThrownBy(() -> EnergyLevels.of(problem)).hasMessageContaining("24");
    }
}
