package io.jenkins.plugins.quantum.engine.backend.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.circuit.NativeProgram;
import io.jenkins.plugins.quantum.engine.circuit.Program;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.testkit.VendorClient;
import io.jenkins.plugins.quantum.engine.testkit.azure.FakeAzure;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Microsoft's own client against the fake workspace: what both see must be the same. */
class AzureVendorTest {
    private static final long SHOTS = 200;
    private static final String CROSSWISE = "OPENQASM 3.0; include \"stdgates.inc\"; qubit[3] q; bit[1] a; bit[2] b;"
            + " ry(0.4) q[0]; ry(1.1) q[1]; cx q[0], q[1]; rx(2.2) q[2];"
            + " b[1] = measure q[0]; a[0] = measure q[2]; b[0] = measure q[1];";

    private static final Program SEQUENCE =
            new NativeProgram("pulser", 3, "{\"register\": [{}, {}, {}], \"operations\": []}");

    @Test
    void shouldSeeTheSameCountsAndCancellationsAsMicrosoftsOwnClient() throws Exception {
        VendorClient client = VendorClient.named("azure");
        try (var service = new FakeAzure(Clock.systemUTC())) {
            service.jobs().taking(Duration.ofSeconds(2), Duration.ZERO);
            JsonNode seen = client.run("run", service.uri().toString(), FakeAzure.SUBSCRIPTION, FakeAzure.KEY);

            service.jobs().taking(Duration.ZERO, Duration.ZERO);
            assertThat(seen.path("waiting").asText()).isEqualTo("Waiting");
            assertThat(seen.path("after").asText()).isEqualTo("Cancelled");
            assertThat(seen.path("cost").asDouble()).isEqualTo(25.79);
            assertThat(ionq(seen.path("ionq"))).isEqualTo(ours(service, "ionq.qpu.forte-1"));
            assertThat(quantinuum(seen.path("quantinuum"))).isEqualTo(ours(service, "quantinuum.sim.h2-1e"));
            assertThat(rigetti(seen.path("rigetti"))).isEqualTo(ours(service, "rigetti.sim.qvm"));
            // The first atom stands at the left there, at the right here.
            assertThat(seen.path("pasqal").path("100").asLong()).isEqualTo(150);
            assertThat(ours(service, "pasqal.sim.emu-free", SEQUENCE)).isEqualTo(Map.of("001", 150L, "000", 50L));
        }
    }

    private static Map<String, Long> ours(FakeAzure service, String target) throws Exception {
        return ours(service, target, Qasm.read("v.qasm", CROSSWISE).circuit());
    }

    private static Map<String, Long> ours(FakeAzure service, String target, Program program) throws Exception {
        try (Backend backend = Workspaces.open(service.uri(), target, Map.of("key", FakeAzure.KEY))) {
            JobRef job = backend.submit(
                    new JobRequest("v", program, List.of(Map.of()), NoiseModel.none(), SHOTS, 0, 1, false),
                    "token-" + target.hashCode());
            return backend.fetch(job).outcomes().get(0).counts().counts();
        }
    }

    /** Shares by a number whose lowest bit is qubit 0; b[1] shows qubit 0, b[0] qubit 1, a[0] qubit 2. */
    private static Map<String, Long> ionq(JsonNode results) {
        var counts = new TreeMap<String, Long>();
        results.path("histogram").properties().forEach(entry -> {
            var number = new BigInteger(entry.getKey());
            String outcome = bit(number, 0) + bit(number, 1) + bit(number, 2);
            counts.put(outcome, Math.round(entry.getValue().asDouble() * SHOTS));
        });
        return counts;
    }

    private static String bit(BigInteger number, int qubit) {
        return number.testBit(qubit) ? "1" : "0";
    }

    private static Map<String, Long> quantinuum(JsonNode results) {
        var counts = new TreeMap<String, Long>();
        for (int shot = 0; shot < SHOTS; shot++) {
            String outcome = results.path("r1").path(shot).asText()
                    + results.path("r0").path(shot).asText();
            counts.merge(outcome, 1L, Long::sum);
        }
        return counts;
    }

    private static Map<String, Long> rigetti(JsonNode rows) {
        var counts = new TreeMap<String, Long>();
        for (JsonNode row : rows) {
            counts.merge(
                    row.path(2).asText() + row.path(1).asText() + row.path(0).asText(), 1L, Long::sum);
        }
        return counts;
    }
}
