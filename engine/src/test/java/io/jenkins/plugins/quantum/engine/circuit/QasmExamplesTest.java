package io.jenkins.plugins.quantum.engine.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.jenkins.plugins.quantum.engine.diagnostic.Diagnostic;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Small programs for each feature and each refusal; comments inside say what is expected. */
class QasmExamplesTest {
    private static final Path FOLDER = Path.of("src/test/resources/qasm");

    @TestFactory
    Stream<DynamicTest> shouldReadEachFeature() throws IOException {
        return files("valid").map(file -> dynamicTest(name(file), () -> read(file)));
    }

    @TestFactory
    Stream<DynamicTest> shouldRefuseWithPlaceAndReason() throws IOException {
        return files("refused").map(file -> dynamicTest(name(file), () -> refuse(file)));
    }

    @TestFactory
    Stream<DynamicTest> shouldWriteVersion3ThatReadsBackEqual() throws IOException {
        return files("valid")
                .map(file -> dynamicTest(name(file), () -> {
                    Circuit circuit = Qasm.read(file).circuit();
                    Qasm.Program again = Qasm.read("again", Qasm.write3(circuit));
                    assertThat(again.circuit().instructions()).isEqualTo(circuit.instructions());
                    assertThat(again.circuit().inputs()).isEqualTo(circuit.inputs());
                    assertThat(CircuitDigest.of(again.circuit())).isEqualTo(CircuitDigest.of(circuit));
                }));
    }

    private static void read(Path file) {
        Qasm.Program program = Qasm.read(file);
        List<String> inputs = note(file, "inputs");
        assertThat(program.circuit().inputs()).isEqualTo(inputs);
        List<String> warnings = note(file, "warning");
        if (warnings.isEmpty()) {
            assertThat(program.warnings()).isEmpty();
        } else {
            assertThat(program.warnings()).extracting(Diagnostic::severity).containsOnly(Diagnostic.Severity.WARNING);
            assertThat(program.warnings().toString()).contains(String.join(" ", warnings));
        }
        var values = new HashMap<String, Double>();
        inputs.forEach(input -> values.put(input, 0.1 + values.size()));
        Map<String, Double> found =
                Worlds.distribution(Lowering.lower(program.circuit().bind(values)));
        var expected = new TreeMap<String, Double>();
        note(file, "expect").forEach(pair -> expected.put(pair.split("=")[0], Double.valueOf(pair.split("=")[1])));
        found.values().removeIf(p -> p < 1e-12);
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        expected.forEach(
                (outcome, p) -> assertThat(found.get(outcome)).as(outcome).isCloseTo(p, within(1e-9)));
    }

    private static void refuse(Path file) {
        List<String> note = note(file, "refuse");
        var refusal = catchThrowableOfType(InputException.class, () -> Qasm.read(file));
        assertThat(refusal).as("no refusal").isNotNull();
        Diagnostic first = refusal.diagnostics().get(0);
        assertThat(first.render())
                .contains(String.join(" ", note.subList(1, note.size())))
                .startsWith(file + ":" + note.get(0) + ": ");
        assertThat(first.sourceLine()).isNotEmpty();
    }

    private static List<String> note(Path file, String kind) {
        return lines(file).stream()
                .filter(line -> line.startsWith("// " + kind + " "))
                .flatMap(line -> Arrays.stream(line.split(" ")).skip(2))
                .toList();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Stream<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
            return files.sorted().toList().stream();
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".qasm", "");
    }
}
