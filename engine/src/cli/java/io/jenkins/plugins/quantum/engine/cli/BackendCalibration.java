package io.jenkins.plugins.quantum.engine.cli;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import io.jenkins.plugins.quantum.engine.noise.CalibrationJson;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.run.BackendPool;
import io.jenkins.plugins.quantum.engine.run.SuiteSource;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Asks a backend's service for the calibration of its device, and keeps it as a file that suites can name. */
final class BackendCalibration {
    private BackendCalibration() {}

    /**
     * Asks.
     *
     * @param suite
     *     that may name the backend; null where there is none
     * @param save
     *     a new file; null for none
     */
    static int run(Surroundings surroundings, SuiteSource suite, String backend, String save) {
        Optional<NoiseModel> found;
        try {
            found = suite == null
                    ? ofMachine(surroundings, backend)
                    : Workplace.workbench(surroundings).calibration(suite, backend);
        } catch (BackendException e) {
            surroundings.err().println(backend + ": " + e.getMessage());
            return ExitCode.BAD_INPUT;
        }
        if (found.isEmpty()) {
            surroundings.err().println(backend + ": its service publishes no calibration");
            return ExitCode.NO_DATA;
        }
        NoiseModel model = found.get();
        if (save != null) {
            write(surroundings.folder(), save, CalibrationJson.of(model));
        }
        surroundings.out().print(summary(model));
        return ExitCode.OK;
    }

    private static Optional<NoiseModel> ofMachine(Surroundings surroundings, String backend) throws BackendException {
        var environment = Workplace.environment(surroundings);
        try (var pool =
                new BackendPool(environment.providers(), environment.configured(), List.of(), environment.access())) {
            return pool.get(backend, SourcePosition.of("backends calibration")).calibration();
        }
    }

    private static void write(Path folder, String name, String text) {
        SourcePosition at = SourcePosition.of(name);
        if (!name.endsWith(".json")) {
            throw new InputException(at, "expected a name that ends in .json, as a suite's noise needs it", "");
        }
        try {
            Files.writeString(folder.resolve(name), text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw new InputException(at, "the file is there already", "choose another name: calibrations are compared");
        } catch (IOException e) {
            throw new InputException(at, "the file cannot be written: " + e.getMessage(), "");
        }
    }

    private static String summary(NoiseModel model) {
        return String.format(
                Locale.ROOT,
                "%s%s%nepoch %s%n%d qubits and %d pairs with figures of their own%n"
                        + "medians: reads 0 for 1 in %.3g, 1 for 0 in %.3g; T1 %.3g s, T2 %.3g s%n",
                model.name(),
                model.date().isEmpty() ? "" : ", " + model.date(),
                model.epoch(),
                model.qubits().size(),
                model.pairs().size(),
                model.base().readout01(),
                model.base().readout10(),
                model.base().t1(),
                model.base().t2());
    }
}
