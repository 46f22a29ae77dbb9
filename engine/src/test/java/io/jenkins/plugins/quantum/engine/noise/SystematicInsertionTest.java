package io.jenkins.plugins.quantum.engine.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.circuit.Elementary;
import io.jenkins.plugins.quantum.engine.circuit.Elementary.Branch;
import io.jenkins.plugins.quantum.engine.circuit.Elementary.Cnot;
import io.jenkins.plugins.quantum.engine.circuit.Elementary.Coupling;
import io.jenkins.plugins.quantum.engine.circuit.Elementary.Measurement;
import io.jenkins.plugins.quantum.engine.circuit.Elementary.ResetQubit;
import io.jenkins.plugins.quantum.engine.circuit.Elementary.Rotation;
import io.jenkins.plugins.quantum.engine.circuit.ElementaryCircuit;
import io.jenkins.plugins.quantum.engine.circuit.Instruction;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel.Errors;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel.PairErrors;
import java.util.List;
import org.junit.jupiter.api.Test;

class SystematicInsertionTest {
    private static final double NEVER = Double.POSITIVE_INFINITY;
    private static final Errors ERRORS = new Errors(0, 0.01, 0, 0, NEVER, NEVER);

    private static NoiseModel model(SystematicErrors errors, PairErrors... pairs) {
        return new NoiseModel("t", "", ERRORS, List.of(), List.of(pairs), 0, 0).with(errors);
    }

    private static List<Elementary> apply(NoiseModel noise, Elementary... steps) {
        return SystematicInsertion.apply(new ElementaryCircuit(6, 6, List.of(steps)), noise)
                .operations();
    }

    private static SystematicErrors crosstalk(double angle, double factor) {
        return new SystematicErrors(0, 0, angle, factor);
    }

    @Test
    void shouldLeaveACircuitAloneWithoutSystematicErrors() {
        var circuit = new ElementaryCircuit(2, 0, List.of(new Cnot(0, 1)));
        assertThat(SystematicInsertion.apply(circuit, model(SystematicErrors.NONE)))
                .isSameAs(circuit);
    }

    @Test
    void shouldTurnPulsesTooFarAndFramesNot() {
        var frame = new Rotation(0, 0, 0, 1, false);
        var pulse = new Rotation(0, 0.5, 0.2, 0.3, true);

        assertThat(apply(model(new SystematicErrors(0.1, 0, 0, 1)), frame, pulse, new Cnot(0, 1)))
                .containsExactly(frame, new Rotation(0, 0.5 * 1.1, 0.2, 0.3, true), new Cnot(0, 1));
    }

    @Test
    void shouldFollowEachCnotByAnRzx() {
        var hadamard = new Rotation(1, Math.PI / 2, 0, Math.PI, false);

        assertThat(apply(model(new SystematicErrors(0, 0.04, 0, 1)), new Cnot(0, 1)))
                .containsExactly(new Cnot(0, 1), hadamard, new Coupling(0, 1, 0.04), hadamard);
    }

    @Test
    void shouldCoupleNeighboursOfCnotsInTheSameLayerRightAfterBoth() {
        var between = new Rotation(1, 1, 0, 0, true);

        assertThat(apply(model(crosstalk(0.3, 2)), new Cnot(0, 1), between, new Cnot(3, 2), new Cnot(1, 2)))
                .containsExactly(
                        new Cnot(0, 1, true), new Cnot(3, 2, true), new Coupling(1, 2, 0.3), between, new Cnot(1, 2));
    }

    @Test
    void shouldLeaveAloneWhatIsFarAwayOrRunsLater() {
        assertThat(apply(model(crosstalk(0.3, 2)), new Cnot(0, 1), new Cnot(3, 4)))
                .containsExactly(new Cnot(0, 1), new Cnot(3, 4));
        // 1-2 and 3-4 are neighbours, but 1-2 waits for 0-1
        assertThat(apply(model(crosstalk(0.3, 2)), new Cnot(0, 1), new Cnot(1, 2), new Cnot(4, 5)))
                .containsExactly(new Cnot(0, 1), new Cnot(4, 5), new Cnot(1, 2));
    }

    @Test
    void shouldTakeThePairsOfTheDeviceAsNeighbours() {
        NoiseModel ring = model(crosstalk(0.3, 1), new PairErrors(4, 0, 0.02));

        assertThat(apply(ring, new Cnot(0, 1), new Cnot(3, 4)))
                .containsExactly(new Cnot(0, 1, true), new Cnot(3, 4, true), new Coupling(0, 4, 0.3));
        assertThat(apply(ring, new Cnot(0, 1), new Cnot(2, 3))).containsExactly(new Cnot(0, 1), new Cnot(2, 3));
    }

    @Test
    void shouldOnlyMarkCrowdedCnotsWhereNothingTurns() {
        NoiseModel noise = model(crosstalk(0, 3));
        List<Elementary> steps = apply(noise, new Cnot(0, 1), new Cnot(2, 3));

        assertThat(steps).containsExactly(new Cnot(0, 1, true), new Cnot(2, 3, true));
        assertThat(noise.cnotError(new Cnot(0, 1, true))).isCloseTo(0.03, within(1e-15));
        assertThat(noise.cnotError(new Cnot(0, 1))).isEqualTo(0.01);
        assertThat(model(crosstalk(0, 100)).scaled(5).cnotError(new Cnot(0, 1, true)))
                .as("no more than fully mixed")
                .isEqualTo(15.0 / 16);
        assertThat(new PauliInsertion(new ElementaryCircuit(4, 0, steps), noise).errorProbability())
                .isCloseTo(1 - 0.97 * 0.97, within(1e-12));
    }

    @Test
    void shouldKeepTheOrderOfBranchesAndOfMeasurementsIntoOneBit() {
        var condition = new Instruction.Condition(0, 1, 1);
        var branch = new Branch(condition, List.of(new Cnot(0, 1), new Cnot(2, 3)), List.of(new Cnot(0, 1)));

        assertThat(apply(model(crosstalk(0.3, 1)), new Cnot(0, 1), new Measurement(0, 0), new Cnot(2, 3), branch))
                .containsExactly(
                        new Cnot(0, 1),
                        new Measurement(0, 0),
                        new Cnot(2, 3),
                        new Branch(
                                condition,
                                List.of(new Cnot(0, 1, true), new Cnot(2, 3, true), new Coupling(1, 2, 0.3)),
                                List.of(new Cnot(0, 1))));
        assertThat(apply(
                        model(crosstalk(0.3, 1)),
                        new Cnot(0, 1),
                        new Measurement(0, 0),
                        new Measurement(2, 0),
                        new ResetQubit(2),
                        new Cnot(2, 3)))
                .containsExactly(
                        new Cnot(0, 1),
                        new Measurement(0, 0),
                        new Measurement(2, 0),
                        new ResetQubit(2),
                        new Cnot(2, 3));
    }

    @Test
    void shouldRunBesideAMeasurementThatIsItsQubitsLastStep() {
        assertThat(apply(model(crosstalk(0.3, 1)), new Cnot(0, 1), new Measurement(0, 0), new Cnot(2, 3)))
                .containsExactly(
                        new Cnot(0, 1, true), new Cnot(2, 3, true), new Coupling(1, 2, 0.3), new Measurement(0, 0));
    }

    @Test
    void shouldScaleAnglesAndLeaveTheFactor() {
        NoiseModel noise = model(new SystematicErrors(0.02, 0.03, -0.04, 2)).scaled(1.5);

        assertThat(noise.systematic().overRotation()).isCloseTo(0.03, within(1e-15));
        assertThat(noise.systematic().cxOverRotation()).isCloseTo(0.045, within(1e-15));
        assertThat(noise.systematic().crosstalkZz()).isCloseTo(-0.06, within(1e-15));
        assertThat(noise.systematic().crosstalkFactor()).isEqualTo(2);
        assertThat(model(new SystematicErrors(0.02, 0, 0, 1)).scaled(0).isNone())
                .isTrue();
        assertThat(model(new SystematicErrors(0.02, 0, 0, 1)).isNone()).isFalse();
    }

    @Test
    void shouldBePartOfTheEpoch() {
        assertThat(model(new SystematicErrors(0.02, 0, 0, 1)).epoch())
                .isNotEqualTo(model(SystematicErrors.NONE).epoch())
                .isNotEqualTo(model(new SystematicErrors(0.03, 0, 0, 1)).epoch());
    }
}
