package io.jenkins.plugins.quantum.engine.backend.origin;

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
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.testkit.Answer;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.Crosswise;
import io.jenkins.plugins.quantum.engine.testkit.origin.FakeOrigin;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OriginBackendTest {
    private final FakeOrigin service = new FakeOrigin(Clock.systemUTC(), 0);

    @AfterEach
    void stop() {
        service.close();
    }

    private Backend open(String... options) throws BackendException {
        var all = new HashMap<>(
                Map.of("device", FakeOrigin.DEVICE, "endpoint", service.uri().toString()));
        for (int i = 0; i < options.length; i += 2) {
            all.put(options[i], options[i + 1]);
        }
        return Crosswise.open(new OriginProvider(), all, Map.of("api-key", FakeOrigin.KEY), Duration.ofSeconds(2));
    }

    @Test
    void shouldSendTasksAsTheVendorsClientDoes() throws Exception {
        open().submit(Crosswise.request(1, 100), "t");

        Asked sent = service.asked().get(0);
        assertThat(sent.header("Authorization")).isEqualTo("oqcs_auth=" + FakeOrigin.KEY);
        assertThat(sent.header("task_mode")).isEqualTo("1");
        assertThat(sent.header("origin-language")).isEqualTo("en");
        assertThat(sent.json())
                .isEqualTo(Json.MAPPER.readTree(
                        "{\"batchNo\":\"\",\"taskFrom\":4,\"QProg\":[\"QINIT 3\\nCREG 3\\nRY q[0],(0.400000000000000)\\n"
                                + "RY q[1],(1.100000000000000)\\nCNOT q[0],q[1]\\nRX q[2],(2.200000000000000)\\nMEASURE q[0],c[2]\\n"
                                + "MEASURE q[2],c[0]\\nMEASURE q[1],c[1]\\n\"],\"QMachineType\":\"5\",\"qubitNum\":3,"
                                + "\"classicalbitNum\":3,\"ChipID\":\"WK_C180\",\"Configuration\":{\"shot\":100,"
                                + "\"isProbcount\":true,\"amendFlag\":1,\"use_cz_pattern\":false,\"mappingFlag\":true,"
                                + "\"PointLabel\":1,\"circuitOptimization\":true,\"specified_block\":[]}}"));
        open("optimisation", "none").submit(Crosswise.request(1, 100), "t");
        assertThat(service.asked()
                        .get(1)
                        .json()
                        .at("/Configuration/circuitOptimization")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void shouldWriteOtherGatesAsU3AndCnot() {
        Circuit circuit = Qasm.read(
                        "t.qasm",
                        "OPENQASM 3.0; include \"stdgates.inc\"; qubit[2] q; bit c; sdg q[0]; barrier q; cry(0.4) q[0], q[1];"
                                + " c = measure q[1];")
                .circuit();

        assertThat(OriginIrWriter.write(circuit))
                .startsWith(
                        "QINIT 2\nCREG 1\nU3 q[0],(0.000000000000000,0.000000000000000,-1.570796326794897)\nBARRIER q[0],q[1]\n")
                .contains("CNOT q[0],q[1]\nU3 q[1],(-0.200000000000000,");
        Circuit resetting = Qasm.read("t.qasm", "OPENQASM 3.0; qubit q; bit c; reset q; c = measure q;")
                .circuit();
        assertThatThrownBy(() -> OriginIrWriter.write(resetting)).hasMessageContaining("not written in OriginIR");
    }

    @Test
    void shouldTakeARefusalInAnAnswerWithSuccessForOne() throws Exception {
        BackendException refusal = catchThrowableOfType(
                BackendException.class, () -> open("device", "WK_C9").submit(Crosswise.request(1, 100), "t"));

        assertThat(refusal.kind()).isEqualTo(Kind.REFUSED);
        assertThat(refusal).hasMessageContaining("parameter error (code 10001)");
        assertThat(open().conduct().repetition()).isEqualTo(Conduct.Repetition.NONE);
    }

    @Test
    void shouldReadEveryStateThatTheServiceNames() throws Exception {
        Backend backend = open();
        JobRef job = backend.submit(Crosswise.request(1, 10), "t");
        for (var state : Map.of("1", JobStatus.State.QUEUED, "5", JobStatus.State.QUEUED, "2", JobStatus.State.RUNNING)
                .entrySet()) {
            service.jobs().speaking(state.getKey());
            assertThat(backend.status(List.of(job)).get(0).state()).isEqualTo(state.getValue());
        }
        service.plant(asked -> true, Answer.text(200, "application/json", "{\"success\":true}"));
        assertThat(catchThrowableOfType(BackendException.class, () -> backend.status(List.of(job)))
                        .kind())
                .isEqualTo(Kind.TRANSIENT);
    }

    @Test
    void shouldRefuseResultsThatAreNoHistograms() throws Exception {
        Backend backend = open();
        JobRef job = backend.submit(Crosswise.request(1, 10), "t");
        for (String counted : List.of(
                "[]",
                "[\"{\"]",
                "[\"{\\\"key\\\":[\\\"7\\\"],\\\"value\\\":[1]}\"]",
                "[\"{\\\"key\\\":[\\\"0x9\\\"],\\\"value\\\":[1]}\"]",
                "[\"{\\\"key\\\":[\\\"0x1\\\"],\\\"value\\\":[]}\"]")) {
            service.plant(
                    asked -> true,
                    Answer.text(
                            200,
                            "application/json",
                            "{\"success\":true,\"obj\":{\"taskId\":\"x\",\"taskState\":\"3\",\"probCount\":" + counted
                                    + "}}"));
            assertThat(catchThrowableOfType(BackendException.class, () -> backend.fetch(job))
                            .kind())
                    .as(counted)
                    .isEqualTo(Kind.REFUSED);
        }
    }

    @Test
    void shouldNotSendTheKeyWithoutEncryption() {
        assertThatThrownBy(() -> open("endpoint", "http://pyqanda-admin.qpanda.cn"))
                .hasMessageContaining("expected an https address");
        assertThatThrownBy(() -> open("optimisation", "some")).hasMessageContaining("default or none");
        assertThat(new OriginProvider().credentials()).extracting("name").containsExactly("api-key");
        assertThat(new OriginProvider().options()).contains("optimisation");
    }
}
