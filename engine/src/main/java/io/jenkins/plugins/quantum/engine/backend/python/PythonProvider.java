package io.jenkins.plugins.quantum.engine.backend.python;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.python.ProcessStarter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Opens backends of one Python library on this machine. Each takes the option {@code python}: an interpreter that has the library. */
public abstract class PythonProvider implements BackendProvider {
    private static final String PYTHON = "python";

    private final PythonLibrary library;
    private final ProcessStarter starter;
    private final Map<String, String> variables;
    private final Path home;
    private final Set<String> options;

    /**
     * Creates it.
     *
     * @param library
     *     that computes
     * @param starter
     *     starts the process
     * @param variables
     *     the environment, which may name the interpreter
     * @param home
     *     the user's home, where the usual environment is
     * @param further
     *     options besides {@code python}
     */
    protected PythonProvider(
            PythonLibrary library,
            ProcessStarter starter,
            Map<String, String> variables,
            Path home,
            Set<String> further) {
        this.library = library;
        this.starter = starter;
        this.variables = new TreeMap<>(variables);
        this.home = home;
        options = new TreeSet<>(further);
        options.add(PYTHON);
    }

    @Override
    public final String type() {
        return library.type();
    }

    @Override
    public final Set<String> options() {
        return Set.copyOf(options);
    }

    /** What is set up for it, and where. */
    public final PythonEnvironment environment() {
        return PythonEnvironment.usual(library, variables, home);
    }

    /** What starts its process. */
    protected final ProcessStarter starter() {
        return starter;
    }

    /** The interpreter for a backend with these settings, found when it is first needed. */
    protected final PythonBackend.PythonSource python(BackendSettings settings) {
        String configured = settings.option(PYTHON).orElse("");
        return () -> environment().interpreter(configured, variables);
    }

    /**
     * One of the words that an option may hold; the first where it is left out.
     *
     * @throws BackendException
     *     when the option is another
     */
    protected static String word(BackendSettings settings, String option, String... words) throws BackendException {
        String given = settings.option(option).orElse(words[0]);
        for (String word : words) {
            if (word.equals(given)) {
                return given;
            }
        }
        throw new BackendException(
                "expected " + option + " to be one of " + String.join(", ", words) + ", found '" + given + "'",
                BackendException.Kind.REFUSED);
    }
}
