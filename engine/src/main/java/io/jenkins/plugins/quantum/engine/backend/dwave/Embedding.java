package io.jenkins.plugins.quantum.engine.backend.dwave;

import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel.Coupling;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where a problem's variables are on a device: each on a chain of coupled qubits that are made to agree. A variable without a bias and
 * without couplings has no effect on the energy and no chain.
 *
 * @param chains
 *     the qubits of each variable, ascending; empty for variables that are not sent
 */
record Embedding(List<List<Integer>> chains) {
    private static final String DIRECT = "direct";

    Embedding {
        chains = chains.stream().map(List::copyOf).toList();
    }

    /** The variables that have a bias or a coupling. */
    static Set<Integer> used(BinaryQuadraticModel model) {
        var used = new HashSet<Integer>();
        for (int variable = 0; variable < model.variables(); variable++) {
            if (model.linear().get(variable) != 0) {
                used.add(variable);
            }
        }
        for (Coupling coupling : model.quadratic()) {
            used.add(coupling.first());
            used.add(coupling.second());
        }
        return used;
    }

    /** Every variable on the qubit of its own number; empty where the device has not all of these qubits and couplers. */
    static Optional<Embedding> direct(BinaryQuadraticModel model, WorkingGraph graph) {
        Set<Integer> used = used(model);
        Set<WorkingGraph.Pair> pairs = model.quadratic().stream()
                .map(coupling -> new WorkingGraph.Pair(coupling.first(), coupling.second()))
                .collect(Collectors.toSet());
        if (!new HashSet<>(graph.qubits()).containsAll(used) || !graph.couples(pairs)) {
            return Optional.empty();
        }
        var chains = new ArrayList<List<Integer>>();
        for (int variable = 0; variable < model.variables(); variable++) {
            chains.add(used.contains(variable) ? List.of(variable) : List.of());
        }
        return Optional.of(new Embedding(chains));
    }

    /** How many qubits it takes. */
    int qubits() {
        return chains.stream().mapToInt(List::size).sum();
    }

    /** A text for {@link #read}: {@code direct}, or the chains with {@code ,} between qubits and {@code ;} between variables. */
    String text() {
        boolean direct = true;
        for (int variable = 0; variable < chains.size(); variable++) {
            List<Integer> chain = chains.get(variable);
            direct &= chain.isEmpty() || chain.equals(List.of(variable));
        }
        return direct
                ? DIRECT
                : chains.stream()
                        .map(chain -> chain.stream().map(String::valueOf).collect(Collectors.joining(",")))
                        .collect(Collectors.joining(";"));
    }

    /**
     * What {@link #text} wrote.
     *
     * @param active
     *     the qubits that the service reports, which say which variables a direct embedding sent
     * @throws NumberFormatException
     *     when it is damaged
     */
    static Embedding read(String text, int variables, Set<Integer> active) {
        var chains = new ArrayList<List<Integer>>();
        if (text.equals(DIRECT)) {
            for (int variable = 0; variable < variables; variable++) {
                chains.add(active.contains(variable) ? List.of(variable) : List.of());
            }
            return new Embedding(chains);
        }
        for (String chain : text.split(";", -1)) {
            var qubits = new ArrayList<Integer>();
            for (String qubit : chain.isEmpty() ? new String[0] : chain.split(",")) {
                qubits.add(Integer.valueOf(qubit));
            }
            chains.add(qubits);
        }
        return new Embedding(chains);
    }
}
