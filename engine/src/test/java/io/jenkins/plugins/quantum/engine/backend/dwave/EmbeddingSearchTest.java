package io.jenkins.plugins.quantum.engine.backend.dwave;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.backend.dwave.WorkingGraph.Pair;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel.Coupling;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel.Vartype;
import io.jenkins.plugins.quantum.engine.testkit.dwave.AnnealerGraph;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingSearchTest {
    private static WorkingGraph working(AnnealerGraph graph) {
        return new WorkingGraph(
                "chimera",
                graph.id(),
                graph.qubits(),
                graph.couplers().stream()
                        .map(pair -> Pair.of(pair.get(0), pair.get(1)))
                        .toList(),
                Json.object());
    }

    private static BinaryQuadraticModel clique(int variables) {
        var couplings = new ArrayList<Coupling>();
        for (int i = 0; i < variables; i++) {
            for (int j = i + 1; j < variables; j++) {
                couplings.add(new Coupling(i, j, 1));
            }
        }
        return new BinaryQuadraticModel(Vartype.ISING, Collections.nCopies(variables, 1.0), couplings, 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 8, 10})
    void shouldPlaceVariablesThatAreAllCoupled(int variables) {
        WorkingGraph graph = working(AnnealerGraph.zephyr(4));
        BinaryQuadraticModel model = clique(variables);

        Embedding embedding = new EmbeddingSearch(model, graph).search().orElseThrow();

        check(model, graph, embedding);
    }

    @Test
    void shouldFindTheSameChainsAgain() {
        WorkingGraph graph = working(AnnealerGraph.zephyr(3));

        assertThat(new EmbeddingSearch(clique(7), graph).search())
                .isEqualTo(new EmbeddingSearch(clique(7), graph).search());
    }

    @Test
    void shouldPlaceALoopOnAGraphWithoutTriangles() {
        WorkingGraph graph = working(AnnealerGraph.chimera(3));

        check(clique(5), graph, new EmbeddingSearch(clique(5), graph).search().orElseThrow());
    }

    @Test
    void shouldGiveUpOnWhatDoesNotFit() {
        assertThat(new EmbeddingSearch(clique(12), working(AnnealerGraph.chimera(1))).search())
                .isEqualTo(Optional.empty());
    }

    private static void check(BinaryQuadraticModel model, WorkingGraph graph, Embedding embedding) {
        var seen = new HashSet<Integer>();
        var couplers = new HashSet<>(graph.couplers());
        for (List<Integer> chain : embedding.chains()) {
            assertThat(chain).isNotEmpty().allMatch(seen::add);
            assertThat(reached(chain, couplers)).containsExactlyInAnyOrderElementsOf(chain);
        }
        for (Coupling coupling : model.quadratic()) {
            List<Integer> one = embedding.chains().get(coupling.first());
            List<Integer> other = embedding.chains().get(coupling.second());
            assertThat(one).anyMatch(a -> other.stream().anyMatch(b -> couplers.contains(Pair.of(a, b))));
        }
    }

    private static Set<Integer> reached(List<Integer> chain, Set<Pair> couplers) {
        var reached = new HashSet<Integer>(Set.of(chain.get(0)));
        var next = new ArrayDeque<>(reached);
        while (!next.isEmpty()) {
            int qubit = next.remove();
            for (int other : chain) {
                if (couplers.contains(Pair.of(qubit, other)) && reached.add(other)) {
                    next.add(other);
                }
            }
        }
        return reached;
    }
}
