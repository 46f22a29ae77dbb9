package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * A suite file or a bare circuit, as the user named it.
 *
 * @param file
 *     where it is
 * @param named
 *     as the user wrote it
 * @param text
 *     its text; empty for an object of Python code
 * @param target
 *     for a change request: what its target branch says
 */
public record SuiteSource(Path file, String named, String text, Optional<TargetBranch> target) {
    private static final long LARGEST_SUITE = 1L << 20;

    /**
     * A source; what the target branch says is looked for beside the file.
     *
     * @throws InputException
     *     when it is there and cannot be read
     */
    public SuiteSource(Path file, String named, String text) {
        this(file, named, text, isCircuit(named) ? Optional.empty() : TargetBranch.beside(file));
    }

    /**
     * Reads it.
     *
     * @param base
     *     the folder that a relative name is relative to
     * @param named
     *     as the user wrote it: {@code suite.yml}, {@code circuit.qasm}
     * @throws InputException
     *     when there is no such file, or it cannot be a suite or a circuit
     */
    public static SuiteSource read(Path base, String named) {
        SourcePosition at = SourcePosition.of(named);
        Path file;
        try {
            file = base.resolve(named).normalize();
        } catch (java.nio.file.InvalidPathException e) {
            throw new InputException(at, "is no file name: " + e.getReason(), "");
        }
        if (!Files.exists(file)) {
            throw new InputException(
                    at,
                    "there is no such file",
                    "name a suite (.yml) or a circuit (.qasm); 'qmlops init' writes a suite");
        }
        if (!Files.isRegularFile(file)) {
            throw new InputException(at, "expected a file, found a folder or device", "name the suite file in it");
        }
        try {
            if (isCircuit(named)) {
                return new SuiteSource(file, named, "");
            }
            if (Files.size(file) > LARGEST_SUITE) {
                throw new InputException(at, "a suite file holds at most 1 MB", "data belongs into files of its own");
            }
            return new SuiteSource(file, named, Files.readString(file, StandardCharsets.UTF_8));
        } catch (CharacterCodingException e) {
            throw new InputException(at, "expected UTF-8 text, found binary content", "");
        } catch (IOException e) {
            throw new InputException(at, "cannot be read: " + e.getMessage(), "");
        }
    }

    private static boolean isCircuit(String named) {
        return named.toLowerCase(Locale.ROOT).endsWith(".qasm");
    }

    /** Whether it is a bare circuit. */
    public boolean circuit() {
        return isCircuit(named);
    }

    /** The folder that names in it are relative to. */
    public Path folder() {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }

    /** SHA-256 of the text, and of what a target branch says; of a bare circuit, of its name, since its content has a digest of its own. */
    public String digest() {
        return Job.sha256(
                circuit()
                        ? "circuit " + file.getFileName()
                        : text + target.map(ruling -> "\n" + ruling.digest()).orElse(""));
    }
}
