package io.jenkins.plugins.quantum.engine.cli;

import io.jenkins.plugins.quantum.engine.report.ResultJson;
import io.jenkins.plugins.quantum.engine.report.VerdictText;
import io.jenkins.plugins.quantum.engine.run.Plan;
import io.jenkins.plugins.quantum.engine.run.RunOptions;
import io.jenkins.plugins.quantum.engine.run.RunPart;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import io.jenkins.plugins.quantum.engine.run.RunShare;
import io.jenkins.plugins.quantum.engine.run.SuiteSource;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code qmlops run}. */
@Command(name = "run", description = "Runs a suite, or a single circuit, and writes its report.")
final class RunCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(
            arity = "0..1",
            defaultValue = "quantum.yml",
            paramLabel = "SUITE.yml|CIRCUIT.qasm",
            description = "The suite, or a circuit (default: ${DEFAULT-VALUE}).")
    private String suite;

    @Mixin
    private RunChoices choices;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "qmlops-out",
            description = "Where the results go (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            description = "Run the I-th of N shares of the tests; 'qmlops merge' puts the parts together and decides.")
    private String shard;

    @Option(names = "--dry-run", description = "Only check the suite and say what would be run.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print the result as JSON on stdout.")
    private boolean json;

    RunCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        var workbench = Workplace.workbench(surroundings);
        RunShare share = shard == null ? RunShare.WHOLE : RunShare.shard("--shard", shard);
        RunOptions options = choices.options(surroundings).with(share);
        var source = SuiteSource.read(surroundings.folder(), suite);
        if (dryRun) {
            Plan plan = workbench.plan(source, options);
            surroundings.out().print(PlanText.of(plan));
            return ExitCode.OK;
        }
        Path folder = surroundings.folder().resolve(out);
        RunResult result = Running.with(
                surroundings,
                (console, cancelled) ->
                        workbench.run(source, options, folder, console, cancelled, Workplace.reports()));
        return answer(surroundings, result, share, out, json);
    }

    /** What a run answers: the exit code of its verdicts, or of a part, which decides nothing, that it is whole. */
    static int answer(Surroundings surroundings, RunResult result, RunShare share, Path out, boolean json) {
        if (share.whole()) {
            show(surroundings, result, out, json);
            return result.exitCode();
        }
        if (json) {
            surroundings.out().print(ResultJson.write(result));
        } else {
            surroundings
                    .out()
                    .println("Part " + share + " is done, " + result.tests().size()
                            + (result.tests().size() == 1 ? " test: " : " tests: ") + out.resolve(RunPart.FILE));
            surroundings.out().println("Next, when all parts are done: qmlops merge DIR…");
        }
        return ExitCode.OK;
    }

    /** Prints a result: as JSON, or as the verdicts with their reasons. */
    static void show(Surroundings surroundings, RunResult result, Path out, boolean json) {
        if (json) {
            surroundings.out().print(ResultJson.write(result));
        } else {
            surroundings.out().print(VerdictText.summary(result));
            surroundings.out().println("Report: " + out.resolve("report.html"));
        }
    }
}
