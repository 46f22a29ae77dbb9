package io.jenkins.plugins.quantum.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.testkit.pasqal.FakePasqal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A suite about a Pulser sequence, from the command line to a fake service and back. */
@Timeout(180)
class NativeProgramTest {
    private static final String SEQUENCE =
            "{\"name\":\"x\",\"register\":[{\"name\":\"q0\"},{\"name\":\"q1\"},{\"name\":\"q2\"}]}";

    @TempDir
    private Path folder;

    private CommandLineSession user;

    @BeforeEach
    void enter() throws IOException {
        user = new CommandLineSession(folder)
                .with("PASQAL_USERNAME", FakePasqal.USER)
                .with("PASQAL_PASSWORD", FakePasqal.PASSWORD);
        user.write("sequence.json", SEQUENCE);
    }

    private void suite(String address, String subject, String rest) throws IOException {
        user.write(
                "quantum.yml",
                """
                version: 1
                profiles:
                  night: {backends: [atoms], budget: 5 EUR}
                backends:
                  atoms: {type: pasqal, device: EMU_FREE, project: %s, endpoint: "%s/core", issuer: "%s/oauth/token", price-per-task: 0.01 EUR}
                tests:
                  - name: excited
                    native: %s
                    %s
                """
                        .formatted(FakePasqal.PROJECT, address, address, subject, rest));
    }

    @Test
    void shouldRunASequenceAndJudgeItsStates() throws Exception {
        try (var service = new FakePasqal(Clock.systemUTC(), 0)) {
            String address = service.uri().toString();
            suite(
                    address,
                    "{program: sequence.json, format: pulser, sites: 3}",
                    "gates: {allowed-states: {states: [\"001\"]}}");

            assertThat(user.type("run")).as(user.err() + user.out()).isZero();
            String result = Files.readString(folder.resolve("qmlops-out/result.json"));
            assertThat(result).contains("\"subject\": \"native\"", "\"leakage\": 0.0");
            assertThat(Files.readString(folder.resolve("qmlops-out/summary.md")))
                    .contains("PASS");

            suite(
                    address,
                    "{program: sequence.json, format: pulser, sites: 3}",
                    "gates: {allowed-states: {states: [\"100\"]}}");
            assertThat(user.type("run")).as(user.err() + user.out()).isEqualTo(1);
        }
    }

    /** Scores need ideal values and comparisons a recorded circuit; a native program has neither. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "cross-entropy: {min: 0.5}",
                "regression: {}",
                "squared-distance: {}",
                "equivalence: {}",
                "reproducibility: {}",
                "compiled-size: {}"
            })
    void shouldRefuseGatesThatNeedIdealValuesOrARecordedCircuit(String gate) throws Exception {
        suite("http://127.0.0.1:9", "{program: sequence.json, format: pulser, sites: 3}", "gates: {" + gate + "}");

        assertThat(user.type("estimate")).isEqualTo(2);
        assertThat(user.err())
                .contains("quantum.yml:9:")
                .contains("expected a gate that judges native programs, found " + gate.substring(0, gate.indexOf(':')))
                .contains("use allowed-states");
    }

    @Test
    void shouldRefuseWhatCannotBeRunOrJudged() throws Exception {
        String nowhere = "http://127.0.0.1:9";
        suite(
                nowhere,
                "{program: sequence.json, format: pulser, sites: 3}",
                "gates: {allowed-states: {states: [\"0011\"]}}");
        assertThat(user.type("estimate")).isEqualTo(2);
        assertThat(user.err()).contains("the state '0011' has 4 bits, the program writes 3", "highest site first");

        suite(
                nowhere,
                "{program: sequence.json, format: perceval, sites: 3}",
                "gates: {allowed-states: {states: [\"001\"]}}");
        assertThat(user.type("estimate")).isEqualTo(2);
        assertThat(user.err()).contains("runs sequences of Pulser (format: pulser), found perceval");

        suite(nowhere, "{program: sequence.json, format: pulser, sites: 3}", "gates: {fidelity: {min: 0.8}}");
        assertThat(user.type("estimate")).isEqualTo(2);
        assertThat(user.err()).contains("fidelity").contains("allowed-states");

        suite(
                nowhere,
                "{program: sequence.json, format: pulser, sites: 3}",
                "noise: heron-r2\n    gates: {allowed-states: {states: [\"001\"]}}");
        assertThat(user.type("estimate")).isEqualTo(2);
        assertThat(user.err()).contains("expected no noise for a native program");

        user.write("list.json", "[1, 2]");
        suite(
                nowhere,
                "{program: list.json, format: pulser, sites: 3}",
                "gates: {allowed-states: {states: [\"001\"]}}");
        assertThat(user.type("estimate")).isEqualTo(2);
        assertThat(user.err()).contains("list.json", "expected a native program as a JSON object");

        user.write("broken.json", "{\n  \"name\": ");
        suite(
                nowhere,
                "{program: broken.json, format: pulser, sites: 3}",
                "gates: {allowed-states: {states: [\"001\"]}}");
        assertThat(user.type("estimate")).isEqualTo(2);
        assertThat(user.err()).contains("broken.json:2", "found text that is none");

        suite(
                nowhere,
                "{program: sequence.json, format: qir, sites: 0}",
                "gates: {allowed-states: {states: [\"001\"]}}");
        assertThat(user.type("estimate")).isEqualTo(2);
        assertThat(user.err()).contains("'qir'").contains("1 to 1000");
    }
}
