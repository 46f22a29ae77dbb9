package io.jenkins.plugins.quantum.engine.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import io.jenkins.plugins.quantum.engine.noise.NoiseModels.Resolved;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NoiseModelsTest {
    private static final SourcePosition AT = new SourcePosition("quantum.yml", 7, 12);

    @TempDir
    Path folder;

    private Resolved resolve(String name) {
        return NoiseModels.resolve(name, Map.of(), folder, AT);
    }

    private Resolved custom(Map<String, Double> values) {
        return NoiseModels.resolve("custom", values, folder, AT);
    }

    private Resolved file(String json) throws Exception {
        Files.writeString(folder.resolve("lab.json"), json);
        return resolve("lab.json");
    }

    private void refused(String json, String... words) {
        assertThatThrownBy(() -> file(json)).isInstanceOf(InputException.class).hasMessageContainingAll(words);
    }

    @Test
    void shouldKnowNoNoise() {
        assertThat(resolve("none").model().isNone()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("presets")
    void shouldGivePresetsWithOriginAndPlausibleFigures(String name) {
        NoiseModel model = resolve(name).model();
        NoisePreset preset = NoisePresets.find(name).orElseThrow();
        assertThat(preset.source()).isNotBlank();
        assertThat(preset.date()).matches("20\\d\\d-\\d\\d-\\d\\d");
        assertThat(preset.note()).isNotBlank();
        assertThat(preset.device()).isNotBlank();
        assertThat(model.name()).isEqualTo(name);
        assertThat(model.epoch()).matches("[0-9a-f]{64}");
        assertThat(model.base().p1()).isBetween(0.0, 0.005);
        assertThat(model.base().p2()).isBetween(0.001, 0.02);
        assertThat(model.base().readout01()).isBetween(0.001, 0.06);
        assertThat(model.base().readout10()).isBetween(0.001, 0.06);
        assertThat(preset.source()).containsAnyOf("github.com/", "https://", "chosen for this program");
        assertThat(model.base().t2()).isLessThanOrEqualTo(2 * model.base().t1());
    }

    @ParameterizedTest
    @MethodSource("reported")
    void shouldMakeGatesOfAPresetErrAsReported(String name, double oneQubit, double twoQubit) {
        // What the model does in all (depolarisation and relaxation) must be the average infidelity that was reported.
        NoiseModel model = resolve(name).model();
        NoiseModel.Errors e = model.base();
        double one = PauliChannel.afterRotation(e.p1(), e, model.oneQubitTime()).error() * 2 / 3;
        double two = PauliChannel.afterCnot(e.p2(), e, e, model.twoQubitTime()).error() * 4 / 5;
        assertThat(one).isCloseTo(oneQubit, within(1e-9));
        assertThat(two).isCloseTo(twoQubit, within(1e-9));
    }

    @Test
    void shouldKnowTenClassesOfDevices() {
        assertThat(reported().map(Arguments::get).map(figures -> figures[0]))
                .hasSize(10)
                .isSubsetOf(presets().toArray());
        assertThat(resolve("aria").model().base().t1()).isEqualTo(10);
        assertThat(resolve("sycamore").model().base().t2())
                .isEqualTo(2 * resolve("sycamore").model().base().t1());
    }

    private static Stream<String> presets() {
        return NoisePresets.names().stream();
    }

    /** Average infidelities as the sources have them. */
    private static Stream<Arguments> reported() {
        return Stream.of(
                Arguments.of("heron-r2", 2.287e-4, 3.815e-3),
                Arguments.of("eagle-r3", 2.362e-4, 7.500e-3),
                Arguments.of("garnet", 6.880e-4, 4.131e-3),
                Arguments.of("emerald", 5.867e-4, 5.407e-3),
                Arguments.of("forte", 1.0e-4, 7.5e-3),
                Arguments.of("aria", 5e-4, 4e-3),
                Arguments.of("h2", 2.5e-5, 1.84e-3),
                Arguments.of("cepheus", 3.268e-3, 1.159e-2),
                Arguments.of("willow", 2.697e-4, 2.754e-3),
                Arguments.of("sycamore", 1.624e-3, 1.495e-2));
    }

    @Test
    void shouldLeaveNothingToDepolarisationWhereRelaxationExplainsMoreThanTheError() {
        assertThat(ReportedError.oneQubit(1e-5, 1e-5, 1e-5, 1e-7)).isZero();
        assertThat(ReportedError.oneQubit(1e-3, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 0))
                .isCloseTo(1.5e-3, within(1e-12));
    }

    @Test
    void shouldSuggestThePresetThatWasMeant() {
        assertThatThrownBy(() -> resolve("heron-r3"))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("quantum.yml:7:12: ")
                .hasMessageContaining("did you mean 'heron-r2'?");
        assertThatThrownBy(() -> resolve("zzzzzzzzzz"))
                .hasMessageContaining("light")
                .hasMessageContaining(".json");
    }

    @Test
    void shouldTakeCustomValues() {
        Resolved resolved = custom(Map.of("p1", 0.001, "p2", 0.01, "readout", 0.02, "t1", 1e-4, "t2", 8e-5));
        assertThat(resolved.model().base()).isEqualTo(new NoiseModel.Errors(0.001, 0.01, 0.02, 0.02, 1e-4, 8e-5));
        assertThat(resolved.model().oneQubitTime()).isPositive();
        assertThat(resolved.warnings()).isEmpty();
        assertThat(custom(Map.of("p1", 0.002)).model().epoch())
                .isNotEqualTo(resolved.model().epoch());
    }

    @Test
    void shouldTakeSystematicErrors() {
        NoiseModel model = custom(
                        Map.of("p2", 0.01, "over-rotation", 0.02, "crosstalk-zz", -0.1, "crosstalk-factor", 2.0))
                .model();
        assertThat(model.systematic()).isEqualTo(new SystematicErrors(0.02, 0, -0.1, 2));
        assertThat(custom(Map.of("cx-over-rotation", -0.0)).model().isNone()).isTrue();
        assertThat(custom(Map.of("p2", 0.01)).model().epoch()).isNotEqualTo(model.epoch());
    }

    @Test
    void shouldClipT2WithAWarning() {
        Resolved resolved = custom(Map.of("t1", 1e-5, "t2", 5e-5));
        assertThat(resolved.model().base().t2()).isEqualTo(2e-5);
        assertThat(resolved.warnings()).singleElement().satisfies(w -> assertThat(w.render())
                .startsWith("quantum.yml:7:12: warning: ")
                .contains("more than twice t1"));
        Resolved silent = custom(Map.of("t1", 1e-5));
        assertThat(silent.model().base().t2()).isEqualTo(2e-5);
        assertThat(silent.warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "p1, -0.1, a probability from 0 to 0.75 (a fully mixed qubit) for p1",
        "p1, 0.76, found 0.76",
        "p2, 0.94, a probability from 0 to 0.9375 (two fully mixed qubits) for p2",
        "readout, NaN, a probability from 0 to 0.5 (a coin) for readout",
        "t1, 0, above 0 for t1",
        "t2, -1, above 0 for t2",
        "t1, Infinity, above 0 for t1",
        "readuot, 0.1, did you mean 'readout'?",
        "over-rotation, 0.6, expected -0.5 to 0.5 for over-rotation, found 0.6",
        "cx-over-rotation, 1, it is an angle in radians",
        "crosstalk-zz, NaN, for crosstalk-zz, found NaN",
        "crosstalk-factor, 0.5, expected 1.0 to 100.0 for crosstalk-factor",
        "crosstalk-factor, 2, expected p2 with crosstalk-factor",
        "overrotation, 0.1, did you mean 'over-rotation'?",
    })
    void shouldRefuseImpossibleCustomValues(String key, double value, String words) {
        assertThatThrownBy(() -> custom(Map.of(key, value)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(words);
    }

    @Test
    void shouldReadACalibrationFile() throws Exception {
        NoiseModel model =
                file("""
                        {"name": "lab-5q", "date": "2026-03-01",
                         "gate-times": {"one-qubit": 3.5e-8, "two-qubit": 3e-7},
                         "base": {"p1": 3e-4, "p2": 8e-3, "readout-01": 0.02, "readout-10": 0.01, "t1": 1e-4, "t2": 8e-5},
                         "qubits": [{"qubit": 3, "p1": 5e-4, "readout": 0.03}],
                         "pairs": [{"qubits": [0, 1], "p2": 0.012}]}
                        """)
                        .model();
        assertThat(model.name()).isEqualTo("lab-5q");
        assertThat(model.base()).isEqualTo(new NoiseModel.Errors(3e-4, 8e-3, 0.02, 0.01, 1e-4, 8e-5));
        assertThat(model.qubit(3)).isEqualTo(new NoiseModel.Errors(5e-4, 8e-3, 0.03, 0.03, 1e-4, 8e-5));
        assertThat(model.qubit(0)).isEqualTo(model.base());
        assertThat(model.cnotError(1, 0)).isEqualTo(0.012);
        assertThat(model.cnotError(1, 2)).isEqualTo(8e-3);
        assertThat(model.oneQubitTime()).isEqualTo(3.5e-8);
        assertThat(model.twoQubitTime()).isEqualTo(3e-7);
    }

    @Test
    void shouldGiveTheSameEpochToTheSameNumbersOnly() throws Exception {
        String epoch =
                file("{\"base\": {\"p1\": 0.001}, \"pairs\": [{\"qubits\": [0, 1], \"p2\": 0.1}, {\"qubits\": [1, 2], \"p2\": 0.2}],"
                                + " \"qubits\": [{\"qubit\": 1, \"p1\": 0}, {\"qubit\": 0, \"p1\": 0.1}]}")
                        .model()
                        .epoch();
        String same = file("{ \"qubits\":[{\"qubit\":0,\"p1\":1e-1},{\"p1\":0.0,\"qubit\":1}], \"name\": \"x\","
                        + "\"pairs\":[{\"qubits\":[2,1],\"p2\":0.2},{\"qubits\":[1,0],\"p2\":0.10}],\"base\":{\"p1\":1e-3}}")
                .model()
                .epoch();
        String other = file("{\"base\": {\"p1\": 0.001}, \"date\": \"2026-01-02\"}")
                .model()
                .epoch();
        assertThat(same).isEqualTo(epoch);
        assertThat(other).isNotEqualTo(epoch);
    }

    @Test
    void shouldRefuseWrongCalibrationFilesWithThePlace() {
        refused("{\"base\": {\"p1\": 0.8}}", "lab.json:1:10: /base: ", "from 0 to 0.75", "for p1, found 0.8");
        refused("{\"base\": {\"readout-10\": 0.6}}", "/base: ", "from 0 to 0.5 (a coin) for readout-10");
        refused("{\"base\": {\"p1\": \"x\"}}", "/base/p1", "expected a number, found \"x\"");
        refused("{\"base\": {\"p3\": 0.1}}", "/base", "found 'p3'", "did you mean 'p1'?");
        refused("{\"base\": {}, \"qbits\": []}", "did you mean 'qubits'?");
        refused("{\"base\": {\"t1\": 1e-4}}", "/gate-times", "because t1 or t2 is given");
        refused("{\"base\": {\"t1\": 1e999}}", "above 0 for t1, found Infinity");
        refused("{\"base\": {\"readout\": 0.1, \"readout-01\": 0.1}}", "found both");
        refused(
                "{\"base\": {}, \"gate-times\": {\"one-qubit\": -1, \"two-qubit\": 3}}",
                "/gate-times/one-qubit",
                "/gate-times/two-qubit");
        refused("{\"base\": {}, \"gate-times\": 3}", "/gate-times: expected an object");
        refused("{\"base\": 3}", "/base: expected an object");
        refused("{}", "/base: expected an object", "found nothing");
        refused("[]", "expected a JSON object, found a list");
        refused("", "expected a JSON object, found nothing");
        refused("{\"base\": {}, \"qubits\": 4}", "/qubits: expected a list");
        refused("{\"base\": {}, \"qubits\": [{\"qubit\": 1}, {\"qubit\": 1}]}", "/qubits/1/qubit", "listed twice");
        refused("{\"base\": {}, \"qubits\": [{\"qubit\": -1}]}", "/qubits/0/qubit");
        refused("{\"base\": {}, \"qubits\": [7]}", "/qubits/0: expected an object");
        refused("{\"base\": {}, \"qubits\": [{\"qubit\": 0, \"p2\": 0.1}]}", "/qubits/0", "found 'p2'");
        refused("{\"base\": {}, \"pairs\": [{\"qubits\": [0, 0], \"p2\": 0.1}]}", "/pairs/0/qubits", "two different");
        refused("{\"base\": {}, \"pairs\": [{\"qubits\": [-1, -1], \"p2\": 0.1}]}", "/pairs/0/qubits/0");
        refused(
                "{\"base\": {}, \"pairs\": [{\"qubits\": [0, 1], \"p2\": 0}, {\"qubits\": [1, 0], \"p2\": 0}]}",
                "/pairs/1/qubits",
                "listed twice");
        refused("{\"base\": {}, \"pairs\": [{\"qubits\": [0, 1]}]}", "/pairs/0/p2");
        refused("{\"base\": {}, \"name\": \"\"}", "/name: expected a text");
    }

    @Test
    void shouldRefuseWhatIsNotJsonWithLineAndColumn() {
        refused("{\n  \"base\": {\"p1\": NaN}\n}", "lab.json:2:");
        refused("{\"base\": {}} x", "lab.json:1:");
        refused("{\"base\": {}, \"base\": {}}", "lab.json:1:", "Duplicate");
        refused("[".repeat(100_000), "lab.json: ", "levels of nesting");
        refused("{\"base\": {\"p1\": 0." + "1".repeat(1000) + "}}", "lab.json: ", "numbers of 64");
        refused("\u0000\u0001\u0002", "lab.json:1:");
    }

    @Test
    void shouldRefuseMissingFilesFoldersAndGiants() throws Exception {
        assertThatThrownBy(() -> resolve("gone.json")).hasMessageContaining("gone.json: calibration file not found");
        Files.createDirectory(folder.resolve("dir.json"));
        assertThatThrownBy(() -> resolve("dir.json")).hasMessageContaining("expected a file");
        assertThatThrownBy(() -> resolve("a\u0000.json")).isInstanceOf(InputException.class);
        Files.write(folder.resolve("big.json"), new byte[(4 << 20) + 1]);
        assertThatThrownBy(() -> resolve("big.json")).hasMessageContaining("at most");
    }

    @Test
    void shouldWarnAboutClippedT2InAFile() throws Exception {
        Resolved resolved = file(
                "{\"gate-times\": {\"one-qubit\": 1e-8, \"two-qubit\": 1e-7}, \"base\": {\"t1\": 1e-5, \"t2\": 1e-4}}");
        assertThat(resolved.warnings())
                .singleElement()
                .satisfies(w -> assertThat(w.message()).contains("/base").contains("more than twice"));
    }
}
