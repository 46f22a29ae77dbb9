package io.jenkins.plugins.quantum.engine.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.quantum.engine.diagnostic.Diagnostic;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import io.jenkins.plugins.quantum.engine.noise.NoiseModels.Resolved;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as the services give them. */
class CalibrationSnapshotsTest {
    private static final String IBM =
            """
            {"backend_name": "ibm_three", "backend_version": "1.0", "last_update_date": "2026-03-01T10:00:00Z",
             "qubits": [
              [{"name": "T1", "unit": "us", "value": 200}, {"name": "T2", "unit": "ms", "value": 0.1},
               {"name": "readout_error", "unit": "", "value": 0.02},
               {"name": "prob_meas0_prep1", "unit": "", "value": 0.03}, {"name": "prob_meas1_prep0", "unit": "", "value": 0.01}],
              [{"name": "T1", "unit": "us", "value": 100}, {"name": "T2", "unit": "us", "value": 900},
               {"name": "readout_error", "unit": "", "value": 0.05}],
              [{"name": "T1", "unit": "us", "value": 1}, {"name": "operational", "unit": "", "value": 0}]],
             "gates": [
              {"gate": "sx", "qubits": [0], "parameters": [{"name": "gate_error", "unit": "", "value": 0.001},
                {"name": "gate_length", "unit": "ns", "value": 30}]},
              {"gate": "sx", "qubits": [1], "parameters": [{"name": "gate_error", "unit": "", "value": 0.003},
                {"name": "gate_length", "unit": "ns", "value": 30}]},
              {"gate": "rz", "qubits": [0], "parameters": [{"name": "gate_error", "unit": "", "value": 0}]},
              {"gate": "cz", "qubits": [0, 1], "parameters": [{"name": "gate_error", "unit": "", "value": 0.01},
                {"name": "gate_length", "unit": "ns", "value": 80}]},
              {"gate": "cz", "qubits": [1, 2], "parameters": [{"name": "gate_error", "unit": "", "value": 1},
                {"name": "gate_length", "unit": "ns", "value": 80}]}]}
            """;

    private static final String BRAKET =
            """
            {"braketSchemaHeader": {"name": "braket.device_schema.iqm.iqm_device_capabilities", "version": "1"},
             "service": {"updatedAt": "2026-05-05"},
             "standardized": {"oneQubitProperties": {
               "1": {"T1": {"value": 3e-5, "unit": "S"}, "T2": {"value": 1e-5, "unit": "S"}, "oneQubitFidelity": [
                 {"fidelityType": {"name": "SIMULTANEOUS_RANDOMIZED_BENCHMARKING"}, "fidelity": 0.999},
                 {"fidelityType": {"name": "READOUT_ERROR_0_TO_1"}, "fidelity": 0.01},
                 {"fidelityType": {"name": "READOUT_ERROR_1_TO_0"}, "fidelity": 0.02}]},
               "3": {"T1": {"value": 5e-5, "unit": "S"}, "T2": {"value": 2e-5, "unit": "S"}, "oneQubitFidelity": [
                 {"fidelityType": {"name": "SIMULTANEOUS_RANDOMIZED_BENCHMARKING"}, "fidelity": 0.0},
                 {"fidelityType": {"name": "RANDOMIZED_BENCHMARKING"}, "fidelity": 99.8},
                 {"fidelityType": {"name": "READOUT"}, "fidelity": 0.96}]}},
              "twoQubitProperties": {"1-3": {"twoQubitGateFidelity": [
                 {"gateName": "CZ", "fidelity": 0.99}, {"gateName": "Two_Qubit_Clifford", "fidelity": 0.999}]}}}}
            """;

    private static final String IONQ =
            """
            {"characterizations": [{"id": "x", "backend": "qpu.forte-1", "date": 1700000000, "qubits": 36, "connectivity": [[0, 1]],
              "fidelity": {"1q": {"median": 0.9998}, "2q": {"mean": 0.993}, "spam": {"median": 0.995}},
              "timing": {"readout": 1e-4, "reset": 2e-5, "1q": 1e-4, "2q": 6e-4, "t1": 100, "t2": 1}}]}
            """;

    private static final String IQM =
            """
            {"observation_set_id": "abc", "observations": [
              {"dut_field": "characterization.model.QB2.t1_time", "value": 40, "unit": "us", "invalid": false},
              {"dut_field": "characterization.model.QB2.t2_time", "value": 2e-5, "unit": "s", "invalid": false},
              {"dut_field": "metrics.rb.prx.drag_crf.QB2.fidelity:par=d2", "value": 0.999, "invalid": false},
              {"dut_field": "metrics.rb.prx.drag_crf.QB1.fidelity:par=d2", "value": 0.5, "invalid": true},
              {"dut_field": "metrics.rb.prx.drag_crf.QB1.fidelity:par=d2", "value": 0.998, "invalid": false},
              {"dut_field": "metrics.ssro.measure.constant.QB1.error_0_to_1", "value": 0.01, "invalid": false},
              {"dut_field": "metrics.ssro.measure.constant.QB1.error_1_to_0", "value": 0.03, "invalid": false},
              {"dut_field": "metrics.ssro.measure.constant.QB2.fidelity", "value": 0.97, "invalid": false},
              {"dut_field": "metrics.irb.cz.crf.QB1__QB2.fidelity:par=d2", "value": 0.99, "invalid": false},
              {"dut_field": "metrics.irb.cz.crf.QB1__COMPR1.fidelity:par=d2", "value": 0.9, "invalid": false}]}
            """;

    private static final String CIRQ =
            """
            {"cirq_type": "Calibration", "metrics": {"timestampMs": "1562544000021", "metrics": [
              {"name": "single_qubit_idle_t1_micros", "targets": ["2_10"], "values": [{"doubleVal": 20}]},
              {"name": "single_qubit_idle_t1_micros", "targets": ["q2_3"], "values": [{"doubleVal": "NaN"}]},
              {"name": "single_qubit_rb_pauli_error_per_gate", "targets": ["2_3"], "values": [{"doubleVal": 0.0015}]},
              {"name": "single_qubit_rb_average_error_per_gate", "targets": ["2_10"], "values": [{"floatVal": 0.002}]},
              {"name": "single_qubit_p00_error", "targets": ["2_3"], "values": [{"doubleVal": 0.5}]},
              {"name": "parallel_p00_error", "targets": ["2_3"], "values": [{"doubleVal": 0.01}]},
              {"name": "parallel_p11_error", "targets": ["2_3"], "values": [{"doubleVal": 0.05}]},
              {"name": "two_qubit_sycamore_gate_xeb_average_error_per_cycle", "targets": ["2_10", "2_3"], "values": [{"doubleVal": 0.001}]},
              {"name": "two_qubit_parallel_sycamore_gate_xeb_pauli_error_per_cycle", "targets": ["2_10", "2_3"], "values": [{"doubleVal": 0.025}]},
              {"name": "two_qubit_parallel_sqrt_iswap_gate_xeb_average_error_per_cycle", "targets": ["2_10", "2_3"], "values": [{"doubleVal": 0.016}]}]}}
            """;

    private static final String AQT =
            """
            {"id": "ibex", "characterisation": {"single_qubit_gate_fidelity": {"0": {"value": 99.97, "uncertainty": 0.01},
               "1": {"value": 99.95, "uncertainty": 0.01}}, "mean_two_qubit_gate_fidelity": {"value": 98.7, "uncertainty": 0.1},
              "spam_fidelity_lower_bound": 99.7, "t1_s": {"value": 1.1}, "t2_coherence_time_s": {"value": 0.4},
              "single_qubit_gate_duration_micros": 20, "two_qubit_gate_duration_micros": 300, "updated_at": "2026-01-01"}}
            """;

    @TempDir
    Path folder;

    private Resolved read(String json) throws Exception {
        Files.writeString(folder.resolve("snap.json"), json);
        return NoiseModels.resolve("snap.json", Map.of(), folder, SourcePosition.of("quantum.yml"));
    }

    private static String warnings(Resolved resolved) {
        return resolved.warnings().stream().map(Diagnostic::render).collect(Collectors.joining("\n"));
    }

    /** What a gate does in all: what was reported. */
    private static double pulseError(NoiseModel model, int qubit) {
        NoiseModel.Errors e = model.qubit(qubit);
        return PauliChannel.afterRotation(e.p1(), e, model.oneQubitTime()).error() * 2 / 3;
    }

    private static double pairError(NoiseModel model, int first, int second) {
        return PauliChannel.afterCnot(
                                model.cnotError(first, second),
                                model.qubit(first),
                                model.qubit(second),
                                model.twoQubitTime())
                        .error()
                * 4
                / 5;
    }

    @Test
    void shouldReadBackendPropertiesOfIbm() throws Exception {
        Resolved resolved = read(IBM);
        NoiseModel model = resolved.model();

        assertThat(model.name()).isEqualTo("ibm_three");
        assertThat(model.date()).isEqualTo("2026-03-01T10:00:00Z");
        assertThat(model.oneQubitTime()).isCloseTo(30e-9, within(1e-15));
        assertThat(model.twoQubitTime()).isCloseTo(80e-9, within(1e-15));
        assertThat(model.qubit(0).t1()).isCloseTo(200e-6, within(1e-12));
        assertThat(model.qubit(0).t2()).as("milliseconds").isCloseTo(100e-6, within(1e-12));
        assertThat(model.qubit(0).readout01()).isEqualTo(0.03);
        assertThat(model.qubit(0).readout10()).isEqualTo(0.01);
        assertThat(model.qubit(1).readout10()).as("the mean of both").isEqualTo(0.05);
        assertThat(model.qubit(1).t2()).as("clipped").isCloseTo(200e-6, within(1e-12));
        assertThat(model.qubit(2).t1()).as("out of order: the median").isCloseTo(150e-6, within(1e-12));
        assertThat(pulseError(model, 0)).isCloseTo(0.001, within(1e-9));
        assertThat(pairError(model, 1, 0)).isCloseTo(0.01, within(1e-9));
        assertThat(model.pairs()).as("the broken one is not listed").hasSize(1);
        assertThat(warnings(resolved))
                .contains("snap.json:1:1: warning: ")
                .contains("1 of 3 qubits lack a figure")
                .contains("1 entangling gates are reported as broken")
                .contains("T2 is more than twice T1, which no qubit can have, on 1 of 3 qubits");
    }

    @Test
    void shouldReadTheDocumentOfABraketDevice() throws Exception {
        Resolved resolved = read(BRAKET);
        NoiseModel model = resolved.model();

        assertThat(model.qubits()).extracting(NoiseModel.QubitErrors::qubit).containsExactly(0, 2);
        assertThat(pulseError(model, 0)).isCloseTo(0.001, within(1e-9));
        assertThat(pulseError(model, 2)).as("not measured together; percent").isCloseTo(0.002, within(1e-9));
        assertThat(model.qubit(0).readout01())
                .as("an error in a field named fidelity")
                .isEqualTo(0.02);
        assertThat(model.qubit(0).readout10()).isEqualTo(0.01);
        assertThat(model.qubit(2).readout01()).isCloseTo(0.04, within(1e-12));
        assertThat(pairError(model, 0, 2)).as("no Clifford").isCloseTo(0.01, within(1e-9));
        assertThat(warnings(resolved)).contains("qubit 0 of a circuit stands for its qubit 1");
    }

    @Test
    void shouldKeepTheNumbersOfADeviceThatCountsFromZero() throws Exception {
        String rigetti = BRAKET.replace("device_schema.iqm.iqm", "device_schema.rigetti.rigetti");
        NoiseModel model = read(rigetti).model();

        assertThat(model.qubits()).extracting(NoiseModel.QubitErrors::qubit).containsExactly(1, 3);
        assertThat(model.pairs()).singleElement().satisfies(p -> assertThat(p.second())
                .isEqualTo(3));
    }

    @Test
    void shouldUnwrapTheAnswerOfAws() throws Exception {
        var json = new ObjectMapper();
        String answer = json.writeValueAsString(Map.of("deviceArn", "arn", "deviceCapabilities", BRAKET));
        assertThat(read(answer).model().epoch()).isEqualTo(read(BRAKET).model().epoch());
        assertThat(read(json.writeValueAsString(BRAKET)).model().epoch())
                .isEqualTo(read(BRAKET).model().epoch());
        String broken = json.writeValueAsString(Map.of("deviceCapabilities", BRAKET + "}"));
        assertThatThrownBy(() -> read(broken))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("snap.json:1:1: expected JSON");
    }

    @Test
    void shouldReadACharacterisationOfIonq() throws Exception {
        NoiseModel model = read(IONQ).model();

        assertThat(model.name()).isEqualTo("qpu.forte-1");
        assertThat(model.qubits()).isEmpty();
        assertThat(pulseError(model, 0)).isCloseTo(2e-4, within(1e-9));
        assertThat(pairError(model, 0, 1)).isCloseTo(7e-3, within(1e-9));
        assertThat(model.base().readout01()).isCloseTo(5e-3, within(1e-12));
        assertThat(model.base().t2()).isEqualTo(1);
    }

    @Test
    void shouldReadQualityMetricsOfIqm() throws Exception {
        Resolved resolved = read(IQM);
        NoiseModel model = resolved.model();

        assertThat(model.date()).isEqualTo("abc");
        assertThat(pulseError(model, 0)).isCloseTo(0.002, within(1e-9));
        assertThat(model.qubit(0).readout01()).isEqualTo(0.03);
        assertThat(model.qubit(1).readout01()).isCloseTo(0.03, within(1e-12));
        assertThat(model.qubit(1).t1()).isCloseTo(40e-6, within(1e-12));
        assertThat(pairError(model, 0, 1)).isCloseTo(0.01, within(1e-9));
        assertThat(model.pairs()).as("a resonator is no qubit").hasSize(1);
        assertThat(warnings(resolved)).contains("stands for QB1");
    }

    @Test
    void shouldReadMetricsOfCirq() throws Exception {
        Resolved resolved = read(CIRQ);
        NoiseModel model = resolved.model();

        assertThat(warnings(resolved)).contains("qubit 0 of a circuit stands for q2_3, qubit 1 for q2_10");
        assertThat(model.date()).isEqualTo("1562544000021");
        assertThat(pulseError(model, 0)).as("two thirds of a Pauli error").isCloseTo(0.001, within(1e-9));
        assertThat(pulseError(model, 1)).isCloseTo(0.002, within(1e-9));
        assertThat(model.qubit(0).readout10()).isEqualTo(0.01);
        assertThat(model.qubit(0).readout01()).isEqualTo(0.05);
        assertThat(model.qubit(1).t1()).isCloseTo(20e-6, within(1e-12));
        assertThat(pairError(model, 0, 1))
                .as("the best gate that ran beside others")
                .isCloseTo(0.016, within(1e-9));
        String alone = CIRQ.substring(CIRQ.indexOf("{\"timestampMs"), CIRQ.lastIndexOf('}'));
        assertThat(read(alone).model().epoch()).isEqualTo(model.epoch());
    }

    @Test
    void shouldReadAResourceOfAqt() throws Exception {
        NoiseModel model = read(AQT).model();

        assertThat(pulseError(model, 1)).isCloseTo(5e-4, within(1e-9));
        assertThat(pairError(model, 0, 1)).isCloseTo(0.013, within(1e-9));
        assertThat(model.base().readout10()).isCloseTo(0.003, within(1e-12));
        assertThat(model.twoQubitTime()).isCloseTo(300e-6, within(1e-12));
    }

    @Test
    void shouldGiveFilesAndAdaptersTheSameEpoch() throws Exception {
        var json = new ObjectMapper();
        assertThat(CalibrationFormats.ibm(json.readTree(IBM), "ibm/x")
                        .orElseThrow()
                        .epoch())
                .isEqualTo(read(IBM).model().epoch());
        assertThat(CalibrationFormats.braket(json.readTree(BRAKET), "d")
                        .orElseThrow()
                        .name())
                .isEqualTo("d");
        assertThat(read(IBM.replace("0.003", "0.0031")).model().epoch())
                .isNotEqualTo(read(IBM).model().epoch());
    }

    private void refused(String json, String... words) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(InputException.class).hasMessageContainingAll(words);
    }

    @Test
    void shouldRefuseWrongUnitsAndTypesWithLineAndColumn() {
        refused(
                IBM.replace("\"unit\": \"ms\", \"value\": 0.1", "\"unit\": \"min\", \"value\": 0.1"),
                "snap.json:3:87: /qubits/0/1/value: expected a time in s, ms, us, ns or ps, found the unit 'min'");
        refused(
                IBM.replace("\"value\": 0.003}", "\"value\": \"3e-3\"}"),
                "snap.json:12:",
                "/gates/1/parameters/0/value: expected a number, found \"3e-3\"");
        refused(IBM.replace("[0, 1]", "[0, 7]"), "/gates/3/qubits: expected two different numbers from 0 to 2");
        refused("{\"qubits\": 3, \"gates\": []}", "snap.json:1:12: /qubits: expected lists");
        refused("{\"qubits\": [3], \"gates\": []}", "snap.json:1:13: /qubits/0: expected a list of named values");
        refused("{\"qubits\": [], \"gates\": []}", "expected IBM backend properties with errors of gates, found none");
        refused(
                IBM.replace("\"unit\": \"ns\", \"value\": 80", "\"unit\": \"us\", \"value\": 800"),
                "snap.json:1:1: /: expected gates shorter than T1, found gates of 8.0E-4 s");
        refused(BRAKET.replace("\"1-3\"", "\"1-x\""), "/standardized/twoQubitProperties/1-x: expected a pair");
        refused(BRAKET.replace("\"3\": {", "\"QB3\": {"), "/standardized/oneQubitProperties/QB3");
        refused(IQM.replace("\"unit\": \"us\"", "\"unit\": \"h\""), "/observations/0/value", "the unit 'h'");
        refused(
                IONQ.replace("{\"mean\": 0.993}", "{\"mean\": \"0.993\"}"),
                "/characterizations/0/fidelity/2q/mean: expected a number");
        refused(IONQ.replace("{\"mean\": 0.993}", "{}"), "expected the errors of entangling gates, found none");
        refused("{\"characterizations\": []}", "expected IonQ characterization");
        refused("{\"metrics\": {\"metrics\": 3}, \"cirq_type\": \"Calibration\"}", "snap.json:1:25: /metrics/metrics");
        refused("{\"characterisation\": {}}", "expected AQT resource");
        refused("{\"anything\": 1}", "/base: expected an object", "found 'anything'");
    }

    @Test
    void shouldCountPlacesLikeAnEditor() {
        refused("{\n  \"base\": {\n    \"p1\": 0.1,\n    \"p9\": 2\n  }\n}", "snap.json:2:11: /base");
        refused(
                "{\"base\": {},\n \"qubits\": [{\"qubit\": 0},\n  {\"qubit\": -4}]}",
                "snap.json:3:13: /qubits/1/qubit");
    }

    @Test
    void shouldEndSoonOnAHostileFile() throws Exception {
        String many = "{\"gate\": \"cz\", \"qubits\": [5, 5], \"parameters\": []},".repeat(60_000);
        String hostile = "{\"qubits\": [[]], \"gates\": [" + many.substring(0, many.length() - 1) + "]}";
        long start = System.nanoTime();
        assertThatThrownBy(() -> read(hostile)).isInstanceOf(InputException.class);
        assertThat(System.nanoTime() - start).isLessThan(20_000_000_000L);
        refused(IBM.replace("ibm_three", "a\\u001b[31m").replace("[0, 1]", "[0, 9]"), "/gates/3/qubits");
        assertThat(read(IBM.replace("ibm_three", "a\\u001b[31mb")).model().name())
                .isEqualTo("a[31mb");
    }

    @Test
    void shouldTakeSystematicErrorsFromAFile() throws Exception {
        NoiseModel model = read("{\"base\": {\"p2\": 0.01}, \"systematic\": {\"over-rotation\": 0.02}}")
                .model();
        assertThat(model.systematic().overRotation()).isEqualTo(0.02);
        refused(
                "{\"base\": {}, \"systematic\": {\"crosstalk-factor\": 2}}",
                "/systematic/crosstalk-factor",
                "expected p2");
        refused("{\"base\": {}, \"systematic\": {\"over-rotate\": 2}}", "did you mean 'over-rotation'?");
    }
}
