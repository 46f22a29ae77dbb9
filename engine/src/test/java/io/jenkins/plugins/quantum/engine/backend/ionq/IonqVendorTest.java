package io.jenkins.plugins.quantum.engine.backend.ionq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.testkit.FakeJob;
import io.jenkins.plugins.quantum.engine.testkit.SimulatedCounts;
import io.jenkins.plugins.quantum.engine.testkit.VendorClient;
import io.jenkins.plugins.quantum.engine.testkit.ionq.FakeIonq;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** qiskit-ionq and this project's adapter see the same at the same service. */
class IonqVendorTest {
    private static final Circuit CIRCUIT = Qasm.read(
                    "vendor.qasm",
                    "OPENQASM 3.0; include \"stdgates.inc\"; input float theta; qubit[3] q; bit[1] a; bit[2] b;"
                            + " ry(theta) q[0]; cx q[0], q[1]; rzz(0.3) q[1], q[2]; sx q[2];"
                            + " b[1] = measure q[0]; a[0] = measure q[2]; b[0] = measure q[1];")
            .circuit();

    private final FakeIonq service = new FakeIonq(Clock.systemUTC(), 0, "fake-key");
    private final VendorClient client = VendorClient.named("ionq");

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void shouldSeeTheSameCountsAsTheVendorsClient() throws Exception {
        service.jobs().taking(Duration.ofMillis(20), Duration.ofMillis(20));

        JsonNode seen = client.run("run", service.uri().toString(), "run");

        assertThat(seen.path("status").asText()).isEqualTo("DONE");
        assertThat(counts(seen.path("counts"))).isEqualTo(ours(0.7).get(0).counts());
        List<Outcome> both = ours(0.7, 2.0);
        assertThat(counts(seen.path("both").path(0))).isEqualTo(both.get(0).counts());
        assertThat(counts(seen.path("both").path(1))).isEqualTo(both.get(1).counts());
        Map<String, Double> exact =
                SimulatedCounts.exact(CIRCUIT, Map.of("theta", 0.7)).probabilities();
        assertThat(seen.path("ideal").size()).isEqualTo(exact.size());
        exact.forEach((outcome, probability) ->
                assertThat(probability(seen.path("ideal"), outcome)).as(outcome).isCloseTo(probability, within(1e-5)));
    }

    /** The client writes registers apart, the last one first: {@code "01 1"}. */
    private static double probability(JsonNode ideal, String outcome) {
        String spaced = outcome.substring(0, 2) + " " + outcome.substring(2);
        return ideal.path(spaced).asDouble(ideal.path(outcome).asDouble(Double.NaN));
    }

    @Test
    void shouldSeeTheSameRegistersOfACircuitThatMeasuresOnTheWay() throws Exception {
        var circuit = Qasm.read(
                        "vendor.qasm",
                        "OPENQASM 3.0; include \"stdgates.inc\"; qubit[2] q; bit[1] a; bit[2] b; x q[0]; b[0] = measure q[0];"
                                + " reset q[0]; cx q[0], q[1]; a[0] = measure q[0]; x q[1]; b[1] = measure q[1];")
                .circuit();

        JsonNode seen = client.run("run", service.uri().toString(), "mid-circuit");

        try (Backend backend = Ionq.open(service.uri(), "fake-key", "noise-model", "aria-1", "mid-circuit", "true")) {
            var request = new JobRequest("vendor", circuit, List.of(Map.of()), NoiseModel.none(), 40, 0, 11, false);
            assertThat(backend.fetch(backend.submit(request, "token"))
                            .outcomes()
                            .get(0)
                            .counts())
                    .isEqualTo(counts(seen.path("counts")))
                    .isEqualTo(new Counts(3, Map.of("110", 40L)));
        }
    }

    @Test
    void shouldCancelAsTheVendorsClientDoes() throws Exception {
        service.jobs().hold();

        JsonNode seen = client.run("run", service.uri().toString(), "cancel");

        assertThat(seen.path("before").asText()).isEqualTo("QUEUED");
        assertThat(seen.path("after").asText()).isEqualTo("CANCELLED");
        assertThat(service.jobs().get(seen.path("id").asText()).orElseThrow().state())
                .isEqualTo(FakeJob.State.CANCELLED);
    }

    private List<Outcome> ours(Double... angles) throws BackendException {
        List<Map<String, Double>> bindings =
                List.of(angles).stream().map(angle -> Map.of("theta", angle)).toList();
        try (Backend backend = Ionq.open(service.uri(), "fake-key", "noise-model", "aria-1")) {
            var request = new JobRequest("vendor", CIRCUIT, bindings, NoiseModel.none(), 400, 0, 11, false);
            service.jobs().taking(Duration.ZERO, Duration.ZERO);
            JobRef job = backend.submit(request, "token");
            return backend.fetch(job).outcomes();
        }
    }

    private static Counts counts(JsonNode printed) {
        var counts = new TreeMap<String, Long>();
        printed.properties()
                .forEach(entry -> counts.put(
                        entry.getKey().replace(" ", ""), entry.getValue().asLong()));
        return new Counts(3, counts);
    }
}
