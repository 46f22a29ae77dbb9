package io.jenkins.plugins.quantum.engine.backend.builtin;

import io.jenkins.plugins.quantum.engine.circuit.Elementary;
import io.jenkins.plugins.quantum.engine.circuit.ElementaryCircuit;
import java.util.Arrays;

/** The qubits on which a gate acts, numbered without gaps: idle ones stay in 0 and cost nothing. */
final class UsedQubits {
    private final int[] compact;
    private final int count;

    UsedQubits(ElementaryCircuit circuit) {
        compact = new int[circuit.qubits()];
        for (Elementary operation : circuit.operations()) {
            if (operation instanceof Elementary.Rotation rotation) {
                compact[rotation.qubit()] = 1;
            } else if (operation instanceof Elementary.Cnot cnot) {
                compact[cnot.control()] = 1;
                compact[cnot.target()] = 1;
            } else if (operation instanceof Elementary.Coupling coupling) {
                compact[coupling.first()] = 1;
                compact[coupling.second()] = 1;
            }
        }
        int next = 0;
        for (int qubit = 0; qubit < compact.length; qubit++) {
            compact[qubit] = compact[qubit] == 1 ? next++ : -1;
        }
        count = next;
    }

    /** How many. */
    int count() {
        return count;
    }

    /** The number of a qubit among the used ones, or −1 where it is idle. */
    int index(int qubit) {
        return compact[qubit];
    }

    @Override
    public String toString() {
        return Arrays.toString(compact);
    }
}
