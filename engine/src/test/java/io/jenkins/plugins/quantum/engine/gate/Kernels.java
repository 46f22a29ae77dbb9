package io.jenkins.plugins.quantum.engine.gate;

import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.stats.SymmetricMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;

/** Kernels whose values are given, as evidence. */
public final class Kernels {
    private Kernels() {}

    /** A workload of points with labels; each pair's binding has the numbers of its points. */
    public static Workload workload(List<String> labels) {
        Circuit circuit = Ansatz.circuit(
                        "input float x_first;\ninput float x_second;\nqubit[1] q;\nrx(x_first) q[0];\nrx(-x_second) q[0];")
                .measuringAll();
        var pairs = new ArrayList<Map<String, Double>>();
        for (int i = 0; i < labels.size(); i++) {
            for (int j = i; j < labels.size(); j++) {
                pairs.add(Map.of("x_first", (double) i, "x_second", (double) j));
            }
        }
        return new Workload(
                List.of(new Workload.Task("kernel", circuit, pairs)),
                new Readout.Kernel(labels),
                Bench.metrics(1),
                "digest");
    }

    /** Probabilities for all needs of a proposal: of the pairs, and of probes of pairs. */
    public static Evidence exact(Gate gate, GateContext context, SymmetricMatrix.Entry kernel) {
        return evidence(gate, context, (i, j) -> outcome(kernel.at(i, j)));
    }

    /** The same from shots. */
    public static Evidence sampled(
            Gate gate, GateContext context, SymmetricMatrix.Entry kernel, UniformRandomProvider random) {
        long shots = KernelGate.shots(context);
        return evidence(gate, context, (i, j) -> {
            long zeros = 0;
            for (long s = 0; s < shots; s++) {
                zeros += random.nextDouble() < kernel.at(i, j) ? 1 : 0;
            }
            return Outcome.sampled(new Counts(1, Map.of("0", zeros, "1", shots - zeros)));
        });
    }

    /** Exact, or drawn, for the pair of two points. */
    public interface Pair {
        Outcome of(int first, int second);
    }

    public static Evidence evidence(Gate gate, GateContext context, Pair pair) {
        var batches = new ArrayList<Evidence.Batch>();
        for (Need need : Bench.accepted(gate.propose(context)).needs()) {
            batches.add(new Evidence.Batch(
                    need,
                    need.tasks(context.workload()).stream()
                            .map(task -> task.bindings().stream()
                                    .map(b -> pair.of(
                                            b.get("x_first").intValue(),
                                            b.get("x_second").intValue()))
                                    .toList())
                            .toList()));
        }
        return new Evidence(batches);
    }

    public static Outcome outcome(double zero) {
        return Outcome.exact(Bench.distribution("0", zero, "1", 1 - zero));
    }

    /** {@code n} points, a and b in turn. */
    public static List<String> labels(int n) {
        var labels = new ArrayList<String>();
        for (int i = 0; i < n; i++) {
            labels.add(i % 2 == 0 ? "a" : "b");
        }
        return labels;
    }

    /** 1 for equal points, high in a class, low between classes. */
    public static SymmetricMatrix.Entry blocks(double within, double between) {
        return (i, j) -> i == j ? 1 : i % 2 == j % 2 ? within : between;
    }
}
