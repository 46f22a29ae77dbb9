package io.jenkins.plugins.quantum.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.report.ResultJson;
import io.jenkins.plugins.quantum.engine.run.RunOptions;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept between runs: evidence that later runs go on with, and figures that lines are learnt from. */
class StoreTest {
    private static final String ROTATED =
            "OPENQASM 2.0;\ninclude \"qelib1.inc\";\nqreg q[1];\ncreg c[1];\nry(%s) q[0];\nmeasure q -> c;\n";
    /** The outcome 0 has a probability of 0.85: between the line and healthy, where nothing can be shown. */
    private static final String BETWEEN = ROTATED.formatted("0.7954");

    private static final String SUITE =
            """
            version: 1
            profiles: {pr: {rounds: 1%s}}
            tests:
              - name: t
                circuit: t.qasm
                evidence: shots
                gates: {classical: {outcome: "0", min: %s, margin: 0.1}%s}
            """;

    private static final String BELL =
            "OPENQASM 2.0;\ninclude \"qelib1.inc\";\nqreg q[2];\ncreg c[2];\n%scx q[0],q[1];\nmeasure q -> c;\n";
    private static final String OPEN =
            """
            version: 1
            profiles: {pr: {rounds: 1}}
            tests:
              - name: t
                circuit: bell.qasm
                evidence: shots
                gates: {fidelity: {min: %s, margin: 0.1}}
                noise: {readout: %s}
            """;

    @TempDir
    private Path folder;

    private CommandLineSession user;

    @BeforeEach
    void writeASuite() throws IOException {
        user = new CommandLineSession(folder);
        user.write("t.qasm", BETWEEN);
        user.write("bell.qasm", BELL.formatted("h q[0];\n"));
        user.write("quantum.yml", SUITE.formatted("", "0.8", ""));
    }

    private RunResult run(String... further) {
        user.type(Stream.concat(Stream.of("run", "--store", "kept"), Stream.of(further))
                .toArray(String[]::new));
        return ResultJson.read(folder.resolve("qmlops-out/result.json"));
    }

    /** The score lies between the line and healthy: one look leaves it open, two show it. */
    private RunResult undecided() throws IOException {
        ask("0.8", "0.039");
        RunResult result = run();
        assertThat(gate(result).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        return result;
    }

    private void ask(String min, String readout) throws IOException {
        user.write("quantum.yml", OPEN.formatted(min, readout));
    }

    private static RunResult.GateResult gate(RunResult result) {
        return result.tests().get(0).gates().get(0);
    }

    @Test
    void shouldGoOnWithTheEvidenceOfEarlierRunsAndThenKeepTheVerdict() throws IOException {
        long look = undecided().cost().shots();

        RunResult second = run();

        assertThat(gate(second).verdict()).isEqualTo(Verdict.PASS);
        assertThat(gate(second).finding().shots()).isEqualTo(2 * look);
        assertThat(second.cost().shots()).as("taken by the second run").isEqualTo(look);
        assertThat(second.warnings()).anyMatch(w -> w.contains("1 earlier run are carried over"));
        RunResult third = run("--seed", "77");
        assertThat(third.cost().shots()).isZero();
        assertThat(gate(third).finding()).isEqualTo(gate(second).finding());
    }

    @Test
    void shouldStayRedWhileNothingChanges() throws IOException {
        user.write("t.qasm", ROTATED.formatted("2.0"));
        RunResult red = run();
        assertThat(gate(red).verdict()).isEqualTo(Verdict.FAIL);

        RunResult again = run();

        assertThat(gate(again).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.cost().shots()).isZero();
    }

    @Test
    void shouldBeginAnewWhereTheQuestionIsAnotherAndSayWhy() throws IOException {
        long look = undecided().cost().shots();

        user.write("bell.qasm", BELL.formatted("h q[0]; x q[1];\n"));
        RunResult otherProgram = run();
        assertThat(otherProgram.warnings())
                .anyMatch(w -> w.contains("not carried over, for the program or its inputs changed"));
        assertThat(gate(otherProgram).finding().shots()).isEqualTo(look);
        user.write("bell.qasm", BELL.formatted("h q[0];\n"));

        ask("0.81", "0.039");
        assertThat(run().warnings()).anyMatch(w -> w.contains("the options of fidelity"));
        ask("0.8", "0.04");
        assertThat(run().warnings()).anyMatch(w -> w.contains("the calibration"));
        user.write("quantum.yml", "errors: {missed: 0.04}\n" + OPEN.formatted("0.8", "0.039"));
        assertThat(run().warnings()).anyMatch(w -> w.contains("the build's error rates"));

        ask("0.8", "0.039");
        assertThat(gate(run()).finding().shots())
                .as("changing to and fro wins no new chance")
                .isEqualTo(2 * look);
    }

    @Test
    void shouldNotCountTwiceWhatAResumedRunTook() throws IOException {
        long look = undecided().cost().shots();

        assertThat(user.type("resume", "qmlops-out")).isEqualTo(5);
        RunResult resumed = ResultJson.read(folder.resolve("qmlops-out/result.json"));
        assertThat(gate(resumed).finding().shots()).isEqualTo(look);
        assertThat(user.type("resume", "qmlops-out", "--rounds", "1"))
                .as(user.err())
                .isZero();
        resumed = ResultJson.read(folder.resolve("qmlops-out/result.json"));
        assertThat(gate(resumed).finding().shots()).isEqualTo(2 * look);
        assertThat(run().cost().shots()).isZero();
    }

    @Test
    void shouldLeaveOutWhatIsDamagedOrDoesNotFitAndSaySo() throws IOException {
        long look = undecided().cost().shots();
        Path file = kept().get(0);
        String whole = Files.readString(file);

        Files.writeString(file, whole.replace("\"repeats\":1", "\"repeats\":2"));
        RunResult unfit = run();
        assertThat(gate(unfit).finding().shots()).isEqualTo(look);
        assertThat(unfit.warnings()).anyMatch(w -> w.contains("does not fit"));

        for (Path kept : kept()) {
            Files.writeString(kept, "{\"schemaVersion\":");
        }
        RunResult damaged = run();
        assertThat(gate(damaged).finding().shots()).isEqualTo(look);
        assertThat(damaged.warnings()).anyMatch(w -> w.contains("cannot be read and is left out"));
    }

    private List<Path> kept() {
        try (Stream<Path> files = Files.walk(folder.resolve("kept"))) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void shouldLearnALineFromTheFirstRunsAndNeverBeGreenMeanwhile() throws IOException {
        user.with("QMLOPS_STORE", "kept").write("quantum.yml", SUITE.formatted(", learning: 5", "baseline", ""));
        for (int k = 1; k <= 5; k++) {
            assertThat(user.type("run")).as(user.out() + user.err()).isEqualTo(3);
            assertThat(user.out()).contains("SKIPPED  t / classical").contains("learning " + k + "/5");
        }
        RunResult learnt = run();

        assertThat(gate(learnt).verdict()).isNotEqualTo(Verdict.SKIPPED);
        assertThat(String.join(" ", gate(learnt).finding().details())).contains("baseline of 5 runs: mean 0.8");
        assertThat(gate(learnt).finding().line()).isBetween(0.6, 0.8);

        user.write("t.qasm", ROTATED.formatted("1.6"));
        RunResult worse = run();
        assertThat(gate(worse).verdict())
                .as("a learnt line does not follow the program")
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void shouldLearnAnewWhereTheProgramChangesMeanwhile() throws IOException {
        user.write("quantum.yml", SUITE.formatted(", learning: 5", "baseline", ""));
        run();
        run();
        user.write("t.qasm", ROTATED.formatted("0.7"));

        assertThat(gate(run()).finding().headline()).contains("learning 1/5");
        assertThat(gate(run()).finding().headline()).contains("learning 2/5");
    }

    @Test
    void shouldFailBelowTheAbsoluteFloorWhileItLearnsAndLearnNothingFromIt() throws IOException {
        user.write("quantum.yml", SUITE.formatted(", learning: 5", "baseline", ""));
        user.write("t.qasm", ROTATED.formatted("2.4")); // 0 in 13 of 100 shots, the floor is .5

        RunResult.GateResult broken = gate(run());
        assertThat(broken.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(broken.finding().headline()).contains("below the absolute floor of 0.5");
        assertThat(broken.finding().line()).isEqualTo(0.5);
        assertThat(broken.finding().details().get(0)).contains("95 % interval");
        assertThat(gate(run()).finding().details().get(1)).contains("run 1 of 5");

        user.write("t.qasm", ROTATED.formatted("0.7"));
        assertThat(gate(run()).finding().headline()).contains("learning 1/5");
    }

    @Test
    void shouldRecordABaselineBelowTheFloorWithoutAVerdict() throws IOException {
        user.write("quantum.yml", SUITE.formatted("", "baseline", ""));
        user.write("t.qasm", ROTATED.formatted("2.4"));

        assertThat(user.type("baseline", "--runs", "5")).as(user.err()).isZero();
    }

    @Test
    void shouldLearnAnewAfterAReset() throws IOException {
        user.write("quantum.yml", SUITE.formatted(", learning: 5", "baseline", ""));
        run();
        assertThat(user.type(
                        "baseline", "reset", "t/classical", "--reason", "moved to another chip", "--store", "kept"))
                .as(user.err())
                .isZero();

        assertThat(gate(run()).finding().headline()).contains("learning 1/5");
    }

    @Test
    void shouldDrawOtherShotsForEachRunThatLearnsAlsoAfterAReset() throws IOException {
        user.write("quantum.yml", SUITE.formatted(", learning: 5", "baseline", ""));
        Set<Long> seeds = new HashSet<>();
        for (int run = 1; run <= 5; run++) {
            seeds.add(run().seed());
        }
        assertThat(run().seed()).as("nothing is learnt any more").isEqualTo(RunOptions.DEFAULT_SEED);
        user.type("baseline", "reset", "t/classical", "--reason", "moved to another chip", "--store", "kept");

        for (int run = 1; run <= 5; run++) {
            seeds.add(run().seed());
        }

        assertThat(seeds).as("equal runs teach nothing of how much runs differ").hasSize(10);
    }

    @Test
    void shouldRefuseToLearnWhereNothingIsKept() throws IOException {
        user.write("quantum.yml", SUITE.formatted(", learning: 5", "baseline", ""));

        assertThat(user.type("run")).isEqualTo(2);

        assertThat(user.err()).contains("quantum.yml:2:").contains("--store");
    }

    @Test
    void shouldRecordABaselineFromShots() throws IOException {
        user.write("quantum.yml", SUITE.formatted("", "baseline", ""));

        assertThat(user.type("baseline", "--runs", "5")).as(user.err()).isZero();
        assertThat(folder.resolve("qmlops-out/baseline/run-5/result.json"))
                .content()
                .contains("learning 5/5");

        RunResult result = run();
        assertThat(String.join(" ", gate(result).finding().details())).contains("baseline of 5 runs");
    }

    @Test
    void shouldSayWhatRecordingWouldChangeAndThrowAwayWithAReason() throws IOException {
        assertThat(user.type("baseline", "--runs", "2")).as(user.err()).isZero();
        assertThat(user.type("baseline", "diff", "--out", "qmlops-out/baseline"))
                .as(user.err())
                .isZero();
        assertThat(user.out()).contains("Nothing would change: 1 figure stays");

        user.write("t.qasm", ROTATED.formatted("0.9"));
        user.type("run");
        assertThat(user.type("baseline", "diff")).isZero();
        assertThat(user.out())
                .contains("Figures that would change")
                .contains("t / classical on builtin")
                .contains("(2 runs) -> ")
                .contains("Programs that are not the recorded ones")
                .contains("t: digest ");
        String before = Files.readString(folder.resolve("qmlops-baseline.json"));
        assertThat(user.type("baseline", "--runs", "2", "--dry-run")).isZero();
        assertThat(user.out()).contains("Figures that would change");
        assertThat(folder.resolve("qmlops-baseline.json")).hasContent(before);

        assertThat(user.type("baseline", "reset", "t/clasical", "--reason", "new ansatz since June"))
                .isEqualTo(2);
        assertThat(user.err()).contains("did you mean 't/classical'?");
        assertThat(user.type("baseline", "reset", "t", "--reason", "new")).isEqualTo(2);
        assertThat(user.type("baseline", "reset", "t", "--reason", "new ansatz since June"))
                .isZero();
        assertThat(folder.resolve("qmlops-baseline.json"))
                .content()
                .contains("new ansatz since June")
                .doesNotContain("classical");
        assertThat(user.type("baseline", "diff")).isZero();
        assertThat(user.out()).contains("Figures that would be new");
        assertThat(user.type("baseline", "reset", "--reason", "all of it is old"))
                .isEqualTo(2);
        assertThat(user.err()).contains("nothing is recorded");
        assertThat(user.type("baseline", "diff", "--out", "nowhere")).isEqualTo(2);
    }
}
