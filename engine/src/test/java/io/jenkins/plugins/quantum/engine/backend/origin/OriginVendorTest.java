package io.jenkins.plugins.quantum.engine.backend.origin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.testkit.Crosswise;
import io.jenkins.plugins.quantum.engine.testkit.FakeJob;
import io.jenkins.plugins.quantum.engine.testkit.VendorClient;
import io.jenkins.plugins.quantum.engine.testkit.origin.FakeOrigin;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Origin Quantum's own client against the fake service: what both see must be the same. */
class OriginVendorTest {
    private final VendorClient client = VendorClient.named("origin");
    private final FakeOrigin service = new FakeOrigin(Clock.systemUTC(), 0);

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void shouldSeeTheSameCountsAsTheVendorsClient() throws Exception {
        JsonNode seen = client.run("run", service.uri().toString(), FakeOrigin.KEY, "run");

        try (Backend backend = Crosswise.open(
                new OriginProvider(),
                Map.of("device", FakeOrigin.DEVICE, "endpoint", service.uri().toString()),
                Map.of("api-key", FakeOrigin.KEY),
                Duration.ofSeconds(5))) {
            JsonNode ours = Crosswise.counts(backend, 1, 200).get(0);
            assertThat(seen.path("counts").size()).isEqualTo(ours.size());
            seen.path("counts").properties().forEach(entry -> {
                String bits = new BigInteger(entry.getKey().substring(2), 16)
                        .setBit(3)
                        .toString(2)
                        .substring(1);
                assertThat(entry.getValue()).as(bits).isEqualTo(ours.path(bits));
            });
        }
        // The vendor's own simulator names the outcome of an x on qubit 0 alone: bit 0 is written last.
        assertThat(seen.path("local").path("01").asInt()).isEqualTo(10);
    }

    @Test
    void shouldCancelAsTheVendorsClientDoes() throws Exception {
        service.jobs().hold();

        JsonNode seen = client.run("run", service.uri().toString(), FakeOrigin.KEY, "cancel");

        assertThat(seen.path("before").asText()).contains("QUEUING");
        assertThat(seen.path("after").asText()).contains("FAILED");
        assertThat(service.jobs().all().get(0).state()).isEqualTo(FakeJob.State.CANCELLED);
    }
}
