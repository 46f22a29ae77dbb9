package io.jenkins.plugins.quantum.engine.backend.aer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.circuit.Lowering;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.python.ProcessStarter;
import io.jenkins.plugins.quantum.engine.python.Pythons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Real circuits, dynamic and wide ones among them, have their exact distributions on Aer. */
@EnabledIfEnvironmentVariable(
        named = "QMLOPS_CONFORMANCE",
        matches = ".+",
        disabledReason = "QMLOPS_CONFORMANCE does not name the folder of conformance circuits")
@EnabledIf(
        value = "io.jenkins.plugins.quantum.engine.python.Pythons#hasAer",
        disabledReason = "Qiskit Aer is not set up: run `qmlops backends setup aer`")
class AerConformanceTest {
    private static AerBackend backend;

    @AfterAll
    static void close() {
        if (backend != null) {
            backend.close();
        }
    }

    @TestFactory
    Collection<DynamicTest> shouldGiveTheExpectedDistribution() throws IOException {
        backend =
                new AerBackend("aer", ProcessStarter.local(), Pythons::aer, Lowering::lower, AerBackend.Limits.DEFAULT);
        Path root = Path.of(System.getenv("QMLOPS_CONFORMANCE"));
        try (var expectations = Files.list(root.resolve("expected"))) {
            return expectations
                    .filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(file ->
                            dynamicTest(file.getFileName().toString().replace(".json", ""), () -> compare(root, file)))
                    .toList();
        }
    }

    private static void compare(Path root, Path expectation) throws Exception {
        String name =
                expectation.getFileName().toString().replace(".json", ".qasm").replace("__", "/");
        JsonNode expected = new ObjectMapper().readTree(expectation.toFile());
        Distribution found = run(name, root.resolve(name));
        Map<String, Double> theirs = new HashMap<>();
        expected.get("distribution")
                .properties()
                .forEach(entry -> theirs.put(
                        entry.getKey().replace(" ", ""), entry.getValue().asDouble()));

        theirs.forEach((outcome, p) -> assertThat(found.of(outcome)).as(outcome).isCloseTo(p, within(1e-6)));
        if (!expected.get("truncated_to_top_64").asBoolean()) {
            double distance = found.probabilities().entrySet().stream()
                    .mapToDouble(entry -> Math.max(0, entry.getValue() - theirs.getOrDefault(entry.getKey(), 0.0)))
                    .sum();
            assertThat(distance).isLessThan(1e-4);
            assertThat(found.probabilities())
                    .allSatisfy((outcome, p) -> assertThat(p < 1e-9 || theirs.containsKey(outcome))
                            .as(outcome)
                            .isTrue());
        }
    }

    private static Distribution run(String name, Path file) throws Exception {
        var circuit = Qasm.read(file).circuit().measuringAll();
        var job = backend.submit(
                new JobRequest(name, circuit, List.of(Map.of()), NoiseModel.none(), 0, 0, 1, false), name);
        while (!backend.status(List.of(job)).get(0).state().ended()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
        return backend.fetch(job).outcomes().get(0).distribution();
    }
}
