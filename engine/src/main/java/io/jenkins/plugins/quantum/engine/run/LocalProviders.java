package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import io.jenkins.plugins.quantum.engine.backend.aer.AerProvider;
import io.jenkins.plugins.quantum.engine.backend.braket.LocalBraketProvider;
import io.jenkins.plugins.quantum.engine.backend.builtin.BuiltinProvider;
import io.jenkins.plugins.quantum.engine.backend.qvm.QvmProvider;
import io.jenkins.plugins.quantum.engine.backend.samplers.SamplersProvider;
import io.jenkins.plugins.quantum.engine.python.ProcessStarter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The types of backends that compute on this machine; the same on the command line and in Jenkins. */
public final class LocalProviders {
    private LocalProviders() {}

    /**
     * One a type, in the order in which lists show them.
     *
     * @param starter
     *     starts processes
     * @param variables
     *     the environment, which may name interpreters
     * @param home
     *     the user's home, where environments of Python are
     */
    public static List<BackendProvider> all(ProcessStarter starter, Map<String, String> variables, Path home) {
        return List.of(
                new BuiltinProvider(Runtime.getRuntime().availableProcessors()),
                new AerProvider(starter, variables, home),
                new LocalBraketProvider(starter, variables, home),
                new SamplersProvider(starter, variables, home),
                new QvmProvider());
    }
}
