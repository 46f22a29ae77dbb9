package io.jenkins.plugins.quantum.engine.circuit;

import java.util.List;

/**
 * One circuit that measures several terms of an observable at once.
 *
 * @param circuit
 *     with the change of basis and the measurements
 * @param termIndices
 *     which terms of the observable
 * @param bitsOfTerm
 *     for each of {@code termIndices} the classical bits whose parity is the term's sign: even is +1
 */
public record MeasurementGroup(Circuit circuit, List<Integer> termIndices, List<List<Integer>> bitsOfTerm) {
    public MeasurementGroup {
        termIndices = List.copyOf(termIndices);
        bitsOfTerm = bitsOfTerm.stream().map(List::copyOf).toList();
    }
}
