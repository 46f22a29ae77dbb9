package io.jenkins.plugins.quantum.engine.backend.dwave;

import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel.Coupling;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Finds chains for a problem that does not fit directly: the heuristic of Cai, Macready and Roy, "A practical heuristic for finding graph
 * minors" (arXiv:1406.2741). Each variable in turn is placed where the paths to its neighbours' chains are cheapest; a qubit costs
 * exponentially more for each chain that it is already in, so that overlaps disappear over the passes. A path is divided at random between
 * the two chains that it joins, which frees chains that others enclose. Works on a part of the device just large enough, within a fixed
 * budget of steps, and gives the same result for the same problem on the same working graph.
 *
 * <p>Finds about a dozen variables that are all coupled on a Zephyr graph within two seconds; sparser problems may be larger.
 */
final class EmbeddingSearch {
    private static final long MOST_STEPS = 80_000_000;
    private static final int TRIES = 8;
    private static final int PASSES = 30;
    private static final int POLISHING = 2;

    private final WorkingGraph graph;
    private final BinaryQuadraticModel model;
    private final List<Set<Integer>> partners = new ArrayList<>();
    private long steps;

    /** A search for one problem on one device. */
    EmbeddingSearch(BinaryQuadraticModel model, WorkingGraph graph) {
        this.graph = graph;
        this.model = model;
        for (int variable = 0; variable < model.variables(); variable++) {
            partners.add(new TreeSet<>());
        }
        for (Coupling coupling : model.quadratic()) {
            partners.get(coupling.first()).add(coupling.second());
            partners.get(coupling.second()).add(coupling.first());
        }
    }

    /** Chains for the problem; empty when none were found within the budget. */
    Optional<Embedding> search() {
        UniformRandomProvider random = Seed.generator(Seed.derive(0, "embedding", graph.solver(), graph.graphId()));
        List<Integer> variables = new ArrayList<>(new TreeSet<>(Embedding.used(model)));
        int size = variables.size();
        // A clique of n takes about n·(n/12 + 1) qubits of a Pegasus graph and more of sparser ones.
        long region = Math.max(64, 4L * size * (size / 12 + 2));
        for (int attempt = 0; attempt < TRIES && steps < MOST_STEPS; attempt++) {
            var place = new Region(ball(random, region), random);
            Optional<Embedding> found = place.embed(variables);
            if (found.isPresent()) {
                return found;
            }
            region = Math.min(region * 3 / 2, graph.qubits().size());
        }
        return Optional.empty();
    }

    /** Qubits around one that has as many neighbours as any. */
    private List<Integer> ball(UniformRandomProvider random, long size) {
        Map<Integer, List<Integer>> neighbours = graph.neighbours();
        int most = neighbours.values().stream().mapToInt(List::size).max().orElse(0);
        List<Integer> best = graph.qubits().stream()
                .filter(qubit -> neighbours.get(qubit).size() == most)
                .toList();
        var seen = new HashSet<Integer>();
        var ball = new ArrayList<Integer>();
        var next = new ArrayDeque<Integer>();
        int start = best.get(random.nextInt(best.size()));
        seen.add(start);
        next.add(start);
        while (!next.isEmpty() && ball.size() < size) {
            int qubit = next.remove();
            ball.add(qubit);
            neighbours.get(qubit).stream().filter(seen::add).forEach(next::add);
        }
        return ball;
    }

    /** The chosen part of the device, its qubits numbered from 0. */
    private final class Region {
        private final List<Integer> qubits;
        private final int[][] neighbours;
        private final UniformRandomProvider random;
        private final int[] usage;
        private final Map<Integer, Set<Integer>> chains = new HashMap<>();
        private double growth = 4;

        Region(List<Integer> qubits, UniformRandomProvider random) {
            this.qubits = qubits;
            this.random = random;
            usage = new int[qubits.size()];
            var index = new HashMap<Integer, Integer>();
            qubits.forEach(qubit -> index.put(qubit, index.size()));
            Map<Integer, List<Integer>> all = graph.neighbours();
            neighbours = qubits.stream()
                    .map(qubit -> all.get(qubit).stream()
                            .filter(index::containsKey)
                            .mapToInt(index::get)
                            .toArray())
                    .toArray(int[][]::new);
        }

        Optional<Embedding> embed(List<Integer> variables) {
            Optional<Embedding> best = Optional.empty();
            int polished = 0;
            for (int pass = 0; pass < PASSES && polished < POLISHING && steps < MOST_STEPS; pass++) {
                for (int variable : shuffled(variables)) {
                    if (!place(variable)) {
                        return best;
                    }
                }
                growth *= 1.4;
                if (Arrays.stream(usage).allMatch(number -> number <= 1)) {
                    polished++;
                    Embedding found = result();
                    if (best.isEmpty() || found.qubits() < best.get().qubits()) {
                        best = Optional.of(found);
                    }
                }
            }
            return best;
        }

        private List<Integer> shuffled(List<Integer> variables) {
            var order = new ArrayList<>(variables);
            for (int i = order.size() - 1; i > 0; i--) {
                java.util.Collections.swap(order, i, random.nextInt(i + 1));
            }
            return order;
        }

        /** Gives a variable a new chain; false when there is no way to a neighbour's. */
        private boolean place(int variable) {
            Set<Integer> old = chains.remove(variable);
            if (old != null) {
                old.forEach(qubit -> usage[qubit]--);
            }
            var cost = new double[usage.length];
            var ways = new ArrayList<Paths>();
            for (int partner : partners.get(variable)) {
                if (chains.containsKey(partner)) {
                    var paths = new Paths(chains.get(partner));
                    ways.add(paths);
                    for (int qubit = 0; qubit < cost.length; qubit++) {
                        cost[qubit] += paths.costTo(qubit);
                    }
                }
            }
            int root = 0;
            double least = Double.POSITIVE_INFINITY;
            int from = ways.isEmpty() ? 0 : random.nextInt(cost.length);
            for (int i = 0; i < cost.length; i++) {
                int qubit = (from + i) % cost.length;
                double total = cost[qubit] + price(qubit);
                if (total < least) {
                    least = total;
                    root = qubit;
                }
            }
            if (least == Double.POSITIVE_INFINITY) {
                return false;
            }
            var chain = new TreeSet<Integer>();
            chain.add(root);
            for (Paths paths : ways) {
                List<Integer> way = paths.between(root);
                int own = random.nextInt(way.size() + 1);
                chain.addAll(way.subList(0, own));
                paths.grow(way.subList(own, way.size()));
            }
            chain.forEach(qubit -> usage[qubit]++);
            chains.put(variable, chain);
            return true;
        }

        private double price(int qubit) {
            return Math.pow(growth, Math.min(usage[qubit], 20));
        }

        private Embedding result() {
            var all = new ArrayList<List<Integer>>();
            for (int variable = 0; variable < model.variables(); variable++) {
                all.add(chains.getOrDefault(variable, Set.of()).stream()
                        .map(qubits::get)
                        .sorted()
                        .toList());
            }
            return new Embedding(all);
        }

        /** Cheapest paths from a chain to all qubits (Dijkstra); the price is that of the qubits between. */
        private final class Paths {
            private final double[] distance = new double[usage.length];
            private final int[] before = new int[usage.length];
            private final Set<Integer> chain;

            private record Reached(double distance, int qubit) {}

            Paths(Set<Integer> chain) {
                this.chain = chain;
                Arrays.fill(distance, Double.POSITIVE_INFINITY);
                Arrays.fill(before, -1);
                var queue = new PriorityQueue<Reached>((a, b) -> a.distance() != b.distance()
                        ? Double.compare(a.distance(), b.distance())
                        : Integer.compare(a.qubit(), b.qubit()));
                for (int qubit : chain) {
                    distance[qubit] = 0;
                    queue.add(new Reached(0, qubit));
                }
                while (!queue.isEmpty()) {
                    Reached next = queue.remove();
                    if (next.distance() > distance[next.qubit()]) {
                        continue;
                    }
                    double step = chain.contains(next.qubit()) ? 0 : price(next.qubit());
                    for (int neighbour : neighbours[next.qubit()]) {
                        steps++;
                        if (distance[next.qubit()] + step < distance[neighbour]) {
                            distance[neighbour] = distance[next.qubit()] + step;
                            before[neighbour] = next.qubit();
                            queue.add(new Reached(distance[neighbour], neighbour));
                        }
                    }
                }
            }

            double costTo(int qubit) {
                return distance[qubit];
            }

            /** The qubits between a root and the chain, the one at the root first. */
            List<Integer> between(int root) {
                var between = new ArrayList<Integer>();
                for (int qubit = root; !chain.contains(qubit); qubit = before[qubit]) {
                    if (qubit != root) {
                        between.add(qubit);
                    }
                }
                return between;
            }

            void grow(List<Integer> qubits) {
                for (int qubit : qubits) {
                    if (chain.add(qubit)) {
                        usage[qubit]++;
                    }
                }
            }
        }
    }
}
