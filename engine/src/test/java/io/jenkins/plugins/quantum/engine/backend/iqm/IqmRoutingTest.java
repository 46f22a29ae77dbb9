package io.jenkins.plugins.quantum.engine.backend.iqm;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.Network;
import io.jenkins.plugins.quantum.engine.backend.Secret;
import io.jenkins.plugins.quantum.engine.backend.compile.QiskitTranspiler;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.python.ProcessStarter;
import io.jenkins.plugins.quantum.engine.python.Pythons;
import io.jenkins.plugins.quantum.engine.testkit.iqm.FakeIqm;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** A circuit that needs swaps, through Qiskit to the fake machine, which refuses gates at places that are not calibrated. */
@EnabledIf(
        value = "io.jenkins.plugins.quantum.engine.python.Pythons#hasAer",
        disabledReason = "Qiskit Aer is not set up here")
class IqmRoutingTest {
    @Test
    void shouldRouteACircuitWhoseQubitsAreAllEntangled() throws Exception {
        String python = Pythons.aer();
        var circuit = Qasm.read(
                        "all.qasm",
                        "OPENQASM 3.0; include \"stdgates.inc\"; input float a; qubit[4] q; bit[4] c; rx(a) q[0];"
                                + " cx q[0], q[1]; cx q[0], q[2]; cx q[0], q[3]; cx q[1], q[2]; cx q[1], q[3];"
                                + " cx q[2], q[3]; c = measure q;")
                .circuit();
        try (var service = new FakeIqm(Clock.systemUTC());
                Backend backend = new IqmProvider(
                                configured -> new QiskitTranspiler(ProcessStarter.local(), () -> python))
                        .open(new BackendSettings(
                                "transmons",
                                Map.of(
                                        "device",
                                        "garnet",
                                        "endpoint",
                                        service.uri().toString()),
                                field -> Optional.of(Secret.of(FakeIqm.TOKEN)),
                                Network.direct(Duration.ofSeconds(10))))) {
            JobRef job = backend.submit(
                    new JobRequest(
                            "all",
                            circuit,
                            List.of(Map.of("a", Math.PI), Map.of("a", 0.0)),
                            NoiseModel.none(),
                            50,
                            0,
                            1,
                            false),
                    "t");

            JobResult result = backend.fetch(job);

            // x on 0 sets 1, 2, 3; 1 clears 2 and 3; 2, cleared, leaves 3.
            assertThat(result.outcomes().get(0).counts().counts()).isEqualTo(Map.of("0011", 50L));
            assertThat(result.outcomes().get(1).counts().counts()).isEqualTo(Map.of("0000", 50L));
            assertThat(result.facts())
                    .containsEntry("compiler", "qiskit, level 2, seed 1")
                    .containsKey("compiled");
        }
    }
}
