package io.jenkins.plugins.quantum.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.quantum.engine.backend.Conduct.Repetition;
import io.jenkins.plugins.quantum.engine.cost.Money;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.python.ExportedCircuit;
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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run is prepared here and run there, where there is neither workspace nor Python, and without a thread while it waits. */
class PreparedRunTest {
    private static final String BELL =
            "OPENQASM 3.0;\ninclude \"stdgates.inc\";\nqubit[2] q;\nbit[2] c;\nh q[0];\ncx q[0], q[1];\nc = measure q;\n";

    @TempDir
    private Path folder;

    private final SimulatedTime time = new SimulatedTime();
    private final ModelProvider garnet = new ModelProvider("garnet", time, Repetition.TOKEN)
            .device("braket/iqm/garnet")
            .answering(BellShots::perfect);
    private ModelWorld world;

    @BeforeEach
    void suite() {
        world = new ModelWorld(time, folder)
                .with(garnet)
                .exporting((from, reference, shapes) ->
                        new ExportedCircuit(BELL, Map.of(), List.of("0", "1"), List.of(), Map.of()))
                .file("model.py", "")
                .file("bell.qasm", BELL)
                .file(
                        "quantum.yml",
                        """
                        version: 1
                        profiles:
                          night: {backends: [garnet], budget: 100 USD, deadline: 4h}
                        backends:
                          garnet: {type: model}
                        tests:
                          - {name: bell, circuit: bell.qasm, gates: {fidelity: {min: 0.7}}}
                          - {name: python, circuit: "model.py:bell", gates: {fidelity: {min: 0.8}}}
                        """);
    }

    /** Prepares a run, and takes everything away that it was prepared from. */
    private Path prepared(RunShare share) throws Exception {
        world.prepare("prepared", RunOptions.defaults().with(share));
        Path elsewhere = folder.resolve("elsewhere").resolve("run");
        Files.createDirectories(elsewhere.getParent());
        Files.move(folder.resolve("prepared"), elsewhere);
        for (String name : List.of("quantum.yml", "bell.qasm", "model.py")) {
            Files.delete(folder.resolve(name));
        }
        world.exporting((from, reference, shapes) -> {
            throw new IllegalStateException("there is no Python here");
        });
        return elsewhere;
    }

    private static RunResult finish(SteppedRun run) throws InterruptedException {
        Optional<RunResult> result = run.advance();
        while (result.isEmpty()) {
            run.await();
            result = run.advance();
        }
        return result.get();
    }

    private static String text(RunResult result) {
        return ResultJson.write(result.withTiming(new RunResult.Timing("", "", 0)));
    }

    @Test
    void shouldRunWithoutTheFilesAndPythonItWasPreparedFrom() throws Exception {
        RunResult whole = world.run("whole", 1, () -> false);
        Path there = prepared(RunShare.WHOLE);
        int simulated = world.simulated();

        try (SteppedRun run = world.open(there, SpendGuard.NONE, () -> false)) {
            assertThat(text(finish(run))).isEqualTo(text(whole));
        }
        assertThat(simulated).isPositive();
        assertThat(world.simulated()).as("references came with it").isEqualTo(simulated);
    }

    @Test
    void shouldGiveItsPartWhereItIsAShare() throws Exception {
        Path there = prepared(RunShare.WHOLE.on(RunShare.Side.REMOTE));

        try (SteppedRun run = world.open(there, SpendGuard.NONE, () -> false)) {
            finish(run);
        }
        assertThat(RunPart.read(there).tests()).hasSize(2);
        assertThat(RunPart.read(there).share()).isEqualTo("remote");
    }

    @Test
    void shouldTakeWhatEarlierRunsKeptWithItAndAddToThat() throws Exception {
        String learning = Files.readString(folder.resolve("quantum.yml"))
                .replace("deadline: 4h", "deadline: 4h, learning: 5")
                .replace("min: 0.7", "min: baseline");
        world.file("quantum.yml", learning);
        Path store = folder.resolve("kept");
        world.run("first", RunOptions.defaults().withStore(store), () -> false);
        world.prepare("prepared", RunOptions.defaults().withStore(store));
        Path there = folder.resolve("elsewhere");
        Files.move(folder.resolve("prepared"), there);
        Files.move(store, folder.resolve("gone"));

        try (SteppedRun run = world.open(there, SpendGuard.NONE, () -> false)) {
            assertThat(finish(run).tests().get(0).gates().get(0).finding().headline())
                    .contains("learning 2/5");
        }

        assertThat(store).doesNotExist();
        assertThat(files(folder.resolve("gone"))).isNotEmpty();
        assertThat(files(there.resolve(PreparedRun.STORE)))
                .hasSizeGreaterThan(files(folder.resolve("gone")).size())
                .containsAll(files(folder.resolve("gone")));
    }

    private static List<String> files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .toList();
        }
    }

    @Test
    void shouldNameTheJobsItWaitsForAndGoOnInAnotherProcess() throws Exception {
        RunResult whole = world.run("whole", 1, () -> false);
        int jobs = garnet.jobs().size();
        Path there = prepared(RunShare.WHOLE);
        List<String> news = new ArrayList<>();
        SteppedRun first = world.open(there, SpendGuard.NONE, () -> false);
        first.onNews(() -> news.add("news"));

        assertThat(first.advance()).isEmpty();
        while (first.open().isEmpty()) {
            first.await();
            assertThat(first.advance()).isEmpty();
        }
        assertThat(first.next()).isAfter(time.instant());
        assertThat(news).isNotEmpty();
        first.suspend();
        try (SteppedRun second = world.open(there, SpendGuard.NONE, () -> false)) {
            assertThat(text(finish(second))).isEqualTo(text(whole));
        }
        assertThat(garnet.jobs()).as("none is submitted twice").hasSize(2 * jobs);
    }

    @Test
    void shouldReserveBeforeItSubmitsAndSettleOnce() throws Exception {
        List<String> asked = new ArrayList<>();
        var guard = new SpendGuard() {
            @Override
            public void purpose(List<String> backends, long shots) {
                asked.add("purpose " + backends + " " + (shots > 0));
            }

            @Override
            public Optional<String> reserve(List<Money> worst) {
                asked.add("reserve " + worst.size() + " " + garnet.jobs().size());
                return Optional.empty();
            }

            @Override
            public void settle(List<Money> spent, List<Money> mayBill) {
                asked.add("settle " + spent.size() + " " + mayBill.size());
            }
        };

        try (SteppedRun run = world.open(prepared(RunShare.WHOLE), guard, () -> false)) {
            finish(run);
        }

        assertThat(asked).containsExactly("purpose [garnet] true", "reserve 1 0", "settle 1 0");
    }

    @Test
    void shouldSubmitNothingThatTheGuardRefuses() throws Exception {
        var guard = new SpendGuard() {
            @Override
            public Optional<String> reserve(List<Money> worst) {
                return Optional.of("the folder team has spent its budget");
            }

            @Override
            public void settle(List<Money> spent, List<Money> mayBill) {
                throw new IllegalStateException("nothing was reserved");
            }
        };
        Path there = prepared(RunShare.WHOLE);

        assertThatThrownBy(() -> world.open(there, guard, () -> false))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("the folder team has spent its budget")
                .hasMessageContaining("Nothing was submitted");
        assertThat(garnet.jobs()).isEmpty();
        world.open(there, SpendGuard.NONE, () -> false).close(); // nothing holds the folder
    }

    @Test
    void shouldCancelItsJobsWhenToldTo() throws Exception {
        List<String> settled = new ArrayList<>();
        boolean[] cancelled = new boolean[1];
        var guard = new SpendGuard() {
            @Override
            public Optional<String> reserve(List<Money> worst) {
                return Optional.empty();
            }

            @Override
            public void settle(List<Money> spent, List<Money> mayBill) {
                settled.add(spent + " " + mayBill);
            }
        };
        try (SteppedRun run = world.open(prepared(RunShare.WHOLE), guard, () -> cancelled[0])) {
            while (run.open().isEmpty()) {
                run.advance();
                run.await();
            }
            cancelled[0] = true;

            assertThatThrownBy(run::advance).isInstanceOf(CancellationException.class);
        }
        assertThat(settled).hasSize(1);
        assertThat(world.notes()).anyMatch(note -> note.contains("was cancelled"));
    }

    @Test
    void shouldRefuseWhatWasNotPreparedOrWasChanged() throws Exception {
        assertThatThrownBy(() -> world.open(folder, SpendGuard.NONE, () -> false))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no prepared run is here");
        Path there = prepared(RunShare.WHOLE);
        Path suite = there.resolve("files").resolve("quantum.yml");
        Files.writeString(suite, Files.readString(suite) + "# changed\n");
        assertThatThrownBy(() -> world.open(there, SpendGuard.NONE, () -> false))
                .hasMessageContaining("not the one that was prepared");
        for (String damaged : List.of("null", "{", "{\"circuits\": 3}")) {
            Files.writeString(there.resolve("exports.json"), damaged);
            assertThatThrownBy(() -> KeptExports.read(there)).isInstanceOf(InputException.class);
        }
        Files.writeString(there.resolve("prepared.json"), "{\"entry\": \"finished\", \"exitCode\": 0}");
        assertThatThrownBy(() -> world.open(there, SpendGuard.NONE, () -> false))
                .hasMessageContaining("no prepared run is here");
    }

    @Test
    void shouldNotReadWhatLiesAboveItsFiles() throws Exception {
        Files.createDirectory(folder.resolve(".git"));
        world.file("secret.qasm", BELL);
        Path there = prepared(RunShare.WHOLE);
        Path suite = there.resolve("files").resolve("quantum.yml");
        String text = Files.readString(suite).replace("bell.qasm", "../../../secret.qasm");
        Files.writeString(suite, text);
        Path prepared = there.resolve("prepared.json");
        Files.writeString(
                prepared,
                Files.readString(prepared)
                        .replaceAll("\"suiteDigest\":\"[0-9a-f]+\"", "\"suiteDigest\":\"" + Job.sha256(text) + "\""));

        assertThatThrownBy(() -> world.open(there, SpendGuard.NONE, () -> false))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("leads out of it");
    }

    @Test
    void shouldRefuseASuiteThatReadsTooMuch() throws IOException {
        Files.write(folder.resolve("weights.json"), new byte[(64 << 20) + 1]);
        var files = new SuiteFiles(folder);
        files.reads("weights.json");
        try (RunFolder out = RunFolder.open(folder.resolve("out"))) {
            var started =
                    new Journal.Started(1, "s", "quantum.yml", "d", null, null, 0, 1, null, null, 0, null, "", null);
            assertThatThrownBy(() -> PreparedRun.write(
                            out, started, files, folder.resolve("quantum.yml"), KeptExports.of(null), Optional.empty()))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("more than 64 MB");
        }
    }
}
