package io.jenkins.plugins.quantum.engine.cli;

import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import io.jenkins.plugins.quantum.engine.run.Workbench;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code qmlops resume}. */
@Command(
        name = "resume",
        description = "Goes on with a run after a crash or an open question; what was measured is not measured again.")
final class ResumeCommand implements Callable<Integer> {
    private static final int MOST_ROUNDS = 1000;

    private final Surroundings surroundings;

    @Parameters(
            arity = "0..1",
            defaultValue = "qmlops-out",
            paramLabel = "RUN_DIR",
            description = "The run's folder (default: ${DEFAULT-VALUE}).")
    private Path folder;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "0",
            description = "Further looks for gates that are still undecided.")
    private int rounds;

    @Option(names = "--json", description = "Print the result as JSON on stdout.")
    private boolean json;

    ResumeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (rounds < 0 || rounds > MOST_ROUNDS) {
            throw new InputException(
                    SourcePosition.of("--rounds"), "expected 0 to " + MOST_ROUNDS + ", found " + rounds, "");
        }
        Path place = surroundings.folder().resolve(folder);
        RunResult result = Running.with(surroundings, (console, cancelled) -> Workplace.workbench(surroundings)
                .resume(place, rounds, console, cancelled, Workplace.reports()));
        return RunCommand.answer(surroundings, result, Workbench.share(place), folder, json);
    }
}
