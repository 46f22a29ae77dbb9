package io.jenkins.plugins.quantum.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.backend.builtin.BuiltinBackend;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.gate.entanglingcapability.EntanglingCapabilityGate;
import io.jenkins.plugins.quantum.engine.gate.expressibility.ExpressibilityGate;
import io.jenkins.plugins.quantum.engine.gate.gradientvariance.GradientVarianceGate;
import io.jenkins.plugins.quantum.engine.gate.kernelalignment.KernelAlignmentGate;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.python.Pythons;
import io.jenkins.plugins.quantum.engine.stats.Expressibility;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Kernels, gradients, entanglement and expressibility on the built-in simulator beside PennyLane and NumPy, on the same inputs. */
@Timeout(300)
@EnabledIf(
        value = "io.jenkins.plugins.quantum.engine.python.Pythons#hasFrameworks",
        disabledReason = "PennyLane is not set up")
@Tag("replay")
class IndependentTrainingTest {
    private static final Path SCRIPT = Path.of("src/test/python/training/figures.py");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** As in figures.py. */
    private static final String CIRCUIT =
            """
            input float w0;
            input float w1;
            input float w2;
            input float w3;
            input float w4;
            input float w5;
            qubit[3] q;
            ry(w0) q[0];
            rx(2 * w1 + w0) q[1];
            h q[2];
            cx q[0], q[1];
            cry(w2) q[1], q[2];
            crz(w3) q[0], q[2];
            rz(sin(w3)) q[1];
            cx q[0], q[1];
            rz(w4) q[1];
            cx q[0], q[1];
            cp(w4) q[1], q[2];
            U(w5, w1, 0.3) q[0];
            """;

    private static final String EMBEDDING =
            """
            input float x0_first;
            input float x1_first;
            input float x0_second;
            input float x1_second;
            qubit[2] q;
            """;

    private static final List<String> WEIGHTS = List.of("w0", "w1", "w2", "w3", "w4", "w5");
    private static final BuiltinBackend BACKEND = new BuiltinBackend("builtin", 2);

    @TempDir
    Path folder;

    @AfterAll
    static void close() {
        BACKEND.close();
    }

    private JsonNode theirs(Map<String, Object> request) throws IOException, InterruptedException {
        Path input = folder.resolve("request.json");
        Path output = folder.resolve("answer.json");
        Path errors = folder.resolve("errors.txt");
        JSON.writeValue(input.toFile(), request);
        Process process = new ProcessBuilder(Pythons.frameworks(), SCRIPT.toString())
                .redirectInput(input.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        assertThat(process.waitFor())
                .as(Files.readString(errors, StandardCharsets.UTF_8))
                .isZero();
        return JSON.readTree(output.toFile());
    }

    private static List<Outcome> run(Circuit circuit, List<Map<String, Double>> bindings) {
        return Simulated.run(BACKEND, new JobRequest("job", circuit, bindings, NoiseModel.none(), 0, 0, 1, false));
    }

    private static List<List<Double>> weights(List<Map<String, Double>> draws) {
        return draws.stream()
                .map(draw -> WEIGHTS.stream().map(draw::get).toList())
                .toList();
    }

    @Test
    void shouldDifferentiateAsPennyLaneDoes(TestReporter reporter) throws Exception {
        Workload workload = Ansatz.observed(CIRCUIT);
        GateContext context = Bench.of("parameter-shift", workload).context();
        List<Map<String, Double>> draws = Trainable.of(context).draws(8, "gradient");
        var cost = new MeanOfCost(workload);
        var rule = new ShiftRule(workload, Set.copyOf(WEIGHTS), cost);
        var derivatives = new ArrayList<List<Derivative>>();
        for (Map<String, Double> draw : draws) {
            derivatives.add(WEIGHTS.stream().map(name -> rule.by(name, draw)).toList());
        }
        var outcomes = cost.probe("gradient", rule.circuits()).tasks().stream()
                .map(task -> run(task.circuit(), task.bindings()))
                .toList();
        double[] means = cost.means(new Evidence.Batch(Need.exact(0, 0), outcomes));

        JsonNode gradients = theirs(Map.of("gradients", weights(draws))).get("gradients");

        double largest = 0;
        for (int d = 0; d < draws.size(); d++) {
            for (int p = 0; p < WEIGHTS.size(); p++) {
                largest = Math.max(
                        largest,
                        Math.abs(derivatives.get(d).get(p).of(means)
                                - gradients.get(d).get(p).asDouble()));
            }
        }
        reporter.publishEntry("gradients: largest difference", Double.toString(largest));
        assertThat(largest).isLessThan(1e-5);
    }

    @Test
    void shouldFindTheRateOfDecayThatPolyfitFindsInPennyLanesVariances(TestReporter reporter) throws Exception {
        Map<String, Workload> widths = new TreeMap<>();
        for (int n = 2; n <= 4; n++) {
            widths.put("n" + n, Ansatz.observed(chain(n)));
        }
        GateContext context = Bench.of("gradient-variance", widths.get("n2"))
                .with("draws", 60)
                .with("parameters", List.of("w"))
                .with("widths", List.of("n3", "n4"))
                .with("max-rate", 10)
                .with("min", 1e-6)
                .context()
                .beside(Map.of("n3", widths.get("n3"), "n4", widths.get("n4")));
        var request = new ArrayList<Map<String, Object>>();
        for (String name : List.of("n2", "n3", "n4")) {
            GateContext width = name.equals("n2") ? context : context.on(name);
            Trainable trainable = Trainable.of(width);
            request.add(Map.of(
                    "draws",
                    trainable.draws(60, "gradient variance").stream()
                            .map(draw ->
                                    trainable.inputs().stream().map(draw::get).toList())
                            .toList(),
                    "parameters",
                    trainable.spread(5).stream()
                            .map(trainable.inputs()::indexOf)
                            .toList()));
        }
        JsonNode theirs = theirs(Map.of("decay", request));

        Finding ours = Simulated.run(new GradientVarianceGate(), context).finding();

        double rate = ours.figures().get("gradient.decay-rate");
        reporter.publishEntry(
                "rate of decay: difference",
                Double.toString(rate - theirs.get("rate").asDouble()));
        assertThat(rate).isCloseTo(theirs.get("rate").asDouble(), within(1e-4));
        assertThat(ours.figures().get("gradient.variance"))
                .isCloseTo(theirs.get("variances").get(0).asDouble(), within(1e-5));
    }

    private static String chain(int qubits) {
        var text = new StringBuilder();
        for (int i = 0; i < 2 * qubits; i++) {
            text.append("input float w").append(i).append(";\n");
        }
        text.append("qubit[").append(qubits).append("] q;\n");
        for (int q = 0; q < qubits; q++) {
            text.append("ry(w" + q + ") q[" + q + "];\n");
        }
        for (int q = 0; q < qubits - 1; q++) {
            text.append("cz q[" + q + "], q[" + (q + 1) + "];\n");
        }
        for (int q = 0; q < qubits; q++) {
            text.append("ry(w" + (qubits + q) + ") q[" + q + "];\n");
        }
        return text.toString();
    }

    @Test
    void shouldEntangleAsTheReducedStatesSay(TestReporter reporter) throws Exception {
        Bench bench = Bench.of("entangling-capability", Ansatz.plain(CIRCUIT))
                .with("target", 0)
                .with("max-change", 1)
                .with("draws", 60);
        List<Map<String, Double>> draws = Trainable.of(bench.context()).draws(60, "entanglement");

        double ours = Simulated.run(new EntanglingCapabilityGate(), bench.context())
                .finding()
                .value();

        double sum = 0;
        for (JsonNode one : theirs(Map.of("gradients", weights(draws))).get("entanglement")) {
            sum += one.asDouble();
        }
        reporter.publishEntry("entanglement: difference", Double.toString(ours - sum / 60));
        assertThat(ours).isCloseTo(sum / 60, within(1e-5));
    }

    @Test
    void shouldDivergeAsAnIndependentHistogramDoes(TestReporter reporter) throws Exception {
        int count = 400;
        Bench bench = Bench.of("expressibility", Ansatz.plain(CIRCUIT))
                .with("target", 0)
                .with("max-change", 100)
                .with("pairs", count);
        Trainable trainable = Trainable.of(bench.context());
        List<List<Double>> first = weights(trainable.draws(count, "first states"));
        List<List<Double>> second = weights(trainable.draws(count, "second states"));
        var pairs = new ArrayList<List<List<Double>>>();
        for (int k = 0; k < count; k++) {
            pairs.add(List.of(first.get(k), second.get(k)));
        }

        double ours = Simulated.run(new ExpressibilityGate(), bench.context())
                .finding()
                .value();

        JsonNode theirs = theirs(Map.of("pairs", pairs));
        double[] fidelities = new double[count];
        for (int k = 0; k < count; k++) {
            fidelities[k] = theirs.get("fidelities").get(k).asDouble();
        }
        reporter.publishEntry(Map.of(
                "divergence of the same fidelities: difference",
                Double.toString(Expressibility.divergence(fidelities, 3)
                        - theirs.get("divergence").asDouble()),
                "divergence: difference",
                Double.toString(ours - theirs.get("divergence").asDouble())));
        // the formula on the same numbers; the gate's own may put a fidelity on the other side of the edge of a bin
        assertThat(Expressibility.divergence(fidelities, 3))
                .isCloseTo(theirs.get("divergence").asDouble(), within(1e-9));
        assertThat(ours).isCloseTo(theirs.get("divergence").asDouble(), within(0.01));
    }

    @Test
    void shouldComputeTheKernelAndItsAlignmentAsPennyLaneDoes(TestReporter reporter) throws Exception {
        List<String> lines = Files.readAllLines(Path.of("../examples/moons-kernel/moons.csv"));
        var points = new ArrayList<List<Double>>();
        var labels = new ArrayList<String>();
        for (String line : lines.subList(1, 21)) {
            String[] cells = line.split(",");
            points.add(List.of(Double.parseDouble(cells[0]), Double.parseDouble(cells[1])));
            labels.add(cells[2]);
        }
        String inverse = embed("second").lines().reduce("", (below, line) -> negated(line) + "\n" + below);
        Circuit circuit = Ansatz.circuit(EMBEDDING + embed("first") + inverse).measuringAll();
        var bindings = new ArrayList<Map<String, Double>>();
        for (int i = 0; i < points.size(); i++) {
            for (int j = i; j < points.size(); j++) {
                var binding = new HashMap<String, Double>();
                for (int k = 0; k < 2; k++) {
                    binding.put("x" + k + "_first", points.get(i).get(k));
                    binding.put("x" + k + "_second", points.get(j).get(k));
                }
                bindings.add(binding);
            }
        }
        var workload = new Workload(
                List.of(new Workload.Task("kernel", circuit, bindings)),
                new Readout.Kernel(labels),
                Bench.metrics(2),
                "digest");
        Need need = Need.exact(0, 0);
        var batch = new Evidence.Batch(need, List.of(run(circuit, bindings)));
        Kernel kernel = Kernel.of(workload, batch);
        GateContext context =
                Bench.of("kernel-alignment", workload).with("min", .3).context();
        double alignment = Bench.decided(new KernelAlignmentGate().judge(context, Bench.evidence(batch)))
                .finding()
                .value();

        var request = new LinkedHashMap<String, Object>();
        request.put("points", points);
        request.put(
                "labels", labels.stream().map(l -> l.equals("outer") ? 1 : -1).toList());
        JsonNode theirs = theirs(request);

        double[] eigenvalues = kernel.values().eigenvalues();
        double entry = 0;
        double eigenvalue = 0;
        for (int i = 0; i < points.size(); i++) {
            for (int j = 0; j < points.size(); j++) {
                double other = theirs.get("kernel").get(i).get(j).asDouble();
                entry = Math.max(entry, Math.abs(kernel.values().get(i, j) - other));
            }
            double other = theirs.get("eigenvalues").get(i).asDouble();
            eigenvalue = Math.max(eigenvalue, Math.abs(eigenvalues[i] - other));
        }
        double aligned = Math.abs(alignment - theirs.get("alignment").asDouble());
        reporter.publishEntry(Map.of(
                "kernel: largest difference",
                Double.toString(entry),
                "eigenvalues: largest difference",
                Double.toString(eigenvalue),
                "alignment: difference",
                Double.toString(aligned)));
        assertThat(entry).isLessThan(1e-5);
        assertThat(eigenvalue).isLessThan(1e-4);
        assertThat(aligned).isLessThan(1e-5);
    }

    private static String embed(String side) {
        return "h q[0];\nrz(3 * x0_" + side + ") q[0];\nh q[1];\nrz(3 * x1_" + side
                + ") q[1];\ncx q[0], q[1];\nrz(2.25 * x0_" + side + " * x1_" + side + ") q[1];\ncx q[0], q[1];\n";
    }

    private static String negated(String line) {
        return line.replace("rz(", "rz(-");
    }
}
