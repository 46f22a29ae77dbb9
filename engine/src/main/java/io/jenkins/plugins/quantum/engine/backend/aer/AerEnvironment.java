package io.jenkins.plugins.quantum.engine.backend.aer;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The Python environment that {@link AerSetup} makes: a folder with an interpreter and a copy of the requirements that it was
 * made from, by which a later version sees that it is out of date.
 *
 * @param folder
 *     the environment
 */
public record AerEnvironment(Path folder) {
    /** Names the interpreter to use instead of the environment's. */
    public static final String VARIABLE = "QMLOPS_AER_PYTHON";

    static final String REQUIREMENTS = "requirements.txt";

    /**
     * The environment in its usual place: {@code venvs/aer} under {@code QMLOPS_CACHE}, else under {@code .cache/qmlops} in the
     * user's home.
     */
    public static AerEnvironment usual(Map<String, String> variables, Path home) {
        String cache = variables.getOrDefault("QMLOPS_CACHE", "");
        Path base = cache.isEmpty() ? home.resolve(".cache").resolve("qmlops") : Path.of(cache);
        return new AerEnvironment(base.resolve("venvs").resolve("aer"));
    }

    /** Its interpreter, whether it exists or not. */
    public Path interpreter() {
        boolean windows = File.separatorChar == '\\';
        return folder.resolve(windows ? "Scripts/python.exe" : "bin/python");
    }

    /** Whether it was made from the requirements of this version. */
    public boolean upToDate() {
        Path made = folder.resolve(REQUIREMENTS);
        try {
            return Files.isExecutable(interpreter())
                    && Files.isRegularFile(made)
                    && Files.readString(made).equals(AerProgram.resource(REQUIREMENTS));
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * The interpreter for a backend: as configured, else the variable {@value #VARIABLE}, else this environment's.
     *
     * @param configured
     *     path or name; empty for none
     * @throws BackendException
     *     when there is none
     */
    public String interpreter(String configured, Map<String, String> variables) throws BackendException {
        if (!configured.isEmpty()) {
            return configured;
        }
        String named = variables.getOrDefault(VARIABLE, "");
        if (!named.isEmpty()) {
            return named;
        }
        if (!Files.isExecutable(interpreter())) {
            throw new BackendException(
                    "Qiskit Aer is not set up on this machine: run `qmlops backends setup aer`", false);
        }
        if (!upToDate()) {
            throw new BackendException(
                    "the Qiskit Aer environment was made by another version: run `qmlops backends setup aer` again",
                    false);
        }
        return interpreter().toString();
    }
}
