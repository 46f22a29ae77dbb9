package io.jenkins.plugins.quantum.engine.backend.aqt;

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
import io.jenkins.plugins.quantum.engine.backend.Network;
import io.jenkins.plugins.quantum.engine.backend.Secret;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.testkit.Answer;
import io.jenkins.plugins.quantum.engine.testkit.aqt.FakeAqt;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AqtBackendTest {
    private static final String BELL =
            "OPENQASM 3.0; include \"stdgates.inc\"; qubit[2] q; bit[2] c;" + " h q[0]; cx q[0], q[1]; c = measure q;";

    private FakeAqt service;

    @BeforeEach
    void start() {
        service = new FakeAqt(Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private Backend open(Map<String, String> credentials, String... options) throws BackendException {
        var all = new HashMap<>(Map.of(
                "device",
                "ibex",
                "endpoint",
                service.uri() + "/api",
                "issuer",
                service.uri().toString()));
        for (int i = 0; i < options.length; i += 2) {
            all.put(options[i], options[i + 1]);
        }
        return new AqtProvider()
                .open(new BackendSettings(
                        "ions",
                        all,
                        field -> Optional.ofNullable(credentials.get(field)).map(Secret::of),
                        Network.direct(Duration.ofSeconds(2))));
    }

    private Backend open() throws BackendException {
        return open(Map.of("token", FakeAqt.TOKEN));
    }

    private static JobRequest request(String text, long shots) {
        return new JobRequest(
                "job", Qasm.read("t.qasm", text).circuit(), List.of(Map.of()), NoiseModel.none(), shots, 0, 1, false);
    }

    @Test
    void shouldSendANativeCircuitAsAqtsSchemaSays() throws Exception {
        open().submit(request(BELL, 100), "11111111-2222-3333-4444-555555555555");

        JsonNode sent = service.asked().get(0).json();
        assertThat(service.asked().get(0).path()).isEqualTo("/api/v1/submit/default/ibex");
        assertThat(service.asked().get(0).header("Authorization")).isEqualTo("Bearer " + FakeAqt.TOKEN);
        assertThat(rounded(sent))
                .isEqualTo(
                        json(
                                """
                        {"job_type": "quantum_circuit", "label": "11111111-2222-3333-4444-555555555555",
                         "payload": {"circuits": [{"repetitions": 100, "number_of_qubits": 2, "quantum_circuit": [
                           {"operation": "R", "qubit": 0, "theta": 1.0, "phi": 0.0},
                           {"operation": "RXX", "qubits": [0, 1], "theta": 0.5},
                           {"operation": "R", "qubit": 0, "theta": 0.5, "phi": 1.5},
                           {"operation": "R", "qubit": 1, "theta": 0.5, "phi": 1.0},
                           {"operation": "MEASURE"}]}]}}
                        """));
    }

    /** The same with numbers rounded to nine places. */
    private static JsonNode rounded(JsonNode node) throws IOException {
        String text = node.toString();
        var numbers = Pattern.compile("-?\\d+\\.\\d+(E-?\\d+)?").matcher(text);
        return json(numbers.replaceAll(
                found -> Double.toString(Math.rint(Double.parseDouble(found.group()) * 1e9) / 1e9 + 0.0)));
    }

    private static JsonNode json(String text) throws IOException {
        return Json.MAPPER.readTree(text);
    }

    @Test
    void shouldNotClaimThatARepeatedSubmissionIsSafe() throws Exception {
        assertThat(open().conduct().repetition()).isEqualTo(Conduct.Repetition.NONE);
    }

    @Test
    void shouldTellHowLongTheMachineWorked() throws Exception {
        Backend backend = open();
        JobRef job = backend.submit(request(BELL, 10), "t");

        assertThat(backend.fetch(job).facts())
                .containsEntry("device", "aqt/ibex")
                .containsEntry("job", job.id())
                .containsEntry("execution.seconds", "0.25");
    }

    @Test
    void shouldNotBringResultsBeforeTheyAreThere() throws Exception {
        Backend backend = open();
        service.jobs().hold();
        JobRef job = backend.submit(request(BELL, 10), "t");

        assertThat(catchThrowableOfType(BackendException.class, () -> backend.fetch(job))
                        .kind())
                .isEqualTo(Kind.TRANSIENT);
    }

    @Test
    void shouldRefuseAResultWithoutAllShotsAndBits() throws Exception {
        Backend backend = open();
        JobRef job = backend.submit(request(BELL, 10), "t");
        for (String result : List.of("{}", "{\"0\": []}", "{\"0\": [[1]]}", "{\"0\": [[1, 2]]}", "{\"0\": [\"10\"]}")) {
            service.plant(
                    asked -> true,
                    Answer.text(
                            200,
                            "application/json",
                            "{\"response\": {\"status\": \"finished\", \"result\": " + result + "}}"));

            BackendException useless = catchThrowableOfType(BackendException.class, () -> backend.fetch(job));

            assertThat(useless.kind()).as(result).isEqualTo(Kind.REFUSED);
            assertThat(useless).hasMessageContaining("AQT's result");
        }
    }

    @Test
    void shouldRefuseWhatTheMachineCannotRun() throws Exception {
        Backend backend = open(Map.of(), "qubits", "3");

        assertThat(backend.whyNot(request(BELL, 0))).get().asString().contains("it needs shots");
        assertThat(backend.whyNot(request(BELL, 2001))).get().asString().contains("takes 1 to 2000 shots");
        assertThat(backend.whyNot(request("OPENQASM 3.0; qubit[4] q; bit c; c = measure q[0];", 1)))
                .get()
                .asString()
                .contains("has 3 qubits; the circuit needs 4");
        assertThat(backend.whyNot(request("OPENQASM 3.0; qubit[1] q;", 1)))
                .get()
                .asString()
                .contains("has no measurement");
        assertThat(backend.whyNot(request(
                        "OPENQASM 3.0; include \"stdgates.inc\"; qubit q; bit[2] c; c[0] = measure q; x q;"
                                + " c[1] = measure q;",
                        1)))
                .get()
                .asString()
                .contains("in mid-circuit");
        assertThat(backend.whyNot(request(
                        "OPENQASM 3.0; include \"stdgates.inc\"; qubit[2] q; bit c;"
                                + " for int i in [0:700] { cx q[0], q[1]; } c = measure q[0];",
                        1)))
                .get()
                .asString()
                .contains("at most 2000 operations");
        assertThat(service.calls("")).isZero();
    }

    @Test
    void shouldSayThatADeviceIsInMaintenance() throws Exception {
        Availability availability =
                open(Map.of("token", FakeAqt.TOKEN), "device", "marmot").availability();

        assertThat(availability.usable()).isFalse();
        assertThat(availability.message()).isEqualTo("maintenance, 12 qubits");
    }

    @Test
    void shouldReadTheCharacterisationOfADevice() throws Exception {
        NoiseModel model = open().calibration().orElseThrow();

        // Average infidelities of 0.1 % and 1.5 % with relaxation times that gates hardly feel: p = e (d + 1) / d.
        assertThat(model.qubit(0).p1()).isCloseTo(0.0015, within(5e-5));
        assertThat(model.cnotError(3, 7)).isCloseTo(0.01875, within(1e-3));
        assertThat(model.qubit(5).readout01()).isCloseTo(0.003, within(1e-12));
        assertThat(model.qubit(5).t2()).isEqualTo(0.45);
        assertThat(model.twoQubitTime()).isCloseTo(2e-4, within(1e-12));
        assertThat(open(Map.of("token", FakeAqt.TOKEN), "device", "marmot").calibration())
                .isEmpty();
    }

    @Test
    void shouldNameTheTokenWhenThereAreNoCredentials() throws Exception {
        Backend backend = open(Map.of());

        assertThatThrownBy(backend::availability)
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("AQT_ACCESS_TOKEN");
    }

    @Test
    void shouldSayThatTheIssuerDoesNotKnowTheClient() throws Exception {
        Backend backend = open(Map.of("client-id", "other", "client-secret", "wrong"));

        BackendException refusal = catchThrowableOfType(BackendException.class, backend::availability);

        assertThat(refusal.kind()).isEqualTo(Kind.UNAUTHORISED);
        assertThat(refusal).hasMessageContaining("access_denied").hasMessageNotContaining("wrong");
    }

    @Test
    void shouldPassOnTheServicesWords() throws Exception {
        Backend backend = open();
        JobRef job = new JobRef("ions", "no-uuid", Map.of("readout", "0", "circuits", "1"));

        assertThatThrownBy(() -> backend.status(List.of(job))).hasMessageContaining("not a valid uuid");
        service.plant(
                asked -> true,
                Answer.text(422, "application/json", "{\"detail\": [{\"msg\": \"a\"}, {\"msg\": \"b\"}]}"));
        assertThatThrownBy(() -> backend.submit(request(BELL, 1), "t")).hasMessageContaining("a; b");
    }

    @Test
    void shouldNotReadAReferenceThatWasChanged() throws Exception {
        Backend backend = open();
        JobRef job = backend.submit(request(BELL, 10), "t");

        for (Map<String, String> details : List.of(
                Map.<String, String>of(), Map.of("readout", "0,1"), Map.of("readout", "0,x", "circuits", "1"))) {
            assertThatThrownBy(() -> backend.fetch(new JobRef("ions", job.id(), details)))
                    .isInstanceOf(BackendException.class)
                    .hasMessageContaining("was the journal changed?");
        }
    }

    @Test
    void shouldRefuseOptionsThatWouldChangeThePath() {
        assertThatThrownBy(() -> open(Map.of(), "device", "../admin")).hasMessageContaining("expected device");
        assertThatThrownBy(() -> open(Map.of(), "endpoint", "http://arnica.aqt.eu/api"))
                .hasMessageContaining("expected an https address");
        assertThatThrownBy(() -> open(Map.of(), "endpoint", "not an address"))
                .hasMessageContaining("expected endpoint to be an address");
        assertThatThrownBy(() -> open(Map.of(), "qubits", "32")).hasMessageContaining("from 1 to 31");
    }

    @Test
    void shouldTakeTheAddressFromAqtsOwnVariable() {
        var provider = new AqtProvider();

        assertThat(provider.variable("endpoint", Map.of("AQT_ARNICA_URL", "https://a.example/api")))
                .contains("https://a.example/api");
        assertThat(provider.variable("device", Map.of("AQT_ARNICA_URL", "x"))).isEmpty();
        assertThat(provider.credentials()).extracting("name").containsExactly("token", "client-id", "client-secret");
    }
}
