package io.jenkins.plugins.quantum.engine.cli;

import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import io.jenkins.plugins.quantum.engine.report.BaselineDiff;
import io.jenkins.plugins.quantum.engine.report.ResultJson;
import io.jenkins.plugins.quantum.engine.run.Baselines;
import io.jenkins.plugins.quantum.engine.run.RecordedPrograms;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import io.jenkins.plugins.quantum.engine.run.SuiteSource;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code qmlops baseline diff}. */
@Command(
        name = "diff",
        description =
                "Says what recording finished runs would change in the baseline: figures, programs, calibrations.")
final class BaselineDiffCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(
            arity = "0..1",
            defaultValue = "quantum.yml",
            paramLabel = "SUITE.yml",
            description = "The suite (default: ${DEFAULT-VALUE}).")
    private String suite;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "qmlops-out",
            description = "A run's folder, or one with the runs of 'qmlops baseline' (default: ${DEFAULT-VALUE}).")
    private Path out;

    BaselineDiffCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        var source = SuiteSource.read(surroundings.folder(), suite);
        List<RunResult> runs = results(surroundings.folder().resolve(out));
        if (runs.stream().map(RunResult::profile).distinct().count() > 1) {
            throw new InputException(
                    SourcePosition.of(out.toString()), "expected runs of one profile, found several", "name one run");
        }
        surroundings
                .out()
                .print(BaselineDiff.of(Baselines.read(source.folder()), RecordedPrograms.read(source.folder()), runs)
                        .text());
        return ExitCode.OK;
    }

    private static List<RunResult> results(Path folder) throws IOException {
        if (!Files.isDirectory(folder) || Files.exists(folder.resolve(ResultJson.FILE))) {
            return List.of(ResultJson.read(folder.resolve(ResultJson.FILE)));
        }
        List<RunResult> runs = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(folder, "run-*")) {
            for (Path run : folders) {
                if (Files.exists(run.resolve(ResultJson.FILE))) {
                    runs.add(ResultJson.read(run.resolve(ResultJson.FILE)));
                }
            }
        }
        if (runs.isEmpty()) {
            throw new InputException(
                    SourcePosition.of(folder.toString()),
                    "expected a finished run, found none",
                    "run the suite first: qmlops run, or qmlops baseline --dry-run");
        }
        return runs;
    }
}
