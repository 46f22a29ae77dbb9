package io.jenkins.plugins.quantum.engine.noise;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * A calibration file: JSON with a noise model of the user's own. Only {@code base} is required; what a qubit does not give it takes
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
 * times are needed only with t1 or t2.
 */
final class CalibrationFile {
    private static final int MOST_BYTES = 4 << 20;
    private static final int DEEPEST = 8;
    private static final int LONGEST_NUMBER = 64;

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
        byte[] bytes = bytes();
        var constraints = StreamReadConstraints.builder()
                .maxNestingDepth(DEEPEST)
                .maxNumberLength(LONGEST_NUMBER)
                .build();
        var factory = JsonFactory.builder()
                .streamReadConstraints(constraints)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        var mapper = new ObjectMapper(factory).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        try {
            JsonNode root = mapper.readTree(bytes);
            return new CalibrationReader(name, root).read();
        } catch (StreamConstraintsException e) {
            throw new InputException(
                    whole,
                    "expected at most " + DEEPEST + " levels of nesting and numbers of " + LONGEST_NUMBER
                            + " characters, found more",
                    "");
        } catch (JsonProcessingException e) {
            throw new InputException(
                    position(e.getLocation()), "expected JSON: " + e.getOriginalMessage(), "correct the file");
        } catch (IOException e) {
            throw unreadable(e);
        }
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

    private SourcePosition position(JsonLocation at) {
        return at == null
                ? whole
                : new SourcePosition(name, Math.max(0, at.getLineNr()), Math.max(0, at.getColumnNr()));
    }
}
