package io.jenkins.plugins.quantum.engine.cli;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import io.jenkins.plugins.quantum.engine.noise.CalibrationDiff;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.noise.NoiseModels;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code qmlops calibration}. */
@Command(name = "calibration", description = "Compares calibrations of devices.")
final class CalibrationCommand implements Runnable {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    CalibrationCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        spec.commandLine().usage(surroundings.out());
    }

    /** Compares two. */
    @Command(
            name = "diff",
            description =
                    "Says which qubits, pairs and readouts moved between two calibrations, the worst first, and what"
                            + " that does to a circuit. A calibration is a file of a service or of your own, or a preset.")
    int diff(
            @Parameters(paramLabel = "A", description = "The older calibration.") String before,
            @Parameters(paramLabel = "B", description = "The newer calibration.") String after,
            @Option(
                            names = "--circuit",
                            paramLabel = "CIRCUIT.qasm",
                            description = "Predict this circuit's results under both, on the built-in simulator.")
                    String circuit,
            @Option(
                            names = "--most",
                            paramLabel = "N",
                            defaultValue = "20",
                            description = "Show at most this many changes (default: ${DEFAULT-VALUE}).")
                    int most,
            @Option(names = "--json", description = "Print all of it as JSON.") boolean json)
            throws InterruptedException {
        NoiseModel older = read(before);
        NoiseModel newer = read(after);
        CalibrationDiff diff = CalibrationDiff.of(older, newer);
        try {
            Optional<CircuitForecast> forecast = circuit == null
                    ? Optional.empty()
                    : Optional.of(CircuitForecast.of(circuit(circuit), older, newer));
            var report = new CalibrationReport(older, newer, diff, forecast);
            surroundings.out().print(json ? report.json() : report.text(Math.max(0, most)));
            return ExitCode.OK;
        } catch (BackendException e) {
            surroundings.err().println(circuit + ": " + e.getMessage());
            return ExitCode.BAD_INPUT;
        }
    }

    private NoiseModel read(String name) {
        var resolved =
                NoiseModels.resolve(name, Map.of(), surroundings.folder(), SourcePosition.of("calibration diff"));
        resolved.warnings().forEach(warning -> surroundings.err().println(warning.render()));
        return resolved.model();
    }

    private Circuit circuit(String name) {
        Qasm.Program program = Qasm.read(surroundings.folder().resolve(name), name);
        program.warnings().forEach(warning -> surroundings.err().println(warning.render()));
        return program.circuit();
    }
}
