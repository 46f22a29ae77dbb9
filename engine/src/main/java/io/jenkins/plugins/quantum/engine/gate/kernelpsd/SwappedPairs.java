package io.jenkins.plugins.quantum.engine.gate.kernelpsd;

import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Kernel;
import io.jenkins.plugins.quantum.engine.gate.Precision;
import io.jenkins.plugins.quantum.engine.gate.Probe;
import io.jenkins.plugins.quantum.engine.gate.Readout;
import io.jenkins.plugins.quantum.engine.gate.Workload;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;

/** Some pairs of points run once more in the other order, to see whether the kernel is symmetric. */
final class SwappedPairs {
    private static final int MOST = 20;

    /** An average over noise draws differs by more than this many standard errors once in a million. */
    private static final double CLEAR = 5;

    private final GateContext context;
    private final List<int[]> pairs;

    private SwappedPairs(GateContext context, List<int[]> pairs) {
        this.context = context;
        this.pairs = pairs;
    }

    /** Drawn with the gate's seed, the same at every call. */
    static SwappedPairs of(GateContext context) {
        int points = labels(context).size();
        UniformRandomProvider random = Seed.generator(Seed.derive(context.seed(), "swapped pairs"));
        int wanted = Math.min(MOST, Readout.Kernel.pairs(points) - points);
        var pairs = new ArrayList<int[]>();
        while (pairs.size() < wanted) {
            int first = random.nextInt(points);
            int second = random.nextInt(points);
            if (first < second && pairs.stream().noneMatch(p -> p[0] == first && p[1] == second)) {
                pairs.add(new int[] {first, second});
            }
        }
        return new SwappedPairs(context, pairs);
    }

    private static List<String> labels(GateContext context) {
        return ((Readout.Kernel) context.workload().readout()).labels();
    }

    /** The kernel's circuit with the two points of each pair exchanged. */
    Probe probe() {
        Workload.Task task = context.workload().tasks().get(0);
        int points = labels(context).size();
        var readout = new Readout.Kernel(labels(context));
        var bindings = new ArrayList<Map<String, Double>>();
        for (int[] pair : pairs) {
            // (i, i) has the values of i in both places
            Map<String, Double> first = task.bindings().get(readout.pair(pair[0], pair[0]));
            Map<String, Double> second = task.bindings().get(readout.pair(pair[1], pair[1]));
            Map<String, Double> straight = task.bindings().get(readout.pair(pair[0], pair[1]));
            var swapped = new LinkedHashMap<String, Double>();
            straight.forEach((name, value) ->
                    swapped.put(name, name.endsWith(Readout.Kernel.FIRST) ? second.get(name) : first.get(name)));
            bindings.add(swapped);
        }
        return new Probe(
                "pairs of " + points + " points in the other order",
                List.of(new Workload.Task("swapped", task.program(), bindings)));
    }

    /**
     * The greatest difference between the two orders.
     *
     * @param size
     *     of it
     * @param allowed
     *     what errors of the entries explain
     * @param pair
     *     of which points
     */
    record Difference(double size, double allowed, String pair) {}

    /** The difference that exceeds most what is explained. */
    Difference largest(Kernel kernel, Evidence.Batch other) {
        Difference worst = new Difference(0, allowed(kernel, pairs.get(0)), "");
        for (int k = 0; k < pairs.size(); k++) {
            int[] pair = pairs.get(k);
            double straight = kernel.values().get(pair[0], pair[1]);
            var difference = new Difference(
                    Math.abs(straight - Kernel.value(other.outcomes().get(0).get(k))),
                    allowed(kernel, pair),
                    "points " + (pair[0] + 1) + " and " + (pair[1] + 1));
            if (difference.size() - difference.allowed() > worst.size() - worst.allowed()) {
                worst = difference;
            }
        }
        return worst;
    }

    /** From shots by Hoeffding's inequality for the difference of two means, over all pairs at the gate's rate of false red. */
    private double allowed(Kernel kernel, int[] pair) {
        double rounding = 10 * Precision.of(context).probability();
        if (kernel.shots() > 0) {
            double log = Math.log(2.0 * pairs.size() / context.errors().falseRed());
            return Math.sqrt(log / kernel.shots()) + rounding;
        }
        return CLEAR * Math.sqrt(2 * kernel.variances().get(pair[0], pair[1])) + rounding;
    }
}
