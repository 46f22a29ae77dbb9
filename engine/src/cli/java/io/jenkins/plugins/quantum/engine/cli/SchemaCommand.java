package io.jenkins.plugins.quantum.engine.cli;

import io.jenkins.plugins.quantum.engine.gate.Gates;
import io.jenkins.plugins.quantum.engine.suite.SuiteSchema;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code qmlops schema}. */
@Command(name = "schema", description = "Prints the JSON Schema of suite files, for editors.")
final class SchemaCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    SchemaCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        surroundings.out().print(SuiteSchema.json(new Gates()));
        return ExitCode.OK;
    }
}
