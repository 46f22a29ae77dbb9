package io.jenkins.plugins.quantum.engine.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Real circuits with known distributions, in the folder that {@code QMLOPS_CONFORMANCE} names. */
@EnabledIfEnvironmentVariable(
        named = "QMLOPS_CONFORMANCE",
        matches = ".+",
        disabledReason = "QMLOPS_CONFORMANCE does not name the folder of conformance circuits")
class QasmConformanceTest {
    private static final int WIDEST = 10;

    /** The line of the first error; 0 where the file is read with a warning. */
    private static final Map<String, Integer> REFUSED = Map.ofEntries(
            Map.entry("qasmbench/vqe_uccsd_n4", 225),
            Map.entry("openqasm2x/invalid_gate_no_found", 5),
            Map.entry("openqasm2x/invalid_missing_semicolon", 4),
            Map.entry("qiskit-tests/example_fail", 1),
            Map.entry("qiskit-tests/example_minor_version_fail", 1),
            Map.entry("qiskit-tests/example_version_fail", 2),
            Map.entry("synthetic/s02_opaque_applied", 6),
            Map.entry("synthetic/s09_register_named_as_gate", 3),
            Map.entry("openqasm3/rus", 12),
            Map.entry("openqasm3/vqe", 17),
            Map.entry("openqasm3/ipe", 21));

    private static final List<String> WITH_WARNING =
            List.of("qasmbench/sat_n11", "synthetic/s10_pennylane_style_conditional_bit");

    @TestFactory
    Collection<DynamicTest> shouldReadOrRefuseEachCircuit() throws IOException {
        return circuits().stream()
                .map(file -> dynamicTest(name(file), () -> readOrRefuse(file)))
                .toList();
    }

    @TestFactory
    Collection<DynamicTest> shouldGiveTheExpectedDistribution() throws IOException {
        return circuits().stream()
                .filter(file -> Files.exists(expectation(file)))
                .map(file -> dynamicTest(name(file), () -> compare(file)))
                .toList();
    }

    private static void readOrRefuse(Path file) {
        Integer line = REFUSED.get(name(file));
        if (line != null) {
            var refusal = catchThrowableOfType(InputException.class, () -> Qasm.read(file));
            assertThat(refusal).isNotNull();
            assertThat(refusal.diagnostics().get(0).at().line())
                    .as(refusal.getMessage())
                    .isEqualTo(line);
        } else {
            Qasm.Program program = Qasm.read(file);
            assertThat(program.warnings().isEmpty())
                    .as("%s", program.warnings())
                    .isEqualTo(!WITH_WARNING.contains(name(file)));
        }
    }

    private static void compare(Path file) throws IOException {
        Circuit circuit = Qasm.read(file).circuit();
        JsonNode expected = new ObjectMapper().readTree(expectation(file).toFile());
        assertThat(circuit.qubits()).isEqualTo(expected.get("qubits").asInt());
        assumeTrue(circuit.qubits() <= WIDEST, "too wide for the exact evaluation of this test");
        Map<String, Double> found = Worlds.distribution(Lowering.lower(circuit));
        var outcomes = new TreeSet<>(found.keySet());
        boolean complete = !expected.get("truncated_to_top_64").asBoolean();
        expected.get("distribution").fields().forEachRemaining(entry -> {
            String outcome = entry.getKey().replace(" ", "");
            assertThat(found.getOrDefault(outcome, 0.0))
                    .as(outcome)
                    .isCloseTo(entry.getValue().asDouble(), within(1e-6));
            outcomes.remove(outcome);
        });
        if (complete) {
            assertThat(outcomes)
                    .allSatisfy(outcome -> assertThat(found.get(outcome)).isLessThan(1e-9));
        }
    }

    private static Path root() {
        return Path.of(System.getenv("QMLOPS_CONFORMANCE"));
    }

    private static List<Path> circuits() throws IOException {
        try (Stream<Path> files = Files.walk(root(), 2)) {
            return files.filter(file -> file.toString().endsWith(".qasm"))
                    .sorted()
                    .toList();
        }
    }

    private static String name(Path file) {
        return root().relativize(file).toString().replace(".qasm", "");
    }

    private static Path expectation(Path file) {
        return root().resolve("expected").resolve(name(file).replace("/", "__") + ".json");
    }
}
