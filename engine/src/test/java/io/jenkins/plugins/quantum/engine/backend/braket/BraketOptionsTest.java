package io.jenkins.plugins.quantum.engine.backend.braket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.circuit.NativeProgram;
import io.jenkins.plugins.quantum.engine.circuit.Program;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.noise.CalibrationFormats;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel.Errors;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is decided before anybody is asked. */
class BraketOptionsTest {
    private static final String HEADER = "OPENQASM 3.0; include \"stdgates.inc\"; ";
    private static final Errors NONE = Errors.NONE;

    private static BackendSettings settings(Map<String, String> options) {
        var all = new HashMap<>(Map.of("device", "iqm/garnet", "bucket", "amazon-braket-x"));
        all.putAll(options);
        return BackendSettings.local("b", all);
    }

    private static Backend open(String device) throws BackendException {
        return new BraketProvider().open(settings(Map.of("device", device)));
    }

    @ParameterizedTest
    @CsvSource({
        "sv1, arn:aws:braket:::device/quantum-simulator/amazon/sv1, us-east-1, braket/amazon/sv1",
        "amazon/dm1, arn:aws:braket:::device/quantum-simulator/amazon/dm1, us-east-1, braket/amazon/dm1",
        "IQM/Garnet, arn:aws:braket:eu-north-1::device/qpu/iqm/Garnet, eu-north-1, braket/iqm/garnet",
        "rigetti/cepheus-1-108q, arn:aws:braket:us-west-1::device/qpu/rigetti/Cepheus-1-108Q, us-west-1, braket/rigetti/cepheus-1-108q",
        "arn:aws:braket:eu-west-2::device/qpu/oqc/Toshiko, arn:aws:braket:eu-west-2::device/qpu/oqc/Toshiko, eu-west-2, braket/oqc/toshiko",
    })
    void shouldFindADeviceAndItsRegion(String device, String arn, String region, String priced) throws Exception {
        var options = BraketOptions.of(settings(Map.of("device", device)));

        assertThat(options.device().arn()).isEqualTo(arn);
        assertThat(options.region()).isEqualTo(region);
        assertThat(options.endpoint()).hasToString("https://braket." + region + ".amazonaws.com");
        assertThat(open(device).capabilities().device()).isEqualTo(priced);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "device|garnet|expected a device of Amazon Braket",
                "bucket|My_Bucket|expected bucket",
                "bucket|a..b|expected bucket",
                "prefix|../x|expected prefix",
                "prefix|/x|expected prefix",
                "prefix|a/..|expected prefix",
                "endpoint|http://example.org|https",
                "endpoint|http://a b|expected an address for endpoint",
                "s3-endpoint|http://example.org|https",
                "batch|101|expected batch from 1 to 100",
                "spending-limit|5|expected spending-limit such as 'required'",
            })
    void shouldRefuseAWrongOption(String option, String value, String words) {
        assertThatThrownBy(() -> new BraketProvider().open(settings(Map.of(option, value))))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining(words);
    }

    @Test
    void shouldAskForABucket() {
        assertThatThrownBy(() -> new BraketProvider().open(BackendSettings.local("b", Map.of("device", "sv1"))))
                .hasMessageContaining("'bucket' is missing");
        assertThatThrownBy(() -> BraketOptions.of(settings(Map.of("device", "sv1", "region", "mars"))))
                .hasMessageContaining("expected region");
    }

    @Test
    void shouldKeepAFullSetWithinItsShots() throws Exception {
        assertThat(open("iqm/garnet").capabilities().batch()).isEqualTo(20);
        assertThat(open("iqm/garnet").capabilities().mostShots()).isEqualTo(10_000);
        var wide = new BraketProvider().open(settings(Map.of("batch", "100"))).capabilities();
        assertThat(wide.batch() * wide.mostShots()).isEqualTo(200_000);
        var alone = new BraketProvider().open(settings(Map.of("batch", "1"))).capabilities();
        assertThat(alone.mostShots()).isEqualTo(20_000);
        assertThat(open("ionq/forte-1").capabilities().batch()).isEqualTo(1);
    }

    @Test
    void shouldTakeTheVendorsOwnVariables() {
        var provider = new BraketProvider();
        assertThat(provider.variable("region", Map.of("AWS_DEFAULT_REGION", "us-west-2")))
                .contains("us-west-2");
        assertThat(provider.variable("endpoint", Map.of("BRAKET_ENDPOINT", "https://x")))
                .contains("https://x");
        assertThat(provider.variable("bucket", Map.of("AMZN_BRAKET_OUT_S3_BUCKET", " ")))
                .isEmpty();
        assertThat(provider.variable("device", Map.of())).isEmpty();
        assertThat(provider.type()).isEqualTo("braket");
        assertThat(provider.credentials()).hasSize(3);
        assertThat(provider.options()).contains("spending-limit", "s3-endpoint");
    }

    @Test
    void shouldSayThatKeysAreMissing() throws Exception {
        Backend backend = open("sv1");
        assertThat(backend.account()).endsWith(" nobody");
        assertThat(backend).hasToString("backend b (braket/amazon/sv1 in us-east-1)");
        assertThatThrownBy(backend::availability).hasMessageContaining("AWS_ACCESS_KEY_ID");
        var dotted = BackendSettings.local("b", Map.of("device", "sv1", "bucket", "my.bucket"));
        assertThat(new BraketProvider().open(dotted)).isNotNull();
    }

    private static Optional<String> whyNot(String device, Program program, NoiseModel noise, long shots)
            throws BackendException {
        return open(device).whyNot(new JobRequest("j", program, List.of(Map.of()), noise, shots, 0, 1, false));
    }

    private static Program circuit(String text) {
        return Qasm.read("c.qasm", HEADER + text).circuit();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "qubit[21] q; bit[1] c; c[0] = measure q[0];",
                "qubit[1] q; bit[1] c; c[0] = measure q[0]; x q[0];",
                "qubit[1] q; x q[0];",
                "qubit[1] q; bit[1] c;\n#pragma braket noise bit_flip(0.1) q[0]\nc[0] = measure q[0];",
            })
    void shouldRefuseACircuitThatTheMachineCannotRun(String text) throws Exception {
        assertThat(whyNot("iqm/garnet", circuit(text), NoiseModel.none(), 10)).isPresent();
    }

    @Test
    void shouldRefuseShotsOutOfRange() throws Exception {
        Program circuit = circuit("qubit[1] q; bit[1] c; c[0] = measure q[0];");

        assertThat(whyNot("ionq/forte-1", circuit, NoiseModel.none(), 99)).isPresent();
        assertThat(whyNot("ionq/forte-1", circuit, NoiseModel.none(), 0)).isPresent();
        assertThat(whyNot("ionq/forte-1", circuit, NoiseModel.none(), 100)).isEmpty();
        assertThat(whyNot("quera/aquila", circuit, NoiseModel.none(), 100)).isPresent();
    }

    @Test
    void shouldTakeNoiseOnlyWhereItCanBeWritten() throws Exception {
        Program circuit = circuit("qubit[1] q; bit[1] c; c[0] = measure q[0];");
        var small = noise(new Errors(0.01, 0.01, 0.1, 0.2, 1, 1));

        assertThat(whyNot("dm1", circuit, small, 10)).isEmpty();
        assertThat(whyNot("sv1", circuit, small, 10)).isPresent();
        assertThat(whyNot("dm1", circuit, noise(new Errors(0.8, 0, 0, 0, 1, 1)), 10))
                .isPresent();
        assertThat(whyNot("dm1", circuit, noise(new Errors(0, 0.95, 0, 0, 1, 1)), 10))
                .isPresent();
        assertThat(whyNot("dm1", circuit, noise(new Errors(0, 0, 0.6, 0.5, 1, 1)), 10))
                .isPresent();
        var pair = new NoiseModel("n", "e", NONE, List.of(), List.of(new NoiseModel.PairErrors(0, 1, 0.99)), 0, 0);
        assertThat(whyNot("dm1", circuit, pair, 10)).isPresent();
    }

    private static NoiseModel noise(Errors errors) {
        return new NoiseModel("n", "e", errors, List.of(), List.of(), 0, 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pulser|3|{}|format",
                "braket-ahs|3|{|in JSON",
                "braket-ahs|3|{}|schema",
                "braket-ahs|2|AHS|expected 2 sites",
                "braket-ahs|3|NO-HAMILTONIAN|hamiltonian",
            })
    void shouldRefuseAnAnalogProgramThatIsNone(String format, int sites, String text, String words) throws Exception {
        String program = text.replace(
                        "NO-HAMILTONIAN", BraketAquilaContractTest.PROGRAM.replace("hamiltonian", "other"))
                .replace("AHS", BraketAquilaContractTest.PROGRAM);

        assertThat(whyNot("quera/aquila", new NativeProgram(format, sites, program), NoiseModel.none(), 10)
                        .orElse(""))
                .contains(words);
    }

    @Test
    void shouldForecastTheNextWindow() throws Exception {
        JsonNode windows = Json.MAPPER.readTree(
                """
                [{"executionDay": "Weekdays", "windowStartHour": "09:00", "windowEndHour": "11:59:59"},
                 {"executionDay": "Saturday", "windowStartHour": "15:00:00", "windowEndHour": "16:00:00"},
                 {"executionDay": "Weekend", "windowStartHour": "20:00:00", "windowEndHour": "21:00:00"},
                 {"executionDay": "Sometimes", "windowStartHour": "never", "windowEndHour": "16:00:00"}]
                """);
        var plan = new ExecutionWindows(windows);

        // 2 November 2026 is a Monday.
        assertThat(plan.untilOpen(Instant.parse("2026-11-02T10:00:00Z"))).contains(Duration.ZERO);
        assertThat(plan.untilOpen(Instant.parse("2026-11-02T07:30:00Z"))).contains(Duration.ofMinutes(90));
        assertThat(plan.untilOpen(Instant.parse("2026-11-06T12:30:00Z"))).contains(Duration.ofMinutes(26 * 60 + 30));
        assertThat(plan.untilOpen(Instant.parse("2026-11-07T17:00:00Z"))).contains(Duration.ofHours(3));
        assertThat(plan.untilOpen(Instant.parse("2026-11-08T22:00:00Z"))).contains(Duration.ofHours(11));
        assertThat(new ExecutionWindows(Json.array()).untilOpen(Instant.EPOCH)).isEmpty();
        JsonNode always = Json.MAPPER.readTree(
                "[{\"executionDay\":\"Everyday\",\"windowStartHour\":\"00:00\",\"windowEndHour\":\"23:59:59\"}]");
        assertThat(new ExecutionWindows(always).untilOpen(Instant.parse("2026-11-02T23:00:00Z")))
                .contains(Duration.ZERO);
    }

    @Test
    void shouldSayThatAClosedDeviceTakesTasksAllTheSame() throws Exception {
        JsonNode capabilities = Json.MAPPER.readTree("{\"service\":{\"executionWindows\":[{\"executionDay\":\"Monday\","
                + "\"windowStartHour\":\"09:00\",\"windowEndHour\":\"10:00\"}]}}");
        var document = new DeviceDocument(Json.object().put("deviceStatus", "ONLINE"), capabilities);

        var availability = document.availability(Instant.parse("2026-11-02T07:00:00Z"), "words");

        assertThat(availability.usable()).isTrue();
        assertThat(availability.expectedWait()).contains(Duration.ofHours(2));
        assertThat(availability.queued()).isEmpty();
        assertThat(availability.message())
                .isEqualTo("runs nothing now, takes tasks for its next execution window; words");
        assertThat(document.availability(Instant.parse("2026-11-02T09:30:00Z"), "")
                        .message())
                .isEmpty();
    }

    @Test
    void shouldReadCalibrationsInAllTheirUnits() throws Exception {
        JsonNode percent = Json.MAPPER.readTree(
                """
                {"standardized": {"T1": {"value": 900, "unit": "ms"}, "T2": {"value": 5, "unit": "parsec"},
                 "singleQubitFidelity": [{"fidelity": 99.9, "unit": "percent"}],
                 "twoQubitGateFidelity": [{"fidelity": 98.0}, {"fidelity": 250}],
                 "readoutFidelity": [{"fidelity": 99.5}]}}
                """);
        NoiseModel model = CalibrationFormats.braket(percent, "d").orElseThrow();

        assertThat(model.base().t1()).isEqualTo(0.9);
        assertThat(model.base().p1()).isCloseTo(0.0015, Offset.offset(1e-9));
        assertThat(model.base().p2()).isCloseTo(0.025, Offset.offset(1e-9));
        assertThat(model.base().readout10()).isCloseTo(0.005, Offset.offset(1e-9));
        JsonNode byQubit = Json.MAPPER.readTree(
                """
                {"standardized": {"oneQubitProperties": {"0": {"T1": {"value": 30, "unit": "us"},
                  "oneQubitFidelity": [{"fidelityType": {"name": "RANDOMIZED_BENCHMARKING"}, "fidelity": 0.998},
                                       {"fidelityType": {"name": "READOUT"}, "fidelity": 0.95}]}},
                 "twoQubitProperties": {"0-1": {"twoQubitGateFidelity": [{"gateName": "CZ", "fidelity": 0.99}]},
                                        "1-2": {"twoQubitGateFidelity": [{"gateName": "CZ", "fidelity": 0.97}]}}}}
                """);
        NoiseModel second = CalibrationFormats.braket(byQubit, "d").orElseThrow();
        assertThat(second.base().t1()).isCloseTo(30e-6, Offset.offset(1e-12));
        assertThat(second.base().readout01()).isCloseTo(0.05, Offset.offset(1e-9));
        assertThat(second.base().p2()).isCloseTo(0.025, Offset.offset(1e-9));
        assertThat(CalibrationFormats.braket(Json.object(), "d")).isEmpty();
    }
}
