package io.jenkins.plugins.quantum.engine.backend.alicebob;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.testkit.Crosswise;
import io.jenkins.plugins.quantum.engine.testkit.FakeJob;
import io.jenkins.plugins.quantum.engine.testkit.VendorClient;
import io.jenkins.plugins.quantum.engine.testkit.alicebob.FakeAliceBob;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Alice and Bob's own client against the fake service: what both see must be the same. */
class AliceBobVendorTest {
    private final VendorClient client = VendorClient.named("alice-bob");
    private final FakeAliceBob service = new FakeAliceBob(Clock.systemUTC(), 0);

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void shouldSeeTheSameCountsAsTheVendorsClient() throws Exception {
        JsonNode seen = client.run("run", service.uri() + "/", FakeAliceBob.KEY, "run");

        try (Backend backend = Crosswise.open(
                new AliceBobProvider(),
                Map.of(
                        "device",
                        FakeAliceBob.DEVICE,
                        "gates",
                        "x,z,h,s,sdg,t,tdg,rx,ry,rz,cx",
                        "endpoint",
                        service.uri().toString()),
                Map.of("api-key", FakeAliceBob.KEY),
                Duration.ofSeconds(5))) {
            assertThat(Crosswise.counts(backend, 1, 200)).containsExactly(seen.path("counts"));
        }
        assertThat(service.jobs().accepted()).isEqualTo(2);
    }

    @Test
    void shouldCancelAsTheVendorsClientDoes() throws Exception {
        service.jobs().hold();

        JsonNode seen = client.run("run", service.uri() + "/", FakeAliceBob.KEY, "cancel");

        assertThat(seen.path("before").asText()).isEqualTo("QUEUED");
        assertThat(seen.path("after").asText()).isEqualTo("CANCELLED");
        assertThat(service.jobs().all().get(0).state()).isEqualTo(FakeJob.State.CANCELLED);
    }
}
