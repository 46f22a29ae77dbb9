package io.jenkins.plugins.quantum.engine.backend.dwave;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel.Coupling;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel.Vartype;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.VendorClient;
import io.jenkins.plugins.quantum.engine.testkit.dwave.AnnealerGraph;
import io.jenkins.plugins.quantum.engine.testkit.dwave.FakeDwave;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The fake is true as far as D-Wave's own client can tell, and our adapter says what that client says. */
class DwaveVendorTest {
    /** Nothing is symmetric: each state has an energy of its own, and many are seen. Qubit 5 is broken, so variable 5 has no part in it. */
    private static final BinaryQuadraticModel MODEL = new BinaryQuadraticModel(
            Vartype.ISING,
            List.of(0.1, 0.0, 0.2, 0.0, -3.0, 0.0, 0.05, 0.0, -0.12, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.07),
            List.of(new Coupling(0, 4, 0.4), new Coupling(2, 6, -0.35), new Coupling(0, 16, 0.2)),
            1.25);

    @Test
    void shouldSeeTheSamplesThatTheVendorsClientSees() throws Exception {
        AnnealerGraph graph = AnnealerGraph.chimera(2);
        BinaryQuadraticModel model = MODEL;
        try (var service = new FakeDwave(Clock.systemUTC(), 0, graph);
                Backend backend = DwaveBackends.open(service.uri(), Duration.ofSeconds(20), Map.of())) {
            var request = new JobRequest("p", model, List.of(Map.of()), NoiseModel.none(), 100, 0, 1, false);
            JobRef job = backend.submit(request, "ours");
            JobResult ours = backend.fetch(job);

            JsonNode seen = VendorClient.named("dwave")
                    .run("problems", service.uri() + "/sapi/v2/", FakeDwave.TOKEN, "theirs", problem(model));

            JsonNode theirs = seen.path("ising");
            assertThat(counts(theirs, model.variables()))
                    .isEqualTo(ours.outcomes().get(0).counts().counts())
                    .hasSizeGreaterThan(5);
            for (int i = 0; i < theirs.path("energies").size(); i++) {
                assertThat(theirs.path("energies").get(i).asDouble())
                        .isCloseTo(
                                model.energy(outcome(theirs, i, model.variables())),
                                org.assertj.core.data.Offset.offset(1e-12));
            }
            assertThat(theirs.path("energies").get(0).asDouble())
                    .isEqualTo(Double.parseDouble(ours.facts().get("lowest-energy")));
            assertThat(theirs.at("/timing/qpu_access_time").asDouble())
                    .isEqualTo(1e6 * Double.parseDouble(ours.facts().get("billed")));
            assertThat(seen.at("/qubo/samples/0").toString()).isEqualTo("[1,0]");
            assertThat(seen.at("/qubo/energies/0").asDouble()).isEqualTo(-1);
            assertThat(data(service, "theirs")).isEqualTo(data(service, "ours"));
        }
    }

    @Test
    void shouldEstimateAndCancelAsTheVendorsClientDoes() throws Exception {
        try (var service = new FakeDwave(Clock.systemUTC(), 0, AnnealerGraph.chimera(2));
                Backend backend = DwaveBackends.open(service.uri(), Duration.ofSeconds(20), Map.of())) {
            var two = new BinaryQuadraticModel(Vartype.ISING, List.of(1.0, 1.0), List.of(), 0);
            var request = new JobRequest("p", two, List.of(Map.of()), NoiseModel.none(), 100, 0, 1, false);
            service.jobs().taking(Duration.ZERO, Duration.ofSeconds(2));

            JsonNode seen = VendorClient.named("dwave")
                    .run("problems", service.uri() + "/sapi/v2/", FakeDwave.TOKEN, "theirs", problem(two), "cancel");

            assertThat(seen.path("cancelled").asBoolean()).isTrue();
            assertThat(service.jobs().get(seen.path("held").asText()))
                    .hasValueSatisfying(job -> assertThat(job.state().name()).isEqualTo("CANCELLED"));
            assertThat(backend.estimate(request).orElseThrow().amount().doubleValue())
                    .isCloseTo(seen.path("estimate").asDouble() / 1e6, org.assertj.core.data.Offset.offset(1e-6));
        }
    }

    private static String problem(BinaryQuadraticModel model) {
        ObjectNode problem = Json.object().put("offset", model.offset());
        ObjectNode linear = problem.putObject("linear");
        for (int variable : Embedding.used(model)) {
            linear.put(String.valueOf(variable), model.linear().get(variable));
        }
        ObjectNode quadratic = problem.putObject("quadratic");
        model.quadratic().forEach(c -> quadratic.put(c.first() + "," + c.second(), c.bias()));
        return problem.toString();
    }

    private static String outcome(JsonNode answer, int sample, int variables) {
        var outcome = new StringBuilder("0".repeat(variables));
        for (int k = 0; k < answer.path("active").size(); k++) {
            if (answer.path("samples").get(sample).get(k).asInt() == 1) {
                outcome.setCharAt(variables - 1 - answer.path("active").get(k).asInt(), '1');
            }
        }
        return outcome.toString();
    }

    private static Map<String, Long> counts(JsonNode answer, int variables) {
        var counts = new TreeMap<String, Long>();
        for (int i = 0; i < answer.path("samples").size(); i++) {
            counts.merge(
                    outcome(answer, i, variables),
                    answer.path("occurrences").get(i).asLong(),
                    Long::sum);
        }
        return counts;
    }

    /** The problem's binary form as it was sent under a label. */
    private static JsonNode data(FakeDwave service, String label) {
        return service.asked().stream()
                .filter(asked -> asked.is("POST", "/sapi/v2/problems/"))
                .map(Asked::body)
                .map(FakeDwave::read)
                .flatMap(batch -> java.util.stream.StreamSupport.stream(batch.spliterator(), false))
                .filter(job -> job.path("label").asText().equals(label)
                        && job.path("type").asText().equals("ising"))
                .findFirst()
                .orElseThrow()
                .path("data");
    }
}
