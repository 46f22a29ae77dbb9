package io.jenkins.plugins.quantum.engine.gate.coherenterror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.builtin.BuiltinBackend;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.CoherentErrors;
import io.jenkins.plugins.quantum.engine.circuit.Crosstalk;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.noise.SystematicErrors;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Errors that gates put into circuits are those that noise models put into runs. */
class SystematicAgreementTest {
    /** Of single precision. */
    private static final double SAME = 2e-5;

    private final BuiltinBackend backend = new BuiltinBackend("builtin", 1);
    private final Circuit circuit = Qasm.read(
                    "agree.qasm",
                    "OPENQASM 3.0; include \"stdgates.inc\"; qubit[4] q; h q[0]; ry(0.4) q[2]; sx q[3]; cx q[0], q[1];"
                            + " cx q[3], q[2]; rz(0.7) q[1]; h q[1]; h q[2]; cx q[1], q[2]; u3(0.3, 0.2, 0.1) q[3];"
                            + " cx q[0], q[1]; cx q[2], q[3]; x q[0]; h q[1]; h q[3];")
            .circuit()
            .measuringAll();

    @AfterEach
    void close() {
        backend.close();
    }

    private Distribution run(Circuit program, NoiseModel noise) throws BackendException {
        JobRef job = backend.submit(
                new JobRequest("agree", program, List.of(Map.of()), noise, 0, noise.isNone() ? 0 : 1, 1, false),
                "agree-" + System.identityHashCode(program) + noise.systematic());
        while (!backend.status(List.of(job)).get(0).state().ended()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        return backend.fetch(job).outcomes().get(0).distribution();
    }

    private void agree(Circuit changed, SystematicErrors errors) throws BackendException {
        var noise = new NoiseModel("errors", "", NoiseModel.Errors.NONE, List.of(), List.of(), 0, 0, errors, "");
        Distribution ours = run(changed, NoiseModel.none());
        Distribution theirs = run(circuit, noise);
        double moved = 0;
        Distribution still = run(circuit, NoiseModel.none());
        for (int i = 0; i < 16; i++) {
            String outcome = String.format("%4s", Integer.toBinaryString(i)).replace(' ', '0');
            assertThat(ours.of(outcome)).isCloseTo(theirs.of(outcome), within(SAME));
            moved += Math.abs(ours.of(outcome) - still.of(outcome));
        }
        assertThat(moved).isGreaterThan(1e-3);
    }

    @Test
    void shouldTurnAsTheNoiseModelDoes() throws BackendException {
        agree(new CoherentErrors(0.05, 0).apply(circuit), new SystematicErrors(0.05, 0, 0, 1));
        agree(new CoherentErrors(0, 0.1).apply(circuit), new SystematicErrors(0, 0.1, 0, 1));
        agree(new CoherentErrors(-0.03, 0.2).apply(circuit), new SystematicErrors(-0.03, 0.2, 0, 1));
    }

    @Test
    void shouldCrosstalkAsTheNoiseModelDoes() throws BackendException {
        agree(Crosstalk.apply(circuit, 0.3), new SystematicErrors(0, 0, 0.3, 1));
    }
}
