package io.jenkins.plugins.quantum.engine.backend.quantuminspire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.testkit.Crosswise;
import io.jenkins.plugins.quantum.engine.testkit.FakeJob;
import io.jenkins.plugins.quantum.engine.testkit.VendorClient;
import io.jenkins.plugins.quantum.engine.testkit.quantuminspire.FakeQuantumInspire;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Quantum Inspire's own client against the fake service: what both see must be the same. */
class QuantumInspireVendorTest {
    private final VendorClient client = VendorClient.named("quantum-inspire");
    private final FakeQuantumInspire service = new FakeQuantumInspire(Clock.systemUTC(), 0);

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void shouldSeeTheSameCountsAsTheVendorsClient() throws Exception {
        try (Backend backend = Crosswise.open(
                new QuantumInspireProvider(),
                Map.of(
                        "device",
                        FakeQuantumInspire.DEVICE,
                        "endpoint",
                        service.uri().toString(),
                        "issuer",
                        service.uri() + "/realm"),
                Map.of("refresh-token", FakeQuantumInspire.REFRESH_TOKEN),
                Duration.ofSeconds(5))) {
            JsonNode ours = Crosswise.counts(backend, 1, 200).get(0);
            String program = service.jobs().all().get(0).payload(String.class);

            JsonNode seen =
                    client.run("run", service.uri().toString(), FakeQuantumInspire.REFRESH_TOKEN, "run", program);

            assertThat(seen.path("status").asText()).isEqualTo("completed");
            assertThat(seen.path("counts")).isEqualTo(ours);
        }
    }

    @Test
    void shouldCancelAsTheVendorsClientDoes() throws Exception {
        service.jobs().hold();
        String program = "version 3.0\nqubit[1] q\nbit[1] b\nb[0] = measure q[0]\n";

        JsonNode seen =
                client.run("run", service.uri().toString(), FakeQuantumInspire.REFRESH_TOKEN, "cancel", program);

        assertThat(seen.path("before").asText()).isEqualTo("planned");
        assertThat(seen.path("after").asText()).isEqualTo("cancelled");
        assertThat(service.jobs().all().get(0).state()).isEqualTo(FakeJob.State.CANCELLED);
    }
}
