package io.jenkins.plugins.quantum.engine.circuit;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A sum of Pauli strings.
 *
 * @param terms
 *     at least one
 */
public record Observable(List<Term> terms) {
    public Observable {
        terms = List.copyOf(terms);
    }

    /**
     * A Pauli string with its coefficient.
     *
     * @param coefficient
     *     real
     * @param paulis
     *     by qubit; empty for the identity
     */
    public record Term(double coefficient, Map<Integer, Pauli> paulis) {
        public Term {
            paulis = Collections.unmodifiableMap(new TreeMap<>(paulis));
        }
    }
}
