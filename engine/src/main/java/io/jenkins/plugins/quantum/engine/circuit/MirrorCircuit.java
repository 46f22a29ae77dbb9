package io.jenkins.plugins.quantum.engine.circuit;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A circuit that undoes itself and ends, without errors, in one known outcome: the gates U, random Pauli gates on every qubit, and U†
 * carried through them (Proctor et al., Nature Physics 18, 2022). In the second half every rotation's angles get the signs that the Paulis
 * before it ask for, so that coherent errors of the two halves do not just cancel, and each outcome bit is 0 or 1 at random, so that a stuck
 * qubit is seen.
 *
 * @param circuit
 *     measures every qubit, qubit k into bit k
 * @param outcome
 *     that it ends in, highest bit first
 */
public record MirrorCircuit(Circuit circuit, String outcome) {
    /**
     * A mirror of a circuit.
     *
     * @param bound
     *     without free inputs, measured at its end only
     * @throws IllegalArgumentException
     *     when it measures, resets or branches before its end
     */
    public static MirrorCircuit of(Circuit bound, UniformRandomProvider random) {
        GateSequence forward = GateSequence.of(bound);
        int qubits = forward.qubits();
        var steps = new ArrayList<>(forward.barrier().steps());
        boolean[] x = new boolean[qubits];
        boolean[] z = new boolean[qubits];
        for (int qubit = 0; qubit < qubits; qubit++) {
            x[qubit] = random.nextBoolean();
            z[qubit] = random.nextBoolean();
            pauli(x[qubit], z[qubit], qubit, steps);
        }
        List<Elementary> back = Lowering.lower(forward.inverse().circuit()).operations();
        for (Elementary step : back) {
            carry(step, x, z, steps);
        }
        var outcome = new StringBuilder();
        for (int qubit = qubits - 1; qubit >= 0; qubit--) {
            outcome.append(x[qubit] ? '1' : '0');
        }
        var circuit = new GateSequence(forward.registers(), List.of(), steps).measuringAll();
        return new MirrorCircuit(circuit, outcome.toString());
    }

    private static void pauli(boolean x, boolean z, int qubit, List<Instruction> steps) {
        if (x || z) {
            Gate gate = x && z ? Gate.Y : x ? Gate.X : Gate.Z;
            steps.add(new Instruction.Apply(gate, List.of(), List.of(qubit)));
        }
    }

    /** Adds a step of U† so that it acts as if the Paulis came after it. */
    private static void carry(Elementary step, boolean[] x, boolean[] z, List<Instruction> steps) {
        if (step instanceof Elementary.Rotation rotation) {
            int qubit = rotation.qubit();
            // U = RZ(φ)·RY(θ)·RZ(λ): X turns about the opposite of Y and Z, Z about the opposite of Y
            double zSign = x[qubit] ? -1 : 1;
            double ySign = x[qubit] == z[qubit] ? 1 : -1;
            steps.add(new Instruction.Apply(
                    Gate.U,
                    List.of(
                            Angle.of(ySign * rotation.theta()),
                            Angle.of(zSign * rotation.phi()),
                            Angle.of(zSign * rotation.lambda())),
                    List.of(qubit)));
        } else if (step instanceof Elementary.Cnot cnot) {
            x[cnot.target()] ^= x[cnot.control()];
            z[cnot.control()] ^= z[cnot.target()];
            steps.add(new Instruction.Apply(Gate.CX, List.of(), List.of(cnot.control(), cnot.target())));
        } else {
            throw new IllegalArgumentException("a circuit that measures only at its end is needed");
        }
    }
}
