package io.jenkins.plugins.quantum.engine.backend.aer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.builtin.BuiltinBackend;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Lowering;
import io.jenkins.plugins.quantum.engine.circuit.ParameterGroups;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.python.ExportLimits;
import io.jenkins.plugins.quantum.engine.python.ProcessStarter;
import io.jenkins.plugins.quantum.engine.python.PythonExporter;
import io.jenkins.plugins.quantum.engine.python.Pythons;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * Models of the kinds that users of PennyLane, Qiskit, Cirq and Braket write: what is exported has the probabilities that the
 * framework's own simulator gives, on Aer (double precision) and, where it can run them, on the built-in simulator (single).
 */
@EnabledIf(
        value = "io.jenkins.plugins.quantum.engine.python.Pythons#hasFrameworks",
        disabledReason = "no Python with PennyLane, Qiskit, Cirq and Braket: name one with QMLOPS_PYTHON")
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FrameworkModelsTest {
    private static final Path MODELS =
            Path.of("src/test/resources/io/jenkins/plugins/quantum/engine/python/frameworks");

    private static final Path EXPORTERS = Path.of("src/main/resources/io/jenkins/plugins/quantum/engine/python");

    private final ObjectMapper json = new ObjectMapper();
    private final Backend builtin = new BuiltinBackend("builtin", 1);
    private final Backend aer =
            new AerBackend("aer", ProcessStarter.local(), Pythons::aer, Lowering::lower, AerBackend.Limits.DEFAULT);

    @AfterAll
    void close() {
        builtin.close();
        aer.close();
    }

    @TestFactory
    @EnabledIf(
            value = "io.jenkins.plugins.quantum.engine.python.Pythons#hasAer",
            disabledReason = "Qiskit Aer is not set up")
    Stream<DynamicTest> shouldHaveTheProbabilitiesOfItsFramework() {
        return Stream.of("pennylane", "qiskit", "cirq", "braket").flatMap(framework -> {
            JsonNode answers = answers(framework);
            assertThat(answers.size()).as(framework).isGreaterThanOrEqualTo(9);
            return answers.properties().stream()
                    .map(model -> DynamicTest.dynamicTest(
                            framework + " " + model.getKey(), () -> compare(model.getKey(), model.getValue())));
        });
    }

    private void compare(String name, JsonNode answer) throws Exception {
        String exported = answer.get("qasm").asText();
        Circuit circuit = Qasm.read(name, exported).circuit().measuringAll();
        var values = new TreeMap<String, double[]>();
        answer.get("values").properties().forEach(entry -> values.put(entry.getKey(), array(entry.getValue())));
        Map<String, Double> binding = ParameterGroups.of(circuit).bind(values);

        Map<Integer, Double> onAer =
                simulate(aer, circuit, binding, answer.get("qubits").asInt());
        requireEqual(onAer, answer.get("probabilities"), 1e-6, "Aer");
        boolean dynamic = exported.contains("if (") || exported.contains("reset ");
        if (!dynamic) {
            requireEqual(
                    simulate(builtin, circuit, binding, answer.get("qubits").asInt()),
                    answer.get("probabilities"),
                    1e-5,
                    "builtin");
        }
    }

    private static void requireEqual(Map<Integer, Double> ours, JsonNode theirs, double tolerance, String where) {
        double sum = 0;
        for (int outcome = 0; outcome < theirs.size(); outcome++) {
            double expected = theirs.get(outcome).asDouble();
            sum += expected;
            assertThat(ours.getOrDefault(outcome, 0.0))
                    .as("%s, outcome %s", where, Integer.toBinaryString(outcome))
                    .isCloseTo(expected, within(tolerance));
        }
        assertThat(sum).isCloseTo(1, within(1e-6));
    }

    /** Probabilities over the lowest bits: the others are results in mid-circuit. */
    private static Map<Integer, Double> simulate(
            Backend simulator, Circuit circuit, Map<String, Double> binding, int bits) throws Exception {
        var job = simulator.submit(
                new JobRequest("m", circuit, List.of(binding), NoiseModel.none(), 0, 0, 1, false), "m");
        while (!simulator.status(List.of(job)).get(0).state().ended()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
        Distribution all = simulator.fetch(job).outcomes().get(0).distribution();
        var kept = new TreeMap<Integer, Double>();
        all.probabilities()
                .forEach((outcome, probability) -> kept.merge(
                        Integer.parseInt(outcome.substring(outcome.length() - bits), 2), probability, Double::sum));
        return kept;
    }

    private static double[] array(JsonNode list) {
        double[] numbers = new double[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = list.get(i).asDouble();
        }
        return numbers;
    }

    private JsonNode answers(String framework) {
        try {
            var process = new ProcessBuilder(
                            Pythons.frameworks(),
                            MODELS.resolve("oracle.py").toString(),
                            framework + "_models",
                            EXPORTERS.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).isZero();
            return json.readTree(text);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldExportTheObservable() throws Exception {
        assertThat(observable("pennylane", "reuploading", Map.of("x", List.of(2), "w", List.of(3, 2, 3))))
                .isEqualTo(Map.of("X0", 1.0, "Z0 Z1", 0.5));
        assertThat(observable("qiskit", "COST", Map.of())).isEqualTo(Map.of("Z0 Z1", 0.5, "Z1 Z2", 0.75, "Z2", -0.25));
        assertThat(observable("braket", "variational", Map.of())).isEqualTo(Map.of("Z0 X1", 1.0));
    }

    private static Map<String, Double> observable(String framework, String name, Map<String, List<Integer>> shapes)
            throws Exception {
        Path file = MODELS.resolve(framework + "_models.py");
        var request = new PythonExporter.Request(file, file.toString(), name, shapes);
        return new PythonExporter(ProcessStarter.local(), ExportLimits.DEFAULT)
                .observable(request, List.of(), Pythons.frameworks())
                .terms();
    }
}
