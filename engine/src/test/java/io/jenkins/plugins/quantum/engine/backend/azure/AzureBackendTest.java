package io.jenkins.plugins.quantum.engine.backend.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.Availability;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.circuit.NativeProgram;
import io.jenkins.plugins.quantum.engine.circuit.Program;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.testkit.Answer;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.azure.FakeAzure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AzureBackendTest {
    private static final String TOKEN = "0a8f1e0c-6f0b-4f7a-9c5e-2d3a6b0c1e11";
    private static final String HEADER = "OPENQASM 3.0; include \"stdgates.inc\"; ";
    private static final String BELL = HEADER + "qubit[2] q; bit[2] c; h q[0]; cx q[0], q[1]; c = measure q;";
    private static final Map<String, String> KEY = Map.of("key", FakeAzure.KEY);

    private FakeAzure service;

    @BeforeEach
    void start() {
        service = new FakeAzure(Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private Backend open(String target, String... options) throws BackendException {
        return Workspaces.open(service.uri(), target, KEY, options);
    }

    private static JobRequest request(String text) {
        return request(Qasm.read("t.qasm", text).circuit());
    }

    private static JobRequest request(Program program) {
        return new JobRequest("job", program, List.of(Map.of()), NoiseModel.none(), 500, 0, 42, false);
    }

    private Asked sent(String method, String path) {
        return service.asked().stream()
                .filter(asked -> asked.is(method, ".*" + path))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode json(String text) throws IOException {
        return Json.MAPPER.readTree(text);
    }

    @Test
    void shouldHandOverAProgramOfIonqAsMicrosoftsClientDoes() throws Exception {
        open("ionq.qpu.forte-1").submit(request(BELL), TOKEN);

        Asked blob = sent("PUT", "/inputData");
        assertThat(blob.path()).isEqualTo("/devstoreaccount1/job-" + TOKEN + "/inputData");
        assertThat(blob.header("x-ms-blob-type")).isEqualTo("BlockBlob");
        assertThat(blob.header("x-ms-quantum-api-key")).isEmpty();
        assertThat(blob.json())
                .isEqualTo(
                        json(
                                """
                        {"gateset": "qis", "qubits": 2, "circuit": [
                          {"gate": "h", "targets": [0]}, {"gate": "x", "controls": [0], "targets": [1]}]}
                        """));
        Asked job = sent("PUT", "/jobs/.*");
        assertThat(job.path()).endsWith("/providers/Microsoft.Quantum/workspaces/ws/jobs/" + TOKEN);
        assertThat(job.query()).containsEntry("api-version", "2026-01-15-preview");
        ObjectNode body = (ObjectNode) job.json();
        String container = service.uri() + "/devstoreaccount1/job-" + TOKEN;
        assertThat(body.remove("containerUri").asText())
                .startsWith(container + "?")
                .contains("sig=");
        assertThat(body)
                .isEqualTo(json(
                        """
                        {"name": "qmlops 0a8f1e0c-6f0b-4f7a-9c5e-2d3a6b0c1e11", "itemType": "Job", "providerId": "ionq",
                         "target": "ionq.qpu.forte-1", "inputDataUri": "%s/inputData",
                         "inputDataFormat": "ionq.circuit.v1", "outputDataFormat": "ionq.quantum-results.v1",
                         "inputParams": {"shots": 500, "error-mitigation": {"debias": false}}}
                        """
                                .formatted(container)));
    }

    @Test
    void shouldSwitchErrorMitigationOnOnlyWhenAsked() throws Exception {
        open("ionq.qpu.forte-1", "debias", "true").submit(request(BELL), TOKEN);

        assertThat(sent("PUT", "/jobs/.*")
                        .json()
                        .at("/inputParams/error-mitigation/debias")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void shouldDrawShotsFromTheExactSharesOfIonqsSimulator() throws Exception {
        Backend backend = open("ionq.simulator");
        JobRef job = backend.submit(request(BELL), TOKEN);

        Map<String, Long> counts = backend.fetch(job).outcomes().get(0).counts().counts();

        assertThat(counts).containsOnlyKeys("00", "11");
        assertThat(counts.get("00") + counts.get("11")).isEqualTo(500);
        assertThat(counts.get("00")).isBetween(200L, 300L);
        assertThat(backend.fetch(job).outcomes().get(0).counts().counts()).isEqualTo(counts);
        assertThat(sent("PUT", "/jobs/.*").json().path("inputParams")).isEqualTo(json("{\"shots\": 500}"));
    }

    @Test
    void shouldNameTheNoiseModelOfIonqsSimulator() throws Exception {
        Backend backend = open("ionq.simulator", "noise-model", "aria-1");
        JobRef job = backend.submit(request(BELL), TOKEN);

        assertThat(sent("PUT", "/jobs/.*").json().path("inputParams"))
                .isEqualTo(json("{\"shots\": 500, \"noise\": {\"model\": \"aria-1\", \"seed\": 42}}"));
        assertThat(backend.fetch(job).outcomes().get(0).counts().shots()).isEqualTo(500);
    }

    @Test
    void shouldSendOpenQasm2ToQuantinuum() throws Exception {
        Backend backend = open("quantinuum.sim.h2-1e");
        JobRef job = backend.submit(
                request(HEADER + "qubit[2] q; bit[1] gate_; bit[2] b; x q[0]; b[1] = measure q[0];"
                        + " gate_[0] = measure q[1];"),
                TOKEN);

        assertThat(sent("PUT", "/inputData").text())
                .isEqualTo("OPENQASM 2.0;\ninclude \"qelib1.inc\";\nqreg q[2];\ncreg r0[1];\ncreg r1[2];\nx q[0];\n"
                        + "measure q[0] -> r1[1];\nmeasure q[1] -> r0[0];\n");
        assertThat(sent("PUT", "/inputData").header("x-ms-blob-content-type")).isEqualTo("application/qasm");
        assertThat(sent("PUT", "/jobs/.*").json().path("inputDataFormat").asText())
                .isEqualTo("honeywell.openqasm.v1");
        assertThat(backend.fetch(job).outcomes().get(0).counts().counts()).isEqualTo(Map.of("100", 500L));
    }

    @Test
    void shouldTakeDynamicCircuitsOnlyToQuantinuumAndAsFarAsOpenQasm2Goes() throws Exception {
        String onRegister = HEADER + "qubit[2] q; bit[1] c; bit[1] d; h q[0]; c[0] = measure q[0];"
                + " if (c == 1) { x q[1]; } d[0] = measure q[1];";
        String withElse = HEADER + "qubit[2] q; bit[1] c; h q[0]; c[0] = measure q[0];"
                + " if (c == 1) { x q[1]; } else { z q[1]; }";

        assertThat(open("quantinuum.qpu.h2-1").whyNot(request(onRegister))).isEmpty();
        assertThat(open("quantinuum.qpu.h2-1").whyNot(request(withElse)))
                .get()
                .asString()
                .contains("OpenQASM 2");
        assertThat(open("rigetti.sim.qvm").whyNot(request(onRegister))).isPresent();
        assertThat(open("ionq.simulator").whyNot(request(HEADER + "qubit q; bit c; c = measure q;")))
                .get()
                .asString()
                .contains("without gates");
    }

    @Test
    void shouldSendQuilToRigetti() throws Exception {
        Backend backend = open("rigetti.sim.qvm");
        backend.submit(
                request(HEADER + "qubit[3] q; bit[2] c; h q[0]; rx(0.5) q[1]; cx q[0], q[2]; rz(-1e-7) q[2];"
                        + " barrier q; c[1] = measure q[2];"),
                TOKEN);

        assertThat(sent("PUT", "/inputData").text())
                .isEqualTo("DECLARE ro BIT[2]\nH 0\nRX(0.5) 1\nCNOT 0 2\nRZ(-1.0e-7) 2\nMEASURE 2 ro[1]\n");
        assertThat(sent("PUT", "/inputData").header("x-ms-blob-content-type")).isEqualTo("text/plain");
    }

    @Test
    void shouldPassOnAPulserSequence() throws Exception {
        Backend backend = open("pasqal.sim.emu-free");
        var sequence = new NativeProgram("pulser", 3, "{\"register\": [{}, {}, {}], \"operations\": []}");
        JobRef job = backend.submit(request(sequence), TOKEN);

        assertThat(sent("PUT", "/inputData").json())
                .isEqualTo(json("{\"sequence_builder\": {\"register\": [{}, {}, {}], \"operations\": []}}"));
        // The first atom of the register is bit 0.
        assertThat(backend.fetch(job).outcomes().get(0).counts().counts()).isEqualTo(Map.of("001", 375L, "000", 125L));
        assertThat(backend.whyNot(request(new NativeProgram("perceval", 3, "{}"))))
                .get()
                .asString()
                .contains("perceval");
        assertThat(backend.whyNot(request(new NativeProgram("pulser", 3, "{"))))
                .get()
                .asString()
                .contains("not JSON");
        assertThat(backend.whyNot(request(new NativeProgram("pulser", 3, "[]"))))
                .get()
                .asString()
                .contains("no JSON object");
        assertThat(backend.whyNot(request(BELL))).isPresent();
    }

    @Test
    void shouldWaitForResultsThatCannotBeReadYet() throws Exception {
        Backend backend = open("ionq.qpu.forte-1");
        JobRef job = backend.submit(request(BELL), TOKEN);
        service.lateResults(1);

        BackendException early = catchThrowableOfType(BackendException.class, () -> backend.fetch(job));

        assertThat(early.kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(early).hasMessageContaining("not there yet").hasMessageNotContaining("sig=");
        assertThat(backend.fetch(job).facts())
                .containsEntry("billed", "25.79")
                .containsEntry("billed.unit", "USD")
                .containsEntry("execution.seconds", "0.5")
                .containsEntry("device", "azure/ionq/forte-1");
    }

    @Test
    void shouldSendAProgramThatIsAlreadyStoredNoSecondTime() throws Exception {
        Backend backend = open("ionq.qpu.forte-1");
        service.plant(asked -> asked.is("PUT", ".*/jobs/.*"), Answer.of(503));
        assertThat(catchThrowableOfType(BackendException.class, () -> backend.submit(request(BELL), TOKEN))
                        .kind())
                .isEqualTo(Kind.IN_DOUBT);

        backend.submit(request(BELL), TOKEN);

        assertThat(service.jobs().accepted()).isEqualTo(1);
    }

    @Test
    void shouldMakeTheSameJobIdFromATokenOfAnotherForm() throws Exception {
        Backend backend = open("rigetti.sim.qvm");

        String first = backend.submit(request(BELL), "bell-1").id();

        assertThat(backend.submit(request(BELL), "bell-1").id()).isEqualTo(first);
        assertThat(backend.submit(request(BELL), "bell-2").id()).isNotEqualTo(first);
        assertThat(service.jobs().accepted()).isEqualTo(2);
    }

    @Test
    void shouldSayWhatTheStorageRefused() throws Exception {
        Backend backend = open("rigetti.sim.qvm");
        service.plant(asked -> asked.is("PUT", ".*/inputData"), Answer.text(403, "application/xml", "<Error/>"));

        assertThatThrownBy(() -> backend.submit(request(BELL), TOKEN))
                .hasMessageContaining("the program could not be stored")
                .hasMessageNotContaining("sig=");
        JobRef job = backend.submit(request(BELL), TOKEN);
        service.plant(asked -> asked.is("GET", ".*/rawOutputData"), Answer.of(500));
        assertThat(catchThrowableOfType(BackendException.class, () -> backend.fetch(job))
                        .kind())
                .isEqualTo(Kind.TRANSIENT);
    }

    @Test
    void shouldRefuseResultsThatAreNone() throws Exception {
        Map<String, List<String>> useless = Map.of(
                "ionq.qpu.forte-1", List.of("{}", "{\"histogram\": {\"x\": 1}}"),
                "quantinuum.sim.h2-1e", List.of("{}", "{\"r0\": [\"0\"]}", "{\"r0\": [\"00\"]}"),
                "rigetti.sim.qvm", List.of("{}", "{\"ro\": [[0]]}", "{\"ro\": [[0, 1]]}"));
        for (var entry : useless.entrySet()) {
            Backend backend = open(entry.getKey());
            JobRef job = backend.submit(request(BELL), TOKEN);
            for (String result : entry.getValue()) {
                service.plant(
                        asked -> asked.path().endsWith("/rawOutputData"), Answer.text(200, "application/json", result));

                assertThat(catchThrowableOfType(BackendException.class, () -> backend.fetch(job))
                                .kind())
                        .as(entry.getKey() + " " + result)
                        .isEqualTo(Kind.REFUSED);
            }
            service.jobs().forget(job.id());
            assertThatThrownBy(() -> backend.fetch(new JobRef("cloud", job.id(), Map.of())))
                    .isInstanceOf(BackendException.class);
            service.close();
            start();
        }
        Backend pasqal = open("pasqal.sim.emu-free");
        JobRef job = pasqal.submit(request(new NativeProgram("pulser", 1, "{\"register\": [{}]}")), TOKEN);
        service.plant(
                asked -> asked.path().endsWith("/rawOutputData"),
                Answer.text(200, "application/json", "{\"counter\": {\"012\": 500}}"));
        assertThatThrownBy(() -> pasqal.fetch(job)).hasMessageContaining("no counts of 1 atoms");
        assertThatThrownBy(() -> pasqal.fetch(new JobRef("cloud", job.id(), Map.of())))
                .hasMessageContaining("was the journal changed?");
    }

    @Test
    void shouldTellAvailabilityAndTheExpectedWait() throws Exception {
        Availability waiting = open("ionq.qpu.forte-1").availability();

        assertThat(waiting.state()).isEqualTo(Availability.State.ONLINE);
        assertThat(waiting.expectedWait()).contains(Duration.ofMinutes(30));
        assertThat(open("pasqal.qpu.fresnel").availability().state()).isEqualTo(Availability.State.OFFLINE);
        assertThat(open("ionq.qpu.forte-enterprise-1").availability().message()).contains("does not offer");
    }

    @Test
    void shouldPassOnTheServicesWords() throws Exception {
        assertThatThrownBy(() -> open("ionq.qpu.aria-1").submit(request(BELL), TOKEN))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("TargetNotFound The workspace has no such target");
        Backend backend = open("ionq.qpu.forte-1");
        service.plant(asked -> true, Answer.of(403));
        assertThatThrownBy(() -> backend.cancel(new JobRef("cloud", TOKEN))).isInstanceOf(BackendException.class);
    }

    @Test
    void shouldSayThatEntraDoesNotKnowTheSecret() throws Exception {
        Backend backend = Workspaces.open(
                service.uri(),
                "ionq.simulator",
                Map.of("client-id", FakeAzure.CLIENT_ID, "client-secret", "other-secret"));

        BackendException refusal = catchThrowableOfType(BackendException.class, backend::availability);

        assertThat(refusal.kind()).isEqualTo(Kind.UNAUTHORISED);
        assertThat(refusal).hasMessageContaining("invalid_client").hasMessageNotContaining("other-secret");
        assertThatThrownBy(() -> Workspaces.open(
                                service.uri(),
                                "ionq.simulator",
                                Map.of("client-id", "a", "client-secret", "b"),
                                "tenant",
                                "")
                        .availability())
                .hasMessageContaining("'tenant' is missing");
        assertThatThrownBy(() -> Workspaces.open(service.uri(), "ionq.simulator", Map.of())
                        .availability())
                .hasMessageContaining("workspace key");
    }

    @Test
    void shouldRefuseOptionsThatDoNotFit() {
        assertThatThrownBy(() -> open("oqc.qpu.toshiko")).hasMessageContaining("not those of oqc");
        assertThatThrownBy(() -> open("forte")).hasMessageContaining("a target such as");
        assertThatThrownBy(() -> open("ionq.qpu.forte-1", "noise-model", "aria-1"))
                .hasMessageContaining("ionq.simulator");
        assertThatThrownBy(() -> open("rigetti.sim.qvm", "debias", "true"))
                .hasMessageContaining("IonQ's quantum computers");
        assertThatThrownBy(() -> open("ionq.qpu.forte-1", "debias", "yes")).hasMessageContaining("true or false");
        assertThatThrownBy(() -> open("ionq.simulator", "workspace", "a/../b"))
                .hasMessageContaining("expected workspace");
        assertThatThrownBy(() -> open("ionq.simulator", "endpoint", "")).hasMessageContaining("'location' is missing");
    }

    @Test
    void shouldFindTheServiceByItsLocation() throws Exception {
        assertThat(open("ionq.simulator", "endpoint", "", "location", "West US").account())
                .isEqualTo("azure westus.quantum.azure.com " + FakeAzure.SUBSCRIPTION + " ws");
        assertThat(open("quantinuum.sim.h2-1sc").capabilities().device()).isEqualTo("azure/quantinuum/h2-1sc");
        assertThat(open("rigetti.qpu.cepheus-1-108q").capabilities().qubits()).isEqualTo(108);
        assertThat(open("quantinuum.qpu.helios-1").capabilities().simulator()).isFalse();
    }

    @Test
    void shouldReadMicrosoftsVariables() {
        var provider = new AzureProvider();
        Map<String, String> variables = Map.of(
                "AZURE_QUANTUM_CONNECTION_STRING",
                "SubscriptionId=s;ResourceGroupName=g;WorkspaceName=w;ApiKey=k=;QuantumEndpoint=https://e.example/;",
                "AZURE_QUANTUM_WORKSPACE_NAME",
                "other");

        assertThat(provider.variable("subscription", variables)).contains("s");
        assertThat(provider.variable("workspace", variables)).contains("other");
        assertThat(provider.variable("endpoint", variables)).contains("https://e.example/");
        assertThat(provider.variable("debias", variables)).isEmpty();
        assertThat(provider.profile(Path.of("."), variables).get("key").reveal())
                .isEqualTo("k=");
        assertThat(provider.profile(Path.of("."), Map.of())).isEmpty();
    }
}
