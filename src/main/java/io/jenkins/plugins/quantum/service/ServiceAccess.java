package io.jenkins.plugins.quantum.service;

import io.jenkins.plugins.quantum.agent.UnitRequest;
import io.jenkins.plugins.quantum.config.ControllerClient;
import io.jenkins.plugins.quantum.config.QuantumBackendConfiguration;
import io.jenkins.plugins.quantum.config.QuantumGlobalConfiguration;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.Credentials;
import io.jenkins.plugins.quantum.engine.backend.Network;
import io.jenkins.plugins.quantum.engine.run.Access;
import io.jenkins.plugins.quantum.engine.run.BackendPool;
import io.jenkins.plugins.quantum.engine.suite.Suite.BackendSpec;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * The credentials that a build may see, for exactly the backends that Jenkins configures. A suite that configures a backend of the same
 * name differently gets none: it may come from a stranger's change, and its options say where a credential would go. Nor does a suite
 * say which address the controller calls.
 */
final class ServiceAccess implements Access {
    /** One for all runs, which so share connections and the threads that look after them. */
    private static final Network NETWORK = Network.like(ControllerClient.builder());

    private final Secrets secrets;
    private final UnitRequest request;
    private final List<BackendSpec> configured;

    /** Where credentials come from. */
    @FunctionalInterface
    interface Secrets {
        /** By field; none where they cannot be seen. */
        Map<String, String> of(QuantumBackendConfiguration backend) throws IOException;
    }

    ServiceAccess(Secrets secrets, UnitRequest request, List<BackendSpec> configured) {
        this.secrets = secrets;
        this.request = request;
        this.configured = List.copyOf(configured);
    }

    @Override
    public BackendSettings settings(BackendSpec spec, BackendProvider provider) throws BackendException {
        boolean ours = configured.contains(spec);
        if (!ours
                && spec.options().entrySet().stream()
                        .anyMatch(option -> BackendPool.address(option.getKey(), option.getValue()))) {
            throw new BackendException(
                    "a suite may not say which address Jenkins calls; it is set in Jenkins' configuration",
                    BackendException.Kind.REFUSED);
        }
        Credentials credentials = ours ? credentials(spec.name()) : Credentials.none();
        return new BackendSettings(spec.name(), spec.options(), credentials, NETWORK);
    }

    private Credentials credentials(String name) throws BackendException {
        try {
            return new RenewedCredentials(name, () -> secrets(name), InstantSource.system());
        } catch (IOException e) {
            throw new BackendException(e.getMessage(), BackendException.Kind.REFUSED, e);
        }
    }

    private Map<String, String> secrets(String name) throws IOException {
        for (QuantumBackendConfiguration backend :
                QuantumGlobalConfiguration.get().getBackends()) {
            // What was changed since the build began may lead elsewhere.
            if (backend.getName().equals(name) && request.backends().contains(backend.toConfiguredBackend())) {
                return secrets.of(backend);
            }
        }
        return Map.of();
    }
}
