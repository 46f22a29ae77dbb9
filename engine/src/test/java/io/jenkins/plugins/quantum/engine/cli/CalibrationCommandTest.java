package io.jenkins.plugins.quantum.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationCommandTest {
    private static final String LAB =
            """
            {"name": "lab", "date": "%s", "base": {"p1": 1e-3, "p2": 0.01, "readout": 0.02},
             "pairs": [{"qubits": [0, 1], "p2": %s}, {"qubits": [1, 2], "p2": 0.01}]}
            """;

    @TempDir
    Path folder;

    private CommandLineSession user;

    @BeforeEach
    void write() throws Exception {
        user = new CommandLineSession(folder);
        user.write("monday.json", String.format(LAB, "2026-03-02", "0.01"));
        user.write("tuesday.json", String.format(LAB, "2026-03-03", "0.03"));
        user.write("ghz.qasm", CommandLineSession.GHZ);
    }

    @Test
    void shouldSayWhatMovedAndWhatItDoesToACircuit() {
        assertThat(user.type("calibration", "diff", "monday.json", "tuesday.json", "--circuit", "ghz.qasm"))
                .isZero();
        assertThat(user.out())
                .contains("A  lab, 2026-03-02, epoch ", "B  lab, 2026-03-03, epoch ")
                .contains("1 figures moved: 1 worse, 0 better")
                .containsPattern("worse +pair 0-1 +two-qubit gate error +8\\.000e-03 -> 2\\.400e-02 +\\+200 %")
                .containsPattern("outcomes are 0\\.0\\d+ from ideal under A and 0\\.0\\d+ under B");
    }

    @Test
    void shouldTellAllOfItAsJson() throws Exception {
        assertThat(user.type("calibration", "diff", "monday.json", "tuesday.json", "--json", "--circuit", "ghz.qasm"))
                .isZero();
        JsonNode root = new ObjectMapper().readTree(user.out());
        assertThat(root.path("schemaVersion").asInt()).isEqualTo(1);
        assertThat(root.path("changes")).hasSize(1);
        assertThat(root.at("/changes/0/figure").asText()).isEqualTo("two-qubit-gate");
        assertThat(root.at("/circuit/distanceFromIdealAfter").asDouble())
                .isGreaterThan(root.at("/circuit/distanceFromIdealBefore").asDouble());
    }

    @Test
    void shouldCompareWithAPresetAndLimitTheLines() {
        assertThat(user.type("calibration", "diff", "heron-r2", "monday.json", "--most", "1"))
                .isZero();
        assertThat(user.out()).contains("Only in B: pair 0-1, pair 1-2", "more (--most N, --json)");
        assertThat(user.type("calibration", "diff", "monday.json", "monday.json"))
                .isZero();
        assertThat(user.out()).contains("The same epoch: nothing moved.");
        assertThat(user.type("calibration")).isZero();
        assertThat(user.out()).contains("diff");
    }

    @Test
    void shouldRefuseWhatItCannotRead() throws Exception {
        assertThat(user.type("calibration", "diff", "monday.json", "gone.json")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(user.err()).contains("gone.json: calibration file not found");
        user.write("free.qasm", "OPENQASM 3.0; input float a; qubit q; bit c; U(a, 0, 0) q; c = measure q;");
        assertThat(user.type("calibration", "diff", "monday.json", "tuesday.json", "--circuit", "free.qasm"))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(user.err()).contains("the circuit has free inputs (a)");
    }

    /** Evidence of another calibration is not there for a run, not even in the folder of one. */
    @Test
    void shouldNeverMixTheEvidenceOfTwoCalibrations() throws Exception {
        user.write(
                "quantum.yml",
                "version: 1\ntests:\n  - {name: ghz, circuit: ghz.qasm, noise: now.json, gates: [fidelity]}\n");
        Files.copy(folder.resolve("monday.json"), folder.resolve("now.json"));
        user.type("run", "--seed", "1");
        var json = new ObjectMapper();
        JsonNode monday = json.readTree(folder.resolve("qmlops-out/result.json").toFile());
        Files.copy(folder.resolve("tuesday.json"), folder.resolve("now.json"), StandardCopyOption.REPLACE_EXISTING);

        user.type("resume", "qmlops-out");
        JsonNode resumed =
                json.readTree(folder.resolve("qmlops-out/result.json").toFile());
        user.type("run", "--seed", "1", "--out", "fresh");
        JsonNode fresh = json.readTree(folder.resolve("fresh/result.json").toFile());

        assertThat(fresh.at("/tests/0/epoch")).isNotEqualTo(monday.at("/tests/0/epoch"));
        JsonNode same = resumed.at("/tests/0/epoch").equals(monday.at("/tests/0/epoch")) ? monday : fresh;
        assertThat(resumed.at("/tests/0/epoch")).isEqualTo(same.at("/tests/0/epoch"));
        assertThat(resumed.at("/tests/0/gates")).isEqualTo(same.at("/tests/0/gates"));
        assertThat(fresh.at("/tests/0/gates")).isNotEqualTo(monday.at("/tests/0/gates"));
    }

    @Test
    void shouldSayThatASimulatorHasNoCalibration() {
        assertThat(user.type("backends", "calibration", "builtin", "--save", "x.json"))
                .isEqualTo(ExitCode.NO_DATA);
        assertThat(user.err()).contains("builtin: its service publishes no calibration");
        assertThat(Files.exists(folder.resolve("x.json"))).isFalse();
    }
}
