package io.jenkins.plugins.quantum.engine.cli;

import io.jenkins.plugins.quantum.engine.diagnostic.Diagnostic;
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
import java.nio.file.LinkOption;
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
            description = "The circuit to test: an object of PennyLane, Qiskit, Cirq or Braket, or an OpenQASM file.")
    private String from;

    @Option(
            names = "--data",
            paramLabel = "POINTS.csv",
            description =
                    "Labelled points (feature columns and a column named label): the circuit is a classifier, or predicts"
                            + " the numbers of that column.")
    private String data;

    @Option(
            names = "--observable",
            paramLabel = "model.py:NAME|FILE.json",
            description =
                    "What the model reads: an operator, a circuit that returns an expectation value, or a file of Pauli terms."
                            + " Default: what the circuit of --from returns, else the qubit of --qubit.")
    private String observable;

    @Option(
            names = "--qubit",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "The qubit whose value is the class, where no observable is read (default: ${DEFAULT-VALUE}).")
    private int qubit;

    @Option(
            names = "--input",
            paramLabel = "NAME=data|data.COLUMN|FILE.json|NUMBER",
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
        if (from == null && (data != null || observable != null || !inputs.isEmpty())) {
            throw new InputException(
                    SourcePosition.of("init"),
                    "--data, --observable and --input need --from",
                    "name the circuit: --from model.py:NAME");
        }
        if (from == null) {
            create(CIRCUIT, StarterSuite.GHZ);
            surroundings.out().println("Wrote " + CIRCUIT);
            create(SUITE, StarterSuite.ghz(CIRCUIT));
        } else {
            if (Files.exists(surroundings.folder().resolve(SUITE), LinkOption.NOFOLLOW_LINKS)) {
                throw exists(SUITE);
            }
            String text = checked();
            create(SUITE, text);
        }
        surroundings.out().println("Wrote " + SUITE);
        surroundings.out().println("Next: qmlops run " + SUITE);
        return ExitCode.OK;
    }

    /** The suite's text, once it was planned. */
    private String checked() throws InterruptedException {
        if (data == null) {
            return checked(StarterSuite.circuit(from, inputs, observable, noise));
        }
        LabelledData points = LabelledData.read(surroundings.folder().resolve(data), data);
        var model = new StarterSuite.Model(from, inputs, data, points.labels(), noise);
        model.requireTwoClasses();
        if (observable != null) {
            return checked(model.reading(observable));
        }
        if (from.contains(".py:")) {
            try {
                return checked(model.reading(from)); // a circuit that returns an expectation value says what is read
            } catch (InputException e) {
                if (model.predictsNumbers()) {
                    throw e;
                }
            }
        } else if (model.predictsNumbers()) {
            throw new InputException(
                    SourcePosition.of("init"),
                    "the labels of " + data + " are numbers, and nothing says which mean predicts them",
                    "name what the model reads: --observable model.py:NAME or --observable FILE.json");
        }
        return checked(model.readingQubit(qubit));
    }

    private String checked(String text) throws InterruptedException {
        check(text);
        return text;
    }

    /** Plans the suite before it is written: a second try is not in its own way. */
    private void check(String text) throws InterruptedException {
        var source = new SuiteSource(surroundings.folder().resolve(SUITE), SUITE, text);
        try {
            Plan plan = Workplace.workbench(surroundings).plan(source, RunOptions.defaults());
            var metrics = plan.tests().get(0).workload().metrics();
            surroundings
                    .out()
                    .printf("%s has %d qubits and %d two-qubit gates.%n", from, metrics.qubits(), metrics.twoQubit());
        } catch (InputException e) {
            throw new InputException(
                    e.diagnostics().stream().map(InitCommand::withoutPlace).toList());
        }
    }

    /** No line of a file that was never written is named. */
    private static Diagnostic withoutPlace(Diagnostic problem) {
        return problem.at().file().equals(SUITE)
                ? Diagnostic.error(SourcePosition.of("init"), problem.message(), problem.advice())
                : problem;
    }

    private void create(String name, String text) {
        Path file = surroundings.folder().resolve(name);
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw exists(name);
        } catch (IOException e) {
            throw new OutputException(file, e);
        }
    }

    private static InputException exists(String name) {
        return new InputException(SourcePosition.of(name), "there is such a file already", "move it away, or edit it");
    }
}
