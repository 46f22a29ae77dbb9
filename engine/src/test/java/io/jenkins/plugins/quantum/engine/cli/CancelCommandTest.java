package io.jenkins.plugins.quantum.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.Network;
import io.jenkins.plugins.quantum.engine.backend.Secret;
import io.jenkins.plugins.quantum.engine.backend.ionq.IonqProvider;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Gate;
import io.jenkins.plugins.quantum.engine.circuit.Instruction;
import io.jenkins.plugins.quantum.engine.circuit.Register;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.testkit.FakeJob;
import io.jenkins.plugins.quantum.engine.testkit.ionq.FakeIonq;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code qmlops cancel} in a folder whose run's machine is gone, against a fake service. */
@Timeout(300)
class CancelCommandTest {
    private static final String KEY = "ionq-key-of-the-cancelled-run-31d0";
    private static final String SUITE =
            """
            version: 1
            profiles:
              night: {backends: [forte], budget: 100 USD}
            backends:
              forte: {type: ionq, device: qpu.forte-1, endpoint: "%s/v0.4"}
            tests:
              - name: ghz
                circuit: ghz.qasm
                gates: {fidelity: {min: 0.7}}
            """;

    @TempDir
    private Path folder;

    /** What a run writes before its machine goes, with one job at the service. */
    private CommandLineSession left(FakeIonq service, String job) throws IOException {
        var user = new CommandLineSession(folder).with("IONQ_API_KEY", KEY);
        user.write("ghz.qasm", CommandLineSession.GHZ);
        Path suite = user.write("quantum.yml", SUITE.formatted(service.uri()));
        user.write(
                "qmlops-out/journal.jsonl",
                """
                {"entry":"started","schemaVersion":1,"suite":"%s","named":"quantum.yml","suiteDigest":"0","shots":0,"seed":1,"extraRounds":0,"at":"2026-03-01T12:00:00Z"}
                {"entry":"intent","key":"a","backend":"forte","token":"token-1","device":"ionq/qpu.forte-1","shots":100,"worst":"8.30 USD","at":"2026-03-01T12:00:01Z"}
                {"entry":"submitted","key":"a","id":"%s","at":"2026-03-01T12:00:02Z"}
                """
                        .formatted(suite, job));
        return user;
    }

    private static FakeJob submitted(FakeIonq service) throws BackendException {
        var circuit = new Circuit(
                List.of(new Register("q", 0, 1)),
                List.of(new Register("c", 0, 1)),
                List.of(),
                List.of(new Instruction.Apply(Gate.X, List.of(), List.of(0)), new Instruction.Measure(0, 0)));
        try (var backend = new IonqProvider()
                .open(new BackendSettings(
                        "forte",
                        Map.of("device", "qpu.forte-1", "endpoint", service.uri() + "/v0.4"),
                        field -> Optional.of(Secret.of(KEY)),
                        Network.direct()))) {
            var request = new JobRequest("a", circuit, List.of(Map.of()), NoiseModel.none(), 100, 0, 7, false);
            return service.jobs().get(backend.submit(request, "token-1").id()).orElseThrow();
        }
    }

    @Test
    void shouldEndTheJobAndSaySo() throws Exception {
        try (var service = new FakeIonq(Clock.systemUTC(), 0, KEY)) {
            service.jobs().taking(Duration.ofHours(1), Duration.ofHours(1));
            FakeJob job = submitted(service);
            var user = left(service, job.id());

            assertThat(user.type("cancel")).as(user.err() + user.out()).isZero();

            assertThat(user.out()).contains("Job " + job.id() + " on forte was cancelled.");
            assertThat(job.state()).isEqualTo(FakeJob.State.CANCELLED);
            assertThat(user.out() + user.err()).doesNotContain(KEY);
            assertThat(user.type("cancel")).isZero();
            assertThat(user.out()).contains("No job of this run is open.");
        }
    }

    @Test
    void shouldAnswerThreeWhenItIsNotSureThatNothingRuns() throws IOException {
        try (var service = new FakeIonq(Clock.systemUTC(), 0, KEY)) {
            var user = left(service, "5f1b8a52-0c0e-4f39-9a35-0b1d4be7a222");

            assertThat(user.type("cancel")).isEqualTo(3);

            assertThat(user.out())
                    .contains("may still run and bill, at most 8.30 USD")
                    .contains("One of them may still run or bill");
        }
    }

    @Test
    void shouldRefuseAFolderWithoutARun() {
        var user = new CommandLineSession(folder);

        assertThat(user.type("cancel", "nowhere")).isEqualTo(2);
        assertThat(user.err()).contains("expected the folder of a run");
    }
}
