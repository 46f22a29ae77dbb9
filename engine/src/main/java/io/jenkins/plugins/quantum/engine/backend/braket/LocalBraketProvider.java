package io.jenkins.plugins.quantum.engine.backend.braket;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.python.PythonProvider;
import io.jenkins.plugins.quantum.engine.python.ProcessStarter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** Opens Amazon Braket's local simulators in a Python process of this machine. */
public final class LocalBraketProvider extends PythonProvider {
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
    public LocalBraketProvider(ProcessStarter starter, Map<String, String> variables, Path home) {
        super(LocalBraketBackend.LIBRARY, starter, variables, home, Set.of());
    }

    @Override
    public Backend open(BackendSettings settings) {
        return new LocalBraketBackend(settings.name(), starter(), python(settings), LocalBraketBackend.Limits.DEFAULT);
    }
}
