package io.jenkins.plugins.quantum.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EpochsTest {
    @Test
    void shouldSpeakOnlyOfSeveralCalibrations() {
        var epochs = new Epochs();
        assertThat(epochs.mixed("ghz", "garnet")).isEmpty();
        epochs.add("a");
        epochs.add(null);
        epochs.add("");
        epochs.add("a");
        assertThat(epochs.mixed("ghz", "garnet")).isEmpty();
        epochs.add("b");
        assertThat(epochs.mixed("ghz", "garnet"))
                .hasValueSatisfying(
                        words -> assertThat(words).startsWith("ghz on garnet: ").contains("2 calibrations"));
    }
}
