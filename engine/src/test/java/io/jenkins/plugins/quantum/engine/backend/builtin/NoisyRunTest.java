package io.jenkins.plugins.quantum.engine.backend.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.circuit.Elementary;
import io.jenkins.plugins.quantum.engine.circuit.ElementaryCircuit;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel.Errors;
import io.jenkins.plugins.quantum.engine.noise.PauliInsertion;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pauli insertion against exact density matrices. */
class NoisyRunTest {
    private static final double NONE = Double.POSITIVE_INFINITY;

    private static NoiseModel model(double p1, double p2, double r01, double r10, double t1, double t2) {
        return new NoiseModel("test", "e", new Errors(p1, p2, r01, r10, t1, t2), List.of(), List.of(), 35e-9, 300e-9);
    }

    /** Layers like a variational circuit's, every qubit measured into the bit of the same number. */
    static ElementaryCircuit layers(int qubits, int layers, long seed) {
        var random = new Random(seed);
        var steps = new ArrayList<Elementary>();
        for (int layer = 0; layer < layers; layer++) {
            for (int q = 0; q < qubits; q++) {
                steps.add(new Elementary.Rotation(q, random.nextDouble() * 3, 0, 0, true));
                steps.add(new Elementary.Rotation(q, 0, 0, random.nextDouble() * 6, false));
            }
            for (int q = 0; q < qubits; q++) {
                steps.add(new Elementary.Cnot(q, (q + 1) % qubits));
            }
        }
        for (int q = 0; q < qubits; q++) {
            steps.add(new Elementary.Measurement(q, q));
        }
        return new ElementaryCircuit(qubits, qubits, steps);
    }

    private static NoisyRun run(ElementaryCircuit circuit, NoiseModel noise) {
        var simulator = new StrangeSimulator(circuit);
        var measured = new Measured(circuit, simulator.used(), noise);
        return new NoisyRun(simulator, measured, new PauliInsertion(circuit, noise));
    }

    /** By state, with every readout outcome summed over every state: no shared code with the product. */
    private static double[] exact(ElementaryCircuit circuit, NoiseModel noise) {
        double[] states = DensityMatrix.run(circuit, noise).probabilities();
        var read = new double[states.length];
        for (int state = 0; state < states.length; state++) {
            for (int seen = 0; seen < states.length; seen++) {
                double chance = states[state];
                for (int q = 0; q < circuit.qubits(); q++) {
                    Errors errors = noise.qubit(q);
                    boolean one = (state >> q & 1) == 1;
                    boolean wrong = ((state ^ seen) >> q & 1) == 1;
                    double flip = one ? errors.readout01() : errors.readout10();
                    chance *= wrong ? flip : 1 - flip;
                }
                read[seen] += chance;
            }
        }
        return read;
    }

    private static double[] asVector(Distribution distribution) {
        var vector = new double[1 << distribution.bits()];
        distribution.probabilities().forEach((outcome, p) -> vector[Integer.parseInt(outcome, 2)] = p);
        return vector;
    }

    private static double tvd(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs(a[i] - b[i]) / 2;
        }
        return sum;
    }

    @ParameterizedTest(name = "{0}: p1={1} p2={2} readout={3}/{4} T1={5} T2={6}")
    @CsvSource({
        "gates,            1e-3, 1e-2, 0,    0,    Infinity, Infinity, 0.006",
        "one-qubit,        2e-2, 0,    0,    0,    Infinity, Infinity, 0.01",
        "readout,          1e-3, 1e-2, 0.05, 0.01, Infinity, Infinity, 0.006",
        "relaxation,       0,    0,    0,    0,    100e-6,   80e-6,    0.006",
        "relaxation 2·T1,  0,    0,    0,    0,    20e-6,    40e-6,    0.012",
        "all,              1e-3, 1e-2, 0.03, 0.01, 100e-6,   80e-6,    0.008",
        "heavy,            1e-2, 8e-2, 0.03, 0.01, 20e-6,    15e-6,    0.02",
    })
    void shouldAgreeWithTheDensityMatrixWithinItsOwnError(
            String what, double p1, double p2, double r01, double r10, double t1, double t2, double meanTvd)
            throws Exception {
        NoiseModel noise = model(p1, p2, r01, r10, t1, t2);
        double tvd = 0;
        int covered = 0;
        int figures = 0;
        int seeds = 100;
        double acted = 0;
        for (int seed = 0; seed < seeds; seed++) {
            ElementaryCircuit circuit = layers(seed % 2 == 0 ? 4 : 3, 4, seed);
            Outcome outcome = run(circuit, noise).averaged(400, Seed.generator(seed), done -> {});
            double[] mean = asVector(outcome.distribution());
            double[] expected = exact(circuit, noise);
            tvd += tvd(mean, expected) / seeds;
            acted += tvd(exact(circuit, NoiseModel.none()), expected) / seeds;
            double[] error = standardErrors(outcome);
            for (int i = 0; i < mean.length; i++) {
                // 2.262: the 97.5 % quantile of Student's t with 9 degrees of freedom
                covered += Math.abs(mean[i] - expected[i]) <= 2.262 * error[i] + 3e-6 ? 1 : 0;
                figures++;
            }
        }
        double coverage = (double) covered / figures;
        report(
                "%s: noise moves TVD %.4f; mean TVD to exact %.5f; 95 %% intervals cover %.3f",
                what, acted, tvd, coverage);
        assertThat(acted).isGreaterThan(3 * tvd);
        assertThat(tvd).isLessThan(meanTvd);
        assertThat(coverage).isBetween(0.90, 0.985);
    }

    @SuppressWarnings("PMD.SystemPrintln")
    private static void report(String format, Object... values) {
        System.out.printf(Locale.ROOT, "[noise] " + format + "%n", values);
    }

    private static double[] standardErrors(Outcome outcome) {
        int k = outcome.batches().size();
        double[] mean = asVector(outcome.distribution());
        var squares = new double[mean.length];
        for (Distribution batch : outcome.batches()) {
            double[] p = asVector(batch);
            for (int i = 0; i < p.length; i++) {
                squares[i] += (p[i] - mean[i]) * (p[i] - mean[i]);
            }
        }
        for (int i = 0; i < squares.length; i++) {
            squares[i] = Math.sqrt(squares[i] / (k - 1) / k);
        }
        return squares;
    }

    @Test
    void shouldGiveBatchesWhoseMeanIsTheDistribution() throws Exception {
        Outcome outcome = run(layers(3, 2, 1), model(0.01, 0.05, 0.02, 0.01, NONE, NONE))
                .averaged(100, Seed.generator(1), done -> {});
        assertThat(outcome.batches()).hasSize(10);
        var mean = new double[8];
        outcome.batches().forEach(batch -> {
            double[] p = asVector(batch);
            for (int i = 0; i < 8; i++) {
                mean[i] += p[i] / 10;
            }
        });
        assertThat(asVector(outcome.distribution())).containsExactly(mean, within(1e-9));
    }

    @Test
    void shouldSampleShotsFromTheNoisyDistribution() throws Exception {
        NoiseModel noise = model(1e-2, 5e-2, 0.05, 0.02, 50e-6, 50e-6);
        ElementaryCircuit circuit = layers(3, 3, 5);
        long shots = 200_000;
        NoisyRun run = run(circuit, noise);
        var counts = run.sampled(shots, 20_000, Seed.generator(4), done -> {}).counts();
        assertThat(counts.shots()).isEqualTo(shots);
        // TVD of 8 outcomes at 200 000 shots is about 0.003; trajectories shared by up to 10 shots add less than as
        // much again
        assertThat(tvd(asVector(counts.frequencies()), exact(circuit, noise))).isLessThan(0.01);
        assertThat(run.runs()).isLessThan(20_000);
    }

    @Test
    void shouldLetQubitsAndPairsDiffer() throws Exception {
        var noise = new NoiseModel(
                "test",
                "e",
                new Errors(0, 0.02, 0, 0, NONE, NONE),
                List.of(new NoiseModel.QubitErrors(1, new Errors(0.2, 0, 0.3, 0.1, NONE, NONE))),
                List.of(new NoiseModel.PairErrors(2, 0, 0.3)),
                35e-9,
                300e-9);
        ElementaryCircuit circuit = layers(3, 2, 9);
        Outcome outcome = run(circuit, noise).averaged(4000, Seed.generator(2), done -> {});
        assertThat(tvd(asVector(outcome.distribution()), exact(circuit, noise))).isLessThan(0.01);
    }
}
