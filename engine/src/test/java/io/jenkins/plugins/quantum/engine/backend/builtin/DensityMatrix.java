package io.jenkins.plugins.quantum.engine.backend.builtin;

import io.jenkins.plugins.quantum.engine.circuit.Elementary;
import io.jenkins.plugins.quantum.engine.circuit.ElementaryCircuit;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;

/**
 * An exact density matrix for tests: dense double arrays, Kraus operators one by one, no shared code with the product. Bit q of an
 * index is qubit q.
 */
final class DensityMatrix {
    /** Real and imaginary parts of I, X, Y, Z. */
    private static final double[][][][] PAULIS = {
        {{{1, 0}, {0, 1}}, {{0, 0}, {0, 0}}},
        {{{0, 1}, {1, 0}}, {{0, 0}, {0, 0}}},
        {{{0, 0}, {0, 0}}, {{0, -1}, {1, 0}}},
        {{{1, 0}, {0, -1}}, {{0, 0}, {0, 0}}},
    };

    private final int size;
    private double[][] re;
    private double[][] im;

    private DensityMatrix(int qubits) {
        size = 1 << qubits;
        re = new double[size][size];
        im = new double[size][size];
        re[0][0] = 1;
    }

    static DensityMatrix ideal(ElementaryCircuit circuit) {
        return run(circuit, NoiseModel.none());
    }

    /** The circuit under the Pauli noise of the model (gates only, not readout). */
    static DensityMatrix run(ElementaryCircuit circuit, NoiseModel noise) {
        var rho = new DensityMatrix(circuit.qubits());
        for (Elementary step : circuit.operations()) {
            if (step instanceof Elementary.Rotation r) {
                rho.rotate(r);
                if (r.physical()) {
                    double p1 = noise.qubit(r.qubit()).p1();
                    rho.mixPaulis(r.qubit(), 1 - p1, p1 / 3, p1 / 3, p1 / 3);
                    rho.relax(r.qubit(), noise, noise.oneQubitTime());
                }
            } else if (step instanceof Elementary.Cnot c) {
                rho.cnot(c.control(), c.target());
                rho.depolarise(c.control(), c.target(), noise.cnotError(c));
                rho.relax(c.control(), noise, noise.twoQubitTime());
                rho.relax(c.target(), noise, noise.twoQubitTime());
            } else if (step instanceof Elementary.Coupling c) {
                rho.couple(c.first(), c.second(), c.angle());
            }
        }
        return rho;
    }

    double[] probabilities() {
        var diagonal = new double[size];
        for (int i = 0; i < size; i++) {
            diagonal[i] = re[i][i];
        }
        return diagonal;
    }

    private void relax(int qubit, NoiseModel noise, double time) {
        double t1 = noise.qubit(qubit).t1();
        double t2 = noise.qubit(qubit).t2();
        double x = (1 - Math.exp(-time / t1)) / 4;
        double z = (1 - Math.exp(-time / t2)) / 2 - x;
        mixPaulis(qubit, 1 - 2 * x - z, x, x, z);
    }

    private void depolarise(int first, int second, double p) {
        var sumRe = new double[size][size];
        var sumIm = new double[size][size];
        double[][] keptRe = re;
        double[][] keptIm = im;
        for (int a = 0; a < 4; a++) {
            for (int b = 0; b < 4; b++) {
                re = keptRe;
                im = keptIm;
                conjugate(first, PAULIS[a]);
                conjugate(second, PAULIS[b]);
                addTo(sumRe, sumIm, a == 0 && b == 0 ? 1 - p : p / 15);
            }
        }
        re = sumRe;
        im = sumIm;
    }

    private void mixPaulis(int qubit, double... weights) {
        var sumRe = new double[size][size];
        var sumIm = new double[size][size];
        double[][] keptRe = re;
        double[][] keptIm = im;
        for (int pauli = 0; pauli < 4; pauli++) {
            re = keptRe;
            im = keptIm;
            conjugate(qubit, PAULIS[pauli]);
            addTo(sumRe, sumIm, weights[pauli]);
        }
        re = sumRe;
        im = sumIm;
    }

    private void addTo(double[][] sumRe, double[][] sumIm, double weight) {
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                sumRe[i][j] += weight * re[i][j];
                sumIm[i][j] += weight * im[i][j];
            }
        }
    }

    private void rotate(Elementary.Rotation r) {
        double c = Math.cos(r.theta() / 2);
        double s = Math.sin(r.theta() / 2);
        conjugate(r.qubit(), new double[][][] {
            {{c, -s * Math.cos(r.lambda())}, {s * Math.cos(r.phi()), c * Math.cos(r.phi() + r.lambda())}},
            {{0, -s * Math.sin(r.lambda())}, {s * Math.sin(r.phi()), c * Math.sin(r.phi() + r.lambda())}}
        });
    }

    /** The phase of an entry turns by half the angle for each side, forth or back by parity. */
    private void couple(int first, int second, double angle) {
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                int left = (i >> first & 1) == (i >> second & 1) ? 1 : -1;
                int right = (j >> first & 1) == (j >> second & 1) ? 1 : -1;
                double phase = -angle / 2 * (left - right);
                double real = re[i][j];
                re[i][j] = real * Math.cos(phase) - im[i][j] * Math.sin(phase);
                im[i][j] = real * Math.sin(phase) + im[i][j] * Math.cos(phase);
            }
        }
    }

    private void cnot(int control, int target) {
        var nextRe = new double[size][size];
        var nextIm = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                int a = i ^ (i >> control & 1) << target;
                int b = j ^ (j >> control & 1) << target;
                nextRe[a][b] = re[i][j];
                nextIm[a][b] = im[i][j];
            }
        }
        re = nextRe;
        im = nextIm;
    }

    /** ρ ↦ UρU†. */
    private void conjugate(int qubit, double[][][] u) {
        left(qubit, u);
        transposeConjugate();
        left(qubit, u);
        transposeConjugate();
    }

    private void left(int qubit, double[][][] u) {
        var nextRe = new double[size][size];
        var nextIm = new double[size][size];
        for (int i = 0; i < size; i++) {
            int from = i >> qubit & 1;
            for (int to = 0; to < 2; to++) {
                int row = i & ~(1 << qubit) | to << qubit;
                double a = u[0][to][from];
                double b = u[1][to][from];
                for (int j = 0; j < size; j++) {
                    nextRe[row][j] += a * re[i][j] - b * im[i][j];
                    nextIm[row][j] += a * im[i][j] + b * re[i][j];
                }
            }
        }
        re = nextRe;
        im = nextIm;
    }

    private void transposeConjugate() {
        var nextRe = new double[size][size];
        var nextIm = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                nextRe[j][i] = re[i][j];
                nextIm[j][i] = -im[i][j];
            }
        }
        re = nextRe;
        im = nextIm;
    }
}
