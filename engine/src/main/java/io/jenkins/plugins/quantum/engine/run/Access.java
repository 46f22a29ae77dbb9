package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.suite.Suite.BackendSpec;

/** Where the machine or Jenkins keeps what suites never hold: credentials, proxies, trusted authorities. */
@FunctionalInterface
public interface Access {
    /**
     * All that a backend is opened with.
     *
     * @param spec
     *     the backend as configured; its options overrule those of the machine
     * @param provider
     *     of its type
     * @throws BackendException
     *     when the machine's own settings cannot be read
     */
    BackendSettings settings(BackendSpec spec, BackendProvider provider) throws BackendException;

    /** No credentials and no proxy: enough for simulators on this machine. */
    static Access none() {
        return (spec, provider) -> BackendSettings.local(spec.name(), spec.options());
    }
}
