package io.jenkins.plugins.quantum.engine.backend.aer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.builtin.BuiltinProvider;
import io.jenkins.plugins.quantum.engine.circuit.Lowering;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.noise.DeviceCalibration;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel.Errors;
import io.jenkins.plugins.quantum.engine.noise.SystematicErrors;
import io.jenkins.plugins.quantum.engine.python.ProcessStarter;
import io.jenkins.plugins.quantum.engine.python.Pythons;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The engine's noise against Qiskit Aer's own: {@code aer_channels.py} writes the same circuits out gate by gate with
 * {@code depolarizing_error}, {@code thermal_relaxation_error}, {@code RZXGate}, {@code RZZGate} and the device rule of
 * {@code basic_device_gate_errors}, and evolves density matrices. The figures are those of docs/statistics.md.
 */
@EnabledIf(
        value = "io.jenkins.plugins.quantum.engine.python.Pythons#hasAer",
        disabledReason = "Qiskit Aer is not set up: run `qmlops backends setup aer`")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AerChannelsTest {
    private static final double NEVER = Double.POSITIVE_INFINITY;
    private static final double T1 = 40e-6;
    private static final double T2 = 30e-6;
    private static final double TIME1 = 35e-9;
    private static final double TIME2 = 300e-9;
    private static final String LAYERS = "qubit[4] q; bit[4] c; for int i in [0:3] { ry(0.4 + i) q[i]; }"
            + " cx q[0], q[1]; cx q[3], q[2]; rx(0.7) q[1]; cx q[1], q[2]; cx q[0], q[3]; rz(0.3) q[2]; ry(1) q;"
            + " c = measure q;";
    private static final String REPORTED = "qubit[2] q; bit[2] c; for int i in [0:9] { ry(0.3) q[0]; ry(1.3) q[1];"
            + " cx q[0], q[1]; } c = measure q;";

    private JsonNode theirs;
    private Backend aer;
    private Backend builtin;

    @BeforeAll
    void open() throws Exception {
        aer = new AerBackend("aer", ProcessStarter.local(), Pythons::aer, Lowering::lower, AerBackend.Limits.DEFAULT);
        builtin = new BuiltinProvider(2).open(BackendSettings.local("builtin", Map.of()));
        String script;
        try (InputStream in = AerChannelsTest.class.getResourceAsStream("aer_channels.py")) {
            script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        var process = new ProcessBuilder(Pythons.aer(), "-c", script)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        theirs = new ObjectMapper().readTree(text);
    }

    @AfterAll
    void close() {
        aer.close();
        builtin.close();
    }

    private static NoiseModel noise(String name) {
        if (name.equals("reported")) {
            return new DeviceCalibration("d", "", TIME1, TIME2)
                    .uniform(new DeviceCalibration.Figures(1e-3, 0, 0, T1, T2), 1.2e-2);
        }
        boolean relaxes = !name.equals("depolarising") && !name.equals("readout");
        boolean reads = name.equals("readout") || name.startsWith("systematic");
        var errors =
                new Errors(0.004, 0.02, reads ? 0.03 : 0, reads ? 0.01 : 0, relaxes ? T1 : NEVER, relaxes ? T2 : NEVER);
        var systematic =
                name.startsWith("systematic") ? new SystematicErrors(0.03, 0.05, 0.2, 2) : SystematicErrors.NONE;
        return new NoiseModel("t", "", errors, List.of(), List.of(), TIME1, TIME2, systematic, "");
    }

    private static JobResult run(Backend backend, String name, int trajectories) throws Exception {
        String qasm = name.equals("reported") ? REPORTED : LAYERS;
        var circuit = Qasm.read("t.qasm", "OPENQASM 3.0; include \"stdgates.inc\"; " + qasm)
                .circuit();
        var job = backend.submit(
                new JobRequest(name, circuit, List.of(Map.of()), noise(name), 0, trajectories, 5, false), name);
        while (!backend.status(List.of(job)).get(0).state().ended()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
        return backend.fetch(job);
    }

    private double distance(Distribution found, String reference) {
        double sum = 0;
        for (var entry : theirs.get(reference).properties()) {
            sum += Math.abs(found.of(entry.getKey()) - entry.getValue().asDouble());
        }
        return sum / 2;
    }

    @ParameterizedTest
    @CsvSource({"depolarising", "readout", "relaxation", "systematic", "reported"})
    void shouldGiveTheSameNumbersOnAer(String name) throws Exception {
        double distance = distance(run(aer, name, 0).outcomes().get(0).distribution(), name);

        System.err.printf(Locale.ROOT, "[aer channels] aer, %s: TVD %.1e%n", name, distance);
        assertThat(distance).isLessThan(1e-9);
    }

    @ParameterizedTest
    @CsvSource({
        "depolarising, depolarising",
        "readout, readout",
        "relaxation, twirled",
        "systematic, systematic-twirled"
    })
    void shouldGiveTheSameNumbersOnTheBuiltInSimulatorWithinItsDraws(String name, String reference) throws Exception {
        double distance = distance(run(builtin, name, 5_000).outcomes().get(0).distribution(), reference);

        System.err.printf(Locale.ROOT, "[aer channels] builtin, %s: TVD %.1e%n", name, distance);
        assertThat(distance).isLessThan(2e-3);
    }

    @Test
    void shouldBoundWhatTwirlingChanges() throws Exception {
        for (String name : List.of("relaxation", "systematic")) {
            JobResult twirled = run(builtin, name, 5_000);
            double bound = Double.parseDouble(twirled.facts().get(JobResult.TWIRLING_ERROR));
            double distance = distance(twirled.outcomes().get(0).distribution(), name);

            System.err.printf(
                    Locale.ROOT, "[aer channels] twirling, %s: TVD %.1e, bound %.1e%n", name, distance, bound);
            assertThat(distance).isLessThan(bound + 2e-3);
            assertThat(bound).isBetween(0.01, 0.1);
        }
    }
}
