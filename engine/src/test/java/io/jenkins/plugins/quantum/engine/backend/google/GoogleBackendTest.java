package io.jenkins.plugins.quantum.engine.backend.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.Availability;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.Secret;
import io.jenkins.plugins.quantum.engine.backend.compile.CircuitCompiler;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.testkit.Answer;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.Crosswise;
import io.jenkins.plugins.quantum.engine.testkit.google.FakeGoogle;
import io.jenkins.plugins.quantum.engine.testkit.google.FakeSignIn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes over the wire and what is refused, with a compiler that answers from memory: no Cirq is needed. */
class GoogleBackendTest {
    /** One qubit, turned by a symbol or a half turn, and measured; as Cirq codes it. */
    private static final String PROGRAM =
            """
            {"language": {"gateSet": "v2_5"}, "circuit": {"schedulingStrategy": "MOMENT_BY_MOMENT", "momentIndices": [3, 5]},
             "constants": [{"stringValue": ""}, {"qubit": {"id": "0_0"}},
              {"operationValue": {"xpowgate": {"exponent": {"symbol": "p0"}}, "qubitConstantIndex": [1]}},
              {"momentValue": {"operationIndices": [2]}},
              {"operationValue": {"measurementgate": {"key": {"argValue": {"stringValue": "q0"}}}, "qubitConstantIndex": [1]}},
              {"momentValue": {"operationIndices": [4]}}]}
            """;

    private final FakeGoogle service = new FakeGoogle(Clock.systemUTC(), 0);
    private final List<String> compiled = new ArrayList<>();

    @AfterEach
    void stop() {
        service.close();
    }

    private CircuitCompiler answering(String answer) {
        return new CircuitCompiler() {
            @Override
            public String compile(String job) {
                compiled.add(job);
                return answer;
            }

            @Override
            public void close() {
                // Nothing was started.
            }
        };
    }

    private Backend open(String answer, Map<String, String> options, String key) throws BackendException {
        var all = new TreeMap<>(Map.of(
                "device",
                FakeGoogle.DEVICE,
                "project",
                FakeGoogle.PROJECT,
                "endpoint",
                service.uri().toString()));
        all.putAll(options);
        return Crosswise.open(
                new GoogleProvider(python -> answering(answer), InstantSource.system()),
                all,
                key.isEmpty() ? Map.of() : Map.of("key", key),
                Duration.ofSeconds(5));
    }

    private Backend open(Map<String, String> options) throws BackendException {
        String answer = "{\"program\": " + PROGRAM + ", \"layout\": {\"0\": \"0_0\"}, \"gates\": 1, \"twoQubit\": 0,"
                + " \"depth\": 1, \"qasm\": \"the circuit\", \"facts\": {\"cirq-google\": \"1.7.0\"}}";
        return open(answer, options, FakeSignIn.serviceAccount(service.uri()));
    }

    private static JobRequest turned(double... angles) {
        List<Map<String, Double>> bindings = new ArrayList<>();
        for (double angle : angles) {
            bindings.add(Map.of("theta", angle));
        }
        return new JobRequest(
                "turn",
                Qasm.read(
                                "turn.qasm",
                                "OPENQASM 3.0; include \"stdgates.inc\"; input float theta; qubit[1] q; bit[1] c;"
                                        + " rx(theta) q[0]; c[0] = measure q[0];")
                        .circuit(),
                bindings,
                NoiseModel.none(),
                10,
                0,
                1,
                false);
    }

    private Asked sent(String path) {
        return service.asked().stream()
                .filter(asked -> asked.is("POST", path))
                .findFirst()
                .orElseThrow();
    }

    private static BackendException fault(ThrowingCallable call) {
        return catchThrowableOfType(BackendException.class, call);
    }

    @Test
    void shouldSendOneProgramAndItsRunsInHalfTurns() throws Exception {
        Backend backend = open(Map.of("config", "best", "run", "current"));
        JobRef job = backend.submit(turned(Math.PI, 0), "Token/1");

        assertThat(sent(".*/programs").json().path("name").asText())
                .isEqualTo("projects/fake-project/programs/qmlops-token-1");
        assertThat(sent(".*/jobs").json())
                .isEqualTo(
                        Json.MAPPER.readTree(
                                """
                        {"name": "projects/fake-project/programs/qmlops-token-1/jobs/qmlops-token-1",
                         "schedulingConfig": {"processorSelector": {"processor": "projects/fake-project/processors/willow_small",
                          "deviceConfigSelector": {"configAlias": "best", "runName": "current"}}},
                         "runContext": {"@type": "type.googleapis.com/cirq.google.api.v2.RunContext", "parameterSweeps": [
                          {"repetitions": 10, "sweep": {"sweepFunction": {"functionType": "ZIP", "sweeps": [
                           {"singleSweep": {"parameterKey": "p0", "points": {"points": [1.0]}}}]}}},
                          {"repetitions": 10, "sweep": {"sweepFunction": {"functionType": "ZIP", "sweeps": [
                           {"singleSweep": {"parameterKey": "p0", "points": {"points": [0.0]}}}]}}}]}}
                        """));
        backend.status(List.of(job));
        var result = backend.fetch(job);
        assertThat(result.outcomes())
                .extracting(outcome -> outcome.counts().counts())
                .containsExactly(Map.of("1", 10L), Map.of("0", 10L));
        assertThat(result.facts())
                .containsEntry("device", "google/willow_small")
                .containsEntry("layout", "0=0_0")
                .containsEntry("compiled", "the circuit")
                .containsEntry("compiler", "cirq-google 1.7.0")
                .containsEntry("calibration", "projects/fake-project/processors/willow_small/calibrations/1723766400")
                .containsEntry("execution.seconds", "1.25")
                .doesNotContainKeys("readout", "runs");
        assertThat(compiled).singleElement().asString().contains("\"steps\":[[\"x\",0,\"p0\"]]", "\"measure\":[0]");
    }

    @Test
    void shouldTakeTheJobThatItsNameAlreadyHas() throws Exception {
        Backend backend = open(Map.of());
        JobRef first = backend.submit(turned(1), "t");
        JobRef again = backend.submit(turned(1), "t");

        assertThat(again.id()).isEqualTo(first.id());
        assertThat(service.jobs().accepted()).isEqualTo(1);
        assertThat(again.details().get("compiler")).contains("found again");
    }

    @Test
    void shouldSayWhatCirqSays() throws Exception {
        String key = FakeSignIn.serviceAccount(service.uri());
        assertThat(fault(() -> open("{\"error\": \"no place\"}", Map.of(), key).submit(turned(1), "t")))
                .hasMessage("Cirq cannot compile the circuit for willow_small: no place");
        assertThat(fault(() -> open("what?", Map.of(), key).submit(turned(1), "t"))
                        .kind())
                .isEqualTo(Kind.TRANSIENT);
        assertThat(service.jobs().accepted()).isZero();
    }

    @Test
    void shouldTakeAUsersOwnSignInAndHisProjectForTheBill() throws Exception {
        Backend backend = open("{}", Map.of(), FakeSignIn.authorisedUser(service.uri()));

        assertThat(backend.availability().state()).isEqualTo(Availability.State.ONLINE);
        Asked asked = service.asked().get(service.asked().size() - 1);
        assertThat(asked.header("x-goog-user-project")).isEqualTo("payer-project");
    }

    static Stream<Arguments> wrongKeys() {
        ObjectNode user = Json.object()
                .put("type", "authorized_user")
                .put("client_id", "c")
                .put("client_secret", "planted-secret-17");
        ObjectNode account = Json.object()
                .put("type", "service_account")
                .put("client_email", "a@b.example")
                .put("private_key", "planted-secret-17");
        return Stream.of(
                Arguments.of("{\"private_key\": planted-secret-17", "is no JSON"),
                Arguments.of("[\"planted-secret-17\"]", "is no JSON object"),
                Arguments.of("{\"type\": \"external_account\"}", "of another type"),
                Arguments.of(user.toString(), "lacks refresh_token"),
                Arguments.of(account.toString(), "no RSA key in PEM"),
                Arguments.of(
                        user.deepCopy()
                                .put("token_uri", "https://oauth2.googleapis.com.evil.example/token")
                                .toString(),
                        "a token_uri that is not Google's"),
                Arguments.of(
                        user.deepCopy()
                                .put("token_uri", "http://oauth2.googleapis.com/token")
                                .toString(),
                        "a token_uri that is not Google's"),
                Arguments.of(
                        user.deepCopy().put("token_uri", "https://a b/").toString(), "names no address as token_uri"));
    }

    @ParameterizedTest
    @MethodSource("wrongKeys")
    void shouldSayWhatIsWrongWithAKeyAndNotShowIt(String key, String words) throws Exception {
        Backend backend = open("{}", Map.of(), key);

        BackendException fault = fault(backend::availability);

        assertThat(fault)
                .hasMessageContaining(words)
                .hasMessageNotContaining("planted")
                .hasNoCause();
        assertThat(fault.kind()).isEqualTo(Kind.UNAUTHORISED);
        assertThat(service.asked()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "device, a/b, expected device to be a name",
        "project, ../x, expected project to be a name",
        "config, best, expected the option 'config' together with",
        "run, current, expected the option 'config' together with",
        "layout, 4_5 4_5, expected layout",
        "layout, four, expected layout",
        "qubits, 0, qubits",
    })
    void shouldRefuseWrongOptions(String option, String value, String words) {
        assertThatThrownBy(() -> open(Map.of(option, value)))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining(words);
    }

    @ParameterizedTest
    @CsvSource({"OK, ONLINE", "DOWN, OFFLINE", "UNAVAILABLE, OFFLINE", "INACTIVE, OFFLINE", "DREAMING, UNKNOWN"})
    void shouldTellTheHealthOfTheProcessor(String word, Availability.State state) throws Exception {
        service.health(word);
        assertThat(open(Map.of()).availability().state()).isEqualTo(state);
    }

    @Test
    void shouldReadTheNewestCalibration() throws Exception {
        assertThat(open(Map.of()).calibration()).isEmpty();
        service.calibrated(
                Json.MAPPER.readTree(
                        """
                {"timestampMs": "1723766400000", "metrics": [
                 {"name": "single_qubit_idle_t1_micros", "targets": ["0_0"], "values": [{"doubleVal": 20.0}]},
                 {"name": "parallel_p00_error", "targets": ["0_0"], "values": [{"doubleVal": 0.01}]},
                 {"name": "parallel_p11_error", "targets": ["0_0"], "values": [{"doubleVal": 0.03}]}]}
                """));
        NoiseModel read = open(Map.of()).calibration().orElseThrow();
        assertThat(read.name()).isEqualTo("google/willow_small");
        assertThat(read.base().t1()).isCloseTo(20e-6, within(1e-12));
        assertThat(read.base().readout10()).isEqualTo(.01);
        assertThat(read.base().readout01()).isEqualTo(.03);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"result\": {}}|has 0 runs where 1 were sent",
                "{\"result\": {\"sweepResults\": [{\"repetitions\": 0}]}}|has a run of 0 repetitions",
                "{\"result\": {\"sweepResults\": [{\"repetitions\": 10, \"parameterizedResults\": [{}]}]}}|lacks the measurement q0",
                "{\"result\": {\"sweepResults\": [{\"repetitions\": 10, \"parameterizedResults\": [{\"measurementResults\": [{\"key\": \"q0\","
                        + " \"qubitMeasurementResults\": [{\"results\": \"%%\"}]}]}]}]}}|bits that cannot be read"
            })
    void shouldRefuseAResultThatDoesNotFit(String result, String words) throws Exception {
        Backend backend = open(Map.of());
        JobRef job = backend.submit(turned(1), "t");
        backend.status(List.of(job));
        service.plant(asked -> asked.is("GET", ".*/result"), Answer.text(200, "application/json", result));

        assertThat(fault(() -> backend.fetch(job))).hasMessageContaining(words);
    }

    @Test
    void shouldFindTheKeyFileThatGooglesToolsUse(@TempDir Path home) throws Exception {
        var provider = new GoogleProvider(python -> answering("{}"), InstantSource.system());
        assertThat(provider.profile(home, Map.of())).isEmpty();
        Path usual = home.resolve(".config/gcloud/application_default_credentials.json");
        Files.createDirectories(usual.getParent());
        Files.writeString(usual, "{\"usual\": 1}");
        Files.writeString(home.resolve("own.json"), "{\"own\": 1}");

        assertThat(provider.profile(home, Map.of()).get("key").reveal()).isEqualTo("{\"usual\": 1}");
        Secret named = provider.profile(home, Map.of("GOOGLE_APPLICATION_CREDENTIALS", "own.json"))
                .get("key");
        assertThat(named.reveal()).isEqualTo("{\"own\": 1}");
        assertThat(provider.profile(home, Map.of("GOOGLE_APPLICATION_CREDENTIALS", "absent.json")))
                .isEmpty();
    }

    @Test
    void shouldInstallWhatTheProofByGooglesClientUses() throws Exception {
        assertThat(pins(Path.of(
                        "src/main/resources/io/jenkins/plugins/quantum/engine/backend/google/requirements.txt")))
                .isEqualTo(pins(Path.of("src/test/python/vendors/google/requirements.txt")))
                .contains("cirq-google==1.7.0");
    }

    private static List<String> pins(Path file) throws Exception {
        return Files.readAllLines(file).stream()
                .filter(line -> line.contains("=="))
                .sorted()
                .toList();
    }
}
