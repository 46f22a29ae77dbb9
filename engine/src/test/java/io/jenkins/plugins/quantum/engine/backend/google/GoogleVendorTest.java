package io.jenkins.plugins.quantum.engine.backend.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.Crosswise;
import io.jenkins.plugins.quantum.engine.testkit.FakeJob;
import io.jenkins.plugins.quantum.engine.testkit.VendorClient;
import io.jenkins.plugins.quantum.engine.testkit.google.FakeGoogle;
import io.jenkins.plugins.quantum.engine.testkit.google.FakeSignIn;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Google's own client, generated for REST, against the fake service with Google's own sign-in: what both see must be the same, and Cirq reads
 * the program that the adapter sent.
 */
class GoogleVendorTest {
    private static final Cirq CIRQ = new Cirq();

    private final VendorClient client = VendorClient.named("google");
    private final FakeGoogle service = new FakeGoogle(Clock.systemUTC(), 0);

    @AfterEach
    void stop() {
        service.close();
    }

    @AfterAll
    static void stopCirq() {
        CIRQ.close();
    }

    private JsonNode seen(String what, String program) throws Exception {
        return client.with("GOOGLE_KEY", FakeSignIn.serviceAccount(service.uri()))
                .run("run", service.uri().getAuthority(), FakeGoogle.PROJECT, FakeGoogle.DEVICE, what, program);
    }

    @Test
    void shouldSeeTheSameCountsAsTheVendorsClient() throws Exception {
        try (Backend backend = Crosswise.open(
                new GoogleProvider(python -> CIRQ.compiler(), InstantSource.system()),
                Map.of(
                        "device", FakeGoogle.DEVICE,
                        "project", FakeGoogle.PROJECT,
                        "endpoint", service.uri().toString()),
                Map.of("key", FakeSignIn.serviceAccount(service.uri())),
                Duration.ofSeconds(5))) {
            var ours = Crosswise.counts(backend, 1, 200);
            Asked program = service.asked().stream()
                    .filter(asked -> asked.is("POST", ".*/programs"))
                    .findFirst()
                    .orElseThrow();

            JsonNode seen = seen("run", program.json().path("code").toString());

            // c[2], c[1] and c[0] show the qubits 0, 1 and 2
            assertThat(ours).containsExactly(seen.path("counts"));
            assertThat(seen.path("keys")).extracting(JsonNode::asText).containsExactly("q0", "q1", "q2");
            assertThat(seen.path("own").toString()).isEqualTo("{\"6\":200}");
            assertThat(seen.path("health").asText()).isEqualTo("OK");
        }
    }

    @Test
    void shouldCancelAsTheVendorsClientDoes() throws Exception {
        service.jobs().hold();

        JsonNode seen = seen("cancel", "{}");

        assertThat(seen.path("before").asText()).isEqualTo("READY");
        assertThat(seen.path("after").asText()).isEqualTo("CANCELLED");
        assertThat(service.jobs().all().get(0).state()).isEqualTo(FakeJob.State.CANCELLED);
    }
}
