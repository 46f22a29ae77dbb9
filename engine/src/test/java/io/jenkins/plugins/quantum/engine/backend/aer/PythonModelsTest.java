package io.jenkins.plugins.quantum.engine.backend.aer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Lowering;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.python.ExportLimits;
import io.jenkins.plugins.quantum.engine.python.ExportedCircuit;
import io.jenkins.plugins.quantum.engine.python.ProcessStarter;
import io.jenkins.plugins.quantum.engine.python.PythonExporter;
import io.jenkins.plugins.quantum.engine.python.Pythons;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A circuit that was exported, read back and simulated has the probabilities that its framework computes itself. */
@EnabledIf(
        value = "io.jenkins.plugins.quantum.engine.python.Pythons#hasFrameworks",
        disabledReason = "no Python with PennyLane, Qiskit, Cirq and Braket: name one with QMLOPS_PYTHON")
@Timeout(300)
class PythonModelsTest {
    private static final Path MODELS = Path.of("src/test/resources/io/jenkins/plugins/quantum/engine/python/models.py");

    private static final Path EXAMPLES = Path.of("../examples");

    private final ObjectMapper json = new ObjectMapper();

    private static ExportedCircuit export(Path file, String name, Map<String, List<Integer>> shapes) throws Exception {
        var exporter = new PythonExporter(ProcessStarter.local(), ExportLimits.DEFAULT);
        return exporter.export(new PythonExporter.Request(file, file.toString(), name, shapes), Pythons.frameworks());
    }

    @ParameterizedTest
    @EnabledIf(
            value = "io.jenkins.plugins.quantum.engine.python.Pythons#hasAer",
            disabledReason = "Qiskit Aer is not set up")
    @CsvSource(
            delimiter = '|',
            value = {"templates | {\"f\":[3],\"w\":[2,3,3]}", "tape      | {}", "library   | {\"x\":[2],\"theta\":[]}"})
    void shouldKeepTheProbabilities(String name, String shapesText) throws Exception {
        var random = new Random(5);
        var shapes = new HashMap<String, List<Integer>>();
        Map<String, Object> values = new LinkedHashMap<>();
        json.readTree(shapesText).properties().forEach(entry -> {
            List<Integer> shape = json.convertValue(
                    entry.getValue(), json.getTypeFactory().constructCollectionType(List.class, Integer.class));
            shapes.put(entry.getKey(), shape);
            values.put(entry.getKey(), nested(shape, 0, random));
        });
        var exported = export(MODELS, name, name.equals("library") ? Map.of() : shapes);
        var binding = new HashMap<String, Double>();
        exported.groups().forEach((group, inputs) -> {
            var flat = new ArrayList<Double>();
            flatten(json.valueToTree(values.get(group)), flat);
            for (int i = 0; i < inputs.inputs().size(); i++) {
                binding.put(inputs.inputs().get(i), flat.get(i));
            }
        });

        Circuit circuit = Qasm.read("exported.qasm", exported.qasm()).circuit().measuringAll();
        Distribution ours = simulate(circuit, binding);
        JsonNode theirs = framework(name, json.writeValueAsString(values));

        assertThat(theirs).hasSize(1 << circuit.bits());
        for (int outcome = 0; outcome < theirs.size(); outcome++) {
            String bits =
                    Integer.toBinaryString(outcome + (1 << circuit.bits())).substring(1);
            assertThat(ours.of(bits)).as(bits).isCloseTo(theirs.get(outcome).asDouble(), within(1e-9));
        }
    }

    @Test
    void shouldFindTheCommittedCircuitsInTheirPythonFiles() throws Exception {
        var iris = export(EXAMPLES.resolve("iris-vqc/vqc.py"), "circuit", Map.of("x", List.of(4), "w", List.of(20)));
        var moons = export(EXAMPLES.resolve("moons-qnn/qnn.py"), "circuit", Map.of());

        assertThat(committed("iris-vqc/vqc.qasm")).isEqualTo(iris.qasm());
        assertThat(committed("moons-qnn/qnn.qasm")).isEqualTo(moons.qasm());
        assertThat(moons.groups().get("w").shape()).containsExactly(5, 2, 2);
    }

    private static String committed(String file) throws Exception {
        String text = Files.readString(EXAMPLES.resolve(file));
        return text.substring(text.indexOf('\n') + 1);
    }

    private static Object nested(List<Integer> shape, int level, Random random) {
        if (level == shape.size()) {
            return random.nextDouble() * 2 - 1;
        }
        var list = new ArrayList<>();
        for (int i = 0; i < shape.get(level); i++) {
            list.add(nested(shape, level + 1, random));
        }
        return list;
    }

    private static void flatten(JsonNode node, List<Double> into) {
        if (node.isArray()) {
            node.forEach(child -> flatten(child, into));
        } else {
            into.add(node.asDouble());
        }
    }

    private static Distribution simulate(Circuit circuit, Map<String, Double> binding) throws Exception {
        try (var backend = new AerBackend(
                "aer", ProcessStarter.local(), Pythons::aer, Lowering::lower, AerBackend.Limits.DEFAULT)) {
            var job = backend.submit(
                    new JobRequest("m", circuit, List.of(binding), NoiseModel.none(), 0, 0, 1, false), "m");
            while (!backend.status(List.of(job)).get(0).state().ended()) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
            }
            return backend.fetch(job).outcomes().get(0).distribution();
        }
    }

    private JsonNode framework(String name, String values) throws Exception {
        String script = "import sys, json; sys.path.insert(0, sys.argv[1]); import models; "
                + "print(json.dumps(models.probabilities(sys.argv[2], json.loads(sys.argv[3]))))";
        var process = new ProcessBuilder(
                        Pythons.frameworks(),
                        "-c",
                        script,
                        MODELS.toAbsolutePath().getParent().toString(),
                        name,
                        values)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return json.readTree(text);
    }
}
