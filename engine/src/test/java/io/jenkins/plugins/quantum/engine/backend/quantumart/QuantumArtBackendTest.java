package io.jenkins.plugins.quantum.engine.backend.quantumart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.quantum.engine.backend.Availability;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.Conduct;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.testkit.Answer;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.Crosswise;
import io.jenkins.plugins.quantum.engine.testkit.quantumart.FakeQuantumArt;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QuantumArtBackendTest {
    private final FakeQuantumArt service = new FakeQuantumArt(Clock.systemUTC(), 0);

    @AfterEach
    void stop() {
        service.close();
    }

    private Backend open(String... options) throws BackendException {
        var all = new HashMap<>(Map.of(
                "device", FakeQuantumArt.DEVICE, "endpoint", service.uri().toString()));
        for (int i = 0; i < options.length; i += 2) {
            all.put(options[i], options[i + 1]);
        }
        return Crosswise.open(
                new QuantumArtProvider(), all, Map.of("token", FakeQuantumArt.TOKEN), Duration.ofSeconds(2));
    }

    @Test
    void shouldSendJobsAsQuantumArtsClientDoes() throws Exception {
        JobRef job = open().submit(Crosswise.request(1, 50), "tag");

        Asked sent = service.asked().get(0);
        assertThat(sent.header("X-QART-API-Version")).isEqualTo("2");
        assertThat(sent.json())
                .isEqualTo(Json.MAPPER.readTree("{\"backend\":\"test-machine\",\"circuit\":{\"qasm\":\"OPENQASM 2.0;\\n"
                        + "include \\\"qelib1.inc\\\";\\nqreg q[3];\\ncreg c[3];\\nry(0.4) q[0];\\nry(1.1) q[1];\\n"
                        + "cx q[0], q[1];\\nrx(2.2) q[2];\\nmeasure q[0] -> c[2];\\nmeasure q[2] -> c[0];\\n"
                        + "measure q[1] -> c[1];\\n\",\"name\":\"tag\",\"qubits\":3,\"clbits\":3,\"metadata\":"
                        + "{\"qiskit_circuit\":true,\"depth\":3,\"size\":7}},\"shots\":50,\"memory\":false,"
                        + "\"parameters\":{},\"metadata\":{\"label\":\"tag\"},"
                        + "\"client\":{\"name\":\"qmlops\",\"version\":\"2\",\"api_version\":\"2\"}}"));
        assertThat(job.id()).isEqualTo("job-1");
        assertThat(job.details()).isEqualTo(Map.of("bits", "3", "circuits", "1"));
    }

    @Test
    void shouldWriteOnlyGatesOfTheClientsTargetAndKeepBarriers() {
        var circuit = Qasm.read(
                        "gates.qasm",
                        "OPENQASM 3.0; include \"stdgates.inc\"; qubit[2] q; bit[2] c;"
                                + " h q[0]; barrier q; cz q[0], q[1]; x q[1]; swap q[0], q[1]; c = measure q;")
                .circuit();

        assertThat(QuantumArtCircuit.write(circuit, "n").path("qasm").asText())
                .contains("h q[0];\nbarrier q[0], q[1];\n", "cx q[0], q[1];\n", "swap q[0], q[1];\n")
                .doesNotContain("cz", "\nx ");
    }

    @Test
    void shouldReadEveryStateAndTheServicesReason() throws Exception {
        Backend backend = open();
        JobRef job = backend.submit(Crosswise.request(1, 10), "t");
        Map<String, JobStatus.State> states = Map.of(
                "INITIALIZING", JobStatus.State.QUEUED,
                "CANCELLED", JobStatus.State.CANCELLED,
                "A NEW WORD", JobStatus.State.RUNNING);
        for (var state : states.entrySet()) {
            service.jobs().speaking(state.getKey());
            assertThat(backend.status(List.of(job)).get(0).state()).isEqualTo(state.getValue());
        }
        service.jobs().speaking(null);
        service.plant(
                asked -> true,
                Answer.text(200, "application/json", "{\"status\":\"ERROR\",\"error_message\":\"ions lost\"}"));
        assertThat(backend.status(List.of(job)).get(0).message()).isEqualTo("ions lost");
    }

    @Test
    void shouldNotClaimThatARepeatedSubmissionIsSafe() throws Exception {
        assertThat(open().conduct().repetition()).isEqualTo(Conduct.Repetition.NONE);
        assertThat(open().account()).startsWith("quantum-art 127.0.0.1 ").doesNotContain(FakeQuantumArt.TOKEN);
    }

    @Test
    void shouldPassOnTheServicesWordsAndRefuseStrangeResults() throws Exception {
        assertThatThrownBy(() -> open("device", "other").submit(Crosswise.request(1, 10), "t"))
                .hasMessageContaining("Unknown backend");
        Backend backend = open();
        JobRef job = backend.submit(Crosswise.request(1, 10), "t");
        service.plant(
                asked -> asked.path().endsWith("/result"),
                Answer.text(200, "application/json", "{\"counts\":{\"01\":10}}"));
        assertThatThrownBy(() -> backend.fetch(job)).hasMessageContaining("no histogram of 3 bits");
    }

    @Test
    void shouldSayWhichBackendsThereAreWhenTheNameIsWrong() throws Exception {
        Availability availability = open("device", "other").availability();

        assertThat(availability.usable()).isFalse();
        assertThat(availability.message()).isEqualTo("the account has no backend 'other'; it has [test-machine]");
        assertThat(open().availability().message()).isEqualTo("8 qubits, at most 1000 shots");
    }
}
