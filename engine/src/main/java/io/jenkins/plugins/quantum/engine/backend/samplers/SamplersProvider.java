package io.jenkins.plugins.quantum.engine.backend.samplers;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.python.PythonProvider;
import io.jenkins.plugins.quantum.engine.python.ProcessStarter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** Opens D-Wave's open-source samplers in a Python process of this machine. */
public final class SamplersProvider extends PythonProvider {
    private static final String SAMPLER = "sampler";
    private static final String SWEEPS = "sweeps";
    private static final int MOST_SWEEPS = 1_000_000;

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
    public SamplersProvider(ProcessStarter starter, Map<String, String> variables, Path home) {
        super(SamplersBackend.LIBRARY, starter, variables, home, Set.of(SAMPLER, SWEEPS));
    }

    @Override
    public Backend open(BackendSettings settings) throws BackendException {
        var standard = SamplersBackend.Settings.DEFAULT;
        var chosen = new SamplersBackend.Settings(
                word(settings, SAMPLER, standard.sampler(), "tabu", "steepest-descent"),
                (int) settings.number(SWEEPS, standard.sweeps(), 1, MOST_SWEEPS));
        if (!chosen.sampler().equals(standard.sampler())
                && settings.option(SWEEPS).isPresent()) {
            throw new BackendException(
                    "the option 'sweeps' belongs to the sampler " + standard.sampler() + ": remove it",
                    BackendException.Kind.REFUSED);
        }
        return new SamplersBackend(
                settings.name(), starter(), python(settings), chosen, SamplersBackend.Limits.DEFAULT);
    }
}
