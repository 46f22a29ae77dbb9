package io.jenkins.plugins.quantum.engine.backend.pasqal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.circuit.NativeProgram;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.testkit.FakeJob;
import io.jenkins.plugins.quantum.engine.testkit.VendorClient;
import io.jenkins.plugins.quantum.engine.testkit.pasqal.FakePasqal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The fake is true as far as Pasqal's own client can tell, and our adapter says what that client says. */
class PasqalVendorTest {
    private static final NativeProgram SEQUENCE =
            new NativeProgram("pulser", 3, "{\"recorded\":{\"100\":60,\"110\":25,\"011\":15}}");

    @Test
    void shouldSeeTheCountsThatTheVendorsClientSees() throws Exception {
        try (var service = new FakePasqal();
                Backend backend =
                        PasqalBackends.open(service.uri(), Duration.ofSeconds(20), FakePasqal.USER, Map.of())) {
            var request = new JobRequest("p", SEQUENCE, List.of(Map.of()), NoiseModel.none(), 100, 0, 1, false);
            JobRef job = backend.submit(request, "ours");
            JobResult ours = backend.fetch(job);
            service.jobs().taking(Duration.ZERO, Duration.ofSeconds(1));

            JsonNode seen = VendorClient.named("pasqal")
                    .run(
                            "batches",
                            service.uri().toString(),
                            FakePasqal.USER,
                            FakePasqal.PASSWORD,
                            FakePasqal.PROJECT,
                            SEQUENCE.text(),
                            job.id());

            var theirs = new TreeMap<String, Long>();
            seen.path("counter")
                    .fields()
                    .forEachRemaining(entry -> theirs.put(
                            new StringBuilder(entry.getKey()).reverse().toString(),
                            entry.getValue().asLong()));
            assertThat(theirs).isEqualTo(ours.outcomes().get(0).counts().counts());
            assertThat(seen.path("ours")).isEqualTo(seen.path("counter"));
            assertThat(seen.path("tagged").asText()).isEqualTo(job.id());
            assertThat(seen.path("status").asText()).isEqualTo("DONE");
            assertThat(service.jobs().get(seen.path("cancelled").asText()))
                    .hasValueSatisfying(held -> assertThat(held.state()).isEqualTo(FakeJob.State.CANCELLED));
            assertThat(service.openBatches()).isEmpty();
        }
    }
}
