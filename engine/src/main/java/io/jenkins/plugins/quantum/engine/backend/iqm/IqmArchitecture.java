package io.jenkins.plugins.quantum.engine.backend.iqm;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What is calibrated now: only these gates at these places are legal.
 *
 * @param calibrationSet
 *     its id
 * @param qubits
 *     names, in the service's order
 * @param turns
 *     qubits with PRX
 * @param pairs
 *     places of CZ: two names, in the calibrated order; the second may be a resonator
 * @param moves
 *     places of MOVE: a qubit and a resonator to which its state can be moved
 * @param measured
 *     qubits that can be measured
 */
record IqmArchitecture(
        String calibrationSet,
        List<String> qubits,
        Set<String> turns,
        Set<List<String>> pairs,
        Set<List<String>> moves,
        Set<String> measured) {
    private static final int MOST_QUBITS = 10_000;

    IqmArchitecture {
        qubits = List.copyOf(qubits);
    }

    /**
     * Reads a dynamic quantum architecture.
     *
     * @throws BackendException
     *     when it has no id or no qubits
     */
    static IqmArchitecture read(JsonNode answer) throws BackendException {
        String id = answer.path("calibration_set_id").asText("");
        var qubits = new ArrayList<String>();
        answer.path("qubits").forEach(qubit -> qubits.add(qubit.asText()));
        if (id.isEmpty() || qubits.isEmpty() || qubits.size() > MOST_QUBITS) {
            throw new BackendException("IQM's answer does not say which qubits are calibrated", Kind.TRANSIENT);
        }
        var turns = new LinkedHashSet<String>();
        loci(answer, "prx").forEach(locus -> turns.add(locus.get(0)));
        var measured = new LinkedHashSet<String>();
        loci(answer, "measure").forEach(measured::addAll);
        var pairs = new LinkedHashSet<List<String>>();
        loci(answer, "cz").stream().filter(locus -> locus.size() == 2).forEach(pairs::add);
        var moves = new LinkedHashSet<List<String>>();
        loci(answer, "move").stream().filter(locus -> locus.size() == 2).forEach(moves::add);
        return new IqmArchitecture(id, qubits, turns, pairs, moves, measured);
    }

    private static List<List<String>> loci(JsonNode answer, String gate) {
        var loci = new ArrayList<List<String>>();
        for (JsonNode implementation : answer.path("gates").path(gate).path("implementations")) {
            for (JsonNode locus : implementation.path("loci")) {
                var names = new ArrayList<String>();
                locus.forEach(name -> names.add(name.asText()));
                if (!names.isEmpty()) {
                    loci.add(List.copyOf(names));
                }
            }
        }
        return loci;
    }

    /** A gate at a place. */
    record Step(String name, List<String> locus) {}

    /**
     * How a CZ on two qubits is done: directly where they are coupled, or by moving the state of one of them to a resonator, a CZ
     * between the other and the resonator, and moving it back. Empty where there is no way.
     */
    List<Step> entangle(String first, String second) {
        List<String> asked = List.of(first, second);
        List<String> turned = List.of(second, first);
        if (pairs.contains(asked) || pairs.contains(turned)) {
            return List.of(new Step("cz", pairs.contains(asked) ? asked : turned));
        }
        for (List<String> move : moves) {
            String other = move.get(0).equals(first) ? second : first;
            List<String> meeting = List.of(other, move.get(1));
            if ((move.get(0).equals(first) || move.get(0).equals(second)) && pairs.contains(meeting)) {
                var there = new Step("move", move);
                return List.of(there, new Step("cz", meeting), there);
            }
        }
        return List.of();
    }
}
