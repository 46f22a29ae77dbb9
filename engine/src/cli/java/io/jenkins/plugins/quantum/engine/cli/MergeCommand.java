package io.jenkins.plugins.quantum.engine.cli;

import io.jenkins.plugins.quantum.engine.run.PartMerge;
import io.jenkins.plugins.quantum.engine.run.RunFolder;
import io.jenkins.plugins.quantum.engine.run.RunPart;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code qmlops merge}. */
@Command(
        name = "merge",
        description =
                "Puts the parts of a run together that 'qmlops run --shard' left, decides, and writes the report.")
final class MergeCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(arity = "1..*", paramLabel = "DIR", description = "The folders of all parts.")
    private List<Path> folders;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "qmlops-out",
            description = "Where the results go (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Option(names = "--json", description = "Print the result as JSON on stdout.")
    private boolean json;

    MergeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        var merge = new PartMerge();
        for (Path folder : folders) {
            merge.add(
                    folder.toString(),
                    RunPart.read(surroundings.folder().resolve(folder).normalize()));
        }
        RunResult result = merge.result();
        try (RunFolder place = RunFolder.open(surroundings.folder().resolve(out))) {
            place.replaceResults();
            Workplace.reports().write(result, place);
        }
        RunCommand.show(surroundings, result, out, json);
        return result.exitCode();
    }
}
