package io.jenkins.plugins.quantum.engine.backend.ionq;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.Network;
import io.jenkins.plugins.quantum.engine.backend.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Opens the adapter against a service on this machine. */
final class Ionq {
    static final String KEY = "ionq-key-5b1f0c7e";

    private Ionq() {}

    static Backend open(URI address) throws BackendException {
        return open(address, KEY);
    }

    static Backend open(URI address, String key, String... options) throws BackendException {
        Map<String, String> all = new HashMap<>(Map.of("endpoint", address + "/v0.4"));
        for (int i = 0; i < options.length; i += 2) {
            all.put(options[i], options[i + 1]);
        }
        return new IonqProvider()
                .open(new BackendSettings(
                        "forte",
                        all,
                        field -> field.equals("api-key") ? Optional.of(Secret.of(key)) : Optional.empty(),
                        Network.direct(Duration.ofSeconds(1))));
    }
}
