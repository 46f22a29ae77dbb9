package io.jenkins.plugins.quantum.engine.backend.python;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The Python environment that {@link PythonSetup} makes: a folder with an interpreter and a copy of the requirements that it was
 * made from, by which a later version sees that it is out of date.
 *
 * @param library
 *     that it holds
 * @param folder
 *     the environment
 */
public record PythonEnvironment(PythonLibrary library, Path folder) {
    /**
     * The environment in its usual place: {@code venvs/TYPE} under {@code QMLOPS_CACHE}, else under {@code .cache/qmlops} in the
     * user's home.
     */
    public static PythonEnvironment usual(PythonLibrary library, Map<String, String> variables, Path home) {
        String cache = variables.getOrDefault("QMLOPS_CACHE", "");
        Path base = cache.isEmpty() ? home.resolve(".cache").resolve("qmlops") : Path.of(cache);
        return new PythonEnvironment(library, base.resolve("venvs").resolve(library.type()));
    }

    /** Its interpreter, whether it exists or not. */
    public Path interpreter() {
        boolean windows = File.separatorChar == '\\';
        return folder.resolve(windows ? "Scripts/python.exe" : "bin/python");
    }

    /** Whether it was made from the requirements of this version. */
    public boolean upToDate() {
        Path made = folder.resolve(PythonLibrary.REQUIREMENTS);
        try {
            return Files.isExecutable(interpreter())
                    && Files.isRegularFile(made)
                    && Files.readString(made).equals(library.requirements());
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * The interpreter for a backend: as configured, else the library's variable, else this environment's.
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
        String named = variables.getOrDefault(library.variable(), "");
        if (!named.isEmpty()) {
            return named;
        }
        if (!Files.isExecutable(interpreter())) {
            throw new BackendException(
                    library.title() + " is not set up on this machine: run `" + library.setup() + "`", false);
        }
        if (!upToDate()) {
            throw new BackendException(
                    "the environment of " + library.title() + " was made by another version: run `" + library.setup()
                            + "` again",
                    false);
        }
        return interpreter().toString();
    }
}
