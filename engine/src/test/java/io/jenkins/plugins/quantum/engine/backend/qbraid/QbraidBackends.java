package io.jenkins.plugins.quantum.engine.backend.qbraid;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.Network;
import io.jenkins.plugins.quantum.engine.backend.Secret;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.testkit.qbraid.FakeQbraid;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opens the adapter against the fake. */
final class QbraidBackends {
    private QbraidBackends() {}

    static Backend open(URI address, Duration patience, String device) throws BackendException {
        return new QbraidProvider()
                .open(new BackendSettings(
                        "any",
                        Map.of("device", device, "endpoint", address + "/api/v1"),
                        field -> Optional.of(FakeQbraid.KEY).map(Secret::of),
                        Network.direct(patience)));
    }

    static JobRequest request(String body, long shots) {
        return new JobRequest(
                "p",
                Qasm.read("t.qasm", "OPENQASM 3.0; include \"stdgates.inc\"; " + body)
                        .circuit(),
                List.of(Map.of()),
                NoiseModel.none(),
                shots,
                0,
                1,
                false);
    }
}
