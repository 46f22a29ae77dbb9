package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.gate.Readout;
import io.jenkins.plugins.quantum.engine.gate.Workload;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import io.jenkins.plugins.quantum.engine.suite.GateSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.ListSampler;

/** Some of a model's labelled points, drawn without replacement, where a gate's option {@code sample} asks for fewer than there are. */
final class PointSample {
    private static final String OPTION = "sample";

    private PointSample() {}

    /** The workload with the drawn points in their old order; the workload itself where nothing is cut. */
    static Workload of(Workload workload, GateSpec spec, long seed, String test) {
        if (spec.number(OPTION).isEmpty() || !(workload.readout() instanceof Readout.Classification model)) {
            return workload;
        }
        int wanted = (int) spec.number(OPTION).getAsDouble();
        int points = model.labels().size();
        if (wanted >= points) {
            return workload;
        }
        List<Integer> order = new ArrayList<>(IntStream.range(0, points).boxed().toList());
        UniformRandomProvider random = Seed.generator(Seed.derive(seed, test, OPTION));
        ListSampler.shuffle(random, order);
        List<Integer> drawn = new ArrayList<>(order.subList(0, wanted));
        Collections.sort(drawn);
        List<Workload.Task> tasks = drawn(workload.tasks(), drawn);
        // of a recorded model with other points nothing can be said point by point
        boolean samePoints =
                workload.recorded().stream().allMatch(task -> task.bindings().size() == points);
        var readout = new Readout.Classification(
                drawn.stream().map(model.labels()::get).toList(), model.classes(), model.decision(), model.shots());
        return new Workload(
                tasks,
                readout,
                workload.metrics(),
                workload.digest(),
                workload.dataInputs(),
                samePoints ? drawn(workload.recorded(), drawn) : workload.recorded(),
                workload.again(),
                workload.compilation());
    }

    private static List<Workload.Task> drawn(List<Workload.Task> tasks, List<Integer> points) {
        return tasks.stream()
                .map(task -> new Workload.Task(
                        task.id(),
                        task.program(),
                        points.stream().map(task.bindings()::get).toList()))
                .toList();
    }
}
