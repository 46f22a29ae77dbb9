package io.jenkins.plugins.quantum.engine.backend.iqm;

import io.jenkins.plugins.quantum.engine.circuit.PhasedGate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds qubits of a machine for those of a circuit such that every entangling gate has a calibrated place: a search with backtracking, the
 * most bound qubit first. It moves nothing: a circuit that needs swaps has no placement.
 */
final class Placement {
    /** After so many tries a circuit counts as one that does not fit. */
    private static final int MOST_TRIES = 200_000;

    private final IqmArchitecture machine;
    private final List<Set<Integer>> neighbours = new ArrayList<>();
    private final BitSet turned = new BitSet();
    private final BitSet measured = new BitSet();
    private final String[] places;
    private final Set<String> taken = new HashSet<>();
    private int tries;

    private Placement(IqmArchitecture machine, int qubits) {
        this.machine = machine;
        places = new String[qubits];
        for (int qubit = 0; qubit < qubits; qubit++) {
            neighbours.add(new LinkedHashSet<>());
        }
    }

    /**
     * Looks for one.
     *
     * @param gates
     *     of the circuit
     * @param readOut
     *     the qubits that it measures
     * @return by the circuit's qubit the name of a qubit of the machine, where anything happens to it
     */
    static Optional<List<Optional<String>>> find(
            IqmArchitecture machine, int qubits, List<PhasedGate> gates, int[] readOut) {
        var placement = new Placement(machine, qubits);
        for (PhasedGate gate : gates) {
            if (gate instanceof PhasedGate.Pair pair) {
                placement.neighbours.get(pair.first()).add(pair.second());
                placement.neighbours.get(pair.second()).add(pair.first());
            } else if (gate instanceof PhasedGate.Turn turn) {
                placement.turned.set(turn.qubit());
            }
        }
        for (int qubit : readOut) {
            placement.measured.set(qubit);
        }
        return placement.place()
                ? Optional.of(Arrays.stream(placement.places)
                        .map(Optional::ofNullable)
                        .toList())
                : Optional.empty();
    }

    private boolean place() {
        int qubit = next();
        if (qubit < 0) {
            return true;
        }
        for (String candidate : machine.qubits()) {
            if (++tries > MOST_TRIES) {
                return false;
            }
            if (fits(qubit, candidate)) {
                places[qubit] = candidate;
                taken.add(candidate);
                if (place()) {
                    return true;
                }
                taken.remove(candidate);
                places[qubit] = null;
            }
        }
        return false;
    }

    /** The qubit with most placed neighbours, then with most neighbours; −1 when all that are used have a place. */
    private int next() {
        int best = -1;
        int bestBound = -1;
        for (int qubit = 0; qubit < places.length; qubit++) {
            boolean used = turned.get(qubit)
                    || measured.get(qubit)
                    || !neighbours.get(qubit).isEmpty();
            if (used && places[qubit] == null) {
                int placed = (int) neighbours.get(qubit).stream()
                        .filter(other -> places[other] != null)
                        .count();
                int bound = placed * places.length + neighbours.get(qubit).size();
                if (bound > bestBound) {
                    best = qubit;
                    bestBound = bound;
                }
            }
        }
        return best;
    }

    private boolean fits(int qubit, String candidate) {
        if (taken.contains(candidate)
                || turned.get(qubit) && !machine.turns().contains(candidate)
                || measured.get(qubit) && !machine.measured().contains(candidate)) {
            return false;
        }
        for (int other : neighbours.get(qubit)) {
            if (places[other] != null
                    && machine.entangle(candidate, places[other]).isEmpty()) {
                return false;
            }
        }
        return true;
    }
}
