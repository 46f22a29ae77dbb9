package io.jenkins.plugins.quantum.engine.backend.braket;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.testkit.Answer;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What a device and its account say of themselves. */
class BraketDeviceTest extends BraketTasks {
    @Test
    void shouldTellTheQueueAndThatNoLimitHolds() throws Exception {
        var availability = garnet().availability();

        assertThat(availability.queued()).hasValue(2000);
        assertThat(availability.message()).isEqualTo("no spending limit at Amazon");
        service.plant(
                asked -> asked.path().equals("/spending-limits"),
                Answer.text(403, "application/json", "{}").with("x-amzn-ErrorType", "AccessDeniedException"));
        assertThat(garnet().availability().message()).isEqualTo("spending limits cannot be read with this key");
        service.plant(asked -> asked.path().equals("/spending-limits"), Answer.of(500));
        assertThat(fault(() -> garnet().availability()).kind()).isEqualTo(Kind.TRANSIENT);
        service.plant(
                asked -> asked.path().startsWith("/device"),
                Answer.text(200, "application/json", "{\"deviceCapabilities\":\"{\"}"));
        assertThat(fault(() -> garnet().availability()).kind()).isEqualTo(Kind.TRANSIENT);
    }

    @Test
    void shouldReadTheCalibrationOfQubitsAsMedians() throws Exception {
        NoiseModel model = garnet().calibration().orElseThrow();

        assertThat(model.name()).isEqualTo("braket/iqm/garnet");
        assertThat(model.base().readout01()).isEqualTo(0.04);
        assertThat(model.base().readout10()).isEqualTo(0.03);
        assertThat(model.base().t1()).isEqualTo(30e-6);
        assertThat(model.base().t2()).isEqualTo(8e-6);
        // No durations are published: the whole infidelity is depolarisation, e·(d+1)/d = p.
        assertThat(model.base().p1()).isCloseTo(0.002 * 1.5, Offset.offset(1e-12));
        assertThat(model.base().p2()).isCloseTo(0.007 * 1.25, Offset.offset(1e-12));
        assertThat(model.epoch()).hasSize(64);
    }

    @Test
    void shouldReadTheCalibrationOfAWholeDevice() throws Exception {
        NoiseModel model =
                Opened.device("ionq/forte-1", service.uri()).calibration().orElseThrow();

        assertThat(model.base().t1()).isEqualTo(100);
        assertThat(model.base().readout01()).isCloseTo(0.005, Offset.offset(1e-12));
        assertThat(model.twoQubitTime()).isEqualTo(0.00065);
        assertThat(Opened.device("sv1", service.uri()).calibration()).isEmpty();
    }

    @Test
    void shouldNameTheAccountWithoutItsKey() throws Exception {
        assertThat(garnet().account())
                .matches("braket 127\\.0\\.0\\.1:\\d+ [0-9a-f]{8}")
                .isEqualTo(Opened.device("sv1", service.uri()).account());
    }
}
