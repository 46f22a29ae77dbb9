package io.jenkins.plugins.quantum.engine.cli;

import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import io.jenkins.plugins.quantum.engine.report.Comparison;
import io.jenkins.plugins.quantum.engine.report.ResultJson;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import io.jenkins.plugins.quantum.engine.run.SuiteSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code qmlops compare}. */
@Command(
        name = "compare",
        description = "Says what changed against another run, or against the suite as it stands at a git revision.")
final class CompareCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(
            index = "0",
            paramLabel = "REF",
            description = "A run's folder, a result.json, or a git revision such as main (its suite is run).")
    private String reference;

    @Parameters(
            index = "1",
            arity = "0..1",
            defaultValue = "quantum.yml",
            paramLabel = "SUITE.yml",
            description = "The suite (default: ${DEFAULT-VALUE}).")
    private String suite;

    @Mixin
    private RunChoices choices;

    @Option(names = "--test", paramLabel = "TEST", description = "Show this test alone.")
    private String test;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "qmlops-out",
            description = "Folder of the newer run (default: ${DEFAULT-VALUE}).")
    private Path out;

    CompareCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        RunResult newer = ResultJson.read(surroundings.folder().resolve(out).resolve("result.json"));
        RunResult older = older();
        surroundings.out().print(Comparison.of(only(older), only(newer)).text());
        return ExitCode.OK;
    }

    private RunResult only(RunResult result) {
        if (test == null) {
            return result;
        }
        return result.withTests(
                result.tests().stream().filter(t -> t.name().equals(test)).toList());
    }

    private RunResult older() throws IOException, InterruptedException {
        Path place = surroundings.folder().resolve(reference);
        if (Files.isDirectory(place)) {
            return ResultJson.read(place.resolve("result.json"));
        }
        if (Files.isRegularFile(place)) {
            return ResultJson.read(place);
        }
        try (var checkout = GitCheckout.of(surroundings.folder(), reference)) {
            SuiteSource source = SuiteSource.read(checkout.folder(), suite);
            Path folder = checkout.root().path().resolve("qmlops-compare");
            return Running.with(surroundings, (console, cancelled) -> Workplace.workbench(surroundings)
                    .run(source, choices.options(surroundings), folder, console, cancelled, (r, f) -> {}));
        } catch (GitCheckout.NoRevisionException e) {
            throw new InputException(
                    SourcePosition.of(reference),
                    "expected a run's folder, a result.json or a git revision: " + e.getMessage(),
                    "");
        }
    }
}
