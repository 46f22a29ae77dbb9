package io.jenkins.plugins.quantum.engine.backend.ibm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.FakeJob;
import io.jenkins.plugins.quantum.engine.testkit.VendorClient;
import io.jenkins.plugins.quantum.engine.testkit.ibm.FakeIbm;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** qiskit-ibm-runtime and this project's adapter see the same at the same service. */
class IbmVendorTest {
    private static final Circuit CIRCUIT = Qasm.read(
                    "vendor.qasm",
                    "OPENQASM 3.0; include \"stdgates.inc\"; qubit[3] q; bit[1] a; bit[2] b;"
                            + " ry(0.7) q[0]; cx q[0], q[1]; rzz(0.3) q[1], q[2]; sx q[2];"
                            + " b[1] = measure q[0]; a[0] = measure q[2]; b[0] = measure q[1];")
            .circuit();

    private final FakeIbm service = new FakeIbm(Clock.systemUTC(), 0, "fake-key");
    private final VendorClient client = VendorClient.named("ibm").within(Duration.ofMinutes(4));

    @AfterEach
    void stop() {
        service.close();
    }

    private JobResult ours() throws Exception {
        try (Backend backend = Ibm.open(service.uri(), "fake-key", InstantSource.system())) {
            var request = new JobRequest("vendor", CIRCUIT, List.of(Map.of()), NoiseModel.none(), 300, 0, 11, false);
            return backend.fetch(backend.submit(request, "token"));
        }
    }

    private String program() {
        return service.asked().stream()
                .filter(asked -> asked.is("POST", "/api/v1/jobs"))
                .map(Asked::json)
                .map(body -> body.at("/params/pubs/0/0").asText())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldSeeTheSameCountsAsTheVendorsClient() throws Exception {
        JobResult ours = ours();
        service.jobs().taking(Duration.ofMillis(100), Duration.ofMillis(100));

        JsonNode seen = client.run("run", service.uri().toString(), program(), "run");

        assertThat(seen.path("status").asText()).isEqualTo("DONE");
        assertThat(counts(seen.path("counts"))).isEqualTo(ours.outcomes().get(0).counts());
        assertThat(counts(seen.path("asymmetric"))).isEqualTo(new Counts(3, Map.of("101", 300L)));
        assertThat(seen.path("qubits").asInt()).isEqualTo(8);
        assertThat(seen.path("t1").asDouble()).isCloseTo(152e-6, within(1e-9));
        assertThat(seen.path("cz").asDouble()).isEqualTo(0.003);
        assertThat(seen.path("found").asBoolean()).isTrue();
        assertThat(seen.path("seconds").asText()).isEqualTo(ours.facts().get("billed"));
    }

    @Test
    void shouldCancelAsTheVendorsClientDoes() throws Exception {
        ours();
        service.jobs().hold();

        JsonNode seen = client.run("run", service.uri().toString(), program(), "cancel");

        assertThat(seen.path("before").asText()).isEqualTo("QUEUED");
        assertThat(seen.path("after").asText()).isEqualTo("CANCELLED");
        assertThat(service.jobs().get(seen.path("id").asText()).orElseThrow().state())
                .isEqualTo(FakeJob.State.CANCELLED);
    }

    private static Counts counts(JsonNode printed) {
        var counts = new TreeMap<String, Long>();
        printed.properties()
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue().asLong()));
        return new Counts(3, counts);
    }
}
