package io.jenkins.plugins.quantum.engine.backend.iqm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.Network;
import io.jenkins.plugins.quantum.engine.backend.Secret;
import io.jenkins.plugins.quantum.engine.backend.compile.Transpiler;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.testkit.VendorClient;
import io.jenkins.plugins.quantum.engine.testkit.iqm.FakeIqm;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** IQM's own client against the fake service: what both see must be the same. */
class IqmVendorTest {
    private static final String CROSSWISE = "OPENQASM 3.0; include \"stdgates.inc\"; qubit[3] q; bit[1] a; bit[2] b;"
            + " ry(0.4) q[0]; ry(1.1) q[1]; cx q[0], q[1]; rx(2.2) q[2];"
            + " b[1] = measure q[0]; a[0] = measure q[2]; b[0] = measure q[1];";

    @Test
    void shouldSeeTheSameCountsAndCancellationsAsIqmsOwnClient() throws Exception {
        VendorClient client = VendorClient.named("iqm");
        try (var service = new FakeIqm(Clock.systemUTC())) {
            service.jobs().taking(Duration.ofSeconds(2), Duration.ZERO);
            JsonNode seen = client.run("run", service.uri().toString(), FakeIqm.TOKEN);

            service.jobs().taking(Duration.ZERO, Duration.ZERO);
            var ours = Json.object();
            ours(service).forEach(ours::put);
            assertThat(seen.path("status").asText()).isEqualTo("DONE");
            assertThat(seen.path("waiting").asText()).isEqualTo("QUEUED");
            assertThat(seen.path("cancelled").asBoolean()).isTrue();
            assertThat(seen.path("after").asText()).isEqualTo("CANCELLED");
            assertThat(seen.path("cancelled too late").asBoolean()).isFalse();
            assertThat(Json.MAPPER.readTree(seen.path("counts").toString()))
                    .isEqualTo(Json.MAPPER.readTree(ours.toString()));
            assertThat(service.jobs().accepted()).isEqualTo(3);
        }
    }

    private static Map<String, Long> ours(FakeIqm service) throws Exception {
        var settings = new BackendSettings(
                "transmons",
                Map.of("device", "garnet", "endpoint", service.uri().toString()),
                field -> Optional.of(Secret.of(FakeIqm.TOKEN)),
                Network.direct(Duration.ofSeconds(5)));
        try (Backend backend = new IqmProvider(python -> Transpiler.none()).open(settings)) {
            JobRef job = backend.submit(
                    new JobRequest(
                            "v",
                            Qasm.read("v.qasm", CROSSWISE).circuit(),
                            List.of(Map.of()),
                            NoiseModel.none(),
                            200,
                            0,
                            1,
                            false),
                    "token");
            return backend.fetch(job).outcomes().get(0).counts().counts();
        }
    }
}
