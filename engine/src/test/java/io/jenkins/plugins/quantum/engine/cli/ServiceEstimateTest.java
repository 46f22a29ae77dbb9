package io.jenkins.plugins.quantum.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.testkit.ionq.FakeIonq;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The service's own estimate beside the price book's. */
@Timeout(120)
class ServiceEstimateTest {
    private static final String KEY = "ionq-key-of-the-estimate-77a1";

    @TempDir
    private Path folder;

    private CommandLineSession user(FakeIonq service, String key) throws IOException {
        var user = new CommandLineSession(folder).with("IONQ_API_KEY", key);
        user.write("ghz.qasm", CommandLineSession.GHZ);
        user.write(
                "quantum.yml",
                """
                version: 1
                profiles:
                  night: {backends: [forte], budget: 5000 USD}
                backends:
                  forte: {type: ionq, device: qpu.forte-1, endpoint: "%s/v0.4", price-per-shot: 0.08 USD}
                tests:
                  - name: ghz
                    circuit: ghz.qasm
                    gates: {fidelity: {min: 0.5, margin: 0.2}}
                """
                        .formatted(service.uri()));
        return user;
    }

    @Test
    void shouldShowWhatTheServiceSaysItself() throws Exception {
        try (var service = new FakeIonq(Clock.systemUTC(), 0, KEY)) {
            CommandLineSession user = user(service, KEY);

            assertThat(user.type("estimate")).as(user.err()).isZero();
            assertThat(user.out())
                    .contains("Nothing was submitted.")
                    .containsPattern(
                            "ghz on forte: [0-9.]+ USD \\(1 circuits of .* as IonQ estimates\\); price book: at"
                                    + " most [0-9.]+ USD \\(configured in ");
            assertThat(service.jobs().all()).isEmpty();
        }
    }

    @Test
    void shouldOnlyNoteThatTheServiceDidNotAnswer() throws Exception {
        try (var service = new FakeIonq(Clock.systemUTC(), 0, KEY)) {
            CommandLineSession user = user(service, "another-key");

            assertThat(user.type("estimate")).as(user.err()).isZero();
            assertThat(user.out())
                    .contains("ghz on forte: its service was not able to say: ")
                    .contains("price book: at most")
                    .doesNotContain("another-key");
        }
    }
}
