package io.jenkins.plugins.quantum.engine.backend.braket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.backend.aer.AerBackend;
import io.jenkins.plugins.quantum.engine.backend.builtin.BuiltinBackend;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Lowering;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel.Errors;
import io.jenkins.plugins.quantum.engine.python.ProcessStarter;
import io.jenkins.plugins.quantum.engine.python.Pythons;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/** Amazon Braket's real local simulator, where it is set up. */
@Timeout(300)
class LocalBraketBackendTest {
    private static final String SET_UP = "io.jenkins.plugins.quantum.engine.python.Pythons#hasBraket";
    private static final String NOT_SET_UP =
            "Amazon Braket's local simulator is not set up: run `qmlops backends setup braket-local`";

    /** Every kind of gate, a qubit that nothing is done to, bits in another order than qubits, one bit never written. */
    private static final String LOPSIDED =
            """
            OPENQASM 3.0; include "stdgates.inc";
            input float a;
            qubit[5] q; bit[5] c;
            h q[0]; cx q[0], q[1]; ry(a) q[2]; rz(0.4) q[2]; sx q[2]; cp(0.7) q[2], q[0]; ccx q[0], q[1], q[4];
            u3(0.3, 0.2, -0.9) q[1]; swap q[1], q[2]; tdg q[0]; h q[0]; crx(1.1) q[0], q[1];
            c[0] = measure q[2]; c[1] = measure q[0]; c[4] = measure q[1]; c[3] = measure q[4];
            """;

    private static final String PLAIN =
            """
            OPENQASM 3.0; include "stdgates.inc";
            qubit[3] q; bit[3] c;
            h q[0]; cx q[0], q[1]; x q[0]; ry(0.8) q[2]; cx q[1], q[2];
            c = measure q;
            """;

    private static Backend open() {
        Map<String, String> variables = Map.of(LocalBraketBackend.LIBRARY.variable(), Pythons.braket());
        return new LocalBraketProvider(ProcessStarter.local(), variables, Path.of("nowhere"))
                .open(BackendSettings.local("local", Map.of()));
    }

    private static Circuit circuit(String text) {
        return Qasm.read("a.qasm", text).circuit();
    }

    private static JobRequest request(Circuit circuit, NoiseModel noise, long shots, long seed) {
        List<Map<String, Double>> bindings =
                circuit.inputs().isEmpty() ? List.of(Map.of()) : List.of(Map.of("a", 0.5), Map.of("a", -1.3));
        return new JobRequest("job-" + seed, circuit, bindings, noise, shots, 0, seed, false);
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

    private static void assertSame(JobResult found, JobResult expected, double tolerance) {
        assertThat(found.outcomes()).hasSameSizeAs(expected.outcomes());
        for (int i = 0; i < found.outcomes().size(); i++) {
            Distribution p = found.outcomes().get(i).distribution();
            Distribution q = expected.outcomes().get(i).distribution();
            assertThat(p.bits()).isEqualTo(q.bits());
            var outcomes = new TreeSet<>(p.probabilities().keySet());
            outcomes.addAll(q.probabilities().keySet());
            outcomes.forEach(
                    outcome -> assertThat(p.of(outcome)).as(outcome).isCloseTo(q.of(outcome), within(tolerance)));
        }
    }

    @Test
    @EnabledIf(value = SET_UP, disabledReason = NOT_SET_UP)
    void shouldAgreeWithTheBuiltinSimulatorBitForBit() throws BackendException {
        try (Backend local = open();
                Backend builtin = new BuiltinBackend("builtin", 1)) {
            JobRequest request = request(circuit(LOPSIDED), NoiseModel.none(), 0, 1);

            JobResult found = run(local, request);

            assertSame(found, run(builtin, request), 1e-5);
            assertThat(found.facts()).containsEntry("method", "braket_sv");
        }
    }

    @Test
    @EnabledIf(value = SET_UP, disabledReason = NOT_SET_UP)
    void shouldDrawShotsThatASeedRepeats() throws BackendException {
        try (Backend local = open()) {
            Circuit circuit = circuit(PLAIN);
            JobResult first = run(local, request(circuit, NoiseModel.none(), 4000, 7));

            assertThat(run(local, request(circuit, NoiseModel.none(), 4000, 7))).isEqualTo(first);
            assertThat(run(local, request(circuit, NoiseModel.none(), 4000, 8)).outcomes())
                    .isNotEqualTo(first.outcomes());
            Distribution law = run(local, request(circuit, NoiseModel.none(), 0, 1))
                    .outcomes()
                    .get(0)
                    .distribution();
            var counts = first.outcomes().get(0).counts();
            assertThat(counts.shots()).isEqualTo(4000);
            law.probabilities()
                    .forEach((outcome, p) -> assertThat(counts.frequencies().of(outcome))
                            .as(outcome)
                            .isCloseTo(p, within(5 * Math.sqrt(p * (1 - p) / 4000))));
        }
    }

    @Test
    @EnabledIf(value = SET_UP, disabledReason = NOT_SET_UP)
    void shouldAgreeWithAerUnderNoise() throws BackendException {
        org.junit.jupiter.api.Assumptions.assumeTrue(Pythons.hasAer(), "Qiskit Aer is not set up");
        var noise = new NoiseModel(
                "custom",
                "test",
                new Errors(2e-3, 3e-2, 0.02, 0.05, 60e-6, 50e-6),
                List.of(),
                List.of(),
                50e-9,
                300e-9);
        try (Backend local = open();
                Backend aer = new AerBackend(
                        "aer", ProcessStarter.local(), Pythons::aer, Lowering::lower, AerBackend.Limits.DEFAULT)) {
            JobRequest request = request(circuit(PLAIN), noise, 0, 1);

            JobResult found = run(local, request);

            assertSame(found, run(aer, request), 1e-9);
            assertThat(found.facts()).containsEntry("method", "braket_dm");
        }
    }

    @Test
    void shouldRefuseWhatItCannotRun() {
        try (Backend local = open()) {
            Circuit dynamic = circuit("OPENQASM 3.0; qubit q; bit c; c = measure q; reset q; c = measure q;");
            assertThat(local.whyNot(request(dynamic, NoiseModel.none(), 0, 1)).orElseThrow())
                    .contains("before its end");
            Circuit wide = circuit("OPENQASM 3.0; qubit[21] q; bit c; c = measure q[0];");
            assertThat(local.whyNot(request(wide, NoiseModel.none(), 0, 1)).orElseThrow())
                    .contains("at most 20 qubits; this one has 21");
            var errors = new Errors(1e-3, 1e-2, 0, 0, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
            var noise = new NoiseModel("custom", "test", errors, List.of(), List.of(), 50e-9, 300e-9);
            Circuit eleven = circuit("OPENQASM 3.0; qubit[11] q; bit c; c = measure q[0];");
            assertThat(local.whyNot(request(eleven, noise, 0, 1)).orElseThrow()).contains("10 qubits with noise");
            Circuit silent = circuit("OPENQASM 3.0; qubit q;");
            assertThat(local.whyNot(request(silent, NoiseModel.none(), 0, 1)).orElseThrow())
                    .contains("measures nothing");
        }
    }
}
