package io.jenkins.plugins.quantum.engine.backend.oqc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.testkit.Crosswise;
import io.jenkins.plugins.quantum.engine.testkit.FakeJob;
import io.jenkins.plugins.quantum.engine.testkit.VendorClient;
import io.jenkins.plugins.quantum.engine.testkit.oqc.FakeOqc;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** OQC's own client against the fake service: what both see must be the same, but for the order of bits, which that client passes on. */
class OqcVendorTest {
    private final VendorClient client = VendorClient.named("oqc");
    private final FakeOqc service = new FakeOqc(Clock.systemUTC(), 0);

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void shouldSeeTheSameCountsAsOqcsOwnClient() throws Exception {
        try (Backend backend = Crosswise.open(
                new OqcProvider(),
                Map.of("device", FakeOqc.DEVICE, "endpoint", service.uri().toString()),
                Map.of("token", FakeOqc.TOKEN),
                Duration.ofSeconds(5))) {
            JsonNode ours = Crosswise.counts(backend, 1, 200).get(0);
            String program = service.jobs()
                    .all()
                    .get(0)
                    .payload(JsonNode.class)
                    .path("program")
                    .asText();
            String config = service.jobs()
                    .all()
                    .get(0)
                    .payload(JsonNode.class)
                    .path("config")
                    .asText();

            JsonNode seen = client.run("run", service.uri().toString(), FakeOqc.TOKEN, "run", program, config);

            assertThat(seen.path("counts").size()).isEqualTo(ours.size());
            seen.path("counts").properties().forEach(entry -> {
                String reversed = new StringBuilder(entry.getKey()).reverse().toString();
                assertThat(entry.getValue()).as(reversed).isEqualTo(ours.path(reversed));
            });
            assertThat(seen.path("sameConfiguration").asBoolean()).isTrue();
        }
    }

    @Test
    void shouldCancelAsOqcsOwnClientDoes() throws Exception {
        service.jobs().hold();

        JsonNode seen = client.run("run", service.uri().toString(), FakeOqc.TOKEN, "cancel", "", "");

        assertThat(seen.path("before").asText()).isEqualTo("SUBMITTED");
        assertThat(seen.path("after").asText()).isEqualTo("CANCELLED");
        assertThat(service.jobs().all().get(0).state()).isEqualTo(FakeJob.State.CANCELLED);
    }
}
