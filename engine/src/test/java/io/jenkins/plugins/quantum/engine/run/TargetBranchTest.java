package io.jenkins.plugins.quantum.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.backend.builtin.BuiltinProvider;
import io.jenkins.plugins.quantum.engine.cost.Money;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A change request that loosens one thing after the other, and is judged by its target branch all the same. */
class TargetBranchTest {
    private static final String GHZ =
            """
            OPENQASM 2.0;
            include "qelib1.inc";
            qreg q[2];
            creg c[2];
            h q[0];
            cx q[0],q[1];
            measure q -> c;
            """;
    private static final String NOISY = "{p1: 0.001, p2: 0.05, readout: 0.02}";
    private static final String SUITE =
            """
            version: 1
            profiles: {pr: {backends: [builtin], budget: 5 USD}}
            tests:
              - name: ghz
                circuit: ghz.qasm
                noise: %s
                gates: {fidelity: {min: %s}}
            """;

    @TempDir
    private Path folder;

    private final Workbench workbench = new Workbench(new RunEnvironment(
            List.of(new BuiltinProvider(1)),
            List.of(),
            Access.none(),
            (folder, reference, shapes) -> {
                throw new IllegalStateException("the suite needs no Python");
            },
            Clock.systemUTC(),
            Map.of()));

    @BeforeEach
    void circuit() throws IOException {
        Files.writeString(folder.resolve("ghz.qasm"), GHZ);
    }

    private void change(String suite) throws IOException {
        Files.writeString(folder.resolve("quantum.yml"), suite);
    }

    private void target(String name, String content) throws IOException {
        Path file = folder.resolve(TargetBranch.FOLDER).resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private RunResult run() throws InterruptedException {
        return workbench.run(
                SuiteSource.read(folder, "quantum.yml"),
                RunOptions.defaults(),
                folder.resolve("out"),
                RunListener.SILENT,
                () -> false,
                (result, out) -> {});
    }

    private static Verdict verdict(RunResult result) {
        return result.tests().get(0).gates().get(0).verdict();
    }

    @Test
    void shouldHoldTheTargetsLine() throws Exception {
        change(SUITE.formatted(NOISY, "0.1"));
        assertThat(verdict(run())).isEqualTo(Verdict.PASS);

        target(TargetBranch.SUITE, SUITE.formatted(NOISY, "0.999"));
        RunResult result = run();
        assertThat(verdict(result)).isEqualTo(Verdict.FAIL);
        assertThat(result.warnings()).anySatisfy(warning -> assertThat(warning)
                .contains("quantum.yml:7", "gate fidelity", "loosened", "min=0.1", "min=0.999"));
    }

    @Test
    void shouldHoldTheTargetsNoiseAndItsFile() throws Exception {
        change(SUITE.formatted("none", "0.99"));
        target(TargetBranch.SUITE, SUITE.formatted(NOISY, "0.99"));
        RunResult result = run();
        assertThat(verdict(result)).isEqualTo(Verdict.FAIL);
        assertThat(result.warnings()).anySatisfy(warning -> assertThat(warning).contains("noise: none has no effect"));
    }

    @Test
    void shouldHoldTheTargetsBudget() throws Exception {
        change(SUITE.formatted("none", "0.9").replace("5 USD", "5000 USD"));
        target(TargetBranch.SUITE, SUITE.formatted("none", "0.9"));
        Plan plan = workbench.plan(SuiteSource.read(folder, "quantum.yml"), RunOptions.defaults());
        assertThat(plan.budget()).isEqualTo(Money.usd("5"));
        assertThat(plan.allWarnings()).anySatisfy(w -> assertThat(w).contains("5000.00 USD", "has no effect"));
    }

    @Test
    void shouldHoldTheTargetsBaseline() throws Exception {
        String suite = SUITE.formatted(NOISY, "baseline");
        change(suite);
        Files.writeString(folder.resolve(Baselines.FILE), baseline(0.2));
        assertThat(verdict(run())).isEqualTo(Verdict.PASS);
        target(TargetBranch.SUITE, suite);
        target(Baselines.FILE, baseline(0.9999));
        assertThat(verdict(run())).isEqualTo(Verdict.FAIL);
    }

    private static String baseline(double mean) {
        return """
                {"schemaVersion": 1, "entries": [{"test": "ghz", "gate": "fidelity", "backend": "builtin", "profile": "pr",
                 "statistic": "fidelity", "mean": %s, "standardDeviation": 0.0001, "runs": 10}]}
                """
                .formatted(mean);
    }

    @Test
    void shouldSpendNothingWhereTheTargetHasNoSuite() throws Exception {
        change(SUITE.formatted("none", "0.9"));
        target(".gitignore", "*\n");
        Plan plan = workbench.plan(SuiteSource.read(folder, "quantum.yml"), RunOptions.defaults());
        assertThat(plan.budget().amount()).isZero();
        assertThat(plan.allWarnings()).anySatisfy(w -> assertThat(w).contains("the target branch has no such suite"));
    }

    @Test
    void shouldRunWhatTheChangeDropsAndTakeWhatItAdds() throws Exception {
        String other = SUITE.formatted("none", "0.9").replace("name: ghz", "name: fresh");
        change(other.replace("pr:", "mine: {backends: [builtin]}, pr:"));
        target(
                TargetBranch.SUITE,
                SUITE.formatted("none", "0.9").replace("pr:", "nightly: {backends: [builtin]}, pr:"));
        RunResult result = run();
        assertThat(result.tests()).extracting(RunResult.TestResult::name).containsExactly("ghz", "fresh");
        assertThat(String.join("\n", result.warnings()))
                .contains("test ghz is gone", "test fresh is new", "profile mine is not in", "profile nightly is gone");
        assertThat(result.profile()).isEqualTo("nightly");
    }

    @Test
    void shouldTellGatesThatAreGoneOrNew() throws Exception {
        change(SUITE.formatted("none", "0.9").replace("fidelity: {min: 0.9}", "resources: {two-qubit: 9}"));
        target(TargetBranch.SUITE, SUITE.formatted("none", "0.9"));
        String warnings = String.join(
                "\n",
                workbench
                        .plan(SuiteSource.read(folder, "quantum.yml"), RunOptions.defaults())
                        .allWarnings());
        assertThat(warnings).contains("gate fidelity is gone", "gate resources is not in the target branch");
    }

    @Test
    void shouldBeAnotherSuiteWhenTheTargetSaysSomethingElse() throws Exception {
        change(SUITE.formatted("none", "0.9"));
        String alone = SuiteSource.read(folder, "quantum.yml").digest();
        target(TargetBranch.SUITE, SUITE.formatted("none", "0.9"));
        String ruled = SuiteSource.read(folder, "quantum.yml").digest();
        target(TargetBranch.SUITE, SUITE.formatted("none", "0.8"));
        assertThat(List.of(alone, ruled, SuiteSource.read(folder, "quantum.yml").digest()))
                .doesNotHaveDuplicates();
    }
}
