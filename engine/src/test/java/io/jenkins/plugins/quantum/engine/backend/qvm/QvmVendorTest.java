package io.jenkins.plugins.quantum.engine.backend.qvm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.Crosswise;
import io.jenkins.plugins.quantum.engine.testkit.VendorClient;
import io.jenkins.plugins.quantum.engine.testkit.qvm.FakeQvm;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rigetti's own client against the fake server: what both ask and see must be the same. The QVM has nothing to wait for or to cancel. */
@Timeout(300)
class QvmVendorTest {
    private final VendorClient client = VendorClient.named("qvm");
    private final FakeQvm server = new FakeQvm(Clock.systemUTC(), 0);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldAskAndSeeTheSameAsRigettisOwnClient() throws Exception {
        ObjectNode counts = Json.object();
        try (Backend backend = Crosswise.open(
                new QvmProvider(), Map.of("endpoint", server.uri().toString()), Map.of(), Duration.ofSeconds(5))) {
            JobRef job = backend.submit(Crosswise.request(1, 200), "a");
            while (!backend.status(List.of(job)).get(0).state().ended()) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
            }
            backend.fetch(job)
                    .outcomes()
                    .get(0)
                    .counts()
                    .counts()
                    .forEach((bits, count) -> counts.put(bits, count.intValue()));
        }
        JsonNode own = server.asked().get(0).json();

        JsonNode seen = client.run(
                "run",
                server.uri().toString(),
                "run",
                "200",
                own.path("rng-seed").asText());

        assertThat(seen.path("counts")).isEqualTo(counts);
        // Its first question is for the version.
        List<Asked> all = server.asked();
        Asked clients = all.get(all.size() - 1);
        for (String field : List.of("type", "trials", "rng-seed", "addresses")) {
            assertThat(own.path(field)).as(field).isEqualTo(clients.json().path(field));
        }
        assertThat(clients.method() + " " + clients.rawPath())
                .isEqualTo(all.get(0).method() + " " + all.get(0).rawPath());
    }

    @Test
    void shouldReadTheVersionAsRigettisOwnClientDoes() throws Exception {
        JsonNode seen = client.run("run", server.uri().toString(), "version", "1");

        assertThat(seen.path("version").asText()).isEqualTo(FakeQvm.VERSION);
    }
}
