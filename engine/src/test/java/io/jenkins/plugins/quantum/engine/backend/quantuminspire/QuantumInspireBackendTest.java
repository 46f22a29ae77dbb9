package io.jenkins.plugins.quantum.engine.backend.quantuminspire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.testkit.Answer;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.Crosswise;
import io.jenkins.plugins.quantum.engine.testkit.quantuminspire.FakeQuantumInspire;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuantumInspireBackendTest {
    private final FakeQuantumInspire service = new FakeQuantumInspire(Clock.systemUTC(), 0);

    @AfterEach
    void stop() {
        service.close();
    }

    private Backend open(String... options) throws BackendException {
        return open(Map.of("refresh-token", FakeQuantumInspire.REFRESH_TOKEN), options);
    }

    private Backend open(Map<String, String> credentials, String... options) throws BackendException {
        var all = new HashMap<>(Map.of(
                "device",
                FakeQuantumInspire.DEVICE,
                "endpoint",
                service.uri().toString(),
                "issuer",
                service.uri() + "/realm"));
        for (int i = 0; i < options.length; i += 2) {
            all.put(options[i], options[i + 1]);
        }
        return Crosswise.open(new QuantumInspireProvider(), all, credentials, Duration.ofSeconds(2));
    }

    private List<String> sent() {
        return service.asked().stream()
                .filter(asked -> !asked.method().equals("GET"))
                .map(asked -> asked.method() + " " + asked.path() + " " + asked.text())
                .toList();
    }

    @Test
    void shouldMakeWhatAJobNeedsAndEnqueueItLast() throws Exception {
        Backend backend = open();

        backend.submit(Crosswise.request(1, 100), "tag");

        assertThat(sent().subList(1, sent().size()))
                .containsExactly(
                        "POST /projects {\"owner_id\":9,\"name\":\"qmlops\",\"description\":\"programs of tests\",\"starred\":false}",
                        "POST /algorithms {\"project_id\":1,\"type\":\"quantum\",\"shared\":\"private\",\"name\":\"qmlops\"}",
                        "POST /commits {\"description\":\"tag\",\"algorithm_id\":2}",
                        "POST /files {\"commit_id\":3,\"content\":\"version 3.0\\n\\nqubit[3] q\\nbit[3] b\\n\\nRy(0.4) q[0]\\n"
                                + "Ry(1.1) q[1]\\nCNOT q[0], q[1]\\nRx(2.2) q[2]\\nb[2] = measure q[0]\\nb[0] = measure q[2]\\n"
                                + "b[1] = measure q[1]\\n\",\"language_id\":1,\"compile_stage\":\"none\","
                                + "\"compile_properties\":{},\"generated\":false}",
                        "POST /batch_jobs {\"backend_type_id\":1}",
                        "POST /jobs {\"file_id\":4,\"batch_job_id\":5,\"number_of_shots\":100,\"raw_data_enabled\":false}",
                        "PATCH /batch_jobs/5/enqueue ");
    }

    @Test
    void shouldUseTheSameProjectAgain() throws Exception {
        open("member", "9").submit(Crosswise.request(1, 100), "one");
        open("member", "9").submit(Crosswise.request(1, 100), "two");

        assertThat(service.asked())
                .filteredOn(asked -> asked.is("POST", "/projects"))
                .hasSize(1);
        assertThat(service.asked())
                .filteredOn(asked -> asked.is("POST", "/algorithms"))
                .hasSize(1);
    }

    @Test
    void shouldNotTakeAJobForSubmittedThatWasNeverEnqueued() throws Exception {
        Backend backend = open();
        service.plant(asked -> asked.path().endsWith("/enqueue"), Answer.of(503));
        BackendException doubt =
                catchThrowableOfType(BackendException.class, () -> backend.submit(Crosswise.request(1, 100), "tag"));

        assertThat(doubt.kind()).isEqualTo(Kind.IN_DOUBT);
        assertThat(backend.find(Crosswise.request(1, 100), "tag")).isEmpty();
    }

    @Test
    void shouldHaveChangedNothingWhenAStepBeforeFails() throws Exception {
        for (String step : List.of("/commits", "/files", "/batch_jobs", "/jobs")) {
            service.plant(asked -> asked.is("POST", step), Answer.of(500));
            assertThat(catchThrowableOfType(
                                    BackendException.class, () -> open().submit(Crosswise.request(1, 100), "tag"))
                            .kind())
                    .as(step)
                    .isEqualTo(Kind.TRANSIENT);
        }
        service.plant(asked -> asked.is("POST", "/jobs"), Answer.text(201, "application/json", "{\"id\":\"x\"}"));
        assertThatThrownBy(() -> open().submit(Crosswise.request(1, 100), "tag"))
                .hasMessageContaining("lacks a number");
        assertThat(service.jobs().accepted()).isZero();
    }

    @Test
    void shouldSayWhatIsMissingAtTheService() throws Exception {
        assertThatThrownBy(() -> open("device", "Tuna-0").availability())
                .hasMessageContaining("has no backend 'Tuna-0'");
        String none = "{\"items\":[]}";
        service.plant(asked -> asked.path().equals("/members"), Answer.text(200, "application/json", none));
        assertThatThrownBy(() -> open().submit(Crosswise.request(1, 100), "t")).hasMessageContaining("option member");
        service.plant(asked -> asked.path().equals("/languages"), Answer.text(200, "application/json", none));
        assertThatThrownBy(() -> open().submit(Crosswise.request(1, 100), "t")).hasMessageContaining("takes no cQASM");
        service.plant(asked -> asked.path().equals("/languages"), Answer.text(200, "application/json", "{}"));
        assertThatThrownBy(() -> open().submit(Crosswise.request(1, 100), "t"))
                .hasMessageContaining("has no list /items");
        assertThatThrownBy(() -> open("member", "me")).hasMessageContaining("member to be a number");
    }

    @Test
    void shouldWaitForResultsThatAreNotShownYet() throws Exception {
        Backend backend = open();
        JobRef job = backend.submit(Crosswise.request(1, 100), "tag");
        service.plant(
                asked -> asked.path().startsWith("/results"), Answer.text(200, "application/json", "{\"items\":[]}"));

        assertThat(catchThrowableOfType(BackendException.class, () -> backend.fetch(job))
                        .kind())
                .isEqualTo(Kind.TRANSIENT);
        assertThat(backend.fetch(job).facts()).containsEntry("execution.seconds", "0.25");
    }

    @Test
    void shouldSayThatAJobThatRunsCannotBeCancelled() throws Exception {
        Backend backend = open();
        service.jobs().taking(Duration.ZERO, Duration.ofDays(1));
        JobRef job = backend.submit(Crosswise.request(1, 100), "tag");

        assertThatThrownBy(() -> backend.cancel(job)).hasMessageContaining("Only planned jobs can be cancelled");
    }

    @Test
    void shouldSayThatALoginHasEnded() throws Exception {
        Backend backend = open(Map.of("refresh-token", "old-login"));

        BackendException refusal = catchThrowableOfType(BackendException.class, backend::availability);

        assertThat(refusal.kind()).isEqualTo(Kind.UNAUTHORISED);
        assertThat(refusal).hasMessageContaining("Token is not active").hasMessageNotContaining("old-login");
        assertThat(open(Map.of("access-token", service.accessToken()))
                        .availability()
                        .message())
                .isEqualTo("idle, 26 qubits, at most 4096 shots");
    }

    @Test
    void shouldTakeTheLoginOfTheVendorsCommandLine(@TempDir Path home) throws Exception {
        var provider = new QuantumInspireProvider(() -> Instant.ofEpochSecond(1_000_000));
        assertThat(provider.profile(home, Map.of())).isEmpty();
        Path file = home.resolve(".quantuminspire").resolve("config.json");
        Files.createDirectories(file.getParent());
        var profile = Json.object().put("default_host", "https://h");
        var tokens = profile.putObject("auths")
                .putObject("https://h")
                .putObject("tokens")
                .put("access_token", "a")
                .put("refresh_token", "r")
                .put("expires_in", 3600);

        tokens.put("generated_at", 999_999.5);
        Files.writeString(file, profile.toString());
        assertThat(provider.profile(home, Map.of())).containsOnlyKeys("access-token");
        tokens.put("generated_at", 990_000);
        Files.writeString(file, profile.toString());
        assertThat(provider.profile(home, Map.of())).containsOnlyKeys("refresh-token");
        assertThat(provider.profile(home, Map.of()).get("refresh-token").reveal())
                .isEqualTo("r");
        Files.writeString(file, "{");
        assertThat(provider.profile(home, Map.of())).isEmpty();
        Files.writeString(file, "{}");
        assertThat(provider.profile(home, Map.of())).isEmpty();
    }

    @Test
    void shouldNameTheOptions() {
        var provider = new QuantumInspireProvider();

        assertThat(provider.options()).contains("device", "member", "issuer");
        assertThat(provider.credentials()).extracting("name").containsExactly("access-token", "refresh-token");
        assertThat(service.asked()).extracting(Asked::path).isEmpty();
    }
}
