package io.jenkins.plugins.quantum.engine.backend.oqc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.Conduct;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.testkit.Answer;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.Crosswise;
import io.jenkins.plugins.quantum.engine.testkit.oqc.FakeOqc;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OqcBackendTest {
    private final FakeOqc service = new FakeOqc(Clock.systemUTC(), 0);

    @AfterEach
    void stop() {
        service.close();
    }

    private Backend open(String... options) throws BackendException {
        var all = new HashMap<>(
                Map.of("device", FakeOqc.DEVICE, "endpoint", service.uri().toString()));
        for (int i = 0; i < options.length; i += 2) {
            all.put(options[i], options[i + 1]);
        }
        return Crosswise.open(new OqcProvider(), all, Map.of("token", FakeOqc.TOKEN), Duration.ofSeconds(2));
    }

    @Test
    void shouldSendTasksAsOqcsClientDoes() throws Exception {
        open().submit(Crosswise.request(1, 100), "tag");

        Asked sent = service.asked().get(1);
        assertThat(service.asked().get(0).path()).isEqualTo("/admin/qpu");
        assertThat(sent.path()).isEqualTo("/" + FakeOqc.DEVICE + "/tasks/submit");
        assertThat(sent.header("Authentication-Token")).isEqualTo(FakeOqc.TOKEN);
        JsonNode task = sent.json().path("tasks").path(0);
        assertThat(task.path("program").asText())
                .isEqualTo(
                        "OPENQASM 2.0;\ninclude \"qelib1.inc\";\nqreg q[3];\ncreg c[3];\nry(0.4) q[0];\nry(1.1) q[1];\n"
                                + "cx q[0], q[1];\nrx(2.2) q[2];\nmeasure q[0] -> c[2];\nmeasure q[2] -> c[0];\nmeasure q[1] -> c[1];\n");
        assertThat(task.path("qpu_id").asText()).isEqualTo(FakeOqc.DEVICE);
        assertThat(task.path("tag").asText()).isEqualTo("tag");
        assertThat(Json.MAPPER.readTree(task.path("config").asText())).isEqualTo(configuration("null"));
    }

    private static JsonNode configuration(String optimisations) throws Exception {
        String format = "{\"$type\":\"<class 'compiler_config.config.QuantumResultsFormat'>\",\"$data\":{"
                + "\"format\":{\"$type\":\"<enum 'compiler_config.config.InlineResultsProcessing'>\",\"$value\":1},"
                + "\"transforms\":{\"$type\":\"<enum 'compiler_config.config.ResultsFormatting'>\",\"$value\":3}}}";
        return Json.MAPPER.readTree("{\"$type\":\"<class 'compiler_config.config.CompilerConfig'>\",\"$data\":{"
                + "\"repeats\":100,\"repetition_period\":null,\"passive_reset_time\":null,\"results_format\":" + format
                + ",\"metrics\":{\"$type\":\"<enum 'compiler_config.config.MetricsType'>\",\"$value\":6},"
                + "\"active_calibrations\":[],\"optimizations\":" + optimisations + ",\"error_mitigation\":null}}");
    }

    @Test
    void shouldLeaveTheGatesAloneWhenAskedTo() throws Exception {
        open("optimisation", "none").submit(Crosswise.request(1, 100), "tag");

        JsonNode task = service.asked().get(1).json().path("tasks").path(0);
        assertThat(Json.MAPPER.readTree(task.path("config").asText()))
                .isEqualTo(configuration(
                        "{\"$type\":\"<class 'compiler_config.config.Tket'>\",\"$data\":{\"tket_optimizations\":"
                                + "{\"$type\":\"<enum 'compiler_config.config.TketOptimizations'>\",\"$value\":1}}}"));
        assertThatThrownBy(() -> open("optimisation", "much")).hasMessageContaining("default or none");
    }

    @Test
    void shouldSendTheTokenNowhereElse() throws Exception {
        for (String url : List.of("https://elsewhere.example/q", "//elsewhere.example/q", "http://127.0.0.1:1/q")) {
            service.plant(
                    asked -> asked.path().equals("/admin/qpu"),
                    Answer.text(
                            200,
                            "application/json",
                            "{\"items\":[{\"id\":\"" + FakeOqc.DEVICE + "\",\"active\":true,\"url\":\"" + url
                                    + "\"}]}"));

            assertThatThrownBy(() -> open().submit(Crosswise.request(1, 10), "t"))
                    .as(url)
                    .hasMessageContaining("name that server in the option endpoint");
        }
        service.plant(
                asked -> asked.path().equals("/admin/qpu"),
                Answer.text(
                        200, "application/json", "{\"items\":[{\"id\":\"" + FakeOqc.DEVICE + "\",\"url\":\"a b\"}]}"));
        assertThatThrownBy(() -> open().submit(Crosswise.request(1, 10), "t")).hasMessageContaining("cannot be read");
        assertThat(service.jobs().accepted()).isZero();
    }

    @Test
    void shouldTakeAnAddressBelowTheServicesOwn() throws Exception {
        service.plant(
                asked -> asked.path().equals("/admin/qpu"),
                Answer.text(
                        200,
                        "application/json",
                        "{\"items\":[{\"id\":\"" + FakeOqc.DEVICE + "\",\"url\":\"/" + FakeOqc.DEVICE + "/\"}]}"));

        open().submit(Crosswise.request(1, 10), "t");

        assertThat(service.jobs().accepted()).isEqualTo(1);
    }

    @Test
    void shouldKnowMachinesThatRestOrAreNotThere() throws Exception {
        assertThat(open("device", FakeOqc.RESTING).availability().usable()).isFalse();
        assertThatThrownBy(() -> open("device", "qpu:none").availability()).hasMessageContaining("has no machine");
        assertThatThrownBy(() -> open("device", FakeOqc.RESTING).submit(Crosswise.request(1, 10), "t"))
                .hasMessageContaining("Wrong QPU");
    }

    @Test
    void shouldReadEveryStateThatOqcNames() throws Exception {
        Backend backend = open();
        JobRef job = backend.submit(Crosswise.request(1, 10), "t");
        Map<String, JobStatus.State> states = Map.of(
                "CREATED", JobStatus.State.QUEUED,
                "EXPIRED", JobStatus.State.FAILED,
                "UNKNOWN", JobStatus.State.RUNNING);
        for (var state : states.entrySet()) {
            service.jobs().speaking(state.getKey());
            assertThat(backend.status(List.of(job)).get(0).state()).isEqualTo(state.getValue());
        }
        service.jobs().speaking("EXPIRED");
        assertThatThrownBy(() -> backend.fetch(job)).hasMessageContaining("it is FAILED EXPIRED");
    }

    @Test
    void shouldRefuseResultsWithoutItsRegister() throws Exception {
        Backend backend = open();
        JobRef job = backend.submit(Crosswise.request(1, 10), "t");
        for (String results : List.of("{}", "null", "{\"c\":{\"01\":10}}", "{\"c\":[1]}")) {
            service.plant(
                    asked -> asked.path().endsWith("all_info"),
                    Answer.text(200, "application/json", "{\"status\":\"COMPLETED\",\"results\":" + results + "}"));

            assertThatThrownBy(() -> backend.fetch(job)).as(results).hasMessageContaining("OQC's result");
        }
    }

    @Test
    void shouldRefuseTasksThatAreTooLarge() throws Exception {
        var circuit = Qasm.read(
                        "long.qasm",
                        "OPENQASM 3.0; include \"stdgates.inc\"; qubit q; bit c; for int i in [0:9000] { rx(0.1234567) q; }"
                                + " c = measure q;")
                .circuit();
        var request = new JobRequest("id", circuit, List.of(Map.of()), NoiseModel.none(), 10, 0, 1, false);

        assertThat(open().whyNot(request)).get().asString().contains("128 kB");
        assertThat(open().conduct().repetition()).isEqualTo(Conduct.Repetition.NONE);
        assertThat(service.calls("")).isZero();
        assertThat(new OqcProvider().credentials().get(0).variables()).containsExactly("OQC_AUTH_TOKEN");
        assertThat(new OqcProvider().options()).contains("optimisation");
    }
}
