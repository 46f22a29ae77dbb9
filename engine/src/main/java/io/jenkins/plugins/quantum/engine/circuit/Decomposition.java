package io.jenkins.plugins.quantum.engine.circuit;

import static io.jenkins.plugins.quantum.engine.circuit.Angles.HALF_PI;
import static io.jenkins.plugins.quantum.engine.circuit.Angles.QUARTER_PI;
import static io.jenkins.plugins.quantum.engine.circuit.Angles.ZERO;
import static io.jenkins.plugins.quantum.engine.circuit.Angles.difference;
import static io.jenkins.plugins.quantum.engine.circuit.Angles.half;
import static io.jenkins.plugins.quantum.engine.circuit.Angles.negated;
import static io.jenkins.plugins.quantum.engine.circuit.Angles.sum;

import java.util.List;

/**
 * The standard gates on two and three qubits as gates on one qubit and CNOTs, exact with their global phase (so that each
 * step may be controlled). After Nielsen and Chuang, <i>Quantum Computation and Quantum Information</i>, 4.3.
 */
final class Decomposition {
    /** Takes the steps in order. */
    @FunctionalInterface
    interface Sink {
        void apply(Gate gate, List<Angle> angles, int... qubits);
    }

    private final Sink sink;

    private Decomposition(Sink sink) {
        this.sink = sink;
    }

    /** Whether a gate needs no decomposition. */
    static boolean elementary(Gate gate) {
        return gate.qubits() == 1 || gate == Gate.CX;
    }

    /** Gives the steps of a gate, itself when it is elementary. */
    static void expand(Gate gate, List<Angle> angles, int[] qubits, Sink sink) {
        if (elementary(gate)) {
            sink.apply(gate, angles, qubits);
        } else if (gate.qubits() == 2) {
            new Decomposition(sink).expand2(gate, angles, qubits[0], qubits[1]);
        } else {
            new Decomposition(sink).expand3(gate, qubits[0], qubits[1], qubits[2]);
        }
    }

    private void expand2(Gate gate, List<Angle> angles, int a, int b) {
        switch (gate) {
            case CY -> {
                one(Gate.SDG, b);
                cx(a, b);
                one(Gate.S, b);
            }
            case CZ -> {
                one(Gate.H, b);
                cx(a, b);
                one(Gate.H, b);
            }
            case CH -> {
                one(Gate.RY, QUARTER_PI, b);
                cx(a, b);
                one(Gate.RY, negated(QUARTER_PI), b);
            }
            case CS -> controlledPhase(HALF_PI, a, b);
            case CSDG -> controlledPhase(negated(HALF_PI), a, b);
            case CSX -> {
                one(Gate.H, b);
                controlledPhase(HALF_PI, a, b);
                one(Gate.H, b);
            }
            case CP -> controlledPhase(angles.get(0), a, b);
            case CRX -> {
                one(Gate.H, b);
                controlledRotation(Gate.RZ, angles.get(0), a, b);
                one(Gate.H, b);
            }
            case CRY -> controlledRotation(Gate.RY, angles.get(0), a, b);
            case CRZ -> controlledRotation(Gate.RZ, angles.get(0), a, b);
            case CU -> controlledUnitary(angles, a, b);
            default -> exchange(gate, angles, a, b);
        }
    }

    private void exchange(Gate gate, List<Angle> angles, int a, int b) {
        switch (gate) {
            case SWAP -> {
                cx(a, b);
                cx(b, a);
                cx(a, b);
            }
            case ISWAP -> {
                one(Gate.S, a);
                one(Gate.S, b);
                one(Gate.H, a);
                cx(a, b);
                cx(b, a);
                one(Gate.H, b);
            }
            case ECR -> {
                one(Gate.S, a);
                one(Gate.RX, HALF_PI, b);
                cx(a, b);
                one(Gate.X, a);
            }
            case RXX -> {
                one(Gate.H, a);
                one(Gate.H, b);
                parity(angles.get(0), a, b);
                one(Gate.H, a);
                one(Gate.H, b);
            }
            case RYY -> {
                one(Gate.RX, HALF_PI, a);
                one(Gate.RX, HALF_PI, b);
                parity(angles.get(0), a, b);
                one(Gate.RX, negated(HALF_PI), a);
                one(Gate.RX, negated(HALF_PI), b);
            }
            case RZZ -> parity(angles.get(0), a, b);
            case RZX -> {
                one(Gate.H, b);
                parity(angles.get(0), a, b);
                one(Gate.H, b);
            }
            default -> throw new IllegalArgumentException("no decomposition of " + gate);
        }
    }

    private void expand3(Gate gate, int a, int b, int c) {
        switch (gate) {
            case CCX -> {
                one(Gate.H, c);
                doublyControlledZ(a, b, c);
                one(Gate.H, c);
            }
            case CCZ -> doublyControlledZ(a, b, c);
            case CSWAP -> {
                cx(c, b);
                expand3(Gate.CCX, a, b, c);
                cx(c, b);
            }
            default -> throw new IllegalArgumentException("no decomposition of " + gate);
        }
    }

    private void doublyControlledZ(int a, int b, int c) {
        cx(b, c);
        one(Gate.TDG, c);
        cx(a, c);
        one(Gate.T, c);
        cx(b, c);
        one(Gate.TDG, c);
        cx(a, c);
        one(Gate.T, b);
        one(Gate.T, c);
        cx(a, b);
        one(Gate.T, a);
        one(Gate.TDG, b);
        cx(a, b);
    }

    private void controlledPhase(Angle angle, int a, int b) {
        Angle half = half(angle);
        one(Gate.P, half, a);
        cx(a, b);
        one(Gate.P, negated(half), b);
        cx(a, b);
        one(Gate.P, half, b);
    }

    private void controlledRotation(Gate rotation, Angle angle, int a, int b) {
        Angle half = half(angle);
        one(rotation, half, b);
        cx(a, b);
        one(rotation, negated(half), b);
        cx(a, b);
    }

    private void controlledUnitary(List<Angle> angles, int a, int b) {
        Angle theta = half(angles.get(0));
        Angle phi = angles.get(1);
        Angle lambda = angles.get(2);
        Angle mean = half(sum(phi, lambda));
        one(Gate.P, sum(angles.get(3), mean), a);
        one(Gate.P, half(difference(lambda, phi)), b);
        cx(a, b);
        sink.apply(Gate.U, List.of(negated(theta), ZERO, negated(mean)), b);
        cx(a, b);
        sink.apply(Gate.U, List.of(theta, phi, ZERO), b);
    }

    private void parity(Angle angle, int a, int b) {
        cx(a, b);
        one(Gate.RZ, angle, b);
        cx(a, b);
    }

    private void cx(int control, int target) {
        sink.apply(Gate.CX, List.of(), control, target);
    }

    private void one(Gate gate, int qubit) {
        sink.apply(gate, List.of(), qubit);
    }

    private void one(Gate gate, Angle angle, int qubit) {
        sink.apply(gate, List.of(angle), qubit);
    }
}
