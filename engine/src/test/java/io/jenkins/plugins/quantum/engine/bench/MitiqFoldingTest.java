package io.jenkins.plugins.quantum.engine.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.CircuitMetrics;
import io.jenkins.plugins.quantum.engine.circuit.FoldedCircuit;
import io.jenkins.plugins.quantum.engine.circuit.GateFolding;
import io.jenkins.plugins.quantum.engine.circuit.Instruction;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.python.Pythons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Folding against Mitiq, which runs as a process of its own: same gates, same factors, same outcomes under noise. */
@EnabledIf(
        value = "io.jenkins.plugins.quantum.engine.python.Pythons#hasMitiq",
        disabledReason = "Mitiq is not installed: ./check makes its environment")
@Timeout(600)
class MitiqFoldingTest {
    private static final double[] SCALES = {1, 1.3, 1.7, 2, 2.5, 3, 3.4, 4.2, 5, 7};
    /** Of double precision. */
    private static final double SAME = 1e-9;

    @TempDir
    private Path folder;

    private static Circuit circuit(int gates) {
        return FoldingBenchmarkTest.circuit(4, gates);
    }

    private Path written(String name, Circuit circuit) throws IOException {
        return Files.writeString(folder.resolve(name), Qasm.write2(circuit));
    }

    private static long gates(Circuit circuit) {
        return circuit.instructions().stream()
                .filter(Instruction.Apply.class::isInstance)
                .count();
    }

    @Test
    void shouldMakeAsManyGatesAsMitiq() throws IOException {
        for (int size : new int[] {13, 24, 61}) {
            Circuit circuit = circuit(size);
            try (var mitiq = new PythonRival(
                    Pythons.mitiq(),
                    "fold_mitiq.py",
                    written("c" + size + ".qasm", circuit).toString())) {
                for (double scale : SCALES) {
                    JsonNode theirs = mitiq.ask("fold global " + scale + " 1");
                    FoldedCircuit ours = GateFolding.global(circuit, scale);
                    assertThat(gates(ours.circuit()))
                            .as("global, %d gates, %sx", size, scale)
                            .isEqualTo(theirs.path("gates").asLong());
                    theirs = mitiq.ask("fold local " + scale + " 1");
                    ours = GateFolding.local(circuit, scale);
                    assertThat(gates(ours.circuit()))
                            .as("local, %d gates, %sx", size, scale)
                            .isEqualTo(theirs.path("gates").asLong());
                    int before = CircuitMetrics.of(circuit).twoQubit();
                    assertThat(ours.twoQubitScale())
                            .isCloseTo(theirs.path("two").asDouble() / before, within(1e-12));
                }
            }
        }
    }

    @Test
    void shouldGiveTheOutcomesOfMitiqUnderNoise() throws IOException {
        Circuit circuit = circuit(24);
        double largest = 0;
        try (var mitiq = new PythonRival(
                Pythons.mitiq(), "fold_mitiq.py", written("c.qasm", circuit).toString())) {
            for (double scale : new double[] {1, 3, 5}) {
                for (String method : new String[] {"global", "local"}) {
                    FoldedCircuit ours = method.equals("global")
                            ? GateFolding.global(circuit, scale)
                            : GateFolding.local(circuit, scale);
                    JsonNode theirs = mitiq.ask("noisy " + method + " " + scale).path("probabilities");
                    JsonNode found = mitiq.ask("noisy-file " + written("folded.qasm", ours.circuit()))
                            .path("probabilities");
                    assertThat(found.size()).isEqualTo(16).isEqualTo(theirs.size());
                    for (int i = 0; i < found.size(); i++) {
                        largest = Math.max(
                                largest,
                                Math.abs(found.get(i).asDouble() - theirs.get(i).asDouble()));
                    }
                }
            }
        }
        assertThat(largest).isLessThan(SAME);
    }
}
