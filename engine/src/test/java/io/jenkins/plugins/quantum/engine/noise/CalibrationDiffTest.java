package io.jenkins.plugins.quantum.engine.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import io.jenkins.plugins.quantum.engine.noise.CalibrationDiff.Change;
import io.jenkins.plugins.quantum.engine.noise.CalibrationDiff.Figure;
import io.jenkins.plugins.quantum.engine.noise.DeviceCalibration.Figures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationDiffTest {
    @TempDir
    Path folder;

    private static NoiseModel device(double pair, double readout, double t1) {
        var device = new DeviceCalibration("lab", "2026-01-0" + (int) (pair * 100), 3e-8, 3e-7);
        for (int qubit = 0; qubit < 12; qubit++) {
            device.qubit(qubit, new Figures(0.001, qubit == 10 ? readout : 0.02, 0.01, qubit == 2 ? t1 : 1e-4, 5e-5));
        }
        device.pair(1, 0, pair);
        device.pair(1, 2, 0.03);
        device.pair(2, 3, 0.02);
        return device.model();
    }

    @Test
    void shouldPutWhatGotWorseMostFirst() {
        CalibrationDiff diff = CalibrationDiff.of(device(0.01, 0.02, 1e-4), device(0.015, 0.04, 0.9e-4));

        assertThat(diff.changes())
                .extracting(Change::place, Change::figure, Change::worse)
                .startsWith(
                        org.assertj.core.groups.Tuple.tuple("qubit 10", Figure.READ_0_FOR_1, true),
                        org.assertj.core.groups.Tuple.tuple("pair 0-1", Figure.TWO_QUBIT_GATE, true),
                        org.assertj.core.groups.Tuple.tuple("qubit 2", Figure.T1, true));
        assertThat(diff.changes().get(1).before()).as("as reported").isCloseTo(0.01, within(1e-12));
        assertThat(diff.changes().get(1).after()).isCloseTo(0.015, within(1e-12));
        assertThat(diff.onlyAfter()).isEmpty();
    }

    @Test
    void shouldPutWhatGotBetterLast() {
        CalibrationDiff diff = CalibrationDiff.of(device(0.02, 0.02, 1e-4), device(0.01, 0.021, 1e-4));

        assertThat(diff.changes().get(0).place()).isEqualTo("qubit 10");
        assertThat(diff.changes()).extracting(Change::worse).isSortedAccordingTo((a, b) -> Boolean.compare(b, a));
        assertThat(diff.changes().get(1).place()).isEqualTo("pair 0-1");
    }

    @Test
    void shouldFindNothingBetweenACalibrationAndItself() {
        assertThat(CalibrationDiff.of(device(0.01, 0.02, 1e-4), device(0.01, 0.02, 1e-4))
                        .changes())
                .isEmpty();
    }

    @Test
    void shouldNameWhatOnlyOneHas() {
        var one = new DeviceCalibration("lab", "", 0, 0);
        one.qubit(0, new Figures(0.001, 0.1, 0.1, Double.NaN, Double.NaN));
        one.pair(0, 1, 0.01);
        var other = new DeviceCalibration("lab", "", 0, 0);
        other.qubit(9, new Figures(0.001, 0.1, 0.1, Double.NaN, Double.NaN));
        other.qubit(10, new Figures(0.001, 0.1, 0.1, Double.NaN, Double.NaN));

        CalibrationDiff diff = CalibrationDiff.of(one.model(), other.model());

        assertThat(diff.onlyBefore()).containsExactly("pair 0-1", "qubit 0");
        assertThat(diff.onlyAfter()).containsExactly("qubit 9", "qubit 10");
    }

    @Test
    void shouldWriteAFileThatGivesTheSameModelAndEpoch() throws Exception {
        for (NoiseModel model : new NoiseModel[] {
            device(0.01, 0.02, 1e-4),
            device(0.01, 0.02, 1e-4).with(new SystematicErrors(0.01, 0, 0.2, 3)),
            NoisePresets.find("garnet").orElseThrow().model(),
            NoisePresets.find("forte").orElseThrow().model()
        }) {
            Files.writeString(folder.resolve("saved.json"), CalibrationJson.of(model));

            var read = NoiseModels.resolve("saved.json", Map.of(), folder, SourcePosition.of("t"));
            assertThat(read.model()).isEqualTo(model);
            assertThat(read.warnings()).isEmpty();
        }
    }
}
