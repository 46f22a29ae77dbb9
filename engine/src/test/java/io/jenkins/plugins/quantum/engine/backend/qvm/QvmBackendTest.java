package io.jenkins.plugins.quantum.engine.backend.qvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.Availability;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.testkit.Answer;
import io.jenkins.plugins.quantum.engine.testkit.Crosswise;
import io.jenkins.plugins.quantum.engine.testkit.qvm.FakeQvm;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class QvmBackendTest {
    private final FakeQvm server = new FakeQvm(Clock.systemUTC(), 0);
    private final Backend backend = open(server.uri().toString(), Map.of());

    private static Backend open(String endpoint, Map<String, String> more) {
        var options = new HashMap<>(more);
        options.put("endpoint", endpoint);
        try {
            return Crosswise.open(new QvmProvider(), options, Map.of(), Duration.ofSeconds(5));
        } catch (BackendException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void stop() {
        backend.close();
        server.close();
    }

    private static JobRequest request(String body, List<Map<String, Double>> bindings, long shots) {
        return new JobRequest(
                "job",
                Qasm.read("t.qasm", "OPENQASM 3.0; include \"stdgates.inc\"; " + body)
                        .circuit(),
                bindings,
                NoiseModel.none(),
                shots,
                0,
                7,
                false);
    }

    private static JobStatus ended(Backend backend, JobRef job) throws BackendException {
        JobStatus status = backend.status(List.of(job)).get(0);
        while (!status.state().ended()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
            status = backend.status(List.of(job)).get(0);
        }
        return status;
    }

    private JobResult run(JobRequest request, String token) throws BackendException {
        JobRef job = backend.submit(request, token);
        assertThat(ended(backend, job))
                .extracting(JobStatus::state, JobStatus::message)
                .containsExactly(JobStatus.State.DONE, "");
        return backend.fetch(job);
    }

    @Test
    void shouldAskAsTheServerWantsIt() throws BackendException {
        run(request("qubit[2] q; bit[2] c; rx(0.5) q[0]; cx q[0], q[1]; c = measure q;", List.of(Map.of()), 50), "a");

        JsonNode asked = server.asked().get(0).json();
        assertThat(asked.path("type").asText()).isEqualTo("multishot");
        assertThat(asked.path("compiled-quil").asText())
                .isEqualTo("DECLARE ro BIT[2]\nRX(0.5) 0\nCNOT 0 1\nMEASURE 0 ro[0]\nMEASURE 1 ro[1]\n");
        assertThat(asked.path("addresses")).hasToString("{\"ro\":true}");
        assertThat(asked.path("trials").asLong()).isEqualTo(50);
        assertThat(asked.path("rng-seed").isIntegralNumber()).isTrue();
    }

    @Test
    void shouldWriteTheHighestBitFirst() throws BackendException {
        JobResult result = run(
                request(
                        "qubit[3] q; bit[3] c; x q[0]; c[2] = measure q[0]; c[1] = measure q[1]; c[0] = measure q[2];",
                        List.of(Map.of()),
                        20),
                "a");

        assertThat(result.outcomes().get(0).counts().counts()).isEqualTo(Map.of("100", 20L));
    }

    @Test
    void shouldRunEachBindingAndRepeatItselfWithTheSeed() throws BackendException {
        JobRequest request = request(
                "input float a; qubit[1] q; bit[1] c; rx(a) q[0]; c[0] = measure q[0];",
                List.of(Map.of("a", 0.0), Map.of("a", Math.PI), Map.of("a", 1.0)),
                200);

        JobResult first = run(request, "a");
        assertThat(first.outcomes()).hasSize(3);
        assertThat(first.outcomes().get(0).counts().counts()).isEqualTo(Map.of("0", 200L));
        assertThat(first.outcomes().get(1).counts().counts()).isEqualTo(Map.of("1", 200L));
        assertThat(run(request, "b").outcomes()).isEqualTo(first.outcomes());
    }

    @Test
    void shouldPassOnWhatTheServerSays() throws BackendException {
        server.plant(
                request -> true,
                Answer.text(500, "application/json", "{\"error_type\":\"e\",\"status\":\"Heap spent\"}"));
        JobRef job = backend.submit(Crosswise.request(1, 10), "a");

        assertThat(ended(backend, job).state()).isEqualTo(JobStatus.State.FAILED);
        assertThatThrownBy(() -> backend.fetch(job)).hasMessageContaining("Heap spent");
    }

    @Test
    void shouldNotTakeFewerShotsOrOtherBitsForAResult() throws BackendException {
        for (String answer :
                List.of("{}", "{\"ro\":[[0,1,0]]}", "{\"ro\":[[0,1],[0,1]]}", "{\"ro\":[[0,2,0],[0,1,0]]}")) {
            server.plant(request -> true, Answer.text(200, "application/json", answer));
            JobRef job = backend.submit(Crosswise.request(1, 2), answer);

            assertThat(ended(backend, job).state()).as(answer).isEqualTo(JobStatus.State.FAILED);
        }
    }

    @Test
    void shouldSayHowToStartAServerWhereThereIsNone() throws BackendException {
        server.close();
        JobRef job = backend.submit(Crosswise.request(1, 10), "a");

        assertThat(ended(backend, job).message()).contains("rigetti/qvm -S", "option endpoint");
        assertThatThrownBy(backend::availability).hasMessageContaining("rigetti/qvm -S");
    }

    @Test
    void shouldSayWhichServerAnswers() throws BackendException {
        Availability availability = backend.availability();

        assertThat(availability.usable()).isTrue();
        assertThat(availability.message()).isEqualTo(FakeQvm.VERSION);
    }

    @Test
    void shouldRefuseWhatItCannotRun() {
        assertThat(backend.whyNot(Crosswise.request(1, 0)))
                .hasValueSatisfying(why -> assertThat(why).contains("needs shots"));
        try (Backend narrow = open(server.uri().toString(), Map.of("qubits", "2"))) {
            assertThat(narrow.whyNot(Crosswise.request(1, 10)))
                    .hasValueSatisfying(why -> assertThat(why).contains("has 2 qubits; the circuit needs 3"));
        }
        assertThat(backend.whyNot(request(
                        "qubit[1] q; bit[1] c; c[0] = measure q[0]; reset q[0]; c[0] = measure q[0];",
                        List.of(Map.of()),
                        10)))
                .isPresent();
        assertThat(server.calls("")).isZero();
    }

    @Test
    void shouldTakeTheVendorsVariableForTheAddress() {
        var provider = new QvmProvider();

        assertThat(provider.variable("endpoint", Map.of("QCS_SETTINGS_APPLICATIONS_QVM_URL", "http://127.0.0.1:5005")))
                .contains("http://127.0.0.1:5005");
        assertThat(provider.variable("qubits", Map.of())).isEmpty();
        assertThat(provider.credentials()).isEmpty();
    }
}
