package io.jenkins.plugins.quantum.engine.cli;

import io.jenkins.plugins.quantum.engine.run.EndedJob;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code qmlops cancel}. */
@Command(
        name = "cancel",
        description =
                "Ends the jobs that a run left at providers: after a crash, or when the machine that waited for them is"
                        + " gone. What was measured is kept.")
final class CancelCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(
            arity = "0..1",
            defaultValue = "qmlops-out",
            paramLabel = "RUN_DIR",
            description = "The run's folder (default: ${DEFAULT-VALUE}).")
    private Path folder;

    CancelCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        Path place = surroundings.folder().resolve(folder);
        List<EndedJob> jobs = Workplace.workbench(surroundings).cancel(place, new Console(surroundings));
        jobs.forEach(job -> surroundings.out().println(job.words()));
        if (jobs.isEmpty()) {
            surroundings.out().println("No job of this run is open.");
        }
        long open = jobs.stream().filter(job -> !job.over()).count();
        if (open > 0) {
            surroundings
                    .out()
                    .println((open == 1 ? "One of them" : open + " of them")
                            + " may still run or bill: look at the provider, or try again.");
        }
        return open > 0 ? ExitCode.NO_DATA : ExitCode.OK;
    }
}
