package io.jenkins.plugins.quantum.engine.backend.ionq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.Availability;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.backend.Quote;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.testkit.Answer;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.ionq.FakeIonq;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IonqBackendTest {
    private static final String HEADER = "OPENQASM 3.0; include \"stdgates.inc\"; ";

    private final FakeIonq service = new FakeIonq(Clock.systemUTC(), 0, Ionq.KEY);

    @AfterEach
    void stop() {
        service.close();
    }

    private Backend open(String... options) throws BackendException {
        return Ionq.open(service.uri(), Ionq.KEY, options);
    }

    private static JobRequest request(String text, long shots, List<Map<String, Double>> bindings) {
        return new JobRequest(
                "job", Qasm.read("a.qasm", HEADER + text).circuit(), bindings, NoiseModel.none(), shots, 0, 42, false);
    }

    private static JobRequest plus() {
        return request(
                "qubit[2] q; bit[2] c; h q[0]; c[0] = measure q[0]; c[1] = measure q[1];", 1000, List.of(Map.of()));
    }

    private static JobRequest sweep() {
        return request(
                "input float theta; qubit[2] q; bit[2] c; ry(theta) q[1]; c = measure q;",
                10,
                List.of(Map.of("theta", 0.5), Map.of("theta", 1.5)));
    }

    private JsonNode sent() {
        return service.asked().stream()
                .filter(asked -> asked.is("POST", "/v0.4/jobs"))
                .map(Asked::json)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return Json.MAPPER.readTree(text);
    }

    private static Kind kind(Action action) {
        return catchThrowableOfType(BackendException.class, action::run).kind();
    }

    @FunctionalInterface
    private interface Action {
        void run() throws BackendException;
    }

    @Test
    void shouldWriteASingleCircuitAsTheServiceReadsIt() throws Exception {
        open().submit(
                        request(
                                "qubit[3] q; bit[2] c; reset q[0]; h q[0]; sdg q[1]; barrier q; cx q[0], q[2]; p(0.25) q[1];"
                                        + " id q[0]; rzz(0.5) q[0], q[1]; sxdg q[2]; c[1] = measure q[2];",
                                100,
                                List.of(Map.of())),
                        "0aefb72c-77c3-4a40-a1ca-9c4b5f0f9ad1");

        assertThat(sent())
                .isEqualTo(
                        json(
                                """
                        {"type": "ionq.circuit.v1",
                         "name": "qmlops 0aefb72c-77c3-4a40-a1ca-9c4b5f0f9ad1",
                         "backend": "simulator",
                         "shots": 100,
                         "metadata": {"client_token": "0aefb72c-77c3-4a40-a1ca-9c4b5f0f9ad1"},
                         "noise": {"model": "ideal"},
                         "input": {"gateset": "qis", "qubits": 3, "circuit": [
                           {"gate": "h", "targets": [0]},
                           {"gate": "si", "targets": [1]},
                           {"gate": "x", "controls": [0], "targets": [2]},
                           {"gate": "rz", "targets": [1], "rotation": 0.25},
                           {"gate": "zz", "targets": [0, 1], "rotation": 0.5},
                           {"gate": "vi", "targets": [2]}]}}
                        """));
        assertThat(service.asked().get(0).header("Authorization")).isEqualTo("apiKey " + Ionq.KEY);
    }

    @Test
    void shouldWriteManyCircuitsAsOneJobForADevice() throws Exception {
        open("device", "qpu.forte-1").submit(sweep(), "token");

        assertThat(sent())
                .isEqualTo(
                        json(
                                """
                        {"type": "ionq.multi-circuit.v1",
                         "name": "qmlops token",
                         "backend": "qpu.forte-1",
                         "shots": 10,
                         "metadata": {"client_token": "token"},
                         "settings": {"error_mitigation": {"debiasing": false}},
                         "input": {"gateset": "qis", "qubits": 2, "circuits": [
                           {"name": "run 1", "circuit": [{"gate": "ry", "targets": [1], "rotation": 0.5}]},
                           {"name": "run 2", "circuit": [{"gate": "ry", "targets": [1], "rotation": 1.5}]}]}}
                        """));
    }

    @Test
    void shouldGiveTheNoiseModelWithASeed() throws Exception {
        open("noise-model", "forte-1").submit(plus(), "token");

        assertThat(sent().path("noise")).isEqualTo(json("{\"model\": \"forte-1\", \"seed\": 42}"));
    }

    @Test
    void shouldDrawTheShotsOfTheIdealSimulatorBySeed() throws Exception {
        Backend backend = open();

        JobResult first = backend.fetch(backend.submit(plus(), "a"));
        JobResult second = open().fetch(backend.submit(plus(), "b"));

        assertThat(first.outcomes()).isEqualTo(second.outcomes());
        assertThat(first.outcomes().get(0).counts().shots()).isEqualTo(1000);
        assertThat(first.outcomes().get(0).counts().counts().get("00")).isBetween(400L, 600L);
        assertThat(first.facts()).containsEntry("sampled", "drawn here from IonQ's exact probabilities");
    }

    @Test
    void shouldCountEveryShotWhenProbabilitiesWereRounded() throws Exception {
        service.rounding(4);
        Backend backend = open("device", "qpu.forte-1");
        JobRequest request =
                request("qubit[3] q; bit[3] c; h q[0]; h q[1]; h q[2]; c = measure q;", 12_345, List.of(Map.of()));

        JobResult result = backend.fetch(backend.submit(request, "a"));

        assertThat(result.outcomes().get(0).counts().shots()).isEqualTo(12_345);
        assertThat(result.facts())
                .containsEntry("billed", "1.25")
                .containsEntry("billed.unit", "USD")
                .containsEntry("device", "ionq/qpu.forte-1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"0\": 0.4}",
                "{}",
                "{\"zero\": 1.0}",
                "{\"0\": \"much\"}",
                "{\"0\": -0.5, \"1\": 1.5}",
            })
    void shouldRefuseWhatIsNoDistribution(String body) throws Exception {
        Backend backend = open();
        JobRef job = backend.submit(plus(), "a");
        service.plant(asked -> asked.path().endsWith("/probabilities"), Answer.text(200, "application/json", body));

        assertThatThrownBy(() -> backend.fetch(job))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("no distribution");
    }

    @Test
    void shouldWaitForResultsThatAreNotThereYet() throws Exception {
        Backend backend = open();
        JobRef job = backend.submit(plus(), "a");
        service.plant(asked -> asked.path().endsWith("/probabilities"), Answer.of(404));
        assertThat(kind(() -> backend.fetch(job))).isEqualTo(Kind.TRANSIENT);
        service.plant(
                asked -> true, Answer.text(200, "application/json", "{\"status\":\"completed\",\"results\":null}"));
        assertThat(kind(() -> backend.fetch(job))).isEqualTo(Kind.TRANSIENT);
        service.plant(asked -> true, Answer.text(409, "application/json", "{}"));
        assertThat(kind(() -> backend.fetch(job))).isEqualTo(Kind.TRANSIENT);
        service.plant(
                asked -> true,
                Answer.text(
                        200,
                        "application/json",
                        "{\"status\":\"completed\",\"results\":{\"probabilities\":{\"url\":\"https://evil.example/x\"}}}"));
        assertThat(kind(() -> backend.fetch(job))).isEqualTo(Kind.TRANSIENT);

        assertThat(backend.fetch(job).outcomes()).hasSize(1);
    }

    @Test
    void shouldAskForManyJobsWithOneCallAndForHiddenOnesByThemselves() throws Exception {
        Backend backend = open();
        List<JobRef> jobs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            jobs.add(backend.submit(plus(), "t" + i));
        }
        int before = service.calls("GET");

        assertThat(backend.status(jobs)).extracting(JobStatus::state).containsOnly(JobStatus.State.DONE);
        assertThat(service.calls("GET")).isEqualTo(before + 1);
        service.jobs().forget(jobs.get(1).id());
        assertThat(backend.status(jobs))
                .extracting(JobStatus::state)
                .containsExactly(JobStatus.State.DONE, JobStatus.State.LOST, JobStatus.State.DONE);
    }

    @Test
    void shouldFindTheParentAmongItsChildrenOnAFarPage() throws Exception {
        Backend backend = open();
        JobRef job = backend.submit(sweep(), "wanted");
        for (int i = 0; i < 120; i++) {
            backend.submit(plus(), "other" + i);
        }

        assertThat(backend.find(sweep(), "wanted")).contains(job);
        assertThat(backend.find(sweep(), "never")).isEmpty();
    }

    @Test
    void shouldNotSayThatAJobIsMissingWhenTheListNeverEnds() throws Exception {
        Backend backend = open();
        for (int i = 0; i < 100; i++) {
            service.plant(
                    asked -> asked.is("GET", "/v0.4/jobs"),
                    Answer.text(200, "application/json", "{\"jobs\":[],\"next\":\"more+/=\"}"));
        }

        assertThatThrownBy(() -> backend.find(plus(), "wanted"))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("more than 10000 jobs");
    }

    @Test
    void shouldSayThatADryRunHasNoResults() throws Exception {
        Backend backend = open("device", "qpu.forte-1", "dry-run", "true");
        JobRef job = backend.submit(plus(), "a");

        assertThat(sent().path("dry_run").asBoolean()).isTrue();
        assertThatThrownBy(() -> backend.fetch(job))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("dry run has no results");
    }

    @Test
    void shouldGuardJobsByASessionAndEndIt() throws Exception {
        try (Backend backend = open("device", "qpu.forte-1", "session-limit", "25 USD", "session-minutes", "30")) {
            backend.submit(plus(), "a");
            backend.submit(plus(), "b");

            assertThat(service.sessions()).hasSize(1);
            String id = service.sessions().keySet().iterator().next();
            assertThat(sent().path("session_id").asText()).isEqualTo(id);
            JsonNode opened = service.sessions().get(id).without("ended");
            service.plant(asked -> asked.path().endsWith("/end"), Answer.of(503));
            assertThat(opened)
                    .isEqualTo(json("{\"backend\": \"qpu.forte-1\", \"settings\":"
                            + " {\"duration_limit_min\": 30, \"cost_limit\": {\"unit\": \"usd\", \"value\": 25}}}"));
        }

        assertThat(List.copyOf(service.sessions().values()))
                .allMatch(session -> session.path("ended").asBoolean());
    }

    @Test
    void shouldSendNoJobWhenItsSessionIsInDoubt() throws Exception {
        Backend backend = open("device", "qpu.forte-1", "session-limit", "25");
        service.plantAfterEffect(asked -> asked.is("POST", "/v0.4/sessions"), Answer.of(502));

        assertThat(kind(() -> backend.submit(plus(), "a"))).isEqualTo(Kind.TRANSIENT);
        assertThat(service.jobs().accepted()).isZero();
        service.plant(asked -> asked.is("POST", "/v0.4/sessions"), Answer.of(403));
        assertThat(kind(() -> backend.submit(plus(), "a"))).isEqualTo(Kind.UNAUTHORISED);
    }

    @Test
    void shouldPassOnTheServicesEstimate() throws Exception {
        Backend backend = open("device", "qpu.forte-1");

        Quote quote = backend.estimate(sweep()).orElseThrow();

        assertThat(quote.amount()).isEqualByComparingTo("0.002");
        assertThat(quote.unit()).isEqualTo("USD");
        assertThat(service.asked().get(0).rawQuery())
                .isEqualTo("type=ionq.circuit.v1&backend=qpu.forte-1&1q_gates=1&2q_gates=0&qubits=2&shots=10"
                        + "&error_mitigation=false&session=false");
        assertThat(open().estimate(plus())).isEmpty();
        service.plant(asked -> true, Answer.text(200, "application/json", "{\"estimated_cost\": null}"));
        assertThat(backend.estimate(plus())).isEmpty();
    }

    @Test
    void shouldReadTheDevicesCalibration() throws Exception {
        NoiseModel model = open("device", "qpu.forte-1").calibration().orElseThrow();

        assertThat(model.name()).isEqualTo("ionq/qpu.forte-1");
        assertThat(model.epoch()).hasSize(64);
        assertThat(model.base().t1()).isEqualTo(100);
        assertThat(model.base().readout01()).isCloseTo(0.005, org.assertj.core.api.Assertions.within(1e-12));
        // 1 - F = 0.01 is 0.0125 of the 15 Paulis, of which relaxation during the gate takes 0.0019
        assertThat(model.base().p2()).isBetween(0.0105, 0.0125);
        assertThat(open().calibration()).isEmpty();
        service.plant(asked -> true, Answer.text(200, "application/json", "{\"characterizations\": null}"));
        assertThat(open("device", "qpu.forte-1").calibration()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "simulator, ONLINE",
        "qpu.aria-1, RETIRED",
        "qpu.forte-enterprise-1, DEGRADED",
    })
    void shouldSayHowTheDeviceIs(String device, Availability.State state) throws Exception {
        assertThat(open("device", device).availability().state()).isEqualTo(state);
    }

    @Test
    void shouldProveTheKeyWhenAskedForAvailability() throws Exception {
        Backend backend = Ionq.open(service.uri(), "wrong-key");

        assertThat(kind(backend::availability)).isEqualTo(Kind.UNAUTHORISED);
        service.plant(
                asked -> asked.path().endsWith("/simulator"),
                Answer.text(200, "application/json", "{\"status\":\"unavailable\"}"));
        assertThat(open().availability().state()).isEqualTo(Availability.State.OFFLINE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {\"statusCode\":400,\"error\":\"Bad Request\",\"message\":\"too wide\",\"validation\":{\"keys\":[\"a\"]}} | REFUSED | Bad Request: too wide: {\"keys\":[\"a\"]}",
                "403 | {\"code\":\"InsufficientBalance\",\"message\":\"no credit left\"} | UNAUTHORISED | InsufficientBalance: no credit left",
                "402 | {\"error\":{\"type\":\"billing\",\"message\":\"pay first\"}} | REFUSED | billing: pay first",
                "520 | <html>Cloudflare</html> | IN_DOUBT | HTTP 520",
                "429 | [] | THROTTLED | HTTP 429",
            })
    void shouldUnderstandTheServicesRefusals(int status, String body, Kind kind, String words) throws Exception {
        Backend backend = open();
        service.plant(asked -> asked.is("POST", "/v0.4/jobs"), Answer.text(status, "application/json", body));

        BackendException refusal = catchThrowableOfType(BackendException.class, () -> backend.submit(plus(), "a"));

        assertThat(refusal.kind()).isEqualTo(kind);
        assertThat(refusal).hasMessageContaining(words);
    }

    @Test
    void shouldRefuseWhatTheServiceCannotRun() throws Exception {
        Backend backend = open();

        assertThat(backend.whyNot(request("qubit q; bit c; c = measure q;", 10, List.of(Map.of()))))
                .hasValueSatisfying(why -> assertThat(why).contains("without gates"));
        assertThat(backend.whyNot(request("qubit[30] q; bit c; h q[0]; c = measure q[0];", 10, List.of(Map.of()))))
                .hasValueSatisfying(why -> assertThat(why).contains("29 qubits"));
        assertThat(backend.whyNot(request("qubit q; bit c; h q; c = measure q; x q;", 10, List.of(Map.of()))))
                .hasValueSatisfying(why -> assertThat(why).contains("mid-circuit"));
        assertThat(kind(() -> backend.submit(request("qubit q; bit c; c = measure q;", 10, List.of(Map.of())), "a")))
                .isEqualTo(Kind.REFUSED);
        assertThat(service.calls("")).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "device | ../admin | qpu.forte-1",
                "noise-model | loud | one of aria-1",
                "qubits | many | from 1 to 1000",
                "debiasing | yes | true or false",
                "debiasing | true | belong to devices",
                "session-limit | all | such as 25 USD",
                "endpoint | http://api.ionq.example | https",
                "endpoint | ht tp | an address",
            })
    void shouldSayWhichOptionIsWrong(String option, String value, String words) {
        assertThatThrownBy(() -> open(option, value))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining(words);
    }

    @Test
    void shouldRefuseANoiseModelOnADevice() {
        assertThatThrownBy(() -> open("device", "qpu.forte-1", "noise-model", "aria-1"))
                .hasMessageContaining("noise of its own");
    }

    @Test
    void shouldFindItsOptionsInTheVendorsVariables() {
        var provider = new IonqProvider();

        assertThat(provider.variable("endpoint", Map.of("QISKIT_IONQ_API_URL", "https://a/v0.4")))
                .contains("https://a/v0.4");
        assertThat(provider.variable("device", Map.of())).isEmpty();
        assertThat(provider.credentials().get(0).variables()).contains("IONQ_API_KEY");
        assertThat(provider.options()).contains("session-limit");
        assertThat(provider.type()).isEqualTo("ionq");
    }

    @Test
    void shouldRefuseAReferenceThatWasChanged() throws Exception {
        Backend backend = open();
        JobRef job = backend.submit(plus(), "a");

        assertThat(kind(() -> backend.fetch(new JobRef("forte", job.id())))).isEqualTo(Kind.REFUSED);
        assertThat(kind(() ->
                        backend.fetch(new JobRef("forte", job.id(), Map.of("bits", "x", "runs", "1", "shots", "1")))))
                .isEqualTo(Kind.REFUSED);
    }
}
