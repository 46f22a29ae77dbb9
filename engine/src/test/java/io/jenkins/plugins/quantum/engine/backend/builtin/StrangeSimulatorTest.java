package io.jenkins.plugins.quantum.engine.backend.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.circuit.Elementary;
import io.jenkins.plugins.quantum.engine.circuit.ElementaryCircuit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrangeSimulatorTest {
    private static final Elementary X0 = new Elementary.Rotation(0, Math.PI, 0, Math.PI, true);

    /** Rotations and CNOTs at random; qubit {@code idle} is left out. */
    private static ElementaryCircuit random(int qubits, int gates, int idle, long seed) {
        var random = new Random(seed);
        var steps = new ArrayList<Elementary>();
        while (steps.size() < gates) {
            int a = random.nextInt(qubits);
            int b = random.nextInt(qubits);
            if (a == idle || b == idle) {
                continue;
            }
            if (a == b) {
                steps.add(new Elementary.Rotation(
                        a, random.nextDouble() * 7, random.nextDouble() * 7, random.nextDouble() * 7, true));
            } else {
                steps.add(new Elementary.Cnot(a, b));
            }
        }
        return new ElementaryCircuit(qubits, 0, steps);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7})
    void shouldAgreeWithAnIndependentCalculation(int qubits) throws Exception {
        for (int seed = 0; seed < 20; seed++) {
            ElementaryCircuit circuit = random(qubits, 60, -1, seed);
            var simulator = new StrangeSimulator(circuit);
            double[] found = simulator.ideal(false);
            double[] expected = DensityMatrix.ideal(circuit).probabilities();
            for (int state = 0; state < found.length; state++) {
                assertThat(found[state]).isCloseTo(expected[spread(state, simulator, qubits)], within(3e-6));
            }
        }
    }

    private static int spread(int state, StrangeSimulator simulator, int qubits) {
        int full = 0;
        for (int qubit = 0; qubit < qubits; qubit++) {
            int index = simulator.used().index(qubit);
            if (index >= 0) {
                full |= (state >> index & 1) << qubit;
            }
        }
        return full;
    }

    @Test
    void shouldRunVariantsFromTheirCommonBeginning() throws Exception {
        ElementaryCircuit circuit = random(4, 80, 2, 3);
        var simulator = new StrangeSimulator(circuit);
        simulator.ideal(true);
        for (int at = 0; at <= circuit.operations().size(); at += 7) {
            var steps = new ArrayList<>(circuit.operations());
            steps.add(at, X0);
            var variant = new ElementaryCircuit(4, 0, steps);
            assertThat(simulator.variant(variant))
                    .containsExactly(new StrangeSimulator(variant).ideal(false), within(1e-6));
        }
    }

    @Test
    void shouldSimulateAWideCircuitWithFewBusyQubits() throws Exception {
        var circuit = new ElementaryCircuit(
                500,
                0,
                List.of(new Elementary.Rotation(499, Math.PI / 2, 0, Math.PI, true), new Elementary.Cnot(499, 7)));
        var simulator = new StrangeSimulator(circuit);
        assertThat(simulator.used().count()).isEqualTo(2);
        assertThat(simulator.ideal(false)).containsExactly(new double[] {0.5, 0, 0, 0.5}, within(1e-7));
    }

    @Test
    void shouldRunACircuitWithoutGates() throws Exception {
        assertThat(new StrangeSimulator(new ElementaryCircuit(3, 3, List.of())).ideal(false))
                .containsExactly(1.0);
    }

    @Test
    void shouldStopWhenInterrupted() {
        Thread.currentThread().interrupt();
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> new StrangeSimulator(random(2, 5, -1, 1)).ideal(false))
                .isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }
}
