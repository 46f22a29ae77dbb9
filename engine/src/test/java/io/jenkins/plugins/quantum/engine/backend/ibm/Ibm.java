package io.jenkins.plugins.quantum.engine.backend.ibm;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.Network;
import io.jenkins.plugins.quantum.engine.backend.Secret;
import io.jenkins.plugins.quantum.engine.backend.compile.Transpiler;
import io.jenkins.plugins.quantum.engine.testkit.ibm.FakeIbm;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Opens the adapter against a service on this machine. */
final class Ibm {
    static final String KEY = "ibm-key-a81f+/20c7";

    private Ibm() {}

    static Backend open(URI address, String... options) throws BackendException {
        return open(address, KEY, InstantSource.system(), options);
    }

    static Backend open(URI address, String key, InstantSource clock, String... options) throws BackendException {
        Map<String, String> all = new HashMap<>(Map.of(
                "endpoint",
                address + "/api/v1",
                "iam-endpoint",
                "" + address,
                "device",
                FakeIbm.DEVICE,
                "instance",
                FakeIbm.INSTANCE,
                "layout",
                "4,3,2,1"));
        for (int i = 0; i < options.length; i += 2) {
            all.put(options[i], options[i + 1]);
        }
        return new IbmProvider(python -> Transpiler.none(), clock)
                .open(new BackendSettings(
                        "fez",
                        all,
                        field -> field.equals("token") ? Optional.of(Secret.of(key)) : Optional.empty(),
                        Network.direct(Duration.ofSeconds(2))));
    }
}
