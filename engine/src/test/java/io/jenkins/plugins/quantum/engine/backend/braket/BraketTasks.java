package io.jenkins.plugins.quantum.engine.backend.braket;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.circuit.Program;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.braket.FakeBraket;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;

/** A fake of Braket, and tasks to try on it. */
abstract class BraketTasks {
    private static final String ONE = "OPENQASM 3.0; include \"stdgates.inc\"; qubit[2] q; bit[2] c; x q[0];"
            + " c[0] = measure q[0]; c[1] = measure q[1];";
    private static final String SWEPT = "OPENQASM 3.0; include \"stdgates.inc\"; input float a; qubit[2] q; bit[2] c;"
            + " rx(a) q[0]; c[0] = measure q[0]; c[1] = measure q[1];";
    static final String GARNET = "arn:aws:braket:eu-north-1::device/qpu/iqm/Garnet";

    final FakeBraket service = new FakeBraket();

    @AfterEach
    void stop() {
        service.close();
    }

    Backend garnet() throws BackendException {
        return Opened.device("iqm/garnet", service.uri());
    }

    @SafeVarargs
    static JobRequest request(Program program, long shots, Map<String, Double>... bindings) {
        return new JobRequest("r", program, List.of(bindings), NoiseModel.none(), shots, 0, 1, false);
    }

    static JobRequest one(long shots) {
        return request(Qasm.read("r.qasm", ONE).circuit(), shots, Map.of());
    }

    static JobRequest three() {
        return request(
                Qasm.read("r.qasm", SWEPT).circuit(), 10, Map.of("a", Math.PI), Map.of("a", 0.0), Map.of("a", Math.PI));
    }

    static BackendException fault(ThrowingCallable call) {
        return catchThrowableOfType(BackendException.class, call);
    }

    static boolean submits(Asked asked) {
        return asked.is("POST", "/quantum-task");
    }

    JsonNode sent() {
        return service.asked().stream()
                .filter(BraketTasks::submits)
                .reduce((first, second) -> second)
                .orElseThrow()
                .json();
    }
}
