package io.jenkins.plugins.quantum.engine.cli;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.CredentialField;
import io.jenkins.plugins.quantum.engine.backend.EnvironmentProxies;
import io.jenkins.plugins.quantum.engine.backend.Network;
import io.jenkins.plugins.quantum.engine.backend.Secret;
import io.jenkins.plugins.quantum.engine.run.Access;
import io.jenkins.plugins.quantum.engine.suite.Suite.BackendSpec;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Credentials and settings from the vendors' own environment variables and profile files, proxies from {@code https_proxy} and
 * {@code no_proxy}, further certificate authorities from {@code QMLOPS_CA_FILE}.
 */
final class EnvironmentAccess implements Access {
    /** Names a file of certificates in PEM. */
    static final String AUTHORITIES = "QMLOPS_CA_FILE";

    private final Map<String, String> variables;
    private final Path home;
    private Network network;

    EnvironmentAccess(Map<String, String> variables, Path home) {
        this.variables = new TreeMap<>(variables);
        this.home = home;
    }

    @Override
    public BackendSettings settings(BackendSpec spec, BackendProvider provider) throws BackendException {
        var options = new LinkedHashMap<String, String>();
        for (String option : provider.options()) {
            provider.variable(option, variables).ifPresent(value -> options.put(option, value));
        }
        options.putAll(spec.options());
        return new BackendSettings(spec.name(), options, field -> secret(provider, field), network());
    }

    private Optional<Secret> secret(BackendProvider provider, String name) {
        for (CredentialField field : provider.credentials()) {
            if (field.name().equals(name)) {
                for (String variable : field.variables()) {
                    String value = variables.get(variable);
                    if (value != null && !value.isBlank()) {
                        return Optional.of(Secret.of(value));
                    }
                }
            }
        }
        return Optional.ofNullable(provider.profile(home, variables).get(name));
    }

    /** One for all services, which so share connections and the threads that look after them. */
    private synchronized Network network() throws BackendException {
        if (network == null) {
            var proxies = new EnvironmentProxies(variables);
            String authorities = variables.get(AUTHORITIES);
            network = authorities == null || authorities.isBlank()
                    ? Network.through(proxies)
                    : Network.through(proxies, Path.of(authorities));
        }
        return network;
    }
}
