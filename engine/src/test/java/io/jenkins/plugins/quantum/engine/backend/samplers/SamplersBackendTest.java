package io.jenkins.plugins.quantum.engine.backend.samplers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel.Coupling;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel.Vartype;
import io.jenkins.plugins.quantum.engine.circuit.EnergyLevels;
import io.jenkins.plugins.quantum.engine.circuit.Program;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.python.ProcessStarter;
import io.jenkins.plugins.quantum.engine.python.Pythons;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(300)
class SamplersBackendTest {
    private static final String SET_UP = "io.jenkins.plugins.quantum.engine.python.Pythons#hasSamplers";
    private static final String NOT_SET_UP =
            "D-Wave's samplers are not set up: run `qmlops backends setup dwave-samplers`";

    private static Backend open(Map<String, String> options) throws BackendException {
        Map<String, String> variables = Map.of(SamplersBackend.LIBRARY.variable(), Pythons.samplers());
        return new SamplersProvider(ProcessStarter.local(), variables, Path.of("nowhere"))
                .open(BackendSettings.local("annealing", options));
    }

    private static JobRequest request(Program problem, long reads, long seed) {
        return new JobRequest("job-" + seed, problem, List.of(Map.of()), NoiseModel.none(), reads, 0, seed, false);
    }

    private static JobResult run(Backend backend, JobRequest request) throws BackendException {
        var job = backend.submit(request, "token-" + System.nanoTime());
        JobStatus status = backend.status(List.of(job)).get(0);
        while (!status.state().ended()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
            status = backend.status(List.of(job)).get(0);
        }
        assertThat(status.message()).isEmpty();
        return backend.fetch(job);
    }

    /** Only variable 0 and variable 2 at 1: lopsided, so that a turned order shows. */
    private static BinaryQuadraticModel lopsided(Vartype vartype) {
        return new BinaryQuadraticModel(
                vartype, List.of(-3.0, 2.0, -1.0, 1.0), List.of(new Coupling(0, 2, -1), new Coupling(1, 3, 0.5)), 7);
    }

    private static BinaryQuadraticModel glass(int variables) {
        var random = RandomSource.XO_RO_SHI_RO_128_PP.create(5);
        List<Coupling> couplings = new ArrayList<>();
        for (int i = 1; i < variables; i++) {
            for (int j = 0; j < i; j++) {
                couplings.add(new Coupling(j, i, random.nextInt(-10, 11)));
            }
        }
        return new BinaryQuadraticModel(Vartype.ISING, Collections.nCopies(variables, 0.0), couplings, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"simulated-annealing", "tabu", "steepest-descent"})
    @EnabledIf(value = SET_UP, disabledReason = NOT_SET_UP)
    void shouldFindTheOptimumWithTheHighestVariableFirst(String sampler) throws BackendException {
        try (Backend backend = open(Map.of("sampler", sampler))) {
            for (Vartype vartype : Vartype.values()) {
                JobResult result = run(backend, request(lopsided(vartype), 50, 1));

                Counts counts = result.outcomes().get(0).counts();
                assertThat(counts.shots()).isEqualTo(50);
                assertThat(counts.counts().getOrDefault("0101", 0L)).isGreaterThan(40);
                assertThat(result.facts()).containsEntry("sampler", sampler).containsKeys("dwave-samplers", "dimod");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"simulated-annealing", "tabu", "steepest-descent"})
    @EnabledIf(value = SET_UP, disabledReason = NOT_SET_UP)
    void shouldRepeatWithASeed(String sampler) throws BackendException {
        Map<String, String> options = sampler.startsWith("simulated")
                ? Map.of("sampler", sampler, "sweeps", "2")
                : Map.of("sampler", sampler);
        long reads = sampler.equals("tabu") ? 20 : 2500;
        JobResult first;
        try (Backend backend = open(options)) {
            first = run(backend, request(glass(24), reads, 11));
        }
        try (Backend backend = open(options)) {
            JobResult again = run(backend, request(glass(24), reads, 11));
            JobResult other = run(backend, request(glass(24), reads, 12));

            assertThat(again).isEqualTo(first);
            assertThat(first.outcomes().get(0).counts().shots()).isEqualTo(reads);
            if (!sampler.equals("tabu")) {
                assertThat(other.outcomes()).isNotEqualTo(first.outcomes());
            }
        }
    }

    @Test
    @EnabledIf(value = SET_UP, disabledReason = NOT_SET_UP)
    void shouldAgreeWithEnumerationOnTheLowestEnergy() throws BackendException {
        BinaryQuadraticModel glass = glass(18);
        try (Backend backend = open(Map.of())) {
            Counts counts =
                    run(backend, request(glass, 500, 3)).outcomes().get(0).counts();

            double lowest = counts.counts().keySet().stream()
                    .mapToDouble(glass::energy)
                    .min()
                    .orElseThrow();
            assertThat(lowest).isEqualTo(EnergyLevels.of(glass).lowest());
        }
    }

    @Test
    @EnabledIf(value = SET_UP, disabledReason = NOT_SET_UP)
    void shouldRunEveryBindingWithReadsOfItsOwn() throws BackendException {
        try (Backend backend = open(Map.of("sweeps", "1"))) {
            var twice = new JobRequest(
                    "twice", glass(12), List.of(Map.of(), Map.of()), NoiseModel.none(), 300, 0, 4, false);

            JobResult result = run(backend, twice);

            assertThat(result.outcomes()).hasSize(2);
            assertThat(result.outcomes().get(0)).isNotEqualTo(result.outcomes().get(1));
        }
    }

    @Test
    void shouldRefuseWhatItCannotRun() throws BackendException {
        try (Backend backend = open(Map.of())) {
            var problem = lopsided(Vartype.QUBO);
            assertThat(backend.whyNot(request(problem, 10, 1))).isEmpty();
            assertThat(backend.whyNot(request(problem, 0, 1)).orElseThrow()).contains("gives no probabilities");
            assertThat(backend.whyNot(request(problem, 20_000_000, 1)).orElseThrow())
                    .contains("10000000 reads");
            var none = new BinaryQuadraticModel(Vartype.QUBO, List.of(), List.of(), 0);
            assertThat(backend.whyNot(request(none, 10, 1)).orElseThrow()).contains("1 to 10000 variables");
            var circuit = Qasm.read("a.qasm", "OPENQASM 3.0; qubit q;").circuit();
            assertThat(backend.whyNot(request(circuit, 10, 1)).orElseThrow()).contains("takes no gate circuits");
            assertThatThrownBy(() -> backend.submit(request(circuit, 10, 1), "t"))
                    .isInstanceOf(BackendException.class)
                    .hasMessageContaining("use builtin, aer");
            var errors = new NoiseModel.Errors(0.1, 0.1, 0, 0, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
            var noise = new NoiseModel("custom", "test", errors, List.of(), List.of(), 50e-9, 300e-9);
            var noisy = new JobRequest("n", problem, List.of(Map.of()), noise, 10, 0, 1, false);
            assertThat(backend.whyNot(noisy).orElseThrow()).contains("no noise model");
        }
    }

    @Test
    void shouldRefuseWrongOptions() {
        assertThatThrownBy(() -> open(Map.of("sampler", "neal")))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("simulated-annealing, tabu, steepest-descent, found 'neal'");
        assertThatThrownBy(() -> open(Map.of("sweeps", "0"))).hasMessageContaining("sweeps from 1 to 1000000");
        assertThatThrownBy(() -> open(Map.of("sampler", "tabu", "sweeps", "5"))).hasMessageContaining("remove it");
    }

    @Test
    void shouldSayHowItIsSetUp() throws BackendException {
        var provider = new SamplersProvider(ProcessStarter.local(), Map.of(), Path.of("nowhere"));

        assertThat(provider.type()).isEqualTo("dwave-samplers");
        assertThat(provider.options()).containsExactlyInAnyOrder("python", "sampler", "sweeps");
        assertThatThrownBy(() -> provider.environment().interpreter("", Map.of()))
                .hasMessageContaining("qmlops backends setup dwave-samplers");
        try (Backend backend = provider.open(BackendSettings.local("s", Map.of()))) {
            assertThat(backend.capabilities().programs()).containsExactly(Program.Kind.PROBLEM);
        }
    }
}
