package io.jenkins.plugins.quantum.engine.backend.aer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.circuit.Lowering;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel.Errors;
import io.jenkins.plugins.quantum.engine.python.ProcessStarter;
import io.jenkins.plugins.quantum.engine.python.Pythons;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With the real Qiskit Aer, where it is set up. */
@EnabledIf(
        value = "io.jenkins.plugins.quantum.engine.python.Pythons#hasAer",
        disabledReason = "Qiskit Aer is not set up: run `qmlops backends setup aer`")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class AerBackendTest {
    private static final double NEVER = Double.POSITIVE_INFINITY;

    private final List<ProcessStarter.Child> started = new ArrayList<>();
    private AerBackend backend;

    @BeforeAll
    void open() {
        backend = new AerBackend(
                "aer",
                command -> {
                    var child = ProcessStarter.local().start(command);
                    started.add(child);
                    return child;
                },
                Pythons::aer,
                Lowering::lower,
                AerBackend.Limits.DEFAULT);
    }

    @AfterAll
    void close() {
        backend.close();
    }

    private static JobRequest request(String qasm, NoiseModel noise, long shots, long seed) {
        return new JobRequest(
                "job",
                Qasm.read("test.qasm", "OPENQASM 3.0; include \"stdgates.inc\"; " + qasm)
                        .circuit(),
                List.of(Map.of()),
                noise,
                shots,
                0,
                seed,
                false);
    }

    private static NoiseModel noise(Errors errors) {
        return new NoiseModel("custom", "test", errors, List.of(), List.of(), 50e-9, 300e-9);
    }

    private JobResult run(JobRequest request) throws BackendException {
        var job = backend.submit(request, "token-" + System.nanoTime());
        while (!backend.status(List.of(job)).get(0).state().ended()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
        return backend.fetch(job);
    }

    private Distribution exact(String qasm, NoiseModel noise) throws BackendException {
        return run(request(qasm, noise, 0, 1)).outcomes().get(0).distribution();
    }

    @Test
    void shouldWriteTheHighestBitFirst() throws Exception {
        Distribution found = exact(
                "qubit[3] q; bit[4] c; ry(1.2) q[0]; x q[2]; c[3] = measure q[0]; c[0] = measure q[2];",
                NoiseModel.none());

        assertThat(found.probabilities()).containsOnlyKeys("0001", "1001");
        assertThat(found.of("1001")).isCloseTo(Math.pow(Math.sin(0.6), 2), within(1e-12));
    }

    @Test
    void shouldBindEveryRun() throws Exception {
        var circuit = Qasm.read(
                        "test.qasm",
                        "OPENQASM 3.0; include \"stdgates.inc\"; input float a; qubit[2] q; bit[2] c; ry(a) q[0]; cx q[0], q[1]; c = measure q;")
                .circuit();
        var angles = List.of(0.0, 0.3, Math.PI, 2.5);
        JobResult result = run(new JobRequest(
                "sweep",
                circuit,
                angles.stream().map(a -> Map.of("a", a)).toList(),
                NoiseModel.none(),
                0,
                0,
                1,
                false));

        assertThat(result.outcomes()).hasSize(4);
        for (int i = 0; i < angles.size(); i++) {
            assertThat(result.outcomes().get(i).distribution().of("11"))
                    .isCloseTo(Math.pow(Math.sin(angles.get(i) / 2), 2), within(1e-12));
        }
        assertThat(result.facts()).containsEntry("method", "statevector").containsKeys("qiskit-aer", "python");
    }

    @Test
    void shouldGiveAPauliErrorItsTotalProbability() throws Exception {
        // one physical gate; X and Y flip the bit: 2/3 of p1
        Distribution found =
                exact("qubit q; bit c; x q; c = measure q;", noise(new Errors(0.03, 0, 0, 0, NEVER, NEVER)));

        assertThat(found.of("0")).isCloseTo(0.02, within(1e-9));
    }

    @Test
    void shouldGiveATwoQubitErrorItsTotalProbability() throws Exception {
        // of 15 Paulis, 12 flip at least one of the two bits
        Distribution found = exact(
                "qubit[2] q; bit[2] c; cx q[0], q[1]; c = measure q;", noise(new Errors(0, 0.15, 0, 0, NEVER, NEVER)));

        assertThat(found.of("00")).isCloseTo(1 - 0.12, within(1e-9));
        assertThat(found.of("10")).isCloseTo(0.04, within(1e-9));
    }

    @Test
    void shouldLeaveFrameShiftsWithoutNoise() throws Exception {
        Distribution found = exact(
                "qubit q; bit c; rz(0.3) q; t q; z q; c = measure q;", noise(new Errors(0.3, 0, 0, 0, NEVER, NEVER)));

        assertThat(found.of("0")).isCloseTo(1, within(1e-12));
    }

    @Test
    void shouldRelaxExactly() throws Exception {
        Distribution found = exact("qubit q; bit c; x q; c = measure q;", noise(new Errors(0, 0, 0, 0, 1e-6, 1.5e-6)));

        assertThat(found.of("1")).isCloseTo(Math.exp(-0.05), within(1e-9));
    }

    @Test
    void shouldConfuseReadout() throws Exception {
        NoiseModel noise = noise(new Errors(0, 0, 0.1, 0.02, NEVER, NEVER));

        assertThat(exact("qubit[2] q; bit[2] c; x q[1]; c = measure q;", noise).probabilities())
                .hasSize(4)
                .hasEntrySatisfying("10", p -> assertThat(p).isCloseTo(0.9 * 0.98, within(1e-9)))
                .hasEntrySatisfying("01", p -> assertThat(p).isCloseTo(0.1 * 0.02, within(1e-9)));
    }

    @Test
    void shouldUseTheErrorsOfEachQubitAndPair() throws Exception {
        var noise = new NoiseModel(
                "custom",
                "test",
                Errors.NONE,
                List.of(new NoiseModel.QubitErrors(1, new Errors(0.03, 0, 0, 0, NEVER, NEVER))),
                List.of(new NoiseModel.PairErrors(2, 1, 0.15)),
                0,
                0);
        Distribution found =
                exact("qubit[3] q; bit[3] c; x q[0]; cx q[0], q[1]; cx q[1], q[2]; x q[1]; c = measure q;", noise);

        // x on q1 fails with 0.02; independent of it the pair's error flips q1 or q2
        assertThat(found.of("101")).isCloseTo((1 - 0.12) * 0.98 + 0.04 * 0.02, within(1e-9));
        assertThat(found.mean(outcome -> Distribution.bit(outcome, 0))).isCloseTo(1, within(1e-12));
    }

    @Test
    void shouldSampleTheExactDistributionAndRepeatItWithTheSameSeed() throws Exception {
        String qasm = "qubit[2] q; bit[2] c; h q[0]; cx q[0], q[1]; c = measure q;";
        NoiseModel noise = noise(new Errors(0.01, 0.05, 0.03, 0.01, 1e-4, 1e-4));
        Distribution expected = exact(qasm, noise);

        Outcome first = run(request(qasm, noise, 20_000, 7)).outcomes().get(0);
        Outcome again = run(request(qasm, noise, 20_000, 7)).outcomes().get(0);
        Outcome other = run(request(qasm, noise, 20_000, 8)).outcomes().get(0);

        assertThat(first.counts().shots()).isEqualTo(20_000);
        assertThat(first).isEqualTo(again).isNotEqualTo(other);
        expected.probabilities()
                .forEach((outcome, p) -> assertThat(first.counts().frequencies().of(outcome))
                        .isCloseTo(p, within(5 * Math.sqrt(p * (1 - p) / 20_000))));
    }

    /** Too wide for a density matrix unless asked. Aer's own sharing of shots (shot_branching_enable, 0.18) fails this test. */
    @ParameterizedTest
    @CsvSource({"1e-4, 1e-4", "2e-5, 3e-5"}) // the second is no mixture of unitary operations and resets
    void shouldSampleTheExactDistributionOfWideCircuits(double t1, double t2) throws Exception {
        int shots = 20_001;
        String qasm =
                "qubit[11] q; bit[11] c; h q[3]; for uint i in [3:8] { cx q[i], q[i + 1]; } ry(.7) q[0]; cx q[0], q[10]; x q[1]; c = measure q;";
        NoiseModel noise = noise(new Errors(0.01, 0.03, 0.03, 0.01, t1, t2));
        var slow = request(qasm, noise, 0, 1);
        Distribution expected = run(new JobRequest(
                        slow.id(), slow.circuit(), slow.bindings(), slow.noise(), 0, 0, slow.seed(), true))
                .outcomes()
                .get(0)
                .distribution();

        Outcome first = run(request(qasm, noise, shots, 7)).outcomes().get(0);
        Outcome again = run(request(qasm, noise, shots, 7)).outcomes().get(0);
        Outcome other = run(request(qasm, noise, shots, 8)).outcomes().get(0);

        assertThat(first.counts().shots()).isEqualTo(shots);
        assertThat(first).isEqualTo(again).isNotEqualTo(other);
        expected.probabilities()
                .forEach((outcome, p) -> assertThat(first.counts().frequencies().of(outcome))
                        .as(outcome)
                        .isCloseTo(p, within(5 * Math.sqrt(p * (1 - p) / shots) + 5.0 / shots)));
        for (int bit = 0; bit < 11; bit++) {
            int place = bit;
            double p = expected.mean(outcome -> Distribution.bit(outcome, place));
            assertThat(first.counts().frequencies().mean(outcome -> Distribution.bit(outcome, place)))
                    .as("bit %d", bit)
                    .isCloseTo(p, within(5 * Math.sqrt(p * (1 - p) / shots)));
        }
    }

    @Test
    void shouldFollowMeasurementsResetsAndConditions() throws Exception {
        String qasm = "qubit[3] q; bit[3] c; ry(0.7) q[0]; c[0] = measure q[0]; "
                + "if (c[0] == 1) { ry(1.1) q[1]; cx q[1], q[2]; } else { x q[2]; } "
                + "reset q[0]; h q[0]; c[0] = measure q[0]; c[1] = measure q[1]; c[2] = measure q[2];";
        Distribution ideal = exact(qasm, NoiseModel.none());
        double one = Math.pow(Math.sin(0.35), 2);
        double both = one * Math.pow(Math.sin(0.55), 2);

        assertThat(ideal.of("100") + ideal.of("101")).isCloseTo(1 - one, within(1e-9));
        assertThat(ideal.of("111")).isCloseTo(both / 2, within(1e-9));

        NoiseModel noise = noise(new Errors(0.01, 0.05, 0.03, 0.01, 1e-4, 1e-4));
        Distribution noisy = exact(qasm, noise);
        Distribution sampled =
                run(request(qasm, noise, 8_003, 3)).outcomes().get(0).counts().frequencies();
        noisy.probabilities().forEach((outcome, p) -> assertThat(sampled.of(outcome))
                .isCloseTo(p, within(5 * Math.sqrt(p * (1 - p) / 8_000) + 1e-4)));
    }

    @Test
    void shouldRefuseWhatItCannotRun() {
        var wide = request("qubit[13] q; bit[13] c; h q; c = measure q;", noise(new Errors(0.1, 0, 0, 0, 1, 1)), 0, 1);
        var wider = request("qubit[29] q; bit[29] c; c = measure q;", NoiseModel.none(), 100, 1);

        assertThatThrownBy(() -> backend.submit(wide, "wide"))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("at most 10 qubits; this circuit has 13")
                .hasMessageContaining("evidence: shots");
        assertThatThrownBy(() -> backend.submit(wider, "wider")).hasMessageContaining("at most 28 qubits");
    }

    @Test
    void shouldFailTheJobOfAProcessThatDiesAndStartAnother() throws Exception {
        String qasm = "qubit q; bit c; x q; c = measure q;";
        run(request(qasm, NoiseModel.none(), 0, 1));
        started.get(started.size() - 1).kill();

        assertThatThrownBy(() -> {
                    run(request(qasm, NoiseModel.none(), 0, 1));
                    // the end may be noticed before the job: then a new process has answered already
                    throw new BackendException("the Python process ended", false);
                })
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("the Python process ended");
        assertThat(exact(qasm, NoiseModel.none()).of("1")).isEqualTo(1);
    }

    @Test
    void shouldEndTheProcessOfACancelledJob() throws Exception {
        String qasm = "qubit[16] q; bit[16] c; h q; for int i in [0:14] { cx q[i], q[i + 1]; } c = measure q;";
        var job = backend.submit(request(qasm, noise(new Errors(0.01, 0.01, 0, 0, 1e-4, 1e-4)), 1_000_000, 1), "long");
        while (backend.status(List.of(job)).get(0).state() == JobStatus.State.QUEUED) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }

        backend.cancel(job);

        assertThat(backend.status(List.of(job)).get(0).state()).isEqualTo(JobStatus.State.CANCELLED);
        assertThat(exact("qubit q; bit c; x q; c = measure q;", NoiseModel.none())
                        .of("1"))
                .isEqualTo(1);
    }
}
