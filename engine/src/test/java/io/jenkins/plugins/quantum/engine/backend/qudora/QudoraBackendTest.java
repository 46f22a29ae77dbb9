package io.jenkins.plugins.quantum.engine.backend.qudora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.quantum.engine.backend.Availability;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.Conduct;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.testkit.Answer;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.Crosswise;
import io.jenkins.plugins.quantum.engine.testkit.qudora.FakeQudora;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QudoraBackendTest {
    private final FakeQudora service = new FakeQudora(Clock.systemUTC(), 0);

    @AfterEach
    void stop() {
        service.close();
    }

    private Backend open(String... options) throws BackendException {
        var all = new HashMap<>(
                Map.of("device", FakeQudora.DEVICE, "endpoint", service.uri().toString(), "programs", "2"));
        for (int i = 0; i < options.length; i += 2) {
            all.put(options[i], options[i + 1]);
        }
        return Crosswise.open(new QudoraProvider(), all, Map.of("token", FakeQudora.TOKEN), Duration.ofSeconds(2));
    }

    @Test
    void shouldSendProgramsAsQudorasClientDoes() throws Exception {
        JobRef job = open().submit(Crosswise.request(2, 50), "tag");

        Asked sent = service.asked().get(0);
        assertThat(sent.path()).isEqualTo("/jobs/");
        assertThat(sent.header("Authorization")).isEqualTo("Bearer " + FakeQudora.TOKEN);
        String program =
                "OPENQASM 2.0;\\ninclude \\\"qelib1.inc\\\";\\nqreg q[3];\\ncreg c[3];\\nry(0.4) q[0];\\nry(1.1) q[1];\\n"
                        + "cx q[0], q[1];\\nrx(2.2) q[2];\\nmeasure q[0] -> c[2];\\nmeasure q[2] -> c[0];\\nmeasure q[1] -> c[1];\\n";
        assertThat(sent.json())
                .isEqualTo(
                        Json.MAPPER.readTree("{\"name\":\"tag\",\"language\":\"OpenQASM2\",\"target_name\":\"QVLS-Q1\","
                                + "\"shots\":[50,50],\"input_data\":[\"" + program + "\",\"" + program
                                + "\"],\"backend_settings\":{}}"));
        assertThat(job.id()).isEqualTo("42");
        assertThat(job.details()).isEqualTo(Map.of("bits", "3", "circuits", "2"));
    }

    @Test
    void shouldNotClaimThatARepeatedSubmissionIsSafe() throws Exception {
        assertThat(open().conduct().repetition()).isEqualTo(Conduct.Repetition.NONE);
        assertThat(open().account()).startsWith("qudora 127.0.0.1 ").doesNotContain(FakeQudora.TOKEN);
    }

    @Test
    void shouldRefuseResultsThatAreNoHistograms() throws Exception {
        Backend backend = open();
        JobRef job = backend.submit(Crosswise.request(1, 10), "t");
        for (String result : List.of(
                "[]",
                "[\"{\"]",
                "[\"{}\"]",
                "[\"{\\\"01\\\":3}\"]",
                "[\"{\\\"012\\\":3}\"]",
                "[\"{\\\"010\\\":-3}\"]",
                "[\"{\\\"010\\\":\\\"x\\\"}\"]",
                "null")) {
            service.plant(
                    asked -> true,
                    Answer.text(200, "application/json", "[{\"status\":\"Completed\",\"result\":" + result + "}]"));

            assertThat(catchThrowableOfType(BackendException.class, () -> backend.fetch(job))
                            .kind())
                    .as(result)
                    .isEqualTo(Kind.REFUSED);
        }
        service.jobs().forget(job.id());
        assertThatThrownBy(() -> backend.fetch(job))
                .hasMessageContaining("has no results")
                .hasMessageContaining("LOST");
    }

    @Test
    void shouldReadEveryStateThatQudoraNames() throws Exception {
        Backend backend = open();
        JobRef job = backend.submit(Crosswise.request(1, 10), "t");
        Map<String, JobStatus.State> states = Map.of(
                "Uncompiled", JobStatus.State.QUEUED,
                "Cancelling", JobStatus.State.RUNNING,
                "Deleted", JobStatus.State.LOST,
                "Canceled", JobStatus.State.CANCELLED);
        for (var state : states.entrySet()) {
            service.jobs().speaking(state.getKey());
            assertThat(backend.status(List.of(job)).get(0).state()).isEqualTo(state.getValue());
        }
    }

    @Test
    void shouldPassOnTheServicesWords() throws Exception {
        assertThatThrownBy(() -> open("device", "other").submit(Crosswise.request(1, 10), "t"))
                .hasMessageContaining("Unknown target");
        service.plant(
                asked -> true,
                Answer.text(422, "application/json", "{\"detail\":[{\"msg\":\"a\"},{\"msg\":\"b\",\"loc\":[1]},{}]}"));
        assertThatThrownBy(() -> open().submit(Crosswise.request(1, 10), "t")).hasMessageContaining("a; b");
        service.plant(asked -> asked.method().equals("PUT"), Answer.of(500));
        JobRef job = open().submit(Crosswise.request(1, 10), "t");
        assertThatThrownBy(() -> open().cancel(job)).hasMessageContaining("HTTP 500");
    }

    @Test
    void shouldSayWhichBackendsThereAreWhenTheNameIsWrong() throws Exception {
        Availability availability = open("device", "Q2").availability();

        assertThat(availability.usable()).isFalse();
        assertThat(availability.message()).isEqualTo("the account has no backend 'Q2'; it has [QVLS-Q1]");
    }

    @Test
    void shouldNotReadAReferenceThatWasChanged() throws Exception {
        Backend backend = open();
        JobRef job = backend.submit(Crosswise.request(1, 10), "t");

        assertThatThrownBy(() -> backend.fetch(new JobRef("x", job.id())))
                .hasMessageContaining("was the journal changed?");
    }

    @Test
    void shouldNameTheTokenWhenThereIsNone() throws Exception {
        Backend backend = Crosswise.open(
                new QudoraProvider(),
                Map.of("device", "x", "endpoint", service.uri().toString()),
                Map.of(),
                Duration.ofSeconds(1));

        assertThatThrownBy(backend::availability).hasMessageContaining("QUDORA_API_TOKEN");
        assertThat(new QudoraProvider().options()).contains("device", "endpoint");
        assertThat(new QudoraProvider().credentials()).extracting("name").containsExactly("token");
    }
}
