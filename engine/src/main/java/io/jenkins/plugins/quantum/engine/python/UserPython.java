package io.jenkins.plugins.quantum.engine.python;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Which interpreter has the user's own packages. */
public final class UserPython {
    /** Names the interpreter. */
    public static final String VARIABLE = "QMLOPS_PYTHON";

    private UserPython() {}

    /**
     * The interpreter: as configured, else the variable {@value #VARIABLE}, else that of the active virtual environment, else
     * {@code python3}.
     *
     * @param configured
     *     path or name; empty for none
     */
    public static String interpreter(String configured, Map<String, String> variables) {
        if (!configured.isEmpty()) {
            return configured;
        }
        String named = variables.getOrDefault(VARIABLE, "");
        if (!named.isEmpty()) {
            return named;
        }
        String environment = variables.getOrDefault("VIRTUAL_ENV", "");
        if (!environment.isEmpty()) {
            for (String place : List.of("bin/python", "Scripts/python.exe")) {
                Path interpreter = Path.of(environment).resolve(place);
                if (Files.isExecutable(interpreter)) {
                    return interpreter.toString();
                }
            }
        }
        return "python3";
    }
}
