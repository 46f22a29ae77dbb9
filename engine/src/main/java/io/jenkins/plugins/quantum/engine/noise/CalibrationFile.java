package io.jenkins.plugins.quantum.engine.noise;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A calibration file: a snapshot as a service gives it ({@link CalibrationFormats}, told apart by their content), or JSON with a noise model of the user's own.
 * Of that only {@code base} is required; what a qubit does not give it takes
 * from the base. Probabilities are those of a Pauli other than the identity; times are in seconds.
 *
 * <pre>{@code
 * {
 *   "name": "lab-5q",
 *   "date": "2026-03-01",
 *   "gate-times": {"one-qubit": 3.5e-8, "two-qubit": 3e-7},
 *   "base": {"p1": 3e-4, "p2": 8e-3, "readout-01": 0.02, "readout-10": 0.01, "t1": 1e-4, "t2": 8e-5},
 *   "qubits": [{"qubit": 0, "p1": 5e-4, "readout": 0.03}],
 *   "pairs": [{"qubits": [0, 1], "p2": 0.012}]
 * }
 * }</pre>
 *
 * {@code readout} stands for both directions; {@code readout-01} is the probability to read 0 where the qubit is in state 1. Gate
 * times are needed only with t1 or t2. {@code systematic} may hold over-rotations and crosstalk, as in a suite.
 */
final class CalibrationFile {
    private static final int MOST_BYTES = 4 << 20;

    private final Path folder;
    private final String name;
    private final SourcePosition whole;

    CalibrationFile(Path folder, String name) {
        this.folder = folder;
        this.name = name;
        this.whole = SourcePosition.of(name);
    }

    /**
     * Reads it.
     *
     * @throws InputException
     *     when it cannot be read or says something impossible; each message has a line or a JSON pointer
     */
    NoiseModels.Resolved read() {
        var text = new CalibrationText(name, bytes());
        var complaints = new Complaints();
        NoiseModel model = model(text.root(), complaints);
        complaints.throwIfAny(text);
        return new NoiseModels.Resolved(model, complaints.warnings(text));
    }

    private NoiseModel model(JsonNode root, Complaints complaints) {
        if (!root.isObject()) {
            complaints.problem("", "expected a JSON object, found " + CalibrationReader.kind(root), "");
            return NoiseModel.none();
        }
        if (root.has("base")) {
            return new CalibrationReader(name, root, complaints).read();
        }
        for (CalibrationFormat format : CalibrationFormats.ALL) {
            if (format.fits(root)) {
                return snapshot(format, root, complaints);
            }
        }
        // the user's own is the only one whose keys are told one by one
        return new CalibrationReader(name, root, complaints).read();
    }

    private NoiseModel snapshot(CalibrationFormat format, JsonNode root, Complaints complaints) {
        Optional<DeviceCalibration> found = format.read(root, name, complaints);
        if (found.isEmpty()) {
            complaints.problem("", "expected " + format.title() + " with errors of gates, found none", "");
            return NoiseModel.none();
        }
        found.get().check(complaints);
        return found.get().model();
    }

    private byte[] bytes() {
        try {
            Path file = folder.resolve(name);
            if (!Files.isRegularFile(file)) {
                throw new InputException(
                        whole,
                        Files.exists(file) ? "expected a file, found something else" : "calibration file not found",
                        "give its name relative to the suite file");
            }
            try (InputStream in = Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes(MOST_BYTES + 1);
                if (bytes.length > MOST_BYTES) {
                    throw new InputException(
                            whole, "expected a calibration of at most " + MOST_BYTES + " bytes, found more", "");
                }
                return bytes;
            }
        } catch (InvalidPathException e) {
            throw new InputException(whole, "this is not a file name: " + e.getReason(), "");
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private InputException unreadable(IOException e) {
        return new InputException(whole, "the file cannot be read: " + e.getMessage(), "");
    }
}
