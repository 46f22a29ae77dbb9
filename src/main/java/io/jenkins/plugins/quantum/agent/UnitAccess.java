package io.jenkins.plugins.quantum.agent;

import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.EnvironmentProxies;
import io.jenkins.plugins.quantum.engine.backend.Network;
import io.jenkins.plugins.quantum.engine.run.Access;
import io.jenkins.plugins.quantum.engine.suite.Suite.BackendSpec;
import java.util.Optional;

/** The way to services from a node, without any credential: those stay on the controller, where jobs that need one are run from. */
final class UnitAccess implements Access {
    /** One for all services, which so share connections and the threads that look after them. */
    private final Network network;

    UnitAccess(UnitRequest request) {
        this.network = Network.through(new EnvironmentProxies(request.variables()));
    }

    @Override
    public BackendSettings settings(BackendSpec spec, BackendProvider provider) {
        return new BackendSettings(spec.name(), spec.options(), field -> Optional.empty(), network);
    }
}
