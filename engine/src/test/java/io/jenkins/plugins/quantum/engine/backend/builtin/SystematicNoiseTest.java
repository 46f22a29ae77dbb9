package io.jenkins.plugins.quantum.engine.backend.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.backend.Progress;
import io.jenkins.plugins.quantum.engine.circuit.Lowering;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.noise.NoiseModels;
import io.jenkins.plugins.quantum.engine.noise.SystematicInsertion;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Over-rotation and crosstalk on the built-in simulator, against formulas and exact density matrices. */
class SystematicNoiseTest {
    private static final String LAYERS = "qubit[4] q; bit[4] c; for int i in [0:3] { ry(0.4 + i) q[i]; }"
            + " cx q[0], q[1]; cx q[3], q[2]; rx(0.7) q[1]; cx q[1], q[2]; cx q[0], q[3]; ry(1) q; c = measure q;";

    private static NoiseModel noise(Map<String, Double> values) {
        return NoiseModels.resolve("custom", values, Path.of("."), SourcePosition.of("t"))
                .model();
    }

    private static JobResult run(String qasm, NoiseModel noise) throws Exception {
        var circuit = Qasm.read("t.qasm", "OPENQASM 3.0; include \"stdgates.inc\"; " + qasm)
                .circuit();
        return new BuiltinJob(new JobRequest("j", circuit, List.of(Map.of()), noise, 0, 4000, 3, false), new Progress())
                .run();
    }

    private static Distribution exact(String qasm, NoiseModel noise) {
        var circuit = Lowering.lower(Qasm.read("t.qasm", "OPENQASM 3.0; include \"stdgates.inc\"; " + qasm)
                .circuit()
                .bind(Map.of()));
        double[] states = DensityMatrix.run(SystematicInsertion.apply(circuit, noise), noise)
                .probabilities();
        var probabilities = new HashMap<String, Double>();
        for (int i = 0; i < states.length; i++) {
            probabilities.put(String.format("%4s", Integer.toBinaryString(i)).replace(' ', '0'), states[i]);
        }
        return new Distribution(4, probabilities);
    }

    @Test
    void shouldTurnTooFarAndSayThatNoiseActed() throws Exception {
        JobResult over = run("qubit q; bit c; x q; c = measure q;", noise(Map.of("over-rotation", 0.1)));

        assertThat(over.outcomes().get(0).distribution().of("0"))
                .isCloseTo(Math.pow(Math.sin(Math.PI * 0.05), 2), within(1e-6));
        assertThat(over.facts()).containsEntry("noise-acted", "true").containsEntry("method", "exact");

        JobResult idle = run("qubit q; bit c; rz(1) q; c = measure q;", noise(Map.of("crosstalk-zz", 0.1)));
        assertThat(idle.outcomes().get(0).distribution().of("0")).isCloseTo(1, within(1e-6));
    }

    @Test
    void shouldTurnTheTargetOfACnotTooFar() throws Exception {
        Distribution found = run(
                        "qubit[2] q; bit[2] c; x q[0]; cx q[0], q[1]; c = measure q;",
                        noise(Map.of("cx-over-rotation", 0.2)))
                .outcomes()
                .get(0)
                .distribution();

        assertThat(found.of("01")).isCloseTo(Math.pow(Math.sin(0.1), 2), within(1e-6));
    }

    @Test
    void shouldAgreeWithDensityMatricesWhereNothingIsDrawn() throws Exception {
        NoiseModel noise = noise(Map.of("over-rotation", -0.05, "cx-over-rotation", 0.11, "crosstalk-zz", 0.6));
        Distribution expected = exact(LAYERS, noise);
        Distribution found = run(LAYERS, noise).outcomes().get(0).distribution();

        expected.probabilities()
                .forEach((state, p) -> assertThat(found.of(state)).as(state).isCloseTo(p, within(5e-6)));
        assertThat(found.of("0000"))
                .as("crosstalk is seen")
                .isNotCloseTo(
                        exact(LAYERS, noise(Map.of("over-rotation", -0.05, "cx-over-rotation", 0.11)))
                                .of("0000"),
                        within(1e-3));
    }

    @Test
    void shouldAgreeWithDensityMatricesUnderAllErrorsTogether() throws Exception {
        NoiseModel noise = noise(Map.of(
                "p1",
                0.002,
                "p2",
                0.02,
                "t1",
                1e-5,
                "t2",
                1e-5,
                "over-rotation",
                0.03,
                "crosstalk-zz",
                0.2,
                "crosstalk-factor",
                3.0));
        Distribution expected = exact(LAYERS, noise);
        JobResult result = run(LAYERS, noise);
        Outcome found = result.outcomes().get(0);

        double distance = expected.probabilities().entrySet().stream()
                .mapToDouble(e -> Math.abs(e.getValue() - found.distribution().of(e.getKey())))
                .sum();
        assertThat(distance / 2).isLessThan(0.006);
        // 9 pulses and 4 CNOTs: (9·35 ns + 8·300 ns)/(2·T1), a little less for the exponential
        double bound = Double.parseDouble(result.facts().get(JobResult.TWIRLING_ERROR));
        assertThat(bound).isCloseTo((9 * 35e-9 + 8 * 300e-9) / 2e-5, within(0.01));
    }
}
