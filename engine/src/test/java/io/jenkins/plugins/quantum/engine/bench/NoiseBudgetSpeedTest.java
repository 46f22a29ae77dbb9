package io.jenkins.plugins.quantum.engine.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.backend.builtin.BuiltinBackend;
import io.jenkins.plugins.quantum.engine.circuit.Angle;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Gate;
import io.jenkins.plugins.quantum.engine.circuit.Instruction;
import io.jenkins.plugins.quantum.engine.circuit.Register;
import io.jenkins.plugins.quantum.engine.gate.StressCurve;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.noise.NoisePresets;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What noise-budget costs: 100 points of a classifier on 4 qubits at eight noise levels. The command is in bench/README.md. */
@EnabledIfSystemProperty(
        named = "qmlops.long",
        matches = "true",
        disabledReason = "a measurement, not a check: set qmlops.long=true")
@Timeout(1800)
class NoiseBudgetSpeedTest {
    private static final int POINTS = 100;
    private static final int QUBITS = 4;
    private static final int TRAJECTORIES = 100;
    private static final int ROUNDS = 2;

    /** Angle embedding and two layers of turns and a ring of CNOTs: 16 weights. */
    private static Circuit model() {
        var inputs = new ArrayList<String>();
        var steps = new ArrayList<Instruction>();
        for (int q = 0; q < QUBITS; q++) {
            inputs.add("f" + q);
            steps.add(turn(Gate.RY, "f" + q, q));
        }
        for (int layer = 0; layer < 2; layer++) {
            for (int q = 0; q < QUBITS; q++) {
                for (Gate gate : new Gate[] {Gate.RY, Gate.RZ}) {
                    String weight = "w" + layer + gate.name() + q;
                    inputs.add(weight);
                    steps.add(turn(gate, weight, q));
                }
            }
            for (int q = 0; q < QUBITS; q++) {
                steps.add(new Instruction.Apply(Gate.CX, List.of(), List.of(q, (q + 1) % QUBITS)));
            }
        }
        steps.add(new Instruction.Measure(0, 0));
        return new Circuit(List.of(new Register("q", 0, QUBITS)), List.of(new Register("c", 0, 1)), inputs, steps);
    }

    private static Instruction turn(Gate gate, String input, int qubit) {
        return new Instruction.Apply(gate, List.of(new Angle.Input(input)), List.of(qubit));
    }

    private static List<Map<String, Double>> points(Circuit model) {
        UniformRandomProvider random = Seed.generator(20_260_101);
        var weights = new HashMap<String, Double>();
        model.inputs().forEach(input -> weights.put(input, random.nextDouble() * Math.PI));
        var points = new ArrayList<Map<String, Double>>();
        for (int i = 0; i < POINTS; i++) {
            var point = new HashMap<>(weights);
            for (int q = 0; q < QUBITS; q++) {
                point.put("f" + q, random.nextDouble() * Math.PI);
            }
            points.add(point);
        }
        return points;
    }

    private static List<NoiseModel> levels() {
        NoiseModel device = NoisePresets.find("heron-r2").orElseThrow().model();
        var levels = new ArrayList<NoiseModel>(List.of(NoiseModel.none()));
        StressCurve.factors(1.5).forEach(factor -> levels.add(device.scaled(factor)));
        return levels;
    }

    private static JobRequest job(Circuit model, List<Map<String, Double>> points, NoiseModel noise) {
        return new JobRequest("speed", model, points, noise, 0, noise.isNone() ? 0 : TRAJECTORIES, 1, false);
    }

    private static double seconds(BuiltinBackend backend, List<JobRequest> requests, boolean oneByOne)
            throws BackendException {
        long start = System.nanoTime();
        var refs = new ArrayList<JobRef>();
        for (JobRequest request : requests) {
            refs.add(backend.submit(request, "job-" + start + "-" + refs.size()));
            if (oneByOne) {
                await(backend, refs.get(refs.size() - 1));
            }
        }
        int outcomes = 0;
        for (JobRef ref : refs) {
            await(backend, ref);
            for (Outcome outcome : backend.fetch(ref).outcomes()) {
                assertThat(outcome.distribution().bits()).isEqualTo(1);
                outcomes++;
            }
        }
        assertThat(outcomes)
                .isEqualTo(requests.stream()
                        .mapToInt(request -> request.bindings().size())
                        .sum());
        return (System.nanoTime() - start) / 1e9;
    }

    private static void await(BuiltinBackend backend, JobRef ref) {
        while (!backend.status(List.of(ref)).get(0).state().ended()) {
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(200));
        }
    }

    @Test
    void shouldSweepAHundredPoints() throws IOException, BackendException {
        Circuit model = model();
        List<Map<String, Double>> points = points(model);
        var together = new ArrayList<JobRequest>();
        var single = new ArrayList<JobRequest>();
        for (NoiseModel noise : levels()) {
            together.add(job(model, points, noise));
            points.forEach(point -> single.add(job(model, List.of(point), noise)));
        }
        var times = new PairedTimes("100 points x 8 levels x 100 draws, 4 qubits");
        try (var two = new BuiltinBackend("two", 2);
                var one = new BuiltinBackend("one", 1)) {
            // the ideal level warms both up
            seconds(two, together.subList(0, 1), false);
            seconds(one, single.subList(0, POINTS), true);
            for (int round = 0; round < ROUNDS; round++) {
                times.add(seconds(two, together, false), seconds(one, single, true));
            }
        }
        String report =
                "# Speed of noise-budget\n\nWritten by the command in [bench/README.md](../README.md). 100 points of a classifier on "
                        + QUBITS + " qubits at eight noise levels of heron-r2, " + TRAJECTORIES
                        + " draws of the noise each, on the built-in simulator. Ours: as the gate asks for it, two threads; other: a plain loop"
                        + " over points and levels, one thread, one circuit at a time. Load of the machine when it was measured: "
                        + String.format(
                                Locale.ROOT,
                                "%.1f.",
                                java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                                        .getSystemLoadAverage())
                        + "\n\n" + PairedTimes.HEADER + "\n" + times.markdown() + "\n";
        System.out.println(report);
        Files.writeString(PythonRival.folder().resolve("results").resolve("noise-budget-speed.md"), report);
    }
}
