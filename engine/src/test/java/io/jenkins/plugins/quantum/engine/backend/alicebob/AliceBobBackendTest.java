package io.jenkins.plugins.quantum.engine.backend.alicebob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.Conduct;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.testkit.Answer;
import io.jenkins.plugins.quantum.engine.testkit.Crosswise;
import io.jenkins.plugins.quantum.engine.testkit.alicebob.FakeAliceBob;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AliceBobBackendTest {
    private final FakeAliceBob service = new FakeAliceBob(Clock.systemUTC(), 0);

    @AfterEach
    void stop() {
        service.close();
    }

    private Backend open(String... options) throws BackendException {
        var all = new HashMap<>(Map.of(
                "device",
                FakeAliceBob.DEVICE,
                "gates",
                "x,rx,ry,rz,cx",
                "endpoint",
                service.uri().toString()));
        for (int i = 0; i < options.length; i += 2) {
            all.put(options[i], options[i + 1]);
        }
        return Crosswise.open(new AliceBobProvider(), all, Map.of("api-key", FakeAliceBob.KEY), Duration.ofSeconds(2));
    }

    @Test
    void shouldMakeTheJobFirstAndThenUploadItsProgram() throws Exception {
        open("parameters", "averageNbPhotons=16.5, distance=7").submit(Crosswise.request(1, 100), "t");

        assertThat(service.asked())
                .extracting(asked -> asked.method() + " " + asked.path().replaceAll("[0-9a-f-]{36}", "ID"))
                .containsExactly("GET /v1/targets/", "POST /v1/jobs/", "POST /v1/jobs/ID/input");
        assertThat(service.asked().get(1).header("Authorization")).isEqualTo("Basic " + FakeAliceBob.KEY);
        assertThat(service.asked().get(1).json())
                .isEqualTo(Json.MAPPER.readTree(
                        "{\"inputDataFormat\":\"HUMAN_QIR\",\"outputDataFormat\":\"HISTOGRAM\",\"target\":\"EMU:5Q:ALL_GATES\","
                                + "\"inputParams\":{\"nbShots\":100,\"averageNbPhotons\":16.5,\"distance\":7}}"));
        assertThat(service.asked().get(2).header("Content-Type")).startsWith("multipart/form-data; boundary=");
        assertThat(service.asked().get(2).text())
                .contains("Content-Disposition: form-data; name=\"input\"; filename=\"input\"\r\n\r\n; ModuleID");
    }

    @Test
    void shouldHaveStartedNothingWhenTheProgramWasNotSent() throws Exception {
        service.plant(asked -> asked.is("POST", "/v1/jobs/"), Answer.of(500));

        assertThat(catchThrowableOfType(BackendException.class, () -> open().submit(Crosswise.request(1, 100), "t"))
                        .kind())
                .isEqualTo(Kind.TRANSIENT);
        assertThat(open().conduct().repetition()).isEqualTo(Conduct.Repetition.NONE);
    }

    @Test
    void shouldReadEveryStateThatTheServiceNames() throws Exception {
        Backend backend = open();
        JobRef job = backend.submit(Crosswise.request(1, 10), "t");
        Map<String, JobStatus.State> states = Map.of(
                "CREATED", JobStatus.State.QUEUED,
                "TRANSPILING", JobStatus.State.QUEUED,
                "COMPILATION_FAILED", JobStatus.State.FAILED,
                "TIMED_OUT", JobStatus.State.FAILED);
        for (var state : states.entrySet()) {
            service.jobs().speaking(state.getKey());
            assertThat(backend.status(List.of(job)).get(0).state()).isEqualTo(state.getValue());
        }
        service.jobs().speaking(null);
        service.plant(asked -> true, Answer.text(200, "application/json", "{\"events\":[]}"));
        assertThatThrownBy(() -> backend.status(List.of(job))).hasMessageContaining("has no events");
        service.plant(
                asked -> true,
                Answer.text(
                        200,
                        "application/json",
                        "{\"events\":[{\"type\":\"COMPILATION_FAILED\"}],\"errors\":[\"no such gate\"]}"));
        assertThat(backend.status(List.of(job)).get(0).message()).isEqualTo("COMPILATION_FAILED no such gate");
    }

    @Test
    void shouldRefuseOutputThatIsNoHistogram() throws Exception {
        Backend backend = open();
        JobRef job = backend.submit(Crosswise.request(1, 10), "t");
        for (String output : List.of("", "010,x\n", "01,10\n", "010;10\n", "outcome,count\n010,10\n")) {
            service.plant(asked -> asked.path().endsWith("/output"), Answer.text(200, "text/csv", output));
            assertThat(catchThrowableOfType(BackendException.class, () -> backend.fetch(job))
                            .kind())
                    .as(output)
                    .isEqualTo(Kind.REFUSED);
        }
        service.plant(asked -> asked.path().endsWith("/output"), Answer.of(409));
        assertThat(catchThrowableOfType(BackendException.class, () -> backend.fetch(job))
                        .kind())
                .isEqualTo(Kind.TRANSIENT);
        service.plant(asked -> asked.path().endsWith("/output"), Answer.of(400));
        assertThat(catchThrowableOfType(BackendException.class, () -> backend.fetch(job))
                        .kind())
                .isEqualTo(Kind.REFUSED);
    }

    @Test
    void shouldRefuseCircuitsThatTheTargetCannotRun() throws Exception {
        assertThat(open("gates", "", "device", "EMU:40Q:LOGICAL_TARGET").whyNot(Crosswise.request(1, 10)))
                .get()
                .asString()
                .contains("no multiple of pi/4");
        assertThat(open("gates", "", "device", "EMU:6Q:PHYSICAL_CATS").whyNot(Crosswise.request(1, 10)))
                .get()
                .asString()
                .contains("no gate h");
        assertThat(open("device", "QPU:1Q:BOSON_4A").whyNot(Crosswise.request(1, 10)))
                .get()
                .asString()
                .contains("has 1 qubits");
        assertThat(open("gates", "", "device", "QPU:1Q:BOSON_4A").capabilities().simulator())
                .isFalse();
        assertThat(service.calls("")).isZero();
    }

    @Test
    void shouldSayWhatIsWrongWithOptions() throws Exception {
        assertThatThrownBy(() -> open("gates", "x,foo")).hasMessageContaining("found 'foo'");
        assertThatThrownBy(() -> open("parameters", "a")).hasMessageContaining("averageNbPhotons=16");
        assertThatThrownBy(() -> open("parameters", "a=1e")).hasMessageContaining("expected a number");
        assertThatThrownBy(() -> open("parameters", "a=1").submit(Crosswise.request(1, 10), "t"))
                .hasMessageContaining("has no parameter 'a'");
        assertThatThrownBy(() -> open("device", "EMU:5Q:OTHER").availability()).hasMessageContaining("has no target");
        assertThat(new AliceBobProvider().credentials()).extracting("name").containsExactly("api-key");
        assertThat(new AliceBobProvider().options()).contains("gates", "parameters");
    }
}
