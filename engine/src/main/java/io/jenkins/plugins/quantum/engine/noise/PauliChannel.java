package io.jenkins.plugins.quantum.engine.noise;

/**
 * Probabilities of Pauli errors on one or two qubits. A Pauli is coded by its X part in bit 0 and its Z part in bit 1
 * (0 = I, 1 = X, 2 = Z, 3 = Y); on two qubits the code of the second stands above that of the first. Composition is the exclusive or
 * of codes, up to a phase that no probability sees.
 *
 * @param probabilities
 *     by code, 4 or 16, summing to 1
 */
record PauliChannel(double[] probabilities) {
    private static final int ONE_QUBIT = 4;
    private static final int TWO_QUBITS = 16;

    /** One of the non-identity Paulis on one (4 codes) or two (16 codes) qubits, each equally likely, with probability p in all. */
    private static PauliChannel depolarising(int codes, double p) {
        var probabilities = new double[codes];
        java.util.Arrays.fill(probabilities, p / (codes - 1));
        probabilities[0] = 1 - p;
        return new PauliChannel(probabilities);
    }

    static PauliChannel afterRotation(double p1, NoiseModel.Errors errors, double time) {
        return depolarising(ONE_QUBIT, p1).then(twirledRelaxation(errors, time));
    }

    static PauliChannel afterCnot(double p2, NoiseModel.Errors first, NoiseModel.Errors second, double time) {
        return depolarising(TWO_QUBITS, p2)
                .then(twirledRelaxation(first, time).beside(twirledRelaxation(second, time)));
    }

    /**
     * Relaxation over a time, averaged over Pauli frames: p<sub>x</sub> = p<sub>y</sub> = (1 − e<sup>−t/T1</sup>)/4,
     * p<sub>z</sub> = (1 − e<sup>−t/T2</sup>)/2 − p<sub>x</sub> (Geller and Zhou, Phys. Rev. A 88, 012314, 2013).
     */
    private static PauliChannel twirledRelaxation(NoiseModel.Errors errors, double time) {
        return twirledRelaxation(errors.t1(), errors.t2(), time);
    }

    private static PauliChannel twirledRelaxation(double t1, double t2, double time) {
        double flip = -Math.expm1(-time / t1) / 4;
        // Not below 0 while T2 ≤ 2·T1, which whoever makes the model ensures; rounding may go a hair below.
        double phase = Math.max(0, -Math.expm1(-time / t2) / 2 - flip);
        return new PauliChannel(new double[] {1 - 2 * flip - phase, flip, phase, flip});
    }

    /** The probability that relaxation over a time leaves a qubit as it is: its process fidelity. */
    static double relaxationFidelity(double t1, double t2, double time) {
        return twirledRelaxation(t1, t2, time).probabilities[0];
    }

    /**
     * How far relaxation over a time is from its average over Pauli frames: half the diamond norm of their difference. The average leaves
     * out only that a qubit relaxes towards 0, ρ ↦ (1 − e<sup>−t/T1</sup>)·tr(ρ)·Z/2, so it is (1 − e<sup>−t/T1</sup>)/2.
     */
    static double twirlingError(double t1, double time) {
        return -Math.expm1(-time / t1) / 2;
    }

    private PauliChannel then(PauliChannel next) {
        var composed = new double[probabilities.length];
        for (int a = 0; a < composed.length; a++) {
            for (int b = 0; b < composed.length; b++) {
                composed[a ^ b] += probabilities[a] * next.probabilities[b];
            }
        }
        return new PauliChannel(composed);
    }

    private PauliChannel beside(PauliChannel second) {
        var both = new double[TWO_QUBITS];
        for (int code = 0; code < TWO_QUBITS; code++) {
            both[code] = probabilities[code % ONE_QUBIT] * second.probabilities[code / ONE_QUBIT];
        }
        return new PauliChannel(both);
    }

    /** The probability that anything happens. */
    double error() {
        double sum = 0;
        for (int code = 1; code < probabilities.length; code++) {
            sum += probabilities[code];
        }
        return sum;
    }

    /** The error whose share of the whole error probability a number falls into; {@code u} from 0 to 1. */
    int errorAt(double u) {
        double left = u * error();
        int last = 0;
        for (int code = 1; code < probabilities.length; code++) {
            if (probabilities[code] > 0) {
                last = code;
                left -= probabilities[code];
                if (left < 0) {
                    return code;
                }
            }
        }
        return last;
    }
}
