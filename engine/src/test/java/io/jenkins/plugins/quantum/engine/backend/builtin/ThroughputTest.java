package io.jenkins.plugins.quantum.engine.backend.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.circuit.ElementaryCircuit;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.noise.NoisePresets;
import io.jenkins.plugins.quantum.engine.noise.PauliInsertion;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Measures a noise sweep: the command is in bench/README.md. */
@EnabledIfSystemProperty(
        named = "qmlops.long",
        matches = "true",
        disabledReason = "a measurement, not a check: set qmlops.long=true")
class ThroughputTest {
    @Test
    void shouldRunASweepOfFortyPointsInSeconds() throws Exception {
        double[] scales = {0.25, 0.5, 1, 1.5, 2, 3, 4, 5};
        for (int round = 0; round < 2; round++) {
            long runs = 0;
            long wall = System.nanoTime();
            long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            for (double scale : scales) {
                for (int point = 0; point < 40; point++) {
                    runs += sweep(scale, point);
                }
            }
            double cpuSeconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "[throughput] 40 points x 8 scales x 400 trajectories, 4 qubits: %d simulations of 128000 draws, "
                            + "%.1f s elapsed, %.1f s CPU on one thread, %.0f draws/s, %.0f simulations/s%n",
                    runs,
                    (System.nanoTime() - wall) / 1e9,
                    cpuSeconds,
                    128_000 / cpuSeconds,
                    runs / cpuSeconds);
            assertThat(runs).isLessThan(128_000);
        }
    }

    private static int sweep(double scale, int point) throws InterruptedException {
        NoiseModel noise = NoisePresets.find("light").orElseThrow().model().scaled(scale);
        ElementaryCircuit circuit = NoisyRunTest.layers(4, 5, point);
        var simulator = new StrangeSimulator(circuit);
        var run = new NoisyRun(
                simulator, new Measured(circuit, simulator.used(), noise), new PauliInsertion(circuit, noise));
        run.averaged(400, Seed.generator(Seed.derive(1, "" + scale, "" + point)), done -> {});
        return run.runs();
    }
}
