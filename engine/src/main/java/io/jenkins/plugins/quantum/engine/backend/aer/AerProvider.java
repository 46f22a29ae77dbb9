package io.jenkins.plugins.quantum.engine.backend.aer;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.circuit.Lowering;
import io.jenkins.plugins.quantum.engine.python.ProcessStarter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Opens Qiskit Aer in a Python process of this machine. */
public final class AerProvider implements BackendProvider {
    private static final String PYTHON = "python";

    private final ProcessStarter starter;
    private final Map<String, String> variables;
    private final Path home;

    /**
     * Creates it.
     *
     * @param starter
     *     starts the process
     * @param variables
     *     the environment, which may name the interpreter
     * @param home
     *     the user's home, where the usual environment is
     */
    public AerProvider(ProcessStarter starter, Map<String, String> variables, Path home) {
        this.starter = starter;
        this.variables = new TreeMap<>(variables);
        this.home = home;
    }

    @Override
    public String type() {
        return "aer";
    }

    /** {@code python}: an interpreter that has Qiskit Aer. */
    @Override
    public Set<String> options() {
        return Set.of(PYTHON);
    }

    @Override
    public Backend open(BackendSettings settings) {
        AerEnvironment environment = AerEnvironment.usual(variables, home);
        return new AerBackend(
                settings.name(),
                starter,
                () -> environment.interpreter(settings.option(PYTHON).orElse(""), variables),
                Lowering::lower,
                AerBackend.Limits.DEFAULT);
    }
}
