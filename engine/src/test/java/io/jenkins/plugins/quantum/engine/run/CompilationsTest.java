package io.jenkins.plugins.quantum.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.CompiledSize;
import io.jenkins.plugins.quantum.engine.backend.Network;
import io.jenkins.plugins.quantum.engine.backend.Secret;
import io.jenkins.plugins.quantum.engine.backend.aqt.AqtProvider;
import io.jenkins.plugins.quantum.engine.backend.builtin.BuiltinBackend;
import io.jenkins.plugins.quantum.engine.backend.compile.Transpiler;
import io.jenkins.plugins.quantum.engine.backend.iqm.IqmProvider;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.CircuitDigest;
import io.jenkins.plugins.quantum.engine.circuit.CircuitMetrics;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.gate.Compilation;
import io.jenkins.plugins.quantum.engine.gate.Readout;
import io.jenkins.plugins.quantum.engine.gate.Workload;
import io.jenkins.plugins.quantum.engine.testkit.aqt.FakeAqt;
import io.jenkins.plugins.quantum.engine.testkit.iqm.FakeIqm;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What backends would run of a circuit: three pairs entangled today, one when it was recorded. */
class CompilationsTest {
    private static Workload.Task task(String steps) {
        Circuit circuit = Qasm.read(
                        "t.qasm",
                        "OPENQASM 3.0; include \"stdgates.inc\"; input float w; qubit[2] q; bit[2] c; ry(w) q[0]; "
                                + steps + "c = measure q;")
                .circuit();
        return new Workload.Task("circuit", circuit, List.of(Map.of("w", .3)));
    }

    private static Workload workload() {
        Workload.Task today = task("cx q[0], q[1]; ry(w) q[1]; cx q[0], q[1]; ry(w) q[0]; cx q[1], q[0]; ");
        return new Workload(
                        List.of(today),
                        new Readout.Outcomes(),
                        CircuitMetrics.of(today.circuit()),
                        CircuitDigest.of(today.circuit()))
                .since(List.of(task("cx q[0], q[1]; ")));
    }

    private static Backend iqm(FakeIqm service) throws BackendException {
        return new IqmProvider(python -> Transpiler.none())
                .open(new BackendSettings(
                        "transmons",
                        Map.of("device", "garnet", "endpoint", service.uri().toString()),
                        field -> Optional.of(Secret.of(FakeIqm.TOKEN)),
                        Network.direct(Duration.ofSeconds(5))));
    }

    @Test
    void shouldCountWhatAnIqmMachineWouldRun() throws Exception {
        try (var service = new FakeIqm(Clock.systemUTC());
                Backend backend = iqm(service)) {
            Compilation found = Compilations.of(backend, workload());

            assertThat(found.trouble()).isEmpty();
            assertThat(found.now().map(CompiledSize::twoQubit)).contains(3);
            assertThat(found.recorded().map(CompiledSize::twoQubit)).contains(1);
            assertThat(found.now().orElseThrow().layout()).hasSize(2).allMatch(qubit -> qubit.startsWith("QB"));
            assertThat(found.now().orElseThrow().depth())
                    .isGreaterThan(found.recorded().orElseThrow().depth());
        }
    }

    @Test
    void shouldSayWhyAServiceCouldNotBeAsked() throws Exception {
        Backend backend;
        try (var service = new FakeIqm(Clock.systemUTC())) {
            backend = iqm(service);
        }
        Compilation found = Compilations.of(backend, workload());

        assertThat(found.now()).isEmpty();
        assertThat(found.trouble()).isNotBlank();
        backend.close();
    }

    @Test
    void shouldCountThePulsesOfIons() throws Exception {
        try (var service = new FakeAqt(Clock.systemUTC());
                Backend backend = new AqtProvider()
                        .open(new BackendSettings(
                                "ions",
                                Map.of(
                                        "device",
                                        "ibex",
                                        "endpoint",
                                        service.uri() + "/api",
                                        "issuer",
                                        service.uri().toString()),
                                field -> Optional.of(Secret.of(FakeAqt.TOKEN)),
                                Network.direct(Duration.ofSeconds(5))))) {
            Compilation found = Compilations.of(backend, workload());

            assertThat(found.now().map(CompiledSize::twoQubit)).contains(3);
            assertThat(found.recorded().map(CompiledSize::twoQubit)).contains(1);
            assertThat(found.now().orElseThrow().layout()).isEmpty();
        }
    }

    @Test
    void shouldFindNothingWhereCircuitsRunAsTheyAre() {
        try (var backend = new BuiltinBackend("builtin", 1)) {
            assertThat(Compilations.of(backend, workload())).isEqualTo(Compilation.NONE);
        }
    }
}
