package io.jenkins.plugins.quantum.engine.backend.iqm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.Availability;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.Conduct;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.backend.Network;
import io.jenkins.plugins.quantum.engine.backend.Secret;
import io.jenkins.plugins.quantum.engine.backend.compile.CompileOptions;
import io.jenkins.plugins.quantum.engine.backend.compile.DeviceTarget;
import io.jenkins.plugins.quantum.engine.backend.compile.Transpiler;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.testkit.Answer;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.iqm.FakeIqm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IqmBackendTest {
    private static final String HEADER = "OPENQASM 3.0; include \"stdgates.inc\"; ";
    private static final String BELL =
            HEADER + "qubit[2] q; bit[2] c; h q[0]; barrier q; cx q[0], q[1]; c = measure q;";

    private FakeIqm service;

    @BeforeEach
    void start() {
        service = new FakeIqm(Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private Backend open(String device) throws BackendException {
        return open(device, Transpiler.none());
    }

    private Backend open(String device, Transpiler transpiler) throws BackendException {
        return new IqmProvider(python -> transpiler)
                .open(new BackendSettings(
                        "transmons",
                        Map.of("device", device, "endpoint", service.uri().toString()),
                        field -> Optional.of(Secret.of(FakeIqm.TOKEN)),
                        Network.direct(Duration.ofSeconds(5))));
    }

    private static JobRequest request(String text) {
        return new JobRequest(
                "job", Qasm.read("t.qasm", text).circuit(), List.of(Map.of()), NoiseModel.none(), 100, 0, 1, false);
    }

    @Test
    void shouldSendANativeCircuitOnCalibratedQubits() throws Exception {
        open("garnet:mock").submit(request(BELL), "t");

        Asked sent = service.asked().get(1);
        assertThat(sent.path()).isEqualTo("/api/v1/jobs/garnet:mock/circuit");
        assertThat(sent.query()).containsEntry("use_timeslot", "false");
        assertThat(rounded(sent.json()))
                .isEqualTo(
                        json(
                                """
                        {"circuits": [{"name": "circuit-1", "instructions": [
                           {"name": "prx", "locus": ["QB1"], "args": {"angle": 1.570796327, "phase": 4.71238898}},
                           {"name": "barrier", "locus": ["QB1", "QB2"], "args": {}},
                           {"name": "prx", "locus": ["QB2"], "args": {"angle": 1.570796327, "phase": 4.71238898}},
                           {"name": "cz", "locus": ["QB1", "QB2"], "args": {}},
                           {"name": "prx", "locus": ["QB2"], "args": {"angle": 1.570796327, "phase": 1.570796327}},
                           {"name": "measure", "locus": ["QB1"], "args": {"key": "c0"}},
                           {"name": "measure", "locus": ["QB2"], "args": {"key": "c1"}}], "metadata": {}}],
                         "calibration_set_id": "3902d525-d8f4-42c0-9fa9-6bbd535b6c80", "shots": 100,
                         "heralding_mode": "none", "dd_mode": "disabled"}
                        """));
    }

    /** The same with numbers rounded to nine places. */
    private static JsonNode rounded(JsonNode node) throws IOException {
        var numbers = Pattern.compile("-?\\d+\\.\\d+(E-?\\d+)?").matcher(node.toString());
        return json(numbers.replaceAll(
                found -> Double.toString(Math.rint(Double.parseDouble(found.group()) * 1e9) / 1e9 + 0.0)));
    }

    private static JsonNode json(String text) throws IOException {
        return Json.MAPPER.readTree(text);
    }

    @Test
    void shouldPlaceACircuitWhoseQubitsAreCoupledInARing() throws Exception {
        String ring = HEADER + "qubit[6] q; bit[6] c; cz q[0], q[3]; cz q[3], q[1]; cz q[1], q[5]; cz q[5], q[2];"
                + " cz q[2], q[4]; cz q[4], q[0]; x q[5]; c = measure q;";
        Backend backend = open("garnet");
        JobRef job = backend.submit(request(ring), "t");

        assertThat(backend.fetch(job).outcomes().get(0).counts().counts()).isEqualTo(Map.of("100000", 100L));
    }

    @Test
    void shouldMoveStatesToTheResonatorOfAStar() throws Exception {
        String triangle =
                HEADER + "qubit[3] q; bit[3] c; x q[0]; cx q[0], q[1]; cx q[1], q[2]; cx q[2], q[0]; c = measure q;";
        Backend backend = open("sirius");
        JobRef job = backend.submit(request(triangle), "t");

        assertThat(backend.fetch(job).outcomes().get(0).counts().counts()).isEqualTo(Map.of("110", 100L));
        assertThat(service.asked().get(1).text())
                .contains("{\"name\":\"move\",\"locus\":[\"QB1\",\"COMPR1\"],\"args\":{}}");
    }

    @Test
    void shouldRefuseACircuitThatNeedsSwapsBeforeItIsSent() throws Exception {
        String triangle = HEADER + "qubit[3] q; bit[3] c; cz q[0], q[1]; cz q[1], q[2]; cz q[2], q[0]; c = measure q;";

        assertThatThrownBy(() -> open("garnet").submit(request(triangle), "t"))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("no compiler for iqm/garnet");
        assertThat(service.calls("POST")).isZero();
    }

    @Test
    void shouldSendWhatTheCompilerMadeWhereSwapsAreNeeded() throws Exception {
        String chain =
                HEADER + "qubit[3] q; bit[3] c; x q[0]; cz q[0], q[1]; cz q[1], q[2]; cz q[2], q[0]; c = measure q;";
        String routed =
                "OPENQASM 3.0; include \"stdgates.inc\"; bit[3] c; U(pi, 0, pi) $4; cz $4, $5; cz $5, $6; cz $6, $5;"
                        + " c[0] = measure $4; c[1] = measure $5; c[2] = measure $6;";
        Backend backend = open("garnet", compiling(routed));
        JobRef job = backend.submit(request(chain), "t");

        var result = backend.fetch(job);

        assertThat(service.asked().get(1).text())
                .contains("{\"name\":\"cz\",\"locus\":[\"QB5\",\"QB6\"],\"args\":{}}")
                .contains("{\"name\":\"measure\",\"locus\":[\"QB7\"],\"args\":{\"key\":\"c2\"}}");
        assertThat(result.outcomes().get(0).counts().counts()).isEqualTo(Map.of("001", 100L));
        assertThat(result.facts())
                .containsEntry("compiler", "qiskit, level 2, seed 1")
                .containsEntry("layout", "4,5,6")
                .containsKey("compiled")
                .doesNotContainKey("readout");
    }

    /** A compiler that always gives the same. */
    private static Transpiler compiling(String qasm) {
        return new Transpiler() {
            @Override
            public Transpiled transpile(Circuit circuit, DeviceTarget target, CompileOptions options) {
                assertThat(target.qubits()).isEqualTo(20);
                assertThat(target.pairs()).contains(new DeviceTarget.Pair(0, 1), new DeviceTarget.Pair(0, 4));
                return new Transpiled(qasm, List.of(4, 5, 6), Map.of());
            }

            @Override
            public void close() {
                // Nothing was started.
            }
        };
    }

    @Test
    void shouldTellCalibrationAndExecutionTime() throws Exception {
        Backend backend = open("garnet");
        JobRef job = backend.submit(request(BELL), "t");

        assertThat(backend.fetch(job).facts())
                .containsEntry("device", "iqm/garnet")
                .containsEntry("job", job.id())
                .containsEntry("calibration", "3902d525-d8f4-42c0-9fa9-6bbd535b6c80")
                .containsEntry("execution.seconds", "0.125");
    }

    @Test
    void shouldTellThePlaceInTheQueue() throws Exception {
        Backend backend = open("garnet");
        service.jobs().hold();
        JobRef job = backend.submit(request(BELL), "t");

        assertThat(backend.status(List.of(job)).get(0).queuePosition()).hasValue(2);
        assertThat(catchThrowableOfType(BackendException.class, () -> backend.fetch(job))
                        .kind())
                .isEqualTo(Kind.TRANSIENT);
    }

    @Test
    void shouldKnowTheStatesOfOlderServers() {
        Map<String, JobStatus.State> expected = Map.of(
                "received", JobStatus.State.QUEUED,
                "compilation_started", JobStatus.State.RUNNING,
                "ready", JobStatus.State.DONE,
                "aborted", JobStatus.State.CANCELLED,
                "failed", JobStatus.State.FAILED);

        expected.forEach((word, state) -> assertThat(new IqmJob(Json.object().put("status", word)).state())
                .as(word)
                .isEqualTo(state));
    }

    @Test
    void shouldWaitForCountsThatAreNotThereYet() throws Exception {
        Backend backend = open("garnet");
        JobRef job = backend.submit(request(BELL), "t");
        service.plant(asked -> asked.path().endsWith("measurement_counts"), Answer.of(404));

        assertThat(catchThrowableOfType(BackendException.class, () -> backend.fetch(job))
                        .kind())
                .isEqualTo(Kind.TRANSIENT);
    }

    @Test
    void shouldRefuseCountsThatAreNone() throws Exception {
        Backend backend = open("garnet");
        JobRef job = backend.submit(request(BELL), "t");
        for (String counts : List.of(
                "[]",
                "{}",
                "[{\"measurement_keys\": [\"c0\"], \"counts\": {\"0\": 1}}]",
                "[{\"measurement_keys\": [\"c0\", \"c1\"], \"counts\": {}}]",
                "[{\"measurement_keys\": [\"c0\", \"c1\"], \"counts\": {\"0\": 1}}]",
                "[{\"measurement_keys\": [\"c0\", \"c1\"], \"counts\": {\"02\": 1}}]",
                "[{\"measurement_keys\": [\"c0\", \"c1\"], \"counts\": {\"01\": \"many\"}}]")) {
            service.plant(
                    asked -> asked.path().endsWith("measurement_counts"), Answer.text(200, "application/json", counts));

            BackendException useless = catchThrowableOfType(BackendException.class, () -> backend.fetch(job));

            assertThat(useless).as(counts).hasMessageContaining("IQM's result");
            assertThat(useless.kind()).isEqualTo(Kind.REFUSED);
        }
    }

    @Test
    void shouldReportOtherRefusalsOfACancellation() throws Exception {
        Backend backend = open("garnet");
        JobRef job = backend.submit(request(BELL), "t");
        service.plant(
                asked -> true,
                Answer.text(403, "application/json", "{\"message\": \"not yours\", \"error_code\": \"forbidden\"}"));

        assertThatThrownBy(() -> backend.cancel(job)).hasMessageContaining("not yours (forbidden)");
    }

    @Test
    void shouldBlockForAsLongAsTheServiceSays() throws Exception {
        Backend backend = open("garnet");
        service.plant(
                asked -> asked.method().equals("POST"),
                Answer.text(429, "application/json", "{\"errors\": [{\"message\": \"too many requests\"}]}")
                        .with("Retry-After", "30"));

        BackendException block = catchThrowableOfType(BackendException.class, () -> backend.submit(request(BELL), "t"));

        assertThat(block.kind()).isEqualTo(Kind.THROTTLED);
        assertThat(block.retryAfter()).isEqualTo(Duration.ofSeconds(30));
        assertThat(block).hasMessageContaining("too many requests");
        assertThat(backend.conduct().repetition()).isEqualTo(Conduct.Repetition.NONE);
    }

    @Test
    void shouldSayHowManyJobsWait() throws Exception {
        assertThat(open("garnet").availability().queued()).hasValue(3);
        service.plant(
                asked -> asked.path().endsWith("/health"),
                Answer.json(200, Json.object().put("healthy", false)));
        assertThat(open("garnet").availability().state()).isEqualTo(Availability.State.OFFLINE);
        service.plant(asked -> asked.path().endsWith("/queue-availability"), Answer.of(404));
        assertThat(open("garnet").availability().queued()).isEmpty();
    }

    @Test
    void shouldReadTheMetricsOfACalibration() throws Exception {
        NoiseModel model = open("garnet").calibration().orElseThrow();

        // Average infidelities of 0.1 % and 0.8 %: p = e (d + 1) / d.
        assertThat(model.qubit(0).p1()).isCloseTo(0.0015, within(1e-9));
        assertThat(model.cnotError(0, 1)).isCloseTo(0.01, within(1e-9));
        assertThat(model.qubit(7).readout10()).isCloseTo(0.02, within(1e-12));
        assertThat(model.qubit(7).readout01()).isCloseTo(0.03, within(1e-12));
        assertThat(model.qubit(7).t1()).isEqualTo(4e-5);
        assertThat(model.name()).isEqualTo("iqm/garnet");
        service.plant(asked -> asked.path().endsWith("/metrics"), Answer.of(404));
        assertThat(open("garnet").calibration()).isEmpty();
    }

    @Test
    void shouldKnowMocksAndPublicMachines() throws Exception {
        assertThat(open("garnet:mock").capabilities().simulator()).isTrue();
        assertThat(open("garnet").capabilities().simulator()).isFalse();
        assertThat(open("emerald").capabilities().qubits()).isEqualTo(54);
        assertThat(open("lab-5").capabilities().qubits()).isEqualTo(1000);
        assertThatThrownBy(() -> open("garnet/../x")).hasMessageContaining("alias of a machine");
    }

    @Test
    void shouldTakeTheTokenFromIqmsTokensFile(@TempDir Path home) throws Exception {
        var provider = new IqmProvider(python -> Transpiler.none());
        Files.writeString(home.resolve("tokens.json"), "{\"access_token\": \"abc\"}");
        Files.writeString(home.resolve("broken.json"), "{");

        assertThat(provider.profile(home, Map.of("IQM_TOKENS_FILE", "tokens.json"))
                        .get("token")
                        .reveal())
                .isEqualTo("abc");
        assertThat(provider.profile(home, Map.of("IQM_TOKENS_FILE", "broken.json")))
                .isEmpty();
        assertThat(provider.profile(home, Map.of())).isEmpty();
        assertThat(provider.variable("endpoint", Map.of("IQM_BASE_URL", "https://b.example")))
                .contains("https://b.example");
        assertThat(provider.variable("device", Map.of("IQM_QUANTUM_COMPUTER", "garnet")))
                .contains("garnet");
        assertThat(provider.variable("qubits", Map.of())).isEmpty();
    }
}
