package io.jenkins.plugins.quantum.engine.cli;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.Capabilities;
import io.jenkins.plugins.quantum.engine.backend.google.GoogleProvider;
import io.jenkins.plugins.quantum.engine.backend.python.PythonEnvironment;
import io.jenkins.plugins.quantum.engine.backend.python.PythonProvider;
import io.jenkins.plugins.quantum.engine.backend.python.PythonSetup;
import io.jenkins.plugins.quantum.engine.circuit.Program;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import io.jenkins.plugins.quantum.engine.python.ProcessStarter;
import io.jenkins.plugins.quantum.engine.run.SuiteSource;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code qmlops backends}. */
@Command(name = "backends", description = "Lists, checks and sets up backends.")
final class BackendsCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    BackendsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        return list();
    }

    /** Lists the backends that can be named. */
    @Command(name = "list", description = "Lists the backends that a suite can name here.")
    int list() {
        for (BackendProvider provider : Workplace.environment(surroundings).providers()) {
            try (Backend backend = provider.open(BackendSettings.local(provider.type(), Map.of()))) {
                surroundings.out().println(row(backend.capabilities()));
            } catch (BackendException e) {
                surroundings.out().println(String.format(Locale.ROOT, "%-14s %s", provider.type(), e.getMessage()));
            }
        }
        return ExitCode.OK;
    }

    private static String row(Capabilities can) {
        if (!can.programs().contains(Program.Kind.CIRCUIT)) {
            return String.format(
                    Locale.ROOT,
                    "%-14s %s of problems, up to %d variables%s",
                    can.type(),
                    can.simulator() ? "sampler" : "annealer",
                    can.qubits(),
                    can.seeded() ? ", repeats with a seed" : "");
        }
        return String.format(
                Locale.ROOT,
                "%-14s %s, up to %d qubits (%d with noise)%s%s",
                can.type(),
                can.simulator() ? "simulator" : "hardware",
                can.qubits(),
                can.sweepQubits(),
                can.dynamic() ? ", mid-circuit measurement" : "",
                can.seeded() ? ", repeats with a seed" : "");
    }

    /** Installs what a backend needs. */
    @Command(
            name = "setup",
            description = "Installs what a backend needs on this machine: aer, braket-local, dwave-samplers, google.")
    int setup(
            @Parameters(paramLabel = "NAME", description = "The backend.") String name,
            @Option(
                            names = "--python",
                            paramLabel = "PATH",
                            defaultValue = "python3",
                            description = "The Python, 3.10 or newer, to make it with (default: ${DEFAULT-VALUE}).")
                    String python)
            throws InterruptedException {
        Map<String, PythonEnvironment> known = setUps();
        PythonEnvironment environment = known.get(name);
        if (environment == null) {
            throw new InputException(
                    SourcePosition.of("backends setup"),
                    "expected a backend that needs setting up, found '" + name + "'",
                    "those are " + String.join(", ", known.keySet()) + "; builtin needs nothing");
        }
        try {
            var setup = new PythonSetup(ProcessStarter.local(), environment, python);
            var interpreter = setup.run(surroundings.err()::println);
            surroundings.out().println(environment.library().title() + " is ready: " + interpreter);
            return ExitCode.OK;
        } catch (BackendException e) {
            surroundings.err().println(e.getMessage());
            return ExitCode.BAD_INPUT;
        }
    }

    /** What needs setting up, by type. */
    private Map<String, PythonEnvironment> setUps() {
        Map<String, PythonEnvironment> known = new LinkedHashMap<>();
        for (BackendProvider provider : Workplace.environment(surroundings).providers()) {
            if (provider instanceof PythonProvider python) {
                known.put(provider.type(), python.environment());
            } else if (provider instanceof GoogleProvider) {
                known.put(
                        provider.type(),
                        PythonEnvironment.usual(GoogleProvider.LIBRARY, surroundings.variables(), Workplace.home()));
            }
        }
        return known;
    }

    /** Tries a backend. */
    @Command(
            name = "check",
            description =
                    "Runs a small circuit or problem on a backend of this machine and checks the answer; asks a provider's service"
                            + " whether it is reachable, takes the credentials and has its device online. Spends nothing.")
    int check(
            @Parameters(
                            paramLabel = "NAME",
                            arity = "0..1",
                            description = "A backend; without one, all that the suite names.")
                    String name,
            @Option(
                            names = "--suite",
                            paramLabel = "SUITE.yml",
                            defaultValue = "quantum.yml",
                            description = "The suite whose backends are meant (default: ${DEFAULT-VALUE}).")
                    String suite)
            throws InterruptedException {
        if (name == null) {
            return BackendCheck.ofSuite(surroundings, SuiteSource.read(surroundings.folder(), suite));
        }
        boolean there = Files.isRegularFile(surroundings.folder().resolve(suite));
        return BackendCheck.run(surroundings, there ? SuiteSource.read(surroundings.folder(), suite) : null, name);
    }

    /** Asks for a calibration. */
    @Command(
            name = "calibration",
            description = "Asks a backend's service for its device's calibration. Spends nothing.")
    int calibration(
            @Parameters(paramLabel = "NAME", description = "A backend.") String name,
            @Option(
                            names = "--save",
                            paramLabel = "FILE.json",
                            description = "Keep it as a new file, for a suite's noise and for calibration diff.")
                    String save,
            @Option(
                            names = "--suite",
                            paramLabel = "SUITE.yml",
                            defaultValue = "quantum.yml",
                            description = "The suite that may name the backend (default: ${DEFAULT-VALUE}).")
                    String suite) {
        boolean there = Files.isRegularFile(surroundings.folder().resolve(suite));
        SuiteSource source = there ? SuiteSource.read(surroundings.folder(), suite) : null;
        return BackendCalibration.run(surroundings, source, name, save);
    }
}
