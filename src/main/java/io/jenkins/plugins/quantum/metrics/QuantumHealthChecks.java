package io.jenkins.plugins.quantum.metrics;

import com.codahale.metrics.health.HealthCheck;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.quantum.backends.BackendPoll;
import io.jenkins.plugins.quantum.backends.BackendStatus;
import java.util.List;
import java.util.Map;
import jenkins.metrics.api.HealthCheckProvider;
import org.jenkinsci.plugins.variant.OptionalExtension;

/**
 * Whether the configured services could be reached when they were last asked. Asks nobody itself; what nobody has asked yet is healthy.
 * A device that is offline is no fault of Jenkins.
 */
@OptionalExtension(requirePlugins = "metrics")
public final class QuantumHealthChecks extends HealthCheckProvider {
    static final String NAME = "quantum-backends";

    @NonNull
    @Override
    public Map<String, HealthCheck> getHealthChecks() {
        return Map.of(NAME, new Reachable());
    }

    private static final class Reachable extends HealthCheck {
        @Override
        protected Result check() {
            List<String> unreachable = BackendPoll.names().stream()
                    .filter(name -> isFault(BackendPoll.get().status(name).state()))
                    .toList();
            return unreachable.isEmpty()
                    ? Result.healthy()
                    : Result.unhealthy(Messages.Health_Unreachable(String.join(", ", unreachable)));
        }

        private static boolean isFault(BackendStatus.State state) {
            return state == BackendStatus.State.UNREACHABLE || state == BackendStatus.State.REFUSED;
        }
    }
}
