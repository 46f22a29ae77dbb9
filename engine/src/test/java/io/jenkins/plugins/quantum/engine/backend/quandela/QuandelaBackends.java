package io.jenkins.plugins.quantum.engine.backend.quandela;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.Network;
import io.jenkins.plugins.quantum.engine.backend.Secret;
import io.jenkins.plugins.quantum.engine.circuit.NativeProgram;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.testkit.quandela.FakeQuandela;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opens the adapter against the fake. */
final class QuandelaBackends {
    static final String PAYLOAD =
            "{\"command\":\"sample_count\",\"experiment\":\":PCVL:zip:x\",\"max_shots\":5000,\"job_context\":null}";

    private QuandelaBackends() {}

    static Backend open(URI address, Duration patience) throws BackendException {
        return new QuandelaProvider()
                .open(new BackendSettings(
                        "photons",
                        Map.of("device", FakeQuandela.PLATFORM, "endpoint", address.toString()),
                        field -> Optional.of(FakeQuandela.TOKEN).map(Secret::of),
                        Network.direct(patience)));
    }

    static JobRequest request(int sites, String payload, long shots) {
        return new JobRequest(
                "p",
                new NativeProgram("perceval", sites, payload),
                List.of(Map.of()),
                NoiseModel.none(),
                shots,
                0,
                1,
                false);
    }
}
