package io.jenkins.plugins.quantum.engine.cli;

import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import io.jenkins.plugins.quantum.engine.run.PythonCircuits;
import io.jenkins.plugins.quantum.engine.suite.Subject.FileRef;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code qmlops export}. */
@Command(
        name = "export",
        description =
                "Prints a Python object (PennyLane, Qiskit, Cirq, Braket) as OpenQASM 3 with named inputs, or its observable.")
final class ExportCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "model.py:NAME", description = "The object.")
    private String object;

    @Option(
            names = "--shape",
            paramLabel = "ARGUMENT=N[,M…]",
            description = "Shape of an array argument of a function, for example w=2,4; repeatable.")
    private Map<String, String> shapes = Map.of();

    @Option(
            names = "--observable",
            description =
                    "Print the observable as JSON instead: of an operator, or what a circuit returns the mean of.")
    private boolean observable;

    ExportCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        var reference = new FileRef(object, SourcePosition.of(object));
        PythonCircuits python = Workplace.environment(surroundings).python();
        var sizes = ArgumentShapes.parse(shapes);
        if (observable) {
            surroundings
                    .out()
                    .println(python.observable(surroundings.folder(), reference, sizes, List.of())
                            .json());
        } else {
            surroundings
                    .out()
                    .print(python.export(surroundings.folder(), reference, sizes)
                            .qasm());
        }
        return ExitCode.OK;
    }
}
