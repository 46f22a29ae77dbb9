package io.jenkins.plugins.quantum.engine.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.noise.DeviceCalibration.Figures;
import org.junit.jupiter.api.Test;

class DeviceCalibrationTest {
    private static DeviceCalibration device(String date) {
        var device = new DeviceCalibration("lab", date, 0, 0);
        device.qubit(0, new Figures(0.001, 0.01, 0.02, 1e-4, 5e-5));
        device.qubit(1, new Figures(0.003, 0.03, 0.04, 2e-4, 9e-4));
        device.qubit(2, new Figures(Double.NaN, 7, -1, 0, Double.NaN));
        device.pair(1, 0, 0.01);
        device.pair(1, 2, 0.03);
        device.pair(0, 2, 1.0);
        return device;
    }

    @Test
    void shouldKeepEachQubitsFiguresAndPutMediansInTheGaps() {
        NoiseModel model = device("today").model();

        // without gate times nothing relaxes: p1 is 3/2 of the infidelity, p2 is 5/4 of it
        assertThat(model.qubit(0).p1()).isCloseTo(0.0015, within(1e-12));
        assertThat(model.qubit(2).p1()).isCloseTo(0.003, within(1e-12));
        assertThat(model.qubit(2).readout01()).isCloseTo(0.02, within(1e-12));
        assertThat(model.qubit(2).readout10()).isCloseTo(0.03, within(1e-12));
        assertThat(model.qubit(2).t1()).isCloseTo(1.5e-4, within(1e-12));
        assertThat(model.qubit(1).t2()).as("never above 2 t1").isCloseTo(4e-4, within(1e-12));
        assertThat(model.cnotError(0, 1)).isCloseTo(0.0125, within(1e-12));
        assertThat(model.cnotError(0, 2))
                .as("a broken pair is not listed")
                .isEqualTo(model.base().p2());
        assertThat(model.base().p2()).isCloseTo(0.025, within(1e-12));
    }

    @Test
    void shouldNameTheEpochByWhatWasReported() {
        assertThat(device("a").model().epoch()).isEqualTo(device("a").model().epoch());
        assertThat(device("a").model().epoch()).isNotEqualTo(device("b").model().epoch());
    }

    @Test
    void shouldMakeAnIdealModelOfNothing() {
        assertThat(new DeviceCalibration("x", "", Double.NaN, -1).model().isNone())
                .isTrue();
        var nothing = new Figures(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        assertThat(new DeviceCalibration("x", "", 0, 0).uniform(nothing, 2).isNone())
                .isTrue();
    }

    @Test
    void shouldTakeRelaxationOutOfTheErrorsOfAWholeDevice() {
        var device = new DeviceCalibration("x", "", 1e-6, 1e-5);

        NoiseModel model = device.uniform(new Figures(0.001, 0, 0, 1e-3, 1e-3), 0.02);

        assertThat(model.base().p1()).isLessThan(0.0015).isPositive();
        assertThat(model.base().p2()).isLessThan(0.025).isPositive();
    }
}
