package io.jenkins.plugins.quantum.engine.cli;

import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.report.BaselineFile;
import io.jenkins.plugins.quantum.engine.run.Baselines;
import io.jenkins.plugins.quantum.engine.run.Plan;
import io.jenkins.plugins.quantum.engine.run.RecordedPrograms;
import io.jenkins.plugins.quantum.engine.run.RunListener;
import io.jenkins.plugins.quantum.engine.run.RunProgress;
import io.jenkins.plugins.quantum.engine.run.RunOptions;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import io.jenkins.plugins.quantum.engine.run.SuiteSource;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code qmlops baseline}. */
@Command(
        name = "baseline",
        description = "Runs the suite several times and records its figures in qmlops-baseline.json beside it.")
final class BaselineCommand implements Callable<Integer> {
    private static final int MOST_RUNS = 100;

    private final Surroundings surroundings;

    @Parameters(
            arity = "0..1",
            defaultValue = "quantum.yml",
            paramLabel = "SUITE.yml",
            description = "The suite (default: ${DEFAULT-VALUE}).")
    private String suite;

    @Mixin
    private RunChoices choices;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many runs (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "qmlops-out/baseline",
            description = "Where the runs work (default: ${DEFAULT-VALUE}).")
    private Path out;

    BaselineCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (runs < 2 || runs > MOST_RUNS) {
            throw new InputException(
                    SourcePosition.of("--runs"),
                    "expected 2 to " + MOST_RUNS + ", found " + runs,
                    "10 is enough for most suites");
        }
        var source = SuiteSource.read(surroundings.folder(), suite);
        RunOptions options = choices.options().recordingBaseline();
        List<RunResult> results = new ArrayList<>();
        List<Plan> plans = new ArrayList<>();
        for (int run = 1; run <= runs; run++) {
            RunOptions seeded = options.withSeed(Seed.derive(options.seed(), "baseline", Integer.toString(run)));
            Path folder = surroundings.folder().resolve(out).resolve("run-" + run);
            RunResult result = Running.with(surroundings, (console, cancelled) -> Workplace.workbench(surroundings)
                    .run(source, seeded, folder, new Planned(console, plans::add), cancelled, (r, f) -> {}));
            if (hasNoData(result)) {
                surroundings.err().println("Run " + run + " has no data: no baseline was recorded.");
                return result.exitCode();
            }
            results.add(result);
        }
        Baselines recorded = Baselines.read(source.folder()).record(results);
        Path file = BaselineFile.write(source.folder(), recorded);
        Path programs = BaselineFile.write(
                source.folder(), RecordedPrograms.read(source.folder()).record(plans.get(0)));
        surroundings
                .out()
                .println(recorded.entries().size() + " figures recorded in " + file + ", the programs in "
                        + programs.getFileName() + "; commit both.");
        return ExitCode.OK;
    }

    private static boolean hasNoData(RunResult result) {
        return result.tests().stream()
                .flatMap(test -> test.gates().stream())
                .anyMatch(gate -> gate.verdict() == Verdict.NO_DATA);
    }

    /** Tells on what it hears, and hands on the plan: all runs have the same programs. */
    private record Planned(RunListener listener, Consumer<Plan> plans) implements RunListener {
        @Override
        public void planned(Plan plan) {
            plans.accept(plan);
            listener.planned(plan);
        }

        @Override
        public void progress(RunProgress progress) {
            listener.progress(progress);
        }

        @Override
        public void note(String message) {
            listener.note(message);
        }

        @Override
        public void decided(String test, String backend, RunResult.GateResult gate) {
            listener.decided(test, backend, gate);
        }
    }
}
