package io.jenkins.plugins.quantum.engine.backend.azure;

import io.jenkins.plugins.quantum.engine.backend.Secret;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The text that the Azure portal shows beside a workspace's keys: {@code SubscriptionId=…;ResourceGroupName=…;WorkspaceName=…;ApiKey=…;
 * QuantumEndpoint=…;}. It holds a secret, so it is never shown.
 */
final class ConnectionString {
    /** The environment variable of Microsoft's own client. */
    static final String VARIABLE = "AZURE_QUANTUM_CONNECTION_STRING";

    private final Map<String, String> parts = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private ConnectionString(String text) {
        for (String part : text.split(";")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parts.put(
                        part.substring(0, equals).strip(),
                        part.substring(equals + 1).strip());
            }
        }
    }

    /** Of the environment; one without parts where there is none. */
    static ConnectionString of(Map<String, String> variables) {
        return new ConnectionString(variables.getOrDefault(VARIABLE, ""));
    }

    /** A part that is no secret. */
    Optional<String> part(String name) {
        return Optional.ofNullable(parts.get(name)).filter(value -> !value.isEmpty());
    }

    /** The workspace's key. */
    Optional<Secret> key() {
        return part("ApiKey").map(Secret::of);
    }
}
