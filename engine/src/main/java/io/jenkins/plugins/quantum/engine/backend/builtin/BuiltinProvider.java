package io.jenkins.plugins.quantum.engine.backend.builtin;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import java.util.Set;

/** Opens the built-in simulator, which needs no configuration. */
public final class BuiltinProvider implements BackendProvider {
    private final int threads;

    /**
     * Creates it.
     *
     * @param threads
     *     that a backend may use
     */
    public BuiltinProvider(int threads) {
        this.threads = threads;
    }

    @Override
    public String type() {
        return "builtin";
    }

    @Override
    public Set<String> options() {
        return Set.of();
    }

    @Override
    public Backend open(BackendSettings settings) {
        return new BuiltinBackend(settings.name(), threads);
    }
}
