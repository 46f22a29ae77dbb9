package io.jenkins.plugins.quantum.engine.cli;

import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import io.jenkins.plugins.quantum.engine.run.OutputException;
import io.jenkins.plugins.quantum.engine.run.Plan;
import io.jenkins.plugins.quantum.engine.run.RunOptions;
import io.jenkins.plugins.quantum.engine.run.SuiteSource;
import io.jenkins.plugins.quantum.engine.suite.LabelledData;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code qmlops init}. */
@Command(name = "init", description = "Writes a starter suite into this folder; never replaces a file.")
final class InitCommand implements Callable<Integer> {
    private static final String SUITE = "quantum.yml";
    private static final String CIRCUIT = "ghz.qasm";

    private final Surroundings surroundings;

    @Option(
            names = "--from",
            paramLabel = "model.py:NAME|CIRCUIT.qasm",
            description = "The circuit to test: a PennyLane or Qiskit object, or an OpenQASM file.")
    private String from;

    @Option(
            names = "--data",
            paramLabel = "POINTS.csv",
            description = "Labelled points (feature columns and a column named label): the circuit is a classifier.")
    private String data;

    @Option(
            names = "--input",
            paramLabel = "NAME=data|FILE.json|NUMBER",
            description = "What an input of the circuit is bound to; repeatable.")
    private Map<String, String> inputs = new LinkedHashMap<>();

    @Option(
            names = "--noise",
            paramLabel = "PRESET",
            defaultValue = "heron-r2",
            description = "Noise to test under (default: ${DEFAULT-VALUE}).")
    private String noise;

    InitCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (from == null && (data != null || !inputs.isEmpty())) {
            throw new InputException(
                    SourcePosition.of("init"),
                    "--data and --input need --from",
                    "name the circuit: --from model.py:NAME");
        }
        if (from == null) {
            create(CIRCUIT, StarterSuite.GHZ);
            surroundings.out().println("Wrote " + CIRCUIT);
            create(SUITE, StarterSuite.ghz(CIRCUIT));
        } else {
            create(SUITE, text());
            check();
        }
        surroundings.out().println("Wrote " + SUITE);
        surroundings.out().println("Next: qmlops run " + SUITE);
        return ExitCode.OK;
    }

    private String text() {
        if (data == null) {
            return StarterSuite.circuit(from, inputs, noise);
        }
        LabelledData points = LabelledData.read(surroundings.folder().resolve(data), data);
        return StarterSuite.model(from, inputs, data, points.labels(), noise);
    }

    /** Plans the new suite; when that fails the file is removed again, so that a second try is not in its own way. */
    private void check() throws InterruptedException {
        try {
            Plan plan = Workplace.workbench(surroundings)
                    .plan(SuiteSource.read(surroundings.folder(), SUITE), RunOptions.defaults());
            var metrics = plan.tests().get(0).workload().metrics();
            surroundings
                    .out()
                    .printf("%s has %d qubits and %d two-qubit gates.%n", from, metrics.qubits(), metrics.twoQubit());
        } catch (RuntimeException e) {
            try {
                Files.deleteIfExists(surroundings.folder().resolve(SUITE));
            } catch (IOException undeleted) {
                e.addSuppressed(undeleted);
            }
            throw e;
        }
    }

    private void create(String name, String text) {
        Path file = surroundings.folder().resolve(name);
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw new InputException(
                    SourcePosition.of(name), "there is such a file already", "move it away, or edit it");
        } catch (IOException e) {
            throw new OutputException(file, e);
        }
    }
}
