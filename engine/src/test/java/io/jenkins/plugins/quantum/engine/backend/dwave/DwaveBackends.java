package io.jenkins.plugins.quantum.engine.backend.dwave;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.Network;
import io.jenkins.plugins.quantum.engine.backend.Secret;
import io.jenkins.plugins.quantum.engine.testkit.dwave.FakeDwave;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Opens the adapter against the fake. */
final class DwaveBackends {
    private DwaveBackends() {}

    static Backend open(URI address, Duration patience, Map<String, String> more) throws BackendException {
        var options = new HashMap<>(Map.of("device", FakeDwave.SOLVER, "endpoint", address + "/sapi/v2/"));
        options.putAll(more);
        return new DwaveProvider()
                .open(new BackendSettings(
                        "annealer",
                        options,
                        field -> Optional.of(FakeDwave.TOKEN).map(Secret::of),
                        Network.direct(patience)));
    }
}
