package io.jenkins.plugins.quantum.engine.backend.quantumart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.testkit.Crosswise;
import io.jenkins.plugins.quantum.engine.testkit.FakeJob;
import io.jenkins.plugins.quantum.engine.testkit.VendorClient;
import io.jenkins.plugins.quantum.engine.testkit.quantumart.FakeQuantumArt;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Quantum Art's own client against the fake service: what both see must be the same. */
class QuantumArtVendorTest {
    private final VendorClient client = VendorClient.named("quantum-art");
    private final FakeQuantumArt service = new FakeQuantumArt(Clock.systemUTC(), 0);

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void shouldSeeTheSameCountsAsQuantumArtsOwnClient() throws Exception {
        JsonNode seen = client.run("run", service.uri().toString(), FakeQuantumArt.TOKEN, "run");

        assertThat(seen.path("status").asText()).isEqualTo("DONE");
        try (Backend backend = Crosswise.open(
                new QuantumArtProvider(),
                Map.of(
                        "device",
                        FakeQuantumArt.DEVICE,
                        "endpoint",
                        service.uri().toString()),
                Map.of("token", FakeQuantumArt.TOKEN),
                Duration.ofSeconds(5))) {
            assertThat(Crosswise.counts(backend, 1, 200)).containsExactly(seen.path("counts"));
        }
        // The figures that go with the circuit are those that the client counts.
        assertThat(sent(1).at("/circuit/metadata")).isEqualTo(sent(0).at("/circuit/metadata"));
        assertThat(sent(1).at("/circuit/clbits")).isEqualTo(sent(0).at("/circuit/clbits"));
    }

    private JsonNode sent(int job) {
        return service.jobs().all().get(job).payload(JsonNode.class);
    }

    @Test
    void shouldCancelAsQuantumArtsOwnClientDoes() throws Exception {
        service.jobs().hold();

        JsonNode seen = client.run("run", service.uri().toString(), FakeQuantumArt.TOKEN, "cancel");

        assertThat(seen.path("before").asText()).isEqualTo("QUEUED");
        assertThat(seen.path("after").asText()).isEqualTo("CANCELLED");
        assertThat(service.jobs().all().get(0).state()).isEqualTo(FakeJob.State.CANCELLED);
    }
}
