package io.jenkins.plugins.quantum.engine.backend.dwave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.quantum.engine.backend.Availability;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.ChainBreaks;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel.Coupling;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel.Vartype;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.testkit.Answer;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.dwave.AnnealerGraph;
import io.jenkins.plugins.quantum.engine.testkit.dwave.FakeDwave;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DwaveBackendTest {
    private static final AnnealerGraph SQUARE = new AnnealerGraph(
            "01a2b3c4", List.of(0, 1, 2, 3), List.of(List.of(0, 2), List.of(0, 3), List.of(1, 2), List.of(1, 3)));

    private final FakeDwave service = new FakeDwave(Clock.systemUTC(), 0, SQUARE);

    @AfterEach
    void stop() {
        service.close();
    }

    private static JobRequest request(BinaryQuadraticModel model, long reads) {
        return new JobRequest("p", model, List.of(Map.of()), NoiseModel.none(), reads, 0, 1, false);
    }

    private static BinaryQuadraticModel small() {
        return new BinaryQuadraticModel(Vartype.ISING, List.of(-1.0, 0.0, 1.0), List.of(new Coupling(0, 2, 0.5)), 0);
    }

    private Backend backend(String... options) throws BackendException {
        return DwaveBackends.open(
                service.uri(), Duration.ofSeconds(20), options.length == 0 ? Map.of() : Map.of(options[0], options[1]));
    }

    @Test
    void shouldSendWhatTheServiceExpects() throws Exception {
        backend("annealing-time", "50").submit(request(small(), 10), "jenkins-481");

        Asked sent = service.asked().stream()
                .filter(asked -> asked.method().equals("POST"))
                .findFirst()
                .orElseThrow();
        assertThat(sent.path()).isEqualTo("/sapi/v2/problems/");
        assertThat(sent.header("accept")).isEqualTo("application/vnd.dwave.sapi.problems+json; version=3.0.0");
        assertThat(sent.json())
                .isEqualTo(
                        Json.MAPPER.readTree(
                                """
                                [{"solver":{"name":"Advantage_system6.4","version":{"graph_id":"01a2b3c4"}},"type":"ising",
                                  "label":"jenkins-481",
                                  "data":{"format":"qp","lin":"AAAAAAAA8L8AAAAAAAD4fwAAAAAAAPA/AAAAAAAA+H8=","quad":"AAAAAAAA4D8=","offset":0.0},
                                  "params":{"num_reads":10,"annealing_time":50.0}}]
                                """));
    }

    @Test
    void shouldSayWhatTheLowestStateCostAndHowLongTheProcessorWasHeld() throws BackendException {
        BinaryQuadraticModel model = new BinaryQuadraticModel(
                Vartype.QUBO,
                List.of(-3.0, 1.0, 2.0),
                List.of(new Coupling(0, 1, 4), new Coupling(0, 2, -1), new Coupling(1, 2, 2)),
                1.5);

        JobResult result;
        try (Backend backend = backend("chain-strength", "4")) {
            result = backend.fetch(backend.submit(request(model, 200), "t"));
        }

        Map<String, Long> counts = result.outcomes().get(0).counts().counts();
        assertThat(counts.values().stream().mapToLong(n -> n).sum()).isEqualTo(200);
        double lowest =
                counts.keySet().stream().mapToDouble(model::energy).min().orElseThrow();
        assertThat(Double.parseDouble(result.facts().get("lowest-energy"))).isEqualTo(lowest);
        assertThat(lowest).isEqualTo(-1.5);
        ChainBreaks chains = result.outcomes().get(0).chains();
        assertThat(chains.chains()).isEqualTo(3);
        assertThat(chains.longest()).isGreaterThan(1);
        assertThat(chains.reads().values().stream().mapToLong(n -> n).sum()).isEqualTo(200);
        assertThat(result.facts())
                .containsEntry("billed", "0.039")
                .containsEntry("billed.unit", "s")
                .containsEntry("calibration", "01a2b3c4")
                .containsKeys("chain-break-fraction", "timing.qpu_programming_time");
    }

    @Test
    void shouldTellWhatARefusedProblemMeans() throws BackendException {
        Map<Integer, Kind> kinds = Map.of(
                400,
                Kind.REFUSED,
                401,
                Kind.UNAUTHORISED,
                403,
                Kind.UNAUTHORISED,
                429,
                Kind.THROTTLED,
                500,
                Kind.IN_DOUBT);
        for (var entry : kinds.entrySet()) {
            service.plant(
                    asked -> asked.method().equals("POST"),
                    Answer.text(
                            200,
                            "application/json",
                            "[{\"error_code\":" + entry.getKey() + ",\"error_msg\":\"no such thing\"}]"));
            try (Backend backend = backend()) {
                BackendException refusal =
                        catchThrowableOfType(BackendException.class, () -> backend.submit(request(small(), 10), "t"));

                assertThat(refusal).hasMessageContaining("no such thing");
                assertThat(refusal.kind()).isEqualTo(entry.getValue());
            }
        }
    }

    @Test
    void shouldReadTheDeviceAnewAfterItsGraphChanged() throws BackendException {
        Backend backend = backend();
        backend.submit(request(small(), 10), "first");
        service.changeGraph(new AnnealerGraph("99", SQUARE.qubits(), SQUARE.couplers()));

        BackendException refusal =
                catchThrowableOfType(BackendException.class, () -> backend.submit(request(small(), 10), "second"));
        assertThat(refusal.kind()).isEqualTo(Kind.REFUSED);

        assertThat(backend.submit(request(small(), 10), "third").details()).containsEntry("graph", "99");
        assertThatThrownBy(() -> backend.find(request(small(), 10), "first"))
                .hasMessageContaining("working graph has changed");
    }

    @Test
    void shouldTakeAListThatIsNoneForAFaultAndNotForAnAnswer() throws BackendException {
        Backend backend = backend();
        JobRef job = backend.submit(request(small(), 10), "t");
        service.plant(asked -> asked.query().containsKey("label"), Answer.text(200, "application/json", "{}"));

        assertThat(catchThrowableOfType(BackendException.class, () -> backend.find(request(small(), 10), "t"))
                        .kind())
                .isEqualTo(Kind.TRANSIENT);
        assertThat(backend.find(request(small(), 10), "t")).contains(job);
    }

    @Test
    void shouldAskForEachJobWhenTheServiceKnowsNotAll() throws BackendException {
        Backend backend = backend();
        JobRef job = backend.submit(request(small(), 10), "t");
        var unknown = new JobRef("annealer", "gone");
        service.plant(asked -> asked.query().containsKey("id"), Answer.text(404, "application/json", "{}"));

        assertThat(backend.status(List.of(job, unknown)))
                .extracting(JobStatus::state)
                .containsExactly(JobStatus.State.DONE, JobStatus.State.LOST);
    }

    @Test
    void shouldSayThatAnAnswerIsNotThereYet() throws BackendException {
        Backend backend = backend();
        service.jobs().hold();
        JobRef job = backend.submit(request(small(), 10), "t");

        assertThat(catchThrowableOfType(BackendException.class, () -> backend.fetch(job))
                        .kind())
                .isEqualTo(Kind.TRANSIENT);
        service.jobs().release();
        assertThat(backend.fetch(job).outcomes()).hasSize(1);
        assertThatThrownBy(() -> backend.fetch(new JobRef("annealer", job.id())))
                .hasMessageContaining("damaged");
    }

    @Test
    void shouldRefuseWhatCannotBeAProblemForIt() throws BackendException {
        Backend backend = backend();
        var circuit = Qasm.read("c.qasm", "OPENQASM 3.0; qubit q; bit c; c = measure q;")
                .circuit();
        var idle = new BinaryQuadraticModel(Vartype.QUBO, List.of(0.0), List.of(), 1);
        var infinite = new BinaryQuadraticModel(Vartype.QUBO, List.of(Double.NaN), List.of(), 1);

        assertThat(backend.whyNot(new JobRequest("c", circuit, List.of(Map.of()), NoiseModel.none(), 10, 0, 1, false)))
                .hasValueSatisfying(reason -> assertThat(reason).contains("circuit"));
        assertThat(backend.whyNot(request(idle, 10)))
                .hasValueSatisfying(r -> assertThat(r).contains("nothing to"));
        assertThat(backend.whyNot(request(infinite, 10)))
                .hasValueSatisfying(r -> assertThat(r).contains("finite"));
        assertThatThrownBy(() -> backend.submit(request(idle, 10), "t")).hasMessageContaining("nothing to");
        assertThat(service.calls("")).isZero();
    }

    @Test
    void shouldRefuseAProblemThatNoEmbeddingIsFoundFor() throws BackendException {
        List<Double> linear = DoubleStream.generate(() -> 1).limit(9).boxed().toList();
        List<Coupling> all = IntStream.range(0, 81)
                .filter(k -> k / 9 < k % 9)
                .mapToObj(k -> new Coupling(k / 9, k % 9, 1))
                .toList();
        Backend backend = backend();

        assertThatThrownBy(
                        () -> backend.submit(request(new BinaryQuadraticModel(Vartype.ISING, linear, all, 0), 10), "t"))
                .hasMessageContaining("no embedding")
                .hasMessageContaining("nothing was submitted");
        assertThat(service.jobs().accepted()).isZero();
    }

    @Test
    void shouldEstimateTheTimeAndSayHowBusyTheDeviceIs() throws BackendException {
        Backend backend = backend();

        var quote = backend.estimate(request(small(), 100)).orElseThrow();

        assertThat(quote.unit()).isEqualTo("s");
        assertThat(quote.amount().doubleValue()).isBetween(0.0192, 0.0240);
        Availability now = backend.availability();
        assertThat(now.state()).isEqualTo(Availability.State.ONLINE);
        assertThat(now.message()).isEqualTo("load 12 %");
        assertThat(service.jobs().accepted()).isZero();
    }

    @Test
    void shouldSayThatHybridSolversAreNotSupported() throws BackendException {
        service.plant(
                asked -> asked.path().contains("solvers/remote"),
                Answer.text(200, "application/json", "{\"properties\":{\"category\":\"hybrid\"}}"));

        assertThatThrownBy(() -> backend().submit(request(small(), 10), "t")).hasMessageContaining("hybrid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "null", "{\"properties\":{}}"})
    void shouldTryAgainWhenNoSolverIsDescribed(String answer) throws BackendException {
        service.plant(asked -> asked.path().contains("solvers/remote"), Answer.text(200, "application/json", answer));

        assertThatThrownBy(() -> backend().find(request(small(), 10), "t"))
                .isInstanceOfSatisfying(
                        BackendException.class, e -> assertThat(e.kind()).isEqualTo(BackendException.Kind.TRANSIENT));
    }

    @Test
    void shouldRefuseWrongOptions() {
        for (var wrong : List.of(
                Map.of("device", "a b"),
                Map.of("annealing-time", "soon"),
                Map.of("chain-strength", "-1"),
                Map.of("region", "Mars!"),
                Map.of("endpoint", "http://example.org/sapi/v2"),
                Map.of("endpoint", "no address"))) {
            assertThatThrownBy(() -> DwaveBackends.open(service.uri(), Duration.ofSeconds(20), wrong))
                    .isInstanceOf(BackendException.class);
        }
        assertThatThrownBy(() -> new DwaveProvider().open(BackendSettings.local("x", Map.of())))
                .hasMessageContaining("Advantage");
    }

    @Test
    void shouldReadTokenAndSolverWhereOceanKeepsThem(@TempDir Path home) throws Exception {
        var provider = new DwaveProvider();
        Files.createDirectories(home.resolve(".config/dwave"));
        Files.writeString(
                home.resolve(".config/dwave/dwave.conf"),
                "[defaults]\ntoken = D\n[prod]\nendpoint = https://x\ntoken=P\n[other]\ntoken: O\n");

        assertThat(provider.profile(home, Map.of()).get("token").reveal()).isEqualTo("P");
        assertThat(provider.profile(home, Map.of("DWAVE_PROFILE", "other"))
                        .get("token")
                        .reveal())
                .isEqualTo("O");
        assertThat(provider.profile(home, Map.of("DWAVE_PROFILE", "none"))
                        .get("token")
                        .reveal())
                .isEqualTo("D");
        assertThat(provider.profile(home, Map.of("DWAVE_CONFIG_FILE", home + "/no.conf")))
                .isEmpty();
        assertThat(provider.variable("device", Map.of("DWAVE_API_SOLVER", "Advantage2")))
                .contains("Advantage2");
        assertThat(provider.variable("chain-strength", Map.of())).isEmpty();
        assertThat(provider.credentials()).extracting(field -> field.name()).containsExactly("token");
    }
}
