package io.jenkins.plugins.quantum.engine.circuit;

import java.util.List;

/**
 * A bound circuit lowered to rotations and CNOTs by {@link Lowering}.
 *
 * @param qubits
 *     number of qubits
 * @param bits
 *     number of classical bits
 * @param operations
 *     in order
 */
public record ElementaryCircuit(int qubits, int bits, List<Elementary> operations) {
    public ElementaryCircuit {
        operations = List.copyOf(operations);
    }
}
