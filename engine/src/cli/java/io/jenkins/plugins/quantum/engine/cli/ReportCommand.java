package io.jenkins.plugins.quantum.engine.cli;

import io.jenkins.plugins.quantum.engine.report.ResultJson;
import io.jenkins.plugins.quantum.engine.run.RunFolder;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code qmlops report}. */
@Command(name = "report", description = "Writes the reports of a finished run again and says where they are.")
final class ReportCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(
            arity = "0..1",
            defaultValue = "qmlops-out",
            paramLabel = "RUN_DIR",
            description = "The run's folder (default: ${DEFAULT-VALUE}).")
    private Path folder;

    @Option(names = "--open", description = "Show the report in the desktop's browser.")
    private boolean open;

    ReportCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        Path place = surroundings.folder().resolve(folder);
        RunResult result = ResultJson.read(place.resolve("result.json"));
        try (RunFolder run = RunFolder.open(place)) {
            Workplace.reports().write(result, run);
        }
        Path report = place.resolve("report.html");
        surroundings.out().println(report);
        if (open) {
            boolean mac =
                    System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac");
            new ProcessBuilder(List.of(mac ? "open" : "xdg-open", report.toString())).start();
        }
        return ExitCode.OK;
    }
}
