package io.jenkins.plugins.quantum.engine.backend.braket;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.Network;
import io.jenkins.plugins.quantum.engine.backend.Secret;
import io.jenkins.plugins.quantum.engine.testkit.braket.FakeBraket;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Adapters with the keys of the fake service. */
final class Opened {
    static final String SESSION = "FwoGZXIvfake+session/token==";

    private Opened() {}

    /** Adapter whose tasks are lost as soon as they are unknown. */
    static Backend device(String device, URI address) throws BackendException {
        return with(address, Duration.ZERO, Map.of("device", device));
    }

    static Backend with(URI address, Duration becomesVisible, Map<String, String> options) throws BackendException {
        return with(address, InstantSource.system(), becomesVisible, options);
    }

    static Backend with(URI address, InstantSource clock, Duration becomesVisible, Map<String, String> options)
            throws BackendException {
        var all = new HashMap<String, String>();
        all.put("bucket", FakeBraket.BUCKET);
        all.put("endpoint", address.toString());
        all.put("s3-endpoint", address.toString());
        all.putAll(options);
        return new BraketProvider(clock, becomesVisible)
                .open(new BackendSettings("aws", all, Opened::secret, Network.direct(Duration.ofSeconds(1))));
    }

    private static Optional<Secret> secret(String field) {
        return Optional.ofNullable(Map.of(
                                "access-key-id",
                                FakeBraket.KEY_ID,
                                "secret-access-key",
                                FakeBraket.SECRET_KEY,
                                "session-token",
                                SESSION)
                        .get(field))
                .map(Secret::of);
    }
}
