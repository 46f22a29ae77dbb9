package io.jenkins.plugins.quantum.engine.backend.qudora;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.testkit.Crosswise;
import io.jenkins.plugins.quantum.engine.testkit.FakeJob;
import io.jenkins.plugins.quantum.engine.testkit.VendorClient;
import io.jenkins.plugins.quantum.engine.testkit.qudora.FakeQudora;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Qudora's own client against the fake service: what both see must be the same. */
class QudoraVendorTest {
    private final VendorClient client = VendorClient.named("qudora");
    private final FakeQudora service = new FakeQudora(Clock.systemUTC(), 0);

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void shouldSeeTheSameCountsAsQudorasOwnClient() throws Exception {
        JsonNode seen = client.run("run", service.uri() + "/", FakeQudora.TOKEN, "run");

        try (Backend backend = Crosswise.open(
                new QudoraProvider(),
                Map.of(
                        "device",
                        FakeQudora.DEVICE,
                        "programs",
                        "2",
                        "endpoint",
                        service.uri().toString()),
                Map.of("token", FakeQudora.TOKEN),
                Duration.ofSeconds(5))) {
            assertThat(Crosswise.counts(backend, 2, 200))
                    .containsExactly(
                            seen.path("counts").get(0), seen.path("counts").get(1));
        }
    }

    @Test
    void shouldCancelAsQudorasOwnClientDoes() throws Exception {
        service.jobs().hold();

        JsonNode seen = client.run("run", service.uri() + "/", FakeQudora.TOKEN, "cancel");

        assertThat(seen.path("before").asText()).isEqualTo("QUEUED");
        assertThat(seen.path("after").asText()).isEqualTo("CANCELLED");
        assertThat(service.jobs().all().get(0).state()).isEqualTo(FakeJob.State.CANCELLED);
    }
}
