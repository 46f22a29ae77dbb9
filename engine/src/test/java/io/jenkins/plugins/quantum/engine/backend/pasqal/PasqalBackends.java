package io.jenkins.plugins.quantum.engine.backend.pasqal;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.Network;
import io.jenkins.plugins.quantum.engine.backend.Secret;
import io.jenkins.plugins.quantum.engine.circuit.NativeProgram;
import io.jenkins.plugins.quantum.engine.testkit.pasqal.FakePasqal;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Opens the adapter against the fake. */
final class PasqalBackends {
    private PasqalBackends() {}

    static Backend open(URI address, Duration patience, String user, Map<String, String> more) throws BackendException {
        var options = new HashMap<>(Map.of(
                "device",
                "EMU_FREE",
                "project",
                FakePasqal.PROJECT,
                "endpoint",
                address + "/core",
                "issuer",
                address + "/oauth/token"));
        options.putAll(more);
        var credentials = Map.of("username", user, "password", FakePasqal.PASSWORD);
        return new PasqalProvider()
                .open(new BackendSettings(
                        "atoms",
                        options,
                        field -> Optional.ofNullable(credentials.get(field)).map(Secret::of),
                        Network.direct(patience)));
    }

    /** A sequence on three atoms, the first of which is excited. */
    static NativeProgram sequence() {
        return new NativeProgram(
                "pulser", 3, "{\"name\":\"x\",\"register\":[{\"name\":\"q0\"},{\"name\":\"q1\"},{\"name\":\"q2\"}]}");
    }
}
