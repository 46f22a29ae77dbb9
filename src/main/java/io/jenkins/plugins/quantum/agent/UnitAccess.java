package io.jenkins.plugins.quantum.agent;

import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.Credentials;
import io.jenkins.plugins.quantum.engine.backend.EnvironmentProxies;
import io.jenkins.plugins.quantum.engine.backend.Network;
import io.jenkins.plugins.quantum.engine.backend.Secret;
import io.jenkins.plugins.quantum.engine.run.Access;
import io.jenkins.plugins.quantum.engine.suite.Suite.BackendSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The credentials that Jenkins sent along, for exactly the backends that Jenkins configures. A suite that configures a backend of the
 * same name differently gets none: it may come from a stranger's change, and its options say where a credential would go.
 */
final class UnitAccess implements Access {
    private final UnitRequest request;
    private final List<BackendSpec> configured;
    /** One for all services, which so share connections and the threads that look after them. */
    private final Network network;

    UnitAccess(UnitRequest request, List<BackendSpec> configured) {
        this.request = request;
        this.configured = configured;
        this.network = Network.through(new EnvironmentProxies(request.variables()));
    }

    @Override
    public BackendSettings settings(BackendSpec spec, BackendProvider provider) {
        Map<String, String> fields = configured.contains(spec)
                ? request.secrets().getOrDefault(spec.name(), Map.of())
                : Map.of();
        Credentials credentials = field -> Optional.ofNullable(fields.get(field)).map(Secret::of);
        return new BackendSettings(spec.name(), spec.options(), credentials, network);
    }
}
