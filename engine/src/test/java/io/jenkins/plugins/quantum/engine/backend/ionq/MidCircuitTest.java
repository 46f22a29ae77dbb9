package io.jenkins.plugins.quantum.engine.backend.ionq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.testkit.Answer;
import io.jenkins.plugins.quantum.engine.testkit.ionq.FakeIonq;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MidCircuitTest {
    private static final String HEADER = "OPENQASM 3.0; include \"stdgates.inc\"; ";
    private static final String TWICE =
            "input float w; qubit[1] q; bit[2] c; x q[0]; c[0] = measure q[0]; reset q[0]; c[1] = measure q[0];";

    private final FakeIonq service = new FakeIonq(Clock.systemUTC(), 0, Ionq.KEY);

    @AfterEach
    void stop() {
        service.close();
    }

    private Backend open() throws BackendException {
        return Ionq.open(service.uri(), Ionq.KEY, "device", "qpu.forte-1", "mid-circuit", "true");
    }

    @SafeVarargs
    private static JobRequest request(String text, Map<String, Double>... bindings) {
        return new JobRequest(
                "job",
                Qasm.read("a.qasm", HEADER + text).circuit(),
                List.of(bindings),
                NoiseModel.none(),
                10,
                0,
                42,
                false);
    }

    private static BackendException fault(ThrowingCallable call) {
        return catchThrowableOfType(BackendException.class, call);
    }

    @Test
    void shouldSendOpenQasmWithOneRegister() throws Exception {
        Backend backend = open();
        JobRef job = backend.submit(request(TWICE, Map.of("w", 0.5)), "token-1");

        JsonNode sent = service.asked().stream()
                .filter(asked -> asked.is("POST", "/v0.4/jobs"))
                .findFirst()
                .orElseThrow()
                .json();
        assertThat(sent)
                .isEqualTo(
                        Json.MAPPER.readTree(
                                """
                        {"type": "ionq.qasm3.v1", "name": "qmlops token-1", "backend": "qpu.forte-1", "shots": 10,
                         "metadata": {"client_token": "token-1"},
                         "settings": {"error_mitigation": {"debiasing": false}, "compilation": {"service_version": "v0.4"}},
                         "input": {"qubits": 1, "data": "OPENQASM 3.0;\\ninclude \\"stdgates.inc\\";\\nqubit[1] q;\\nbit[2] c;\\nx q[0];\\nc[0] = measure q[0];\\nreset q[0];\\nc[1] = measure q[0];\\n"}}
                        """));
        assertThat(backend.find(request(TWICE, Map.of("w", 0.5)), "token-1")).contains(job);
        assertThat(backend.fetch(job).outcomes().get(0).counts().counts()).isEqualTo(Map.of("01", 10L));
    }

    @Test
    void shouldTakeOneCircuitAJobAndNoBranch() throws Exception {
        Backend backend = open();

        assertThat(backend.whyNot(request(TWICE, Map.of("w", 0.5), Map.of("w", 1.0))))
                .hasValueSatisfying(why -> assertThat(why).contains("at most 1 circuits at once"));
        assertThat(backend.whyNot(request(
                        "qubit[2] q; bit[2] c; c[0] = measure q[0]; if (c[0]) { x q[1]; }" + " c[1] = measure q[1];",
                        Map.of())))
                .hasValueSatisfying(why -> assertThat(why).contains("runs no branches"));
        assertThat(Ionq.open(service.uri(), Ionq.KEY).whyNot(request(TWICE, Map.of("w", 0.5))))
                .hasValueSatisfying(why -> assertThat(why).contains("mid-circuit"));
    }

    @Test
    void shouldRefuseTheOptionOnTheIdealSimulator() {
        assertThat(fault(() -> Ionq.open(service.uri(), Ionq.KEY, "mid-circuit", "true")))
                .hasMessageContaining("the ideal simulator takes no shots");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"shots\":[]}|0 shots of 10|REFUSED",
                "{\"shots\":[{\"registers\":{\"d\":[0,1]}}]}|no register of 2 bits|REFUSED",
                "{\"shots\":[{\"registers\":{\"c\":[0,2]}}]}|no register of 2 bits|REFUSED",
                "{\"shots\":[{\"registers\":{\"c\":[0,1]}}]}|1 shots of 10|REFUSED",
            })
    void shouldRefuseShotsThatDoNotFit(String answer, String words, Kind kind) throws Exception {
        Backend backend = open();
        JobRef job = backend.submit(request(TWICE, Map.of("w", 0.5)), "t");
        service.plant(asked -> asked.path().contains("/artifacts/"), Answer.text(200, "application/json", answer));

        BackendException fault = fault(() -> backend.fetch(job));

        assertThat(fault).hasMessageContaining(words);
        assertThat(fault.kind()).isEqualTo(kind);
    }

    @Test
    void shouldWaitForShotsThatAreNotThereYet() throws Exception {
        Backend backend = open();
        JobRef job = backend.submit(request(TWICE, Map.of("w", 0.5)), "t");
        service.plant(asked -> asked.path().contains("/artifacts/"), Answer.of(404));
        assertThat(fault(() -> backend.fetch(job)).kind()).isEqualTo(Kind.TRANSIENT);

        service.plant(
                asked -> asked.is("GET", "/v0.4/jobs/[^/]+"),
                Answer.text(200, "application/json", "{\"id\":\"x\",\"status\":\"completed\",\"results\":{}}"));
        assertThat(fault(() -> backend.fetch(job))).hasMessageContaining("where the shots are");
        assertThat(backend.fetch(job).outcomes()).hasSize(1);
    }
}
