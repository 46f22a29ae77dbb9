package io.jenkins.plugins.quantum.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.quantum.engine.backend.Conduct.Repetition;
import io.jenkins.plugins.quantum.engine.cost.Money;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.report.ResultJson;
import io.jenkins.plugins.quantum.engine.testkit.BellShots;
import io.jenkins.plugins.quantum.engine.testkit.ModelProvider;
import io.jenkins.plugins.quantum.engine.testkit.ModelWorld;
import io.jenkins.plugins.quantum.engine.testkit.SimulatedTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run in parts gives what a run of everything gives. */
class RunShareTest {
    private static final String SUITE =
            """
            version: 1
            profiles:
              night: {backends: [garnet], budget: %s, rounds: 2}
            backends:
              garnet: {type: model}
            tests:
              - {name: bell, circuit: bell.qasm, gates: {fidelity: {min: 0.7}, allowed-states: {states: ["00", "11"], max-leakage: 0.1}}}
              - {name: again, circuit: bell.qasm, gates: {fidelity: {min: 0.7}}}
              - {name: flipped, circuit: flipped.qasm, gates: {allowed-states: {states: ["00", "11"], max-leakage: 0.1}}}
              - {name: size, circuit: third.qasm, gates: {resources: {depth: 9}}}
            """;

    @TempDir
    private Path folder;

    private final SimulatedTime time = new SimulatedTime();
    private final ModelProvider garnet = new ModelProvider("garnet", time, Repetition.TOKEN)
            .device("braket/iqm/garnet")
            .answering(BellShots::perfect);
    private ModelWorld world;

    private static String bell(String more) {
        return "OPENQASM 3.0;\ninclude \"stdgates.inc\";\nqubit[2] q;\nbit[2] c;\nh q[0];\ncx q[0], q[1];\n" + more
                + "c = measure q;\n";
    }

    @BeforeEach
    void suite() {
        world = new ModelWorld(time, folder)
                .with(garnet)
                .file("bell.qasm", bell(""))
                .file("flipped.qasm", bell("x q[0];\n"))
                .file("third.qasm", bell("z q[0];\n"))
                .file("quantum.yml", SUITE.formatted("100 USD"));
    }

    private RunResult run(String out, RunShare share) throws InterruptedException {
        return world.run(out, RunOptions.defaults().with(share), () -> false);
    }

    private PartMerge merge(int shards) throws InterruptedException {
        var merge = new PartMerge();
        for (int number = shards; number >= 1; number--) {
            String out = "part-" + number;
            run(out, new RunShare(number, shards, RunShare.Side.ALL));
            merge.add(out, RunPart.read(folder.resolve(out)));
        }
        return merge;
    }

    private static String text(RunResult result) {
        return ResultJson.write(result.withTiming(new RunResult.Timing("", "", 0)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void shouldGiveTheResultOfOneRun(int shards) throws InterruptedException {
        RunResult whole = run("whole", RunShare.WHOLE);
        int jobs = garnet.jobs().size();

        RunResult merged = merge(shards).result();

        assertThat(text(merged)).isEqualTo(text(whole));
        assertThat(merged.cost().actual()).isNotEqualTo("0 USD");
        assertThat(garnet.jobs()).as("what two tests share is paid for once").hasSize(2 * jobs);
    }

    @Test
    void shouldShareTestsOutByWhereTheyRun() throws InterruptedException {
        RunResult whole = run("whole", RunShare.WHOLE);
        RunResult here = run("here", RunShare.WHOLE.on(RunShare.Side.LOCAL));
        RunResult there = run("there", RunShare.WHOLE.on(RunShare.Side.REMOTE));

        assertThat(here.tests()).isEmpty();
        assertThat(there.tests()).hasSize(4);
        assertThat(text(new PartMerge()
                        .add("here", RunPart.read(folder.resolve("here")))
                        .add("there", RunPart.read(folder.resolve("there")))
                        .result()))
                .isEqualTo(text(whole));
    }

    @Test
    void shouldLeaveAPartAndNoResult() throws InterruptedException {
        run("part", new RunShare(1, 2, RunShare.Side.ALL));

        assertThat(folder.resolve("part").resolve(RunPart.FILE)).exists();
        assertThat(Workbench.share(folder.resolve("part"))).hasToString("1/2");
        assertThat(world.written()).isEmpty();
    }

    @Test
    void shouldHoldTheWholePlanAgainstTheBudgetInEveryShardThatSpends() throws InterruptedException {
        Money whole = Money.parse(run("whole", RunShare.WHOLE).cost().estimated());
        world.file(
                "quantum.yml",
                SUITE.formatted(new Money(whole.amount().divide(java.math.BigDecimal.valueOf(2)), "USD")));
        int jobs = garnet.jobs().size();

        assertThatThrownBy(() -> run("part", new RunShare(2, 3, RunShare.Side.ALL)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("does not cover the plan's worst case of " + whole);
        assertThat(garnet.jobs()).hasSize(jobs);
    }

    @Test
    void shouldNameWhatIsMissing() throws InterruptedException {
        var merge = new PartMerge();
        run("part-1", new RunShare(1, 3, RunShare.Side.ALL));
        merge.add("part-1", RunPart.read(folder.resolve("part-1")));

        assertThatThrownBy(merge::result)
                .isInstanceOf(InputException.class)
                .hasMessageContaining("part-1: 2 of 4 tests are missing: flipped on garnet, size on garnet")
                .hasMessageContaining("there are the shards 1/3");
    }

    @Test
    void shouldRefuseWhatIsThereTwice() throws InterruptedException {
        var merge = merge(2);
        run("again", new RunShare(1, 3, RunShare.Side.ALL));
        RunPart again = RunPart.read(folder.resolve("again"));

        assertThatThrownBy(() -> merge.add("again", again))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("again: test bell on garnet is in part-1 too");
    }

    private void refuse(String what, RunOptions other) throws InterruptedException {
        run("one", new RunShare(1, 2, RunShare.Side.ALL));
        RunPart one = RunPart.read(folder.resolve("one"));
        world.run("two", other.with(new RunShare(2, 2, RunShare.Side.ALL)), () -> false);
        RunPart two = RunPart.read(folder.resolve("two"));

        assertThatThrownBy(() -> new PartMerge().add("one", one).add("two", two))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("two: is of another " + what);
    }

    @Test
    void shouldRefusePartsOfAnotherSeed() throws InterruptedException {
        refuse("seed", RunOptions.defaults().withSeed(7));
    }

    @Test
    void shouldRefusePartsWithOtherOptions() throws InterruptedException {
        refuse(
                "plan",
                new RunOptions(
                        java.util.Optional.empty(),
                        java.util.Optional.empty(),
                        100_000,
                        1,
                        java.util.Optional.empty(),
                        java.util.Optional.empty(),
                        0,
                        false));
    }

    @Test
    void shouldRefusePartsOfAnotherSuiteOrCircuit() throws InterruptedException {
        run("one", new RunShare(1, 2, RunShare.Side.ALL));
        RunPart one = RunPart.read(folder.resolve("one"));
        world.file("bell.qasm", bell("z q[1];\n"));
        run("circuit", new RunShare(2, 2, RunShare.Side.ALL));
        world.file("quantum.yml", SUITE.formatted("99 USD"));
        run("suite", new RunShare(2, 2, RunShare.Side.ALL));

        for (String other : List.of("circuit", "suite")) {
            RunPart part = RunPart.read(folder.resolve(other));
            assertThatThrownBy(() -> new PartMerge().add("one", one).add(other, part))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining(
                            "is of another " + (other.equals("suite") ? "suite" : "plan (its data, circuits"));
        }
    }

    @Test
    void shouldSayWhenAFolderHoldsNoPart() throws Exception {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThatThrownBy(() -> RunPart.read(empty)).hasMessageContaining("expected the folder of a part of a run");
        Files.writeString(empty.resolve(RunFolder.JOURNAL), "");
        assertThatThrownBy(() -> RunPart.read(empty)).hasMessageContaining("qmlops resume");
        for (String damaged : List.of("null", "{\"schemaVersion\": 1}", "[", "{\"schemaVersion\": 2}")) {
            Files.writeString(empty.resolve(RunPart.FILE), damaged);
            assertThatThrownBy(() -> RunPart.read(empty)).isInstanceOf(InputException.class);
        }
    }

    @Test
    void shouldGoOnWithAPartThatWasCutOff() throws InterruptedException, IOException {
        RunResult whole = run("whole", RunShare.WHOLE);
        var merge = new PartMerge();
        for (int number = 1; number <= 2; number++) {
            String out = "part-" + number;
            int jobs = garnet.jobs().size();
            assertThatThrownBy(() -> world.run(
                            out,
                            RunOptions.defaults()
                                    .with(new RunShare(Integer.parseInt(out.substring(5)), 2, RunShare.Side.ALL)),
                            () -> {
                                if (garnet.jobs().size() > jobs) {
                                    throw new SuspendedException("the process goes down");
                                }
                                return false;
                            }))
                    .isInstanceOf(SuspendedException.class);
            world.resume(out);
            merge.add(out, RunPart.read(folder.resolve(out)));
        }

        assertThat(text(merge.result())).isEqualTo(text(whole));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0/3", "4/3", "1/0", "2", "1/3 remote", "remote", "0/0", "a/b", "-1/3", "1/99999"})
    void shouldRefuseWhatIsNoShard(String text) {
        assertThatThrownBy(() -> RunShare.shard("--shard", text))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("expected a shard such as 2/3");
    }

    @Test
    void shouldReadBackWhatItWrites() {
        List<RunShare> all = new ArrayList<>();
        for (RunShare.Side side : RunShare.Side.values()) {
            all.add(new RunShare(2, 3, side));
            all.add(RunShare.WHOLE.on(side));
        }
        assertThat(all).allSatisfy(share -> assertThat(RunShare.parse(share.toString()))
                .isEqualTo(share));
        assertThat(RunShare.shard("--shard", " 2/3 ")).isEqualTo(new RunShare(2, 3, RunShare.Side.ALL));
    }
}
