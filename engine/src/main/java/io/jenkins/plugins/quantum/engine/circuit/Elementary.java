package io.jenkins.plugins.quantum.engine.circuit;

import java.util.List;

/**
 * A step of a lowered circuit: what every simulator can run and where noise acts. Global phases are dropped.
 */
public sealed interface Elementary {
    /**
     * U(θ, φ, λ) on one qubit.
     *
     * @param physical
     *     whether a device would play a pulse for it. False for gates that only shift a frame (id, z, s, t, rz, p and
     *     their inverses) and for the single-qubit parts of a lowered two-qubit gate, whose errors are counted in the
     *     error of its CNOTs: noise does not act on those.
     */
    record Rotation(int qubit, double theta, double phi, double lambda, boolean physical) implements Elementary {}

    /**
     * Controlled NOT; noise acts on it.
     *
     * @param crowded
     *     whether another one runs beside it at the same time, which makes its errors more likely; lowering leaves that to the
     *     noise
     */
    record Cnot(int control, int target, boolean crowded) implements Elementary {
        /** One that runs alone. */
        public Cnot(int control, int target) {
            this(control, target, false);
        }
    }

    /**
     * e<sup>−i·angle/2·Z⊗Z</sup> on two qubits: no gate of a circuit, but something that a device does besides. Lowering never makes it, noise
     * does not act on it.
     */
    record Coupling(int first, int second, double angle) implements Elementary {}

    /** Measurement. */
    record Measurement(int qubit, int bit) implements Elementary {}

    /** Return to 0. */
    record ResetQubit(int qubit) implements Elementary {}

    /** Steps under a classical condition. */
    record Branch(Instruction.Condition condition, List<Elementary> then, List<Elementary> otherwise)
            implements Elementary {
        public Branch {
            then = List.copyOf(then);
            otherwise = List.copyOf(otherwise);
        }
    }
}
