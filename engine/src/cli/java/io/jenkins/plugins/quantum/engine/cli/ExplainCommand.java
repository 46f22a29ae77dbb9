package io.jenkins.plugins.quantum.engine.cli;

import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import io.jenkins.plugins.quantum.engine.report.ResultJson;
import io.jenkins.plugins.quantum.engine.report.VerdictText;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code qmlops explain}. */
@Command(name = "explain", description = "Explains the verdicts of one test in full.")
final class ExplainCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(index = "0", paramLabel = "RUN_DIR", description = "The run's folder.")
    private Path folder;

    @Parameters(index = "1", paramLabel = "TEST", description = "The test.")
    private String test;

    ExplainCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        RunResult result = ResultJson.read(surroundings.folder().resolve(folder).resolve("result.json"));
        List<RunResult.TestResult> tests =
                result.tests().stream().filter(t -> t.name().equals(test)).toList();
        if (tests.isEmpty()) {
            throw new InputException(
                    SourcePosition.of(folder.toString()),
                    "expected the name of a test of this run, found '" + test + "'",
                    "tests: "
                            + result.tests().stream()
                                    .map(RunResult.TestResult::name)
                                    .distinct()
                                    .collect(Collectors.joining(", ")));
        }
        tests.forEach(t -> surroundings.out().print(VerdictText.explain(t)));
        return ExitCode.OK;
    }
}
