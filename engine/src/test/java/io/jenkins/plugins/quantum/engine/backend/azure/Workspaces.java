package io.jenkins.plugins.quantum.engine.backend.azure;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.Network;
import io.jenkins.plugins.quantum.engine.backend.Secret;
import io.jenkins.plugins.quantum.engine.testkit.azure.FakeAzure;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Opens targets of the fake workspace. */
final class Workspaces {
    private Workspaces() {}

    static Backend open(URI address, String target, Map<String, String> credentials, String... options)
            throws BackendException {
        var all = new HashMap<>(Map.of(
                "device",
                target,
                "subscription",
                FakeAzure.SUBSCRIPTION,
                "resource-group",
                "rg",
                "workspace",
                "ws",
                "endpoint",
                address.toString(),
                "authority",
                address.toString(),
                "tenant",
                "tenant"));
        for (int i = 0; i < options.length; i += 2) {
            all.put(options[i], options[i + 1]);
        }
        all.values().removeIf(String::isEmpty);
        return new AzureProvider()
                .open(new BackendSettings(
                        "cloud",
                        all,
                        field -> Optional.ofNullable(credentials.get(field)).map(Secret::of),
                        Network.direct(Duration.ofSeconds(4))));
    }
}
