package io.jenkins.plugins.quantum.engine.backend.braket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.builtin.BuiltinBackend;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.circuit.NativeProgram;
import io.jenkins.plugins.quantum.engine.circuit.Program;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel.Errors;
import io.jenkins.plugins.quantum.engine.testkit.SimulatedCounts;
import io.jenkins.plugins.quantum.engine.testkit.VendorClient;
import io.jenkins.plugins.quantum.engine.testkit.braket.FakeBraket;
import io.jenkins.plugins.quantum.engine.testkit.braket.FakeResults;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Amazon's own client (amazon-braket-sdk, boto3) at the same fake service, and its own simulators on our programs. */
class BraketVendorTest {
    private static final String HEADER = "OPENQASM 3.0; include \"stdgates.inc\"; ";
    private static final String STRAIGHT = HEADER + "qubit[3] q; bit[3] c; ry(0.4) q[0]; ry(1.1) q[1]; cx q[0], q[1];"
            + " rx(2.2) q[2]; c[0] = measure q[0]; c[1] = measure q[1]; c[2] = measure q[2];";
    private static final String CROSSWISE = HEADER + "qubit[3] q; bit[1] a; bit[2] b; ry(0.4) q[0]; ry(1.1) q[1];"
            + " cx q[0], q[1]; rx(2.2) q[2]; b[1] = measure q[0]; a[0] = measure q[2]; b[0] = measure q[1];";
    private static final String SWEPT = HEADER + "input float theta; qubit[2] q; bit[2] c; rx(theta) q[0];"
            + " cx q[0], q[1]; ry(0.3) q[1]; c[0] = measure q[0]; c[1] = measure q[1];";
    private static final long SHOTS = 20_000;
    private static final String GARNET = "arn:aws:braket:eu-north-1::device/qpu/iqm/Garnet";

    private static VendorClient client(FakeBraket service) {
        return VendorClient.named("braket")
                .within(Duration.ofMinutes(4))
                .with("BRAKET_ENDPOINT", service.uri().toString())
                .with("AWS_ENDPOINT_URL_S3", service.uri().toString())
                .with("AWS_REGION", "us-east-1")
                .with("AWS_DEFAULT_REGION", "us-east-1")
                .with("AWS_ACCESS_KEY_ID", FakeBraket.KEY_ID)
                .with("AWS_SECRET_ACCESS_KEY", FakeBraket.SECRET_KEY)
                .with("AMZN_BRAKET_OUT_S3_BUCKET", FakeBraket.BUCKET)
                .with("AWS_EC2_METADATA_DISABLED", "true")
                .with("AWS_CONFIG_FILE", "/dev/null")
                .with("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
    }

    @Test
    void shouldSeeTheSameCountsAsAmazonsOwnClient() throws Exception {
        try (var service = new FakeBraket()) {
            service.tasksVisibleAfter(Duration.ofMillis(50));
            service.jobs().taking(Duration.ofMillis(100), Duration.ofMillis(100));
            service.writing(new FakeResults(true, -1));
            service.device("arn:aws:braket:us-west-1::device/qpu/rigetti/Cepheus-1-108Q", "OFFLINE");
            Instant now = Instant.now();
            service.limit(GARNET, "1000.00", "0.00", now.minusSeconds(60), now.plusSeconds(3600));

            JsonNode seen = client(service).run("run");

            assertThat(seen.path("devices").toString()).isEqualTo("[\"ONLINE\",\"ONLINE\",true]");
            assertThat(seen.path("queue").asText()).contains(">2000");
            assertThat(seen.path("state").asText()).isEqualTo("COMPLETED");
            assertThat(ours(service, "sv1", circuit(STRAIGHT), 500, Map.of()))
                    .containsExactly(reversed(seen.path("sv1")));
            assertThat(ours(service, "iqm/garnet", circuit(CROSSWISE), 500, Map.of()))
                    .containsExactly(reversed(seen.path("crosswise")));
            assertThat(ours(service, "ionq/forte-1", circuit(CROSSWISE), 500, Map.of()))
                    .containsExactly(reversed(seen.path("forte")));
            assertThat(ours(
                            service,
                            "iqm/garnet",
                            circuit(SWEPT),
                            200,
                            Map.of("theta", 0.5),
                            Map.of("theta", 1.5),
                            Map.of("theta", 2.5)))
                    .isEqualTo(reversedAll(seen.path("set")));
            var atoms = new NativeProgram("braket-ahs", 3, BraketAquilaContractTest.PROGRAM);
            assertThat(ours(service, "quera/aquila", atoms, 10, Map.of()))
                    .containsExactly(reversed(seen.path("atoms")));
            assertThat(seen.path("token").asBoolean()).isTrue();
            assertThat(seen.path("found").asInt()).isEqualTo(2);
            assertThat(seen.path("limit").asText()).isEqualTo("1000.00");
            assertThat(seen.path("errors").toString())
                    .isEqualTo(
                            "[[\"ConflictException\",409],[\"DeviceOfflineException\",424],[\"ValidationException\",400]]");
        }
    }

    @Test
    void shouldBeCancelledByAmazonsOwnClient() throws Exception {
        try (var service = new FakeBraket()) {
            service.jobs().hold();

            JsonNode seen = client(service).run("cancel");

            assertThat(seen.path("before").asText()).isEqualTo("QUEUED");
            assertThat(seen.path("position").asText()).isEqualTo("3");
            assertThat(seen.path("after").asText()).isEqualTo("CANCELLED");
        }
    }

    @SafeVarargs
    private static List<Map<String, Long>> ours(
            FakeBraket service, String device, Program program, long shots, Map<String, Double>... bindings)
            throws BackendException {
        try (Backend backend = Opened.with(service.uri(), Duration.ofMinutes(1), Map.of("device", device))) {
            var request = new JobRequest("v", program, List.of(bindings), NoiseModel.none(), shots, 0, 1, false);
            var job = backend.submit(request, UUID.randomUUID().toString());
            while (!backend.status(List.of(job)).get(0).state().ended()) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
            return backend.fetch(job).outcomes().stream()
                    .map(outcome -> outcome.counts().counts())
                    .toList();
        }
    }

    private static Program circuit(String text) {
        return Qasm.read("v.qasm", text).circuit();
    }

    /** The vendor writes the lowest bit, or the first atom, on the left. */
    private static Map<String, Long> reversed(JsonNode counts) {
        var reversed = new TreeMap<String, Long>();
        counts.properties()
                .forEach(entry -> reversed.put(
                        new StringBuilder(entry.getKey()).reverse().toString(),
                        entry.getValue().asLong()));
        return reversed;
    }

    private static List<Map<String, Long>> reversedAll(JsonNode list) {
        var all = new ArrayList<Map<String, Long>>();
        list.forEach(counts -> all.add(reversed(counts)));
        return all;
    }

    @Test
    void shouldWriteProgramsThatAmazonsSimulatorsReadAsWeDo(@TempDir Path folder) throws Exception {
        String gates = HEADER + "qubit[3] q; bit[3] c; h q[0]; sx q[1]; u3(0.3, 0.7, 1.1) q[2]; cx q[0], q[1];"
                + " cp(0.8) q[1], q[2]; crx(0.9) q[0], q[2]; ccx q[0], q[1], q[2]; swap q[0], q[1]; ch q[0], q[1];"
                + " cswap q[2], q[0], q[1]; cy q[1], q[2]; p(0.00001) q[0]; tdg q[2]; s q[1]; sdg q[0]; t q[0]; h q[0];"
                + " cz q[0], q[2]; h q[1]; h q[2]; cu(0.3, 0.2, 0.1, 0.7) q[0], q[1]; ry(0.5) q[0]; rz(0.4) q[0]; id q[1];"
                + " c[0] = measure q[0]; c[1] = measure q[1]; c[2] = measure q[2];";
        String simple = HEADER + "qubit[2] q; bit[2] c; x q[0]; h q[1]; cx q[1], q[0]; sx q[0]; h q[1];"
                + " c[0] = measure q[0]; c[1] = measure q[1];";
        var depolarising = new NoiseModel(
                "test",
                "e",
                new Errors(0.03, 0.06, 0.08, 0.02, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY),
                List.of(new NoiseModel.QubitErrors(
                        1, new Errors(0.05, 0.06, 0.04, 0.04, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY))),
                List.of(new NoiseModel.PairErrors(0, 1, 0.1)),
                0,
                0);
        var relaxing =
                new NoiseModel("test", "e", new Errors(0, 0, 0, 0, 40e-6, 30e-6), List.of(), List.of(), 20e-6, 60e-6);
        String decay =
                HEADER + "qubit[2] q; bit[2] c; x q[0]; h q[1]; h q[1]; c[0] = measure q[0]; c[1] = measure q[1];";
        ArrayNode jobs = Json.array();
        var devices = List.of("sv1", "iqm/garnet", "ionq/forte-1", "rigetti/cepheus-1-108q", "aqt/ibex-q1");
        for (String device : devices) {
            add(jobs, device, gates, NoiseModel.none());
        }
        add(jobs, "dm1", simple, depolarising);
        add(jobs, "dm1", decay, relaxing);
        Path file = folder.resolve("jobs.json");
        Files.writeString(file, jobs.toString());

        JsonNode seen =
                VendorClient.named("braket").within(Duration.ofMinutes(4)).run("local", file.toString());

        Distribution ideal = SimulatedCounts.exact(Qasm.read("g.qasm", gates).circuit(), Map.of());
        for (int i = 0; i < devices.size(); i++) {
            assertClose(seen.path(i), ideal);
        }
        assertClose(seen.path(devices.size()), noisy(simple, depolarising));
        // P(1) of a decayed 1; and of a superposition that lost coherence, turned back and then decayed.
        double kept = Math.exp(-0.5);
        double flipped = (1 - Math.exp(-2.0 / 3)) / 2 * kept;
        assertClose(
                seen.path(devices.size() + 1),
                new Distribution(
                        2,
                        Map.of(
                                "00", (1 - kept) * (1 - flipped),
                                "01", kept * (1 - flipped),
                                "10", (1 - kept) * flipped,
                                "11", kept * flipped)));
    }

    private static void add(ArrayNode jobs, String device, String text, NoiseModel noise) throws BackendException {
        var request =
                new JobRequest("v", Qasm.read("v.qasm", text).circuit(), List.of(Map.of()), noise, SHOTS, 0, 1, false);
        ObjectNode action = BraketProgram.of(request, BraketDevice.find(device)).action();
        jobs.addObject()
                .put("source", action.path("source").asText().replaceAll("barrier[^;]*;", ""))
                .put("noisy", !noise.isNone())
                .put("shots", SHOTS)
                .set("inputs", action.path("inputs"));
    }

    private static Distribution noisy(String text, NoiseModel noise) throws BackendException {
        try (var simulator = new BuiltinBackend("b", 1)) {
            var request = new JobRequest(
                    "v", Qasm.read("v.qasm", text).circuit(), List.of(Map.of()), noise, 0, 4_000, 1, false);
            var job = simulator.submit(request, "v");
            while (!simulator.status(List.of(job)).get(0).state().ended()) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
            return simulator.fetch(job).outcomes().get(0).distribution();
        }
    }

    /** Half of the sum of differences below 0.02: three times what chance gives with so many shots and eight outcomes. */
    private static void assertClose(JsonNode seen, Distribution expected) {
        Map<String, Long> counts = reversed(seen);
        var outcomes = new TreeSet<>(counts.keySet());
        outcomes.addAll(expected.probabilities().keySet());
        double distance = outcomes.stream()
                        .mapToDouble(outcome ->
                                Math.abs(counts.getOrDefault(outcome, 0L) / (double) SHOTS - expected.of(outcome)))
                        .sum()
                / 2;
        assertThat(distance).as(counts + " against " + expected).isLessThan(0.02);
    }
}
