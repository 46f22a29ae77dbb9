package io.jenkins.plugins.quantum.engine.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.circuit.Angle;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Gate;
import io.jenkins.plugins.quantum.engine.circuit.GateFolding;
import io.jenkins.plugins.quantum.engine.circuit.Instruction;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.circuit.Register;
import io.jenkins.plugins.quantum.engine.python.Pythons;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Folding a circuit of 1 000 gates against Mitiq, both warm, by turns. The command is in bench/README.md. */
@EnabledIfSystemProperty(
        named = "qmlops.long",
        matches = "true",
        disabledReason = "a measurement, not a check: set qmlops.long=true")
@EnabledIf(
        value = "io.jenkins.plugins.quantum.engine.python.Pythons#hasMitiq",
        disabledReason = "Mitiq is not installed: ./check makes its environment")
@Timeout(1800)
class FoldingBenchmarkTest {
    private static final int WARM_UP = 15;
    private static final int PAIRS = 25;

    @TempDir
    private Path folder;

    /** Gates drawn by seed, about 40 % on two qubits, all measured at the end. */
    static Circuit circuit(int qubits, int gates) {
        UniformRandomProvider random = Seed.generator(Seed.derive(20_260_101, "fold", qubits + "x" + gates));
        Gate[] ones = {Gate.H, Gate.X, Gate.T, Gate.S, Gate.RX, Gate.RZ};
        Gate[] twos = {Gate.CX, Gate.CZ, Gate.SWAP};
        var steps = new ArrayList<Instruction>();
        for (int q = 0; q < qubits; q++) {
            steps.add(new Instruction.Apply(Gate.H, List.of(), List.of(q)));
        }
        while (steps.size() < gates) {
            int first = random.nextInt(qubits);
            if (random.nextDouble() < 0.4) {
                int second = (first + 1 + random.nextInt(qubits - 1)) % qubits;
                steps.add(new Instruction.Apply(twos[random.nextInt(twos.length)], List.of(), List.of(first, second)));
            } else {
                Gate gate = ones[random.nextInt(ones.length)];
                List<Angle> angles = gate.angles() == 0 ? List.of() : List.of(Angle.of(random.nextDouble() * Math.PI));
                steps.add(new Instruction.Apply(gate, angles, List.of(first)));
            }
        }
        return new Circuit(List.of(new Register("q", 0, qubits)), List.of(), List.of(), steps).measuringAll();
    }

    @Test
    void shouldFoldAThousandGatesFiveTimesFasterThanMitiq() throws IOException {
        Circuit circuit = circuit(10, 1000);
        Path file = Files.writeString(folder.resolve("thousand.qasm"), Qasm.write2(circuit));
        var global = new PairedTimes("whole circuit, 3x");
        var local = new PairedTimes("gates on two qubits, 2.5x");
        String version;
        try (var mitiq = new PythonRival(Pythons.mitiq(), "fold_mitiq.py", file.toString())) {
            version = mitiq.ask("version").path("mitiq").asText();
            for (int i = -WARM_UP; i < PAIRS; i++) {
                long start = System.nanoTime();
                assertThat(GateFolding.global(circuit, 3).scale()).isEqualTo(3);
                double first = (System.nanoTime() - start) / 1e9;
                double theirs = mitiq.ask("fold global 3 1").path("seconds").asDouble();
                start = System.nanoTime();
                assertThat(GateFolding.local(circuit, 2.5).twoQubitScale()).isBetween(2.4, 2.6);
                double second = (System.nanoTime() - start) / 1e9;
                double others = mitiq.ask("fold local 2.5 " + (i + WARM_UP))
                        .path("seconds")
                        .asDouble();
                if (i >= 0) {
                    global.add(first, theirs);
                    local.add(second, others);
                }
            }
        }
        String report =
                "# Folding a circuit of 1 000 gates\n\nWritten by the command in [bench/README.md](../README.md). Mitiq "
                        + version + " on Cirq circuits, its own kind; both sides warm, the fold alone is timed.\n\n"
                        + PairedTimes.HEADER + "\n" + global.markdown() + "\n" + local.markdown() + "\n";
        System.out.println(report);
        Files.writeString(PythonRival.folder().resolve("results").resolve("folding.md"), report);
        assertThat(global.ratio()).as(global.markdown()).isLessThan(0.2);
        assertThat(local.ratio()).as(local.markdown()).isLessThan(0.2);
    }
}
