package io.jenkins.plugins.quantum.engine.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.circuit.Elementary;
import io.jenkins.plugins.quantum.engine.circuit.ElementaryCircuit;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel.Errors;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import java.util.List;
import org.junit.jupiter.api.Test;

class PauliInsertionTest {
    private static final double NONE = Double.POSITIVE_INFINITY;
    private static final Elementary PULSE = new Elementary.Rotation(0, 1, 0, 0, true);
    private static final Elementary FRAME = new Elementary.Rotation(0, 0, 0, 1, false);
    private static final Elementary CNOT = new Elementary.Cnot(0, 1);
    private static final ElementaryCircuit CIRCUIT =
            new ElementaryCircuit(2, 1, List.of(PULSE, FRAME, CNOT, new Elementary.Measurement(0, 0)));

    private static NoiseModel model(double p1, double p2) {
        return new NoiseModel("t", "e", new Errors(p1, p2, 0.1, 0.1, NONE, NONE), List.of(), List.of(), 1e-8, 1e-7);
    }

    @Test
    void shouldPutErrorsAfterPulsesAndCnotsOnly() {
        var insertion = new PauliInsertion(CIRCUIT, model(0.2, 0.3));
        assertThat(insertion.errorProbability()).isCloseTo(1 - 0.8 * 0.7, within(1e-12));
        assertThat(new PauliInsertion(CIRCUIT, model(0, 0)).errorProbability()).isZero();
        assertThat(new PauliInsertion(CIRCUIT, NoiseModel.none()).errorProbability())
                .isZero();
    }

    @Test
    void shouldDrawFirstErrorsInProportion() {
        var insertion = new PauliInsertion(CIRCUIT, model(0.2, 0.3));
        var random = Seed.generator(1);
        int draws = 20_000;
        int atPulse = 0;
        int both = 0;
        for (int i = 0; i < draws; i++) {
            ErrorPattern pattern = insertion.draw(random.nextDouble(), random);
            if (pattern.errors().get(0).site() == 0) {
                atPulse++;
                both += pattern.errors().size() - 1;
            }
        }
        assertThat((double) atPulse / draws).isCloseTo(0.2 / 0.44, within(0.02));
        assertThat((double) both / atPulse).isCloseTo(0.3, within(0.02));
    }

    @Test
    void shouldKeepTheObjectsBeforeTheFirstError() {
        var insertion = new PauliInsertion(CIRCUIT, model(0.2, 0.3));
        ElementaryCircuit first = insertion.insert(new ErrorPattern(List.of(new ErrorPattern.Event(0, 1))));
        assertThat(first.operations()).hasSize(5);
        assertThat(first.operations().get(0)).isSameAs(PULSE);
        assertThat(first.operations().get(1)).isEqualTo(new Elementary.Rotation(0, Math.PI, 0, Math.PI, false));
        // code 0b1110: Z on the control, Y on the target
        ElementaryCircuit second = insertion.insert(new ErrorPattern(List.of(new ErrorPattern.Event(1, 0b1110))));
        assertThat(second.operations().subList(0, 3)).containsExactly(PULSE, FRAME, CNOT);
        assertThat(second.operations().subList(3, 5))
                .containsExactly(
                        new Elementary.Rotation(0, 0, 0, Math.PI, false),
                        new Elementary.Rotation(1, Math.PI, Math.PI / 2, Math.PI / 2, false));
    }

    @Test
    void shouldBeExactWhereNoGateErrs() {
        double[] ideal = {0.25, 0.75};
        var average = TrajectoryAverage.<RuntimeException>of(
                new PauliInsertion(CIRCUIT, model(0, 0)),
                ideal,
                circuit -> {
                    throw new AssertionError("nothing to simulate");
                },
                400,
                Seed.generator(1));
        assertThat(average.mean()).isEqualTo(ideal);
        assertThat(average.batches()).isEmpty();
    }

    @Test
    void shouldSimulateEqualDrawsOnce() {
        var average = TrajectoryAverage.<RuntimeException>of(
                new PauliInsertion(CIRCUIT, model(0.01, 0)),
                new double[] {1, 0},
                c -> new double[] {0, 1},
                395,
                Seed.generator(2));
        assertThat(average.trajectories()).isEqualTo(400);
        assertThat(average.runs()).isEqualTo(3);
        assertThat(average.batches()).hasSize(TrajectoryAverage.BATCHES);
        assertThat(average.mean()).containsExactly(new double[] {0.99, 0.01}, within(1e-12));
    }

    @Test
    void shouldTakeFewerTrajectoriesForWiderCircuits() {
        assertThat(PauliInsertion.defaultTrajectories(8)).isEqualTo(400);
        assertThat(PauliInsertion.defaultTrajectories(10)).isEqualTo(200);
        assertThat(PauliInsertion.defaultTrajectories(12)).isEqualTo(100);
    }

    @Test
    void shouldComposePauliChannelsAsAGroup() {
        // Two bit flips in a row: the chance of one flip is 2p(1 − p).
        var errors = new Errors(0, 0, 0, 0, 1.0, 2.0);
        PauliChannel once = PauliChannel.afterRotation(0, errors, 0.1);
        double flip = (1 - Math.exp(-0.1)) / 4;
        assertThat(once.probabilities()[1]).isCloseTo(flip, within(1e-15));
        assertThat(once.probabilities()[3]).isCloseTo(flip, within(1e-15));
        assertThat(once.probabilities()[2]).isCloseTo((1 - Math.exp(-0.05)) / 2 - flip, within(1e-15));
        double total = 0;
        for (double p : PauliChannel.afterCnot(0.3, errors, errors, 0.1).probabilities()) {
            total += p;
        }
        assertThat(total).isCloseTo(1, within(1e-12));
        assertThat(once.errorAt(1.0)).isEqualTo(3);
    }
}
