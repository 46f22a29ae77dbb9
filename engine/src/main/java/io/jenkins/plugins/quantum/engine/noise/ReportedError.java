package io.jenkins.plugins.quantum.engine.noise;

/**
 * From what providers report to what a {@link NoiseModel} holds. They report e = 1 − F, the average infidelity of a gate by randomised
 * benchmarking, which contains relaxation during the gate. The model applies relaxation apart, so depolarisation is what is
 * left: with process fidelities Φ = 1 − e(d + 1)/d, λ = (Φ<sub>relax</sub> − Φ)/(Φ<sub>relax</sub> − 1/d²), and the probability of a
 * Pauli other than the identity is λ(1 − 1/d²). This is the rule of Qiskit Aer's device model,
 * λ = d(F<sub>relax</sub> − F)/(d·F<sub>relax</sub> − 1), written for process fidelities.
 */
final class ReportedError {
    private ReportedError() {}

    /** The p1 of a single-qubit gate; 0 where relaxation alone explains the error. */
    static double oneQubit(double averageInfidelity, double t1, double t2, double time) {
        return residual(averageInfidelity, 2, PauliChannel.relaxationFidelity(t1, t2, time));
    }

    /** The p2 of a two-qubit gate on qubits with the same relaxation times. */
    static double twoQubit(double averageInfidelity, double t1, double t2, double time) {
        double each = PauliChannel.relaxationFidelity(t1, t2, time);
        return twoQubit(averageInfidelity, each * each);
    }

    /** The p2 of a two-qubit gate on qubits whose relaxation alone leaves this process fidelity. */
    static double twoQubit(double averageInfidelity, double relaxed) {
        return residual(averageInfidelity, 4, relaxed);
    }

    private static double residual(double averageInfidelity, int dimension, double relaxed) {
        double reported = 1 - averageInfidelity * (dimension + 1) / dimension;
        double mixed = 1.0 / (dimension * dimension);
        double lambda = (relaxed - reported) / (relaxed - mixed);
        return Math.max(0, lambda) * (1 - mixed);
    }
}
