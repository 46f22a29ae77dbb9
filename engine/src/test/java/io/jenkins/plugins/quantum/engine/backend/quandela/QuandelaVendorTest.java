package io.jenkins.plugins.quantum.engine.backend.quandela;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.testkit.FakeJob;
import io.jenkins.plugins.quantum.engine.testkit.VendorClient;
import io.jenkins.plugins.quantum.engine.testkit.quandela.FakeQuandela;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The fake is true as far as Perceval can tell, and our adapter says what Perceval says. */
class QuandelaVendorTest {
    @Test
    void shouldSeeTheCountsThatTheVendorsClientSees() throws Exception {
        try (var service = new FakeQuandela();
                Backend backend = QuandelaBackends.open(service.uri(), Duration.ofSeconds(20))) {
            service.recording(":PCVL:BSCount:{|1,0,1,0>=6;|0,1,1,0>=3;|1,1,0,0>=1}");
            service.jobs().taking(Duration.ZERO, Duration.ofMillis(1_500));

            JsonNode seen = VendorClient.named("quandela")
                    .run("samples", service.uri().toString(), FakeQuandela.TOKEN, FakeQuandela.PLATFORM);

            var theirs = new TreeMap<String, Long>();
            seen.path("counts").fields().forEachRemaining(entry -> {
                String modes = entry.getKey().replaceAll("[|>,]", "");
                theirs.put(
                        new StringBuilder(modes).reverse().toString(),
                        entry.getValue().asLong());
            });
            // What Perceval sent goes through our adapter again, as it is.
            String payload = service.jobs().all().get(0).payload(JsonNode.class).toString();
            service.jobs().taking(Duration.ZERO, Duration.ZERO);
            JobRef job = backend.submit(QuandelaBackends.request(4, payload, 10), "ours");
            JobResult ours = backend.fetch(job);
            assertThat(ours.outcomes().get(0).counts().counts()).isEqualTo(theirs);
            assertThat(theirs).isEqualTo(Map.of("0101", 6L, "0110", 3L, "0011", 1L));
            assertThat(service.jobs().all().get(2).payload(JsonNode.class))
                    .isEqualTo(service.jobs().all().get(0).payload(JsonNode.class));
            assertThat(seen.path("perf").asDouble()).isEqualTo(0.5);
            assertThat(service.jobs().all().get(1).state()).isEqualTo(FakeJob.State.CANCELLED);
            assertThat(seen.path("cancelled").asBoolean()).isTrue();
        }
    }
}
