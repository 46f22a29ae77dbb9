package io.jenkins.plugins.quantum.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.quantum.engine.backend.Conduct.Repetition;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.python.ExportedCircuit;
import io.jenkins.plugins.quantum.engine.testkit.BellShots;
import io.jenkins.plugins.quantum.engine.testkit.ModelProvider;
import io.jenkins.plugins.quantum.engine.testkit.ModelWorld;
import io.jenkins.plugins.quantum.engine.testkit.SimulatedTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gate {@code reproducibility} in whole runs. */
class ReproducibilityRunTest {
    @TempDir
    private Path folder;

    private final SimulatedTime time = new SimulatedTime();
    private final ModelProvider garnet = new ModelProvider("garnet", time, Repetition.TOKEN)
            .device("braket/iqm/garnet")
            .answering(BellShots::perfect);
    private final AtomicInteger exports = new AtomicInteger();
    private ModelWorld world;

    private static ExportedCircuit bell(double angle) {
        return new ExportedCircuit(
                "OPENQASM 3.0;\ninclude \"stdgates.inc\";\nqubit[2] q;\nbit[2] c;\nh q[0];\nrz(" + angle
                        + ") q[0];\ncx q[0], q[1];\nc = measure q;\n",
                Map.of(),
                List.of("0", "1"),
                List.of(),
                Map.of());
    }

    @BeforeEach
    void suite() {
        world = new ModelWorld(time, folder)
                .with(garnet)
                .exporting((from, reference, shapes) -> {
                    exports.incrementAndGet();
                    return bell(0.5);
                })
                .file("model.py", "")
                .file("bell.qasm", bell(0.5).qasm());
        suite("model.py:bell", "garnet");
    }

    private void suite(String circuit, String backend) {
        world.file(
                "quantum.yml",
                """
                version: 1
                profiles:
                  night: {backends: [%s], budget: 100 USD, deadline: 4h}
                backends:
                  garnet: {type: model}
                tests:
                  - {name: bell, circuit: "%s", gates: {reproducibility: {}}}
                """
                        .formatted(backend, circuit));
    }

    private static RunResult.GateResult only(RunResult result) {
        return result.tests().get(0).gates().get(0);
    }

    @Test
    void shouldSubmitTwiceAndAskTheCodeTwice() throws Exception {
        RunResult result = world.run("out", 1, () -> false);

        assertThat(only(result).verdict()).isEqualTo(Verdict.PASS);
        assertThat(garnet.jobs()).hasSize(2);
        assertThat(exports).hasValue(2);
    }

    @Test
    void shouldSubmitNothingWhereTheCodeGivesAnotherCircuit() throws Exception {
        for (String backend : List.of("garnet", "builtin")) {
            suite("model.py:bell", backend);
            exports.set(0);
            world.exporting((from, reference, shapes) -> bell(exports.incrementAndGet()));

            RunResult result = world.run("out-" + backend, 1, () -> false);

            assertThat(only(result).verdict()).isEqualTo(Verdict.FAIL);
            assertThat(only(result).finding().headline())
                    .isEqualTo("The code gives another circuit when it is asked again.");
            assertThat(garnet.jobs()).isEmpty();
        }
    }

    @Test
    void shouldDecideByExportsWhereProbabilitiesRepeatAndRefuseAFileThere() throws Exception {
        suite("model.py:bell", "builtin");
        assertThat(only(world.run("python", 1, () -> false)).verdict()).isEqualTo(Verdict.PASS);

        suite("bell.qasm", "builtin");
        assertThatThrownBy(() -> world.run("file", 1, () -> false))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("nothing can differ");
    }

    @Test
    void shouldKeepBothExportsInAPreparedRun() throws Exception {
        world.exporting((from, reference, shapes) -> bell(exports.incrementAndGet()));
        world.prepare("prepared", RunOptions.defaults());
        Files.delete(folder.resolve("model.py"));
        world.exporting((from, reference, shapes) -> {
            throw new IllegalStateException("there is no Python here");
        });
        try (SteppedRun run = world.open(folder.resolve("prepared"), SpendGuard.NONE, () -> false)) {
            Optional<RunResult> result = run.advance();
            while (result.isEmpty()) {
                run.await();
                result = run.advance();
            }
            assertThat(only(result.get()).verdict()).isEqualTo(Verdict.FAIL);
        }
        assertThat(exports).hasValue(2);
    }
}
