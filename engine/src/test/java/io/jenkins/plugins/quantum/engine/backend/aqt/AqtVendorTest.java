package io.jenkins.plugins.quantum.engine.backend.aqt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.Network;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.backend.Secret;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.testkit.VendorClient;
import io.jenkins.plugins.quantum.engine.testkit.aqt.FakeAqt;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** AQT's own client against the fake service: what both see must be the same. */
class AqtVendorTest {
    private static final String CROSSWISE = "OPENQASM 3.0; include \"stdgates.inc\"; qubit[3] q; bit[1] a; bit[2] b;"
            + " ry(0.4) q[0]; ry(1.1) q[1]; cx q[0], q[1]; rx(2.2) q[2];"
            + " b[1] = measure q[0]; a[0] = measure q[2]; b[0] = measure q[1];";

    @Test
    void shouldSeeTheSameCountsAsAqtsOwnClient() throws Exception {
        VendorClient client = VendorClient.named("aqt");
        try (var service = new FakeAqt(Clock.systemUTC())) {
            JsonNode seen = client.run("run", service.uri().toString(), FakeAqt.CLIENT_ID, FakeAqt.CLIENT_SECRET);

            assertThat(seen.path("status").asText()).isEqualTo("DONE");
            List<Outcome> ours = ours(service);
            for (int circuit = 0; circuit < 2; circuit++) {
                var counts = Json.object();
                ours.get(circuit).counts().counts().forEach(counts::put);
                assertThat(Json.MAPPER.readTree(
                                seen.path("counts").path(circuit).toString()))
                        .isEqualTo(Json.MAPPER.readTree(counts.toString()));
            }
            assertThat(service.jobs().accepted()).isEqualTo(2);
        }
    }

    private static List<Outcome> ours(FakeAqt service) throws Exception {
        var settings = new BackendSettings(
                "ions",
                Map.of("device", "ibex", "endpoint", service.uri() + "/api"),
                field -> field.equals("token") ? Optional.of(Secret.of(FakeAqt.TOKEN)) : Optional.empty(),
                Network.direct(Duration.ofSeconds(5)));
        try (Backend backend = new AqtProvider().open(settings)) {
            JobRef job = backend.submit(
                    new JobRequest(
                            "v",
                            Qasm.read("v.qasm", CROSSWISE).circuit(),
                            List.of(Map.of(), Map.of()),
                            NoiseModel.none(),
                            200,
                            0,
                            1,
                            false),
                    "token");
            return backend.fetch(job).outcomes();
        }
    }
}
