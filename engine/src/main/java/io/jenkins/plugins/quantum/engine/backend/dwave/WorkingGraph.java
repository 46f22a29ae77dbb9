package io.jenkins.plugins.quantum.engine.backend.dwave;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A quantum processor's qubits and couplers that work today, in the order in which the service lists them, which is the order of its
 * binary forms.
 *
 * @param solver
 *     the device's name
 * @param graphId
 *     changes whenever a qubit or coupler comes or goes
 * @param qubits
 *     their numbers
 * @param couplers
 *     pairs of qubits
 * @param properties
 *     all that the service says of the device
 */
record WorkingGraph(String solver, String graphId, List<Integer> qubits, List<Pair> couplers, JsonNode properties) {
    WorkingGraph {
        qubits = List.copyOf(qubits);
        couplers = List.copyOf(couplers);
    }

    /** Two qubits or two variables, the lower first. */
    record Pair(int low, int high) {
        static Pair of(int one, int other) {
            return one < other ? new Pair(one, other) : new Pair(other, one);
        }
    }

    /**
     * Reads a solver's description; empty when it has no qubits, as hybrid solvers have none.
     *
     * @throws BackendException
     *     {@link Kind#TRANSIENT} when it describes no solver at all: a proxy's or a failing server's answer decides nothing, least of
     *     all that a job which may have been accepted cannot be searched for
     */
    static Optional<WorkingGraph> read(JsonNode solver) throws BackendException {
        JsonNode properties = solver.path("properties");
        if (!properties.path("qubits").isArray() || !properties.path("couplers").isArray()) {
            if (properties.path("category").asText().isEmpty()) {
                throw new BackendException("the answer does not describe a solver", Kind.TRANSIENT);
            }
            return Optional.empty();
        }
        var qubits = new ArrayList<Integer>();
        properties.path("qubits").forEach(qubit -> qubits.add(qubit.asInt()));
        var couplers = new ArrayList<Pair>();
        properties
                .path("couplers")
                .forEach(pair ->
                        couplers.add(Pair.of(pair.path(0).asInt(), pair.path(1).asInt())));
        return Optional.of(new WorkingGraph(
                solver.at("/identity/name").asText(),
                solver.at("/identity/version/graph_id").asText(),
                qubits,
                couplers,
                properties));
    }

    /** Whether each pair of qubits is coupled. */
    boolean couples(Set<Pair> pairs) {
        return new HashSet<>(couplers).containsAll(pairs);
    }

    /** The neighbours of every qubit. */
    Map<Integer, List<Integer>> neighbours() {
        var neighbours = new HashMap<Integer, List<Integer>>();
        qubits.forEach(qubit -> neighbours.put(qubit, new ArrayList<>()));
        for (Pair pair : couplers) {
            if (neighbours.containsKey(pair.low()) && neighbours.containsKey(pair.high())) {
                neighbours.get(pair.low()).add(pair.high());
                neighbours.get(pair.high()).add(pair.low());
            }
        }
        return neighbours;
    }
}
