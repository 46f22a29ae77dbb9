package io.jenkins.plugins.quantum.engine.backend.scaleway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.Availability;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.backend.Quote;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.testkit.Answer;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.scaleway.FakeScaleway;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScalewayBackendTest {
    private static final String CROSSED =
            "qubit[3] q; bit[2] b; x q[2]; cx q[2], q[1]; b[0] = measure q[2];" + " b[1] = measure q[0];";

    private final FakeScaleway service = new FakeScaleway();

    @AfterEach
    void stop() {
        service.close();
    }

    private Backend backend() throws BackendException {
        return ScalewayBackends.open(service.uri(), Duration.ofSeconds(20), Map.of("idle-seconds", "120"));
    }

    private Asked asked(String path) {
        return service.asked().stream()
                .filter(asked -> asked.is("POST", "/qaas/v1alpha1/" + path))
                .findFirst()
                .orElseThrow();
    }

    private static String result(String serialization, int compression, int format) {
        return Json.object()
                .put("compression_format", compression)
                .put("serialization_format", format)
                .put("serialization", serialization)
                .toString();
    }

    private void answer(String result) {
        JsonNode body =
                Json.object().set("job_results", Json.array().add(Json.object().put("result", result)));
        service.plant(asked -> asked.path().endsWith("/results"), Answer.json(200, body));
    }

    @Test
    void shouldSendModelJobAndASessionThatEndsByItself() throws Exception {
        try (Backend backend = backend()) {
            backend.submit(ScalewayBackends.request(CROSSED, 50), "token-1");
        }

        assertThat(asked("sessions").json())
                .isEqualTo(
                        Json.MAPPER.readTree(
                                """
                        {"project_id":"6a1c8b0e-0000-4000-8000-0000000000bb","platform_id":"platform-1","name":"qmlops-token-1",
                         "max_duration":"3540s","max_idle_duration":"120s","deduplication_id":"token-1"}
                        """));
        assertThat(Json.MAPPER.readTree(asked("models").json().path("payload").asText()))
                .isEqualTo(
                        Json.MAPPER.readTree(
                                """
                        {"programs":[{"compression_format":1,"serialization_format":3,"serialization":"OPENQASM 3.0;\\ninclude \\"stdgates.inc\\";\\nqubit[3] q;\\nbit[2] c;\\nx q[2];\\ncx q[2], q[1];\\nc[0] = measure q[0];\\nc[1] = measure q[2];\\n"}],
                         "noise_model":null,"client":{"user_agent":"qmlops"},
                         "backend":{"name":"EMU-AER-16C-128M","version":null,"options":{}}}
                        """));
        JsonNode job = asked("jobs").json();
        assertThat(job.path("tags").path(0).asText()).isEqualTo("token-1");
        assertThat(job.path("parameters").asText()).isEqualTo("{\"shots\":50,\"options\":{\"memory\":false}}");
        assertThat(job.at("/circuit/qiskit_circuit").isNull()).isTrue();
    }

    @Test
    void shouldEndTheSessionWhenNoJobIsOpen() throws BackendException {
        Backend backend = backend();
        JobRef first = backend.submit(ScalewayBackends.request(CROSSED, 50), "1");
        JobRef second = backend.submit(ScalewayBackends.request(CROSSED, 50), "2");
        assertThat(service.billing()).hasSize(1);

        assertThat(backend.status(List.of(first, second)))
                .extracting(JobStatus::state)
                .containsOnly(JobStatus.State.DONE);
        backend.close();

        assertThat(service.billing()).isEmpty();
        backend.close();
    }

    @Test
    void shouldLeaveASessionToItsOwnEndWhileAJobOfItMayRun() throws BackendException {
        service.jobs().hold();
        Backend backend = backend();
        JobRef job = backend.submit(ScalewayBackends.request(CROSSED, 50), "1");
        backend.close();

        assertThat(service.billing()).hasSize(1);
        service.jobs().release();
        assertThat(backend().status(List.of(job)).get(0).state()).isEqualTo(JobStatus.State.DONE);
    }

    @Test
    void shouldNotEndASessionWhenASubmissionIsInDoubt() throws BackendException {
        Backend backend = backend();
        service.plantAfterEffect(asked -> asked.is("POST", ".*/jobs"), Answer.of(502));

        assertThat(catchThrowableOfType(
                                BackendException.class,
                                () -> backend.submit(ScalewayBackends.request(CROSSED, 50), "1"))
                        .kind())
                .isEqualTo(Kind.IN_DOUBT);
        backend.close();

        assertThat(service.billing()).hasSize(1);
        assertThat(backend().find(ScalewayBackends.request(CROSSED, 50), "1")).isPresent();
    }

    @Test
    void shouldMakeNoSecondSessionWhenTheAnswerToTheFirstWasLost() throws BackendException {
        Backend backend = backend();
        service.plantAfterEffect(asked -> asked.is("POST", ".*/sessions"), Answer.of(502));

        assertThat(catchThrowableOfType(
                                BackendException.class,
                                () -> backend.submit(ScalewayBackends.request(CROSSED, 50), "1"))
                        .kind())
                .isEqualTo(Kind.TRANSIENT);
        backend.submit(ScalewayBackends.request(CROSSED, 50), "1");

        assertThat(service.billing()).hasSize(1);
        assertThat(service.jobs().accepted()).isEqualTo(1);
    }

    @Test
    void shouldStartAnotherSessionAfterTheFirstHasEnded() throws BackendException {
        Backend backend = backend();
        backend.submit(ScalewayBackends.request(CROSSED, 50), "1");
        service.expire(service.billing().get(0));

        backend.submit(ScalewayBackends.request(CROSSED, 50), "2");

        assertThat(service.billing()).hasSize(1);
        assertThat(service.jobs().accepted()).isEqualTo(2);
    }

    @Test
    void shouldReadResultsByLinkAndCompressed() throws Exception {
        Backend backend = backend();
        JobRef job = backend.submit(ScalewayBackends.request(CROSSED, 50), "1");
        service.answeringByLink();
        assertThat(backend.fetch(job).outcomes().get(0).counts().counts()).isEqualTo(Map.of("01", 50L));

        String qiskit = "{\"results\":[{\"data\":{\"counts\":{\"0x2\":49,\"00\":1}}}]}";
        var packed = new ByteArrayOutputStream();
        try (var deflated = new DeflaterOutputStream(packed)) {
            deflated.write(qiskit.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        answer(result(Base64.getEncoder().encodeToString(packed.toByteArray()), 2, 2));
        assertThat(backend.fetch(job).outcomes().get(0).counts().counts()).isEqualTo(Map.of("01", 49L, "00", 1L));
    }

    @Test
    void shouldRefuseResultsThatItCannotRead() throws BackendException {
        Backend backend = backend();
        JobRef job = backend.submit(ScalewayBackends.request(CROSSED, 50), "1");
        for (String odd : List.of(
                result("[1]", 1, 3),
                result("{\"results\":[]}", 1, 2),
                result("{\"results\":[{\"data\":{\"counts\":{\"0xff\":1}}}]}", 1, 2),
                result("{\"results\":[{\"data\":{\"counts\":{\"01\":-1}}}]}", 1, 2),
                result("?", 2, 2),
                result("no json", 1, 2))) {
            answer(odd);
            assertThat(catchThrowableOfType(BackendException.class, () -> backend.fetch(job))
                            .kind())
                    .as(odd)
                    .isEqualTo(Kind.REFUSED);
        }
        service.plant(
                asked -> asked.path().endsWith("/results"),
                Answer.text(200, "application/json", "{\"job_results\":[]}"));
        assertThat(catchThrowableOfType(BackendException.class, () -> backend.fetch(job))
                        .kind())
                .isEqualTo(Kind.TRANSIENT);
    }

    @Test
    void shouldPriceShotsAndCircuitAndSayHowThePlatformIs() throws BackendException {
        Backend backend = backend();

        Quote quote = backend.estimate(ScalewayBackends.request(CROSSED, 100)).orElseThrow();

        assertThat(quote.amount()).isEqualByComparingTo(new BigDecimal("0.4"));
        assertThat(quote.unit()).isEqualTo("EUR");
        assertThat(quote.basis()).contains("2.5 an hour");
        assertThat(backend.availability().state()).isEqualTo(Availability.State.ONLINE);
        assertThat(service.billing()).isEmpty();
    }

    @Test
    void shouldRefuseWrongOptionsAndUnknownPlatforms() throws BackendException {
        for (var wrong : List.of(
                Map.of("device", "EMU-CUDAQ-H100"),
                Map.of("device", "a b"),
                Map.of("project", "a/b"),
                Map.of("idle-seconds", "0"))) {
            assertThatThrownBy(() -> ScalewayBackends.open(service.uri(), Duration.ofSeconds(1), wrong))
                    .isInstanceOf(BackendException.class);
        }
        Backend nowhere = ScalewayBackends.open(service.uri(), Duration.ofSeconds(20), Map.of("device", "EMU-NONE"));
        assertThatThrownBy(nowhere::availability).hasMessageContaining("no platform 'EMU-NONE'");
        var provider = new ScalewayProvider();
        assertThat(provider.variable("project", Map.of("SCW_DEFAULT_PROJECT_ID", "p")))
                .contains("p");
        assertThat(provider.variable("endpoint", Map.of("QISKIT_SCALEWAY_API_URL", "u")))
                .contains("u");
        assertThat(provider.variable("device", Map.of())).isEmpty();
        assertThat(provider.credentials()).hasSize(1);
    }
}
