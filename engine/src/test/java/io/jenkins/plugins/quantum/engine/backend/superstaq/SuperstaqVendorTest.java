package io.jenkins.plugins.quantum.engine.backend.superstaq;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.testkit.Crosswise;
import io.jenkins.plugins.quantum.engine.testkit.FakeJob;
import io.jenkins.plugins.quantum.engine.testkit.VendorClient;
import io.jenkins.plugins.quantum.engine.testkit.superstaq.FakeSuperstaq;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Superstaq's own client against the fake service: what both see must be the same, and it reads the circuits that the adapter wrote. */
class SuperstaqVendorTest {
    private final VendorClient client = VendorClient.named("superstaq");
    private final FakeSuperstaq service = new FakeSuperstaq(Clock.systemUTC(), 0);

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void shouldSeeTheSameCountsAsTheVendorsClient() throws Exception {
        try (Backend backend = Crosswise.open(
                new SuperstaqProvider(),
                Map.of(
                        "device",
                        FakeSuperstaq.DEVICE,
                        "programs",
                        "2",
                        "endpoint",
                        service.uri().toString()),
                Map.of("api-key", FakeSuperstaq.KEY),
                Duration.ofSeconds(5))) {
            var ours = Crosswise.counts(backend, 2, 200);
            String circuits = service.asked().get(0).json().path("circuits").asText();

            JsonNode seen = client.run("run", service.uri().toString(), FakeSuperstaq.KEY, "run", circuits);

            assertThat(ours)
                    .containsExactly(
                            seen.path("counts").get(0), seen.path("counts").get(1));
            assertThat(seen.path("read").asText()).isEqualTo("2 the same circuits");
        }
    }

    @Test
    void shouldCancelAsTheVendorsClientDoes() throws Exception {
        service.jobs().hold();

        JsonNode seen = client.run("run", service.uri().toString(), FakeSuperstaq.KEY, "cancel", "");

        assertThat(seen.path("before").asText()).isEqualTo("QUEUED");
        assertThat(seen.path("after").asText()).isEqualTo("CANCELLED");
        assertThat(service.jobs().all().get(0).state()).isEqualTo(FakeJob.State.CANCELLED);
    }
}
