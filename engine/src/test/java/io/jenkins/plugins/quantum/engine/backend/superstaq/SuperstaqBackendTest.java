package io.jenkins.plugins.quantum.engine.backend.superstaq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.Availability;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.testkit.Answer;
import io.jenkins.plugins.quantum.engine.testkit.Crosswise;
import io.jenkins.plugins.quantum.engine.testkit.superstaq.FakeSuperstaq;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SuperstaqBackendTest {
    private final FakeSuperstaq service = new FakeSuperstaq(Clock.systemUTC(), 0);

    @AfterEach
    void stop() {
        service.close();
    }

    private Backend open(String... options) throws BackendException {
        var all = new HashMap<>(
                Map.of("device", FakeSuperstaq.DEVICE, "endpoint", service.uri().toString()));
        for (int i = 0; i < options.length; i += 2) {
            all.put(options[i], options[i + 1]);
        }
        return Crosswise.open(
                new SuperstaqProvider(), all, Map.of("api-key", FakeSuperstaq.KEY), Duration.ofSeconds(2));
    }

    private static Circuit circuit(String body) {
        return Qasm.read("t.qasm", "OPENQASM 3.0; include \"stdgates.inc\"; " + body)
                .circuit();
    }

    @Test
    void shouldSendJobsAsTheVendorsClientDoes() throws Exception {
        open().submit(Crosswise.request(1, 100), "tag");

        assertThat(service.asked().get(0).header("Authorization")).isEqualTo(FakeSuperstaq.KEY);
        ObjectNode sent = (ObjectNode) service.asked().get(0).json();
        assertThat(sent.remove("circuits").asText()).startsWith("UUlTS0lUDQED").endsWith("\n");
        assertThat(sent)
                .isEqualTo(Json.MAPPER.readTree(
                        "{\"job_type\":\"submit\",\"target\":\"ss_unconstrained_simulator\",\"circuit_type\":\"qiskit\","
                                + "\"verbatim\":false,\"shots\":100,\"dry_run\":false,\"sim_method\":null,\"priority\":0,"
                                + "\"options_dict\":{},\"tags\":[\"tag\"],\"metadata\":{}}"));
    }

    @Test
    void shouldAskForASimulationOrADryRun() throws Exception {
        open("method", "simulate").submit(Crosswise.request(1, 100), "a");
        open("method", "dry-run").submit(Crosswise.request(1, 100), "b");

        assertThat(service.asked().get(0).json().path("job_type").asText()).isEqualTo("simulate");
        assertThat(service.asked().get(0).json().path("sim_method").asText()).isEqualTo("sim");
        assertThat(service.asked().get(1).json().path("dry_run").asBoolean()).isTrue();
        assertThatThrownBy(() -> open("method", "guess")).hasMessageContaining("submit, simulate or dry-run");
        assertThat(open("device", "cq_sqale_qpu", "method", "dry-run")
                        .capabilities()
                        .simulator())
                .isTrue();
        assertThat(open("device", "cq_sqale_qpu").capabilities().simulator()).isFalse();
    }

    /** Against the bytes that qiskit.qpy of Qiskit 2.6.2 writes for the same circuit, but for its own version and the name. */
    @Test
    void shouldWriteQpyByteForByte() {
        byte[] file = QpyWriter.write(
                List.of(circuit("qubit[2] q; bit[1] c; ry(0.4) q[0]; cx q[0], q[1]; c[0] = measure q[1];")));

        assertThat(HexFormat.of().formatHex(file))
                .isEqualTo("5149534b4954" + "0d" + "010300" + "0000000000000001" + "7071"
                        + "0004" + "66" + "0008" + "00000002" + "00000001" + "0000000000000002" + "00000002"
                        + "0000000000000003" + "00000000" + "6d61696e" + "0000000000000000" + "7b7d"
                        + "71" + "01" + "00000002" + "0001" + "01" + "71" + "0000000000000000" + "0000000000000001"
                        + "63" + "01" + "00000001" + "0001" + "01" + "63" + "0000000000000000"
                        + "0000000000000000"
                        + "0006" + "0000" + "0001" + "00000001" + "00000000" + "00" + "0000" + "0000000000000000"
                        + "00000000" + "00000000" + "525947617465" + "7100000000" + "66" + "0000000000000008"
                        + "9a9999999999d93f"
                        + "0006" + "0000" + "0000" + "00000002" + "00000000" + "00" + "0000" + "0000000000000000"
                        + "00000001" + "00000001" + "435847617465" + "7100000000" + "7100000001"
                        + "0007" + "0000" + "0000" + "00000001" + "00000001" + "00" + "0000" + "0000000000000000"
                        + "00000000" + "00000000" + "4d656173757265" + "7100000001" + "6300000000"
                        + "0000" + "00" + "ffffffff" + "ffffffff" + "ffffffff" + "00000000" + "00000000");
        assertThatThrownBy(() -> QpyWriter.write(
                        List.of(circuit("qubit q; bit c; c = measure q; if (c == 1) { x q; } c = measure q;"))))
                .hasMessageContaining("branches");
        assertThat(QpyWriter.write(List.of(circuit("qubit q; reset q; barrier q;"))))
                .hasSizeGreaterThan(100);
    }

    @Test
    void shouldPutTheMeasuredBitsInTheirPlaces() throws Exception {
        Backend backend = open();
        var request = new JobRequest(
                "id",
                circuit("qubit[2] q; bit[4] c; x q[0]; c[3] = measure q[0]; c[1] = measure q[1];"),
                List.of(Map.of()),
                NoiseModel.none(),
                10,
                0,
                1,
                false);
        JobRef job = backend.submit(request, "t");

        assertThat(job.details()).containsEntry("measured", "1,3");
        backend.status(List.of(job));
        assertThat(backend.fetch(job).outcomes().get(0).counts().counts()).isEqualTo(Map.of("1000", 10L));
        for (String measured : List.of("1,9", "1,x")) {
            var details = new HashMap<>(job.details());
            details.put("measured", measured);
            assertThatThrownBy(() -> backend.fetch(new JobRef("x", job.id(), details)))
                    .hasMessageContaining("was the journal changed?");
        }
    }

    @Test
    void shouldTellTheStateOfAllCircuitsTogether() throws Exception {
        Backend backend = open();
        JobRef job = backend.submit(Crosswise.request(1, 10), "t");
        Map<String, JobStatus.State> states = Map.of(
                "[\"completed\",\"pending\"]", JobStatus.State.QUEUED,
                "[\"failed\",\"simulating\"]", JobStatus.State.RUNNING,
                "[\"completed\",\"failed\",\"cancelled\"]", JobStatus.State.FAILED,
                "[\"completed\",\"unrecognized\"]", JobStatus.State.FAILED,
                "[\"deleted\",\"completed\"]", JobStatus.State.LOST);
        for (var state : states.entrySet()) {
            service.plant(
                    asked -> true,
                    Answer.text(
                            200, "application/json", "{\"" + job.id() + "\":{\"statuses\":" + state.getKey() + "}}"));
            assertThat(backend.status(List.of(job)).get(0).state())
                    .as(state.getKey())
                    .isEqualTo(state.getValue());
        }
        service.plant(asked -> true, Answer.text(200, "application/json", "{\"" + job.id() + "\":{}}"));
        assertThat(catchThrowableOfType(BackendException.class, () -> backend.status(List.of(job)))
                        .kind())
                .isEqualTo(Kind.TRANSIENT);
        service.plant(asked -> true, Answer.of(404));
        assertThat(backend.status(List.of(job)).get(0).state()).isEqualTo(JobStatus.State.LOST);
    }

    @Test
    void shouldRefuseResultsThatAreNoHistograms() throws Exception {
        Backend backend = open();
        JobRef job = backend.submit(Crosswise.request(1, 10), "t");
        for (String counts : List.of("[]", "[null]", "[{}]", "[{\"01\":1}]", "[{\"010\":1.5}]", "[{\"012\":1}]")) {
            service.plant(
                    asked -> true,
                    Answer.text(
                            200,
                            "application/json",
                            "{\"" + job.id() + "\":{\"statuses\":[\"completed\"],\"counts\":" + counts + "}}"));
            assertThat(catchThrowableOfType(BackendException.class, () -> backend.fetch(job))
                            .kind())
                    .as(counts)
                    .isEqualTo(Kind.REFUSED);
        }
    }

    @Test
    void shouldSayWhetherTheTargetTakesJobs() throws Exception {
        assertThat(open("device", "cq_other_qpu").availability().message()).contains("lists no such target");
        for (var target : Map.of(
                        "\"retired\":true", Availability.State.RETIRED,
                        "\"available\":false", Availability.State.OFFLINE,
                        "\"available\":true,\"accessible\":false", Availability.State.OFFLINE)
                .entrySet()) {
            service.plant(
                    asked -> true,
                    Answer.text(
                            200,
                            "application/json",
                            "[{\"target_name\":\"" + FakeSuperstaq.DEVICE + "\"," + target.getKey() + "}]"));
            assertThat(open().availability().state()).isEqualTo(target.getValue());
        }
    }

    @Test
    void shouldTakeTheAddressFromTheVendorsVariable() {
        var provider = new SuperstaqProvider();

        assertThat(provider.variable("endpoint", Map.of("SUPERSTAQ_REMOTE_HOST", "https://h")))
                .contains("https://h");
        assertThat(provider.variable("device", Map.of("SUPERSTAQ_REMOTE_HOST", "https://h")))
                .isEmpty();
        assertThat(provider.credentials()).extracting("name").containsExactly("api-key");
        assertThat(provider.options()).contains("method", "programs");
    }
}
