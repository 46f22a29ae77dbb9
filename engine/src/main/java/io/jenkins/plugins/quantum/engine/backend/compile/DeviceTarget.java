package io.jenkins.plugins.quantum.engine.backend.compile;

import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Gate;
import io.jenkins.plugins.quantum.engine.circuit.Instruction;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a device runs: its own gates, on its own pairs of qubits.
 *
 * @param device
 *     its name in messages
 * @param qubits
 *     how many it has; physical qubits have the numbers from 0
 * @param basis
 *     its gates: RZ and SX (or U, or RZ and RY), and CZ or CX, with any others
 * @param pairs
 *     where gates on two qubits act, first qubit first; empty where every pair is connected
 */
public record DeviceTarget(String device, int qubits, Set<Gate> basis, Set<Pair> pairs) {
    private static final Set<Gate> SYMMETRIC =
            EnumSet.of(Gate.CZ, Gate.CP, Gate.CS, Gate.CSDG, Gate.SWAP, Gate.ISWAP, Gate.RXX, Gate.RYY, Gate.RZZ);

    public DeviceTarget {
        basis = Set.copyOf(basis);
        pairs = Set.copyOf(pairs);
    }

    /** Two physical qubits; the order counts for gates that are not symmetric. */
    public record Pair(int first, int second) {}

    /** Whether a gate acts on two qubits in this order. */
    boolean connects(Gate gate, int first, int second) {
        return pairs.isEmpty()
                || pairs.contains(new Pair(first, second))
                || SYMMETRIC.contains(gate) && pairs.contains(new Pair(second, first));
    }

    /** Whether all its gates on two qubits are the same both ways round. */
    boolean symmetric() {
        return basis.stream().filter(gate -> gate.qubits() == 2).allMatch(SYMMETRIC::contains);
    }

    /**
     * The first thing for which the device would refuse a circuit; empty when it runs it as it is.
     *
     * @param circuit
     *     over physical qubits
     * @param physical
     *     the physical qubit of each of its qubits
     */
    Optional<String> refuses(Circuit circuit, List<Integer> physical) {
        for (int qubit : physical) {
            if (qubit < 0 || qubit >= qubits) {
                return Optional.of("it has no qubit " + qubit);
            }
        }
        return refuses(circuit.instructions(), physical);
    }

    private Optional<String> refuses(List<Instruction> steps, List<Integer> physical) {
        for (Instruction step : steps) {
            Optional<String> refused = Optional.empty();
            if (step instanceof Instruction.Apply apply) {
                refused = refuses(apply, physical);
            } else if (step instanceof Instruction.Conditional conditional) {
                refused = refuses(conditional.then(), physical).or(() -> refuses(conditional.otherwise(), physical));
            }
            if (refused.isPresent()) {
                return refused;
            }
        }
        return Optional.empty();
    }

    private Optional<String> refuses(Instruction.Apply apply, List<Integer> physical) {
        Gate gate = apply.gate();
        String name = gate.name().toLowerCase(Locale.ROOT);
        if (!basis.contains(gate)) {
            return Optional.of("it has no gate " + name);
        }
        if (gate.qubits() == 2) {
            int first = physical.get(apply.qubits().get(0));
            int second = physical.get(apply.qubits().get(1));
            if (!connects(gate, first, second)) {
                return Optional.of("it has no " + name + " on qubits " + first + " and " + second);
            }
        }
        return Optional.empty();
    }
}
