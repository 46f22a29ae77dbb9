package io.jenkins.plugins.quantum.engine.backend.qbraid;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.testkit.FakeJob;
import io.jenkins.plugins.quantum.engine.testkit.VendorClient;
import io.jenkins.plugins.quantum.engine.testkit.qbraid.FakeQbraid;
import java.time.Duration;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The fake is true as far as qBraid's own client can tell, and our adapter says what that client says. */
class QbraidVendorTest {
    @Test
    void shouldSeeTheCountsThatTheVendorsClientSees() throws Exception {
        try (var service = new FakeQbraid();
                Backend backend = QbraidBackends.open(service.uri(), Duration.ofSeconds(20), FakeQbraid.SIMULATOR)) {
            var request = QbraidBackends.request(
                    "qubit[3] q; bit[3] c; x q[0]; ry(0.9) q[1]; rx(2.2) q[2]; c[0] = measure q[0];"
                            + " c[1] = measure q[1]; c[2] = measure q[2];",
                    100);
            JobRef job = backend.submit(request, "ours");
            JobResult ours = backend.fetch(job);
            service.jobs().taking(Duration.ZERO, Duration.ofSeconds(1));
            String program = service.asked().get(0).json().at("/program/data").asText();

            JsonNode seen = VendorClient.named("qbraid")
                    .with("QBRAID_API_URL", service.uri() + "/api/v1")
                    .with("QBRAID_API_KEY", FakeQbraid.KEY)
                    .run("jobs", FakeQbraid.KEY, FakeQbraid.SIMULATOR, program, job.id());

            var theirs = new TreeMap<String, Long>();
            seen.path("counts")
                    .fields()
                    .forEachRemaining(e -> theirs.put(e.getKey(), e.getValue().asLong()));
            assertThat(theirs)
                    .isEqualTo(ours.outcomes().get(0).counts().counts())
                    .hasSize(4);
            assertThat(seen.path("ours")).isEqualTo(seen.path("counts"));
            assertThat(seen.path("tagged").asText()).isEqualTo(job.id());
            assertThat(seen.path("estimate").decimalValue())
                    .isEqualByComparingTo(
                            backend.estimate(request).orElseThrow().amount());
            assertThat(service.jobs().get(seen.path("cancelled").asText()))
                    .hasValueSatisfying(held -> assertThat(held.state()).isEqualTo(FakeJob.State.CANCELLED));
        }
    }
}
