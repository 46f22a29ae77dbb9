package io.jenkins.plugins.quantum.engine.gate.svmaccuracy;

import io.jenkins.plugins.quantum.engine.gate.Kernel;
import io.jenkins.plugins.quantum.engine.stats.KernelSvm;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.ListSampler;

/**
 * Points to train on and points held out, each class in both in about its share of all points.
 *
 * @param train
 *     numbers of points
 * @param test
 *     numbers of the others
 */
record HeldOut(List<Integer> train, List<Integer> test) {
    HeldOut {
        train = List.copyOf(train);
        test = List.copyOf(test);
    }

    /** Drawn with a seed. */
    static HeldOut of(List<String> labels, int training, long seed) {
        Map<String, List<Integer>> byClass = new LinkedHashMap<>();
        for (int i = 0; i < labels.size(); i++) {
            byClass.computeIfAbsent(labels.get(i), label -> new ArrayList<>()).add(i);
        }
        UniformRandomProvider random = Seed.generator(Seed.derive(seed, "held out"));
        var order = new ArrayList<double[]>();
        for (List<Integer> points : byClass.values()) {
            ListSampler.shuffle(random, points);
            for (int k = 0; k < points.size(); k++) {
                order.add(new double[] {(k + 0.5) / points.size(), points.get(k)});
            }
        }
        // by rank in their class: any beginning of the list has every class in its share
        order.sort((a, b) -> Double.compare(a[0], b[0]));
        List<Integer> points = order.stream().map(entry -> (int) entry[1]).toList();
        var train = new ArrayList<>(points.subList(0, training));
        var test = new ArrayList<>(points.subList(training, points.size()));
        Collections.sort(train);
        Collections.sort(test);
        return new HeldOut(train, test);
    }

    /** The held-out points whose class a machine trained on the others gets wrong. */
    List<Integer> wrong(Kernel kernel, double cost) {
        List<String> names = kernel.labels().stream().distinct().sorted().toList();
        List<Integer> classes = kernel.labels().stream().map(names::indexOf).toList();
        KernelSvm machine = KernelSvm.train(kernel.values(), train, classes, cost);
        return test.stream()
                .filter(point -> machine.predict(kernel.values(), point) != classes.get(point))
                .toList();
    }

    /** The share of held-out points that it gets right. */
    double accuracy(Kernel kernel, double cost) {
        return 1 - (double) wrong(kernel, cost).size() / test.size();
    }

    /** The share of held-out points in the class that most training points have. */
    double majority(List<String> labels) {
        String most = labels.stream()
                .distinct()
                .max((a, b) -> Long.compare(count(labels, train, a), count(labels, train, b)))
                .orElseThrow();
        return (double) count(labels, test, most) / test.size();
    }

    private static long count(List<String> labels, List<Integer> points, String label) {
        return points.stream().filter(point -> labels.get(point).equals(label)).count();
    }

    /** Whether a class is missing among the training points. */
    boolean untrained(List<String> labels) {
        return train.stream().map(labels::get).distinct().count()
                < labels.stream().distinct().count();
    }
}
