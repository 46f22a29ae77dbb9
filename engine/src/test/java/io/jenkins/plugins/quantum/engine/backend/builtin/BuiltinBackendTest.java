package io.jenkins.plugins.quantum.engine.backend.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.Capabilities;
import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.circuit.Angle;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Gate;
import io.jenkins.plugins.quantum.engine.circuit.Instruction;
import io.jenkins.plugins.quantum.engine.circuit.Instruction.Apply;
import io.jenkins.plugins.quantum.engine.circuit.Instruction.Measure;
import io.jenkins.plugins.quantum.engine.circuit.Instruction.Reset;
import io.jenkins.plugins.quantum.engine.circuit.Register;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.noise.NoisePresets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class BuiltinBackendTest {
    private static final NoiseModel LIGHT =
            NoisePresets.find("light").orElseThrow().model();

    private final BuiltinBackend backend = new BuiltinBackend("builtin", 2);

    @AfterEach
    void close() {
        backend.close();
    }

    static Apply gate(Gate gate, int... qubits) {
        return new Apply(gate, List.of(), IntStream.of(qubits).boxed().toList());
    }

    private static Apply turn(String input, int qubit) {
        return new Apply(Gate.RX, List.of(new Angle.Input(input)), List.of(qubit));
    }

    static Circuit circuit(int qubits, int bits, List<String> inputs, Instruction... steps) {
        return new Circuit(
                List.of(new Register("q", 0, qubits)), List.of(new Register("c", 0, bits)), inputs, List.of(steps));
    }

    private static JobRequest request(
            Circuit circuit, List<Map<String, Double>> bindings, NoiseModel noise, long shots, int trajectories) {
        return new JobRequest("job", circuit, bindings, noise, shots, trajectories, 42, false);
    }

    private static JobRequest ideal(Circuit circuit) {
        return request(circuit, List.of(Map.of()), NoiseModel.none(), 0, 0);
    }

    private JobResult run(JobRequest request, String token) throws BackendException {
        return run(backend, request, token);
    }

    private static JobResult run(BuiltinBackend backend, JobRequest request, String token) throws BackendException {
        JobRef job = backend.submit(request, token);
        while (!backend.status(List.of(job)).get(0).state().ended()) {
            Thread.onSpinWait();
        }
        return backend.fetch(job);
    }

    private void refused(JobRequest request, String... words) {
        assertThatThrownBy(() -> backend.submit(request, "refused"))
                .isInstanceOf(BackendException.class)
                .hasMessageContainingAll(words)
                .satisfies(e -> assertThat(((BackendException) e).retryable()).isFalse());
    }

    private static Circuit ghz(int qubits) {
        var steps = new ArrayList<Instruction>(List.of(gate(Gate.H, 0)));
        for (int q = 1; q < qubits; q++) {
            steps.add(gate(Gate.CX, q - 1, q));
        }
        for (int q = 0; q < qubits; q++) {
            steps.add(new Measure(q, q));
        }
        return circuit(qubits, qubits, List.of(), steps.toArray(Instruction[]::new));
    }

    @Test
    void shouldSayWhatItCanDo() {
        assertThat(backend.capabilities())
                .isEqualTo(new Capabilities("builtin", true, 16, 12, 18, true, false, true, true));
    }

    @Test
    void shouldWriteTheHighestBitFirst() throws Exception {
        Circuit circuit = circuit(3, 3, List.of(), gate(Gate.X, 0), new Measure(0, 1), new Measure(1, 0));
        Distribution found = run(ideal(circuit), "a").outcomes().get(0).distribution();
        assertThat(found).isEqualTo(new Distribution(3, Map.of("010", 1.0)));
    }

    @Test
    void shouldGiveZeroForIdleAndUnmeasuredBitsOfAWideCircuit() throws Exception {
        Circuit circuit =
                circuit(300, 3, List.of(), new Reset(17), gate(Gate.H, 299), new Measure(299, 0), new Measure(5, 2));
        Map<String, Double> found =
                run(ideal(circuit), "a").outcomes().get(0).distribution().probabilities();
        assertThat(found).containsOnlyKeys("000", "001");
        assertThat(found.get("001")).isCloseTo(0.5, within(1e-6));
    }

    @Test
    void shouldRunEveryBindingInOrder() throws Exception {
        Circuit circuit = circuit(1, 1, List.of("x"), turn("x", 0), new Measure(0, 0));
        var bindings = List.of(Map.of("x", 0.0), Map.of("x", Math.PI), Map.of("x", 1.0), Map.of("x", Math.PI));
        JobResult result = run(request(circuit, bindings, NoiseModel.none(), 0, 0), "a");
        assertThat(result.outcomes()).hasSize(4);
        assertThat(result.outcomes().get(0).distribution().of("0")).isCloseTo(1, within(1e-6));
        assertThat(result.outcomes().get(1).distribution().of("1")).isCloseTo(1, within(1e-6));
        double half = Math.sin(0.5);
        assertThat(result.outcomes().get(2).distribution().of("1")).isCloseTo(half * half, within(1e-6));
        assertThat(result.outcomes().get(3)).isEqualTo(result.outcomes().get(1));
        assertThat(result.facts()).containsEntry("method", "exact").containsEntry("noise", "none");
    }

    @Test
    void shouldDrawShotsOfTheIdealCircuit() throws Exception {
        var counts = run(request(ghz(3), List.of(Map.of()), NoiseModel.none(), 10_000, 0), "a")
                .outcomes()
                .get(0)
                .counts();
        assertThat(counts.shots()).isEqualTo(10_000);
        assertThat(counts.counts()).containsOnlyKeys("000", "111");
        assertThat(counts.counts().get("000")).isBetween(4800L, 5200L);
    }

    @Test
    void shouldApplyReadoutErrorsExactlyEvenToIdleQubits() throws Exception {
        var noise = new NoiseModel(
                "r",
                "e",
                new NoiseModel.Errors(0, 0, 0.1, 0.02, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY),
                List.of(),
                List.of(),
                0,
                0);
        Circuit circuit = circuit(2, 2, List.of(), gate(Gate.X, 0), new Measure(0, 0), new Measure(1, 1));
        JobResult result = run(request(circuit, List.of(Map.of()), noise, 0, 400), "a");
        var outcome = result.outcomes().get(0);
        assertThat(outcome.batches()).isEmpty();
        assertThat(outcome.distribution().of("01")).isCloseTo(0.9 * 0.98, within(1e-6));
        assertThat(outcome.distribution().of("00")).isCloseTo(0.1 * 0.98, within(1e-6));
        assertThat(outcome.distribution().of("11")).isCloseTo(0.9 * 0.02, within(1e-6));
        assertThat(result.facts()).containsEntry("method", "exact").containsEntry("noise-acted", "true");
    }

    @Test
    void shouldSayWhenNoiseCouldNotAct() throws Exception {
        var noise = new NoiseModel(
                "p",
                "e",
                new NoiseModel.Errors(0.1, 0.1, 0, 0, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY),
                List.of(),
                List.of(),
                0,
                0);
        Circuit onlyFrames = circuit(1, 1, List.of(), gate(Gate.Z, 0), new Measure(0, 0));
        assertThat(run(request(onlyFrames, List.of(Map.of()), noise, 0, 400), "a")
                        .facts())
                .containsEntry("noise-acted", "false");
    }

    @Test
    void shouldRepeatBitForBitWhateverTheNumberOfThreads() throws Exception {
        Circuit circuit = circuit(
                2,
                2,
                List.of("x"),
                turn("x", 0),
                gate(Gate.CX, 0, 1),
                turn("x", 1),
                new Measure(0, 0),
                new Measure(1, 1));
        var bindings = List.of(Map.of("x", 0.3), Map.of("x", 1.1), Map.of("x", 0.3));
        for (long shots : new long[] {0, 500}) {
            JobRequest request = request(circuit, bindings, LIGHT, shots, 200);
            JobResult first = run(request, "first" + shots);
            assertThat(run(request, "again" + shots)).isEqualTo(first);
            try (var other = new BuiltinBackend("builtin", 7)) {
                for (int i = 0; i < 4; i++) {
                    other.submit(request(ghz(6), bindings.subList(0, 1), LIGHT, 0, 400), "busy" + i);
                }
                assertThat(run(other, request, "x")).isEqualTo(first);
            }
            assertThat(first.facts()).containsEntry("noise", "light").containsEntry("trajectories", "200");
            assertThat(first.outcomes().get(0)).isNotEqualTo(first.outcomes().get(2));
        }
    }

    @Test
    void shouldUseTheDefaultNumberOfTrajectoriesForNoisyShots() throws Exception {
        JobResult result = run(request(ghz(4), List.of(Map.of()), LIGHT, 2000, 0), "a");
        assertThat(result.facts()).containsEntry("trajectories", "400");
        assertThat(result.outcomes().get(0).counts().shots()).isEqualTo(2000);
        assertThat(result.outcomes().get(0).counts().counts().size()).isGreaterThan(2);
    }

    @Test
    void shouldRefuseWhatIsTooWideAndNameTheBackendThatCan() throws Exception {
        refused(ideal(ghz(17)), "at most 16 qubits", "found 17", "up to 18 with slow runs", "aer");
        refused(ideal(ghz(19)), "at most 16 qubits", "found 19", "aer");
        refused(request(ghz(13), List.of(Map.of()), LIGHT, 0, 1), "at most 12 qubits with noise", "found 13", "aer");
        refused(
                request(ghz(13), List.of(Map.of(), Map.of()), NoiseModel.none(), 0, 0),
                "at most 12 qubits with many sets of inputs",
                "found 13");
        var slow = new JobRequest("j", ghz(19), List.of(Map.of()), NoiseModel.none(), 0, 0, 1, true);
        refused(slow, "at most 18 qubits", "found 19");
        refused(request(ghz(2), List.of(Map.of()), NoiseModel.none(), -1, 0), "shots");
        refused(request(ghz(2), List.of(Map.of()), LIGHT, 0, 1_000_000_000), "trajectories");
        refused(request(ghz(2), List.of(), LIGHT, 0, 1), "at least one binding");
        refused(ideal(circuit(1, 5000, List.of(), gate(Gate.H, 0))), "4096 classical bits");
        // refused before anything was queued
        assertThat(backend.status(List.of(new JobRef("builtin", "refused")))
                        .get(0)
                        .state())
                .isEqualTo(JobStatus.State.LOST);
    }

    @Test
    void shouldFailClearlyOnMissingOrImpossibleInputs() {
        Circuit circuit = circuit(1, 1, List.of("x"), turn("x", 0), new Measure(0, 0));
        assertThatThrownBy(() -> run(request(circuit, List.of(Map.of()), NoiseModel.none(), 0, 0), "a"))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("inputs number 1")
                .hasMessageContaining("'x' has no value");
        var bindings = List.of(Map.of("x", 1.0), Map.of("x", Double.NaN));
        assertThatThrownBy(() -> run(request(circuit, bindings, NoiseModel.none(), 0, 0), "b"))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("inputs number 2: an angle on qubit 0");
        refused(ideal(circuit(1, 1, List.of(), gate(Gate.H, 0))), "measures nothing");
    }

    @Test
    void shouldRefuseDynamicCircuitsNamingTheStep() {
        refused(
                ideal(circuit(2, 2, List.of(), gate(Gate.H, 1), new Measure(1, 0), gate(Gate.X, 1))),
                "gate 'x' on q[1] after a measurement",
                "aer");
        refused(ideal(circuit(2, 2, List.of(), gate(Gate.H, 1), new Reset(1))), "reset of q[1] after its first use");
        refused(
                ideal(circuit(2, 2, List.of(), new Measure(1, 0), new Measure(0, 0))),
                "a second measurement of q[0] or into c[0]");
        refused(
                ideal(circuit(
                        1,
                        1,
                        List.of(),
                        new Instruction.Conditional(
                                new Instruction.Condition(0, 1, 1), List.of(gate(Gate.X, 0)), List.of()))),
                "steps under a condition on c[0]");
    }

    @Test
    void shouldCancelALongRun() throws Exception {
        JobRef job = backend.submit(ideal(ghz(16)), "long");
        while (backend.status(List.of(job)).get(0).state() == JobStatus.State.QUEUED) {
            Thread.onSpinWait();
        }
        backend.cancel(job);
        assertThat(backend.status(List.of(job)).get(0).state()).isEqualTo(JobStatus.State.CANCELLED);
    }

    @Test
    void shouldNoticeASimulatorThatComputesWrongly() {
        assertThatThrownBy(() -> SelfCheck.run(circuit -> {
                    double[] right = new StrangeSimulator(circuit).ideal(false);
                    right[right.length - 1] += 1e-3;
                    return right;
                }))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("self-check (GHZ")
                .hasMessageContaining("aer");
        assertThatThrownBy(() -> SelfCheck.run(circuit -> new double[] {0.5, 0, 0, 0, 0, 0, 0, 0.5}))
                .hasMessageContaining("Fourier");
        assertThatThrownBy(() -> SelfCheck.run(circuit -> new double[1])).hasMessageContaining("GHZ");
    }
}
