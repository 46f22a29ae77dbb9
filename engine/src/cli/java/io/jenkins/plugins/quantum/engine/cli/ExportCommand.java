package io.jenkins.plugins.quantum.engine.cli;

import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import io.jenkins.plugins.quantum.engine.suite.Subject.FileRef;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code qmlops export}. */
@Command(name = "export", description = "Prints a Python object (PennyLane, Qiskit) as OpenQASM 3 with named inputs.")
final class ExportCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "model.py:NAME", description = "The object.")
    private String object;

    @Option(
            names = "--shape",
            paramLabel = "ARGUMENT=N[,M…]",
            description = "Shape of an array argument of a function, for example w=2,4; repeatable.")
    private Map<String, String> shapes = Map.of();

    ExportCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        var reference = new FileRef(object, SourcePosition.of(object));
        surroundings
                .out()
                .print(Workplace.environment(surroundings)
                        .python()
                        .export(surroundings.folder(), reference, ArgumentShapes.parse(shapes)));
        return ExitCode.OK;
    }
}
