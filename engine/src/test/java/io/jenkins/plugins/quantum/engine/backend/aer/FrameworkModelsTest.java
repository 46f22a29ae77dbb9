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
import io.jenkins.plugins.quantum.engine.python.ExportedCircuit;
import io.jenkins.plugins.quantum.engine.python.ProcessStarter;
import io.jenkins.plugins.quantum.engine.python.PythonExporter;
import io.jenkins.plugins.quantum.engine.python.Pythons;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Models of the kinds that users of PennyLane, Qiskit, Cirq and Braket write: what is exported has the probabilities that the
 * framework's own simulator gives, on Aer (double precision) and, where it can run them, on the built-in simulator (single).
 */
@EnabledIf(
        value = "io.jenkins.plugins.quantum.engine.python.Pythons#hasFrameworks",
        disabledReason = "no Python with PennyLane, Qiskit, Cirq and Braket: name one with QMLOPS_PYTHON")
@Timeout(600)
class FrameworkModelsTest {
    private static final Path MODELS =
            Path.of("src/test/resources/io/jenkins/plugins/quantum/engine/python/frameworks");

    private final ObjectMapper json = new ObjectMapper();

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
                            framework + " " + model.getKey(), () -> compare(framework, model.getKey(), model.getValue())));
        });
    }

    private void compare(String framework, String name, JsonNode answer) throws Exception {
        var shapes = new HashMap<String, List<Integer>>();
        answer.get("shapes")
                .properties()
                .forEach(entry -> shapes.put(entry.getKey(), numbers(entry.getValue(), Integer.class)));
        ExportedCircuit exported = export(framework, name, shapes);
        Circuit circuit = Qasm.read(name, exported.qasm()).circuit().measuringAll();
        var values = new TreeMap<String, double[]>();
        answer.get("values").properties().forEach(entry -> values.put(entry.getKey(), array(entry.getValue())));
        Map<String, Double> binding = ParameterGroups.of(circuit).bind(values);

        Map<Integer, Double> aer = simulate(aer(), circuit, binding, answer.get("qubits").asInt());
        requireEqual(aer, answer.get("probabilities"), 1e-6, "Aer");
        boolean dynamic = exported.qasm().contains("if (") || exported.qasm().contains("reset ");
        if (!dynamic) {
            var builtin = simulate(
                    new BuiltinBackend("builtin", 1), circuit, binding, answer.get("qubits").asInt());
            requireEqual(builtin, answer.get("probabilities"), 1e-5, "builtin");
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
        try (Backend backend = simulator) {
            var job = backend.submit(
                    new JobRequest("m", circuit, List.of(binding), NoiseModel.none(), 0, 0, 1, false), "m");
            while (!backend.status(List.of(job)).get(0).state().ended()) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
            }
            Distribution all = backend.fetch(job).outcomes().get(0).distribution();
            var kept = new TreeMap<Integer, Double>();
            all.probabilities()
                    .forEach((outcome, probability) -> kept.merge(
                            Integer.parseInt(outcome.substring(outcome.length() - bits), 2), probability, Double::sum));
            return kept;
        }
    }

    private static Backend aer() {
        return new AerBackend("aer", ProcessStarter.local(), Pythons::aer, Lowering::lower, AerBackend.Limits.DEFAULT);
    }

    private static ExportedCircuit export(String framework, String name, Map<String, List<Integer>> shapes)
            throws Exception {
        Path file = MODELS.resolve(framework + "_models.py");
        var exporter = new PythonExporter(ProcessStarter.local(), ExportLimits.DEFAULT);
        return exporter.export(
                new PythonExporter.Request(file, file.toString(), name, shapes), Pythons.frameworks());
    }

    private <T> List<T> numbers(JsonNode list, Class<T> type) {
        var numbers = new ArrayList<T>();
        list.forEach(number -> numbers.add(json.convertValue(number, type)));
        return numbers;
    }

    private double[] array(JsonNode list) {
        return numbers(list, Double.class).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    private JsonNode answers(String framework) {
        try {
            var process = new ProcessBuilder(
                            Pythons.frameworks(), MODELS.resolve("oracle.py").toString(), framework + "_models")
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pennylane reuploading x=2 w=3,2,3 | {X0=1.0, Z0 Z1=0.5}",
                "pennylane uccsd_like theta=3 | {I=-0.25, Z1=0.75, Z1 Z2=-0.25, Z2=0.75}",
                "qiskit COST | {Z0 Z1=0.5, Z1 Z2=0.75, Z2=-0.25}",
                "braket variational | {Z0 X1=1.0}",
                "pennylane COST_3 | {X2=-0.4, Z0 X1=0.2}",
            })
    void shouldExportTheObservable(String line) throws Exception {
        String[] halves = line.split(" \\| ");
        String[] words = halves[0].split(" ");
        var shapes = new HashMap<String, List<Integer>>();
        for (int i = 2; i < words.length; i++) {
            String[] pair = words[i].split("=");
            shapes.put(pair[0], Stream.of(pair[1].split(",")).map(Integer::valueOf).toList());
        }
        Path file = MODELS.resolve(words[0] + "_models.py");
        var request = new PythonExporter.Request(file, file.toString(), words[1], shapes);

        var observable = new PythonExporter(ProcessStarter.local(), ExportLimits.DEFAULT)
                .observable(request, List.of(), Pythons.frameworks());

        assertThat(new TreeMap<>(observable.terms())).hasToString(halves[1]);
    }
}
