package io.jenkins.plugins.quantum.engine.bench;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.ModelFigure;
import io.jenkins.plugins.quantum.engine.gate.ModelReading;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.ObservableReading;
import io.jenkins.plugins.quantum.engine.gate.Readout;
import io.jenkins.plugins.quantum.engine.gate.Workload;
import io.jenkins.plugins.quantum.engine.run.Plan;
import io.jenkins.plugins.quantum.engine.run.SuiteSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The suite of a planted model, without change gates: the accuracy of a classifier, and means that are pinned. Lines are put once, from
 * the exact values of the healthy model under the noise of the test, and stay.
 */
final class PlantedSuite {
    static final double WITHIN = 0.15;
    static final double MARGIN = 0.10;
    static final double ACCURACY_MARGIN = 0.08;

    /** The line on the accuracy lies this far below the healthy value: two margins. */
    static final double ACCURACY_BELOW = 2 * ACCURACY_MARGIN;

    private static final int PINNED = 8;

    private final PlantedModel healthy;
    private final List<List<String>> pinned;
    private final Map<String, Double> lines;

    /** Measures the healthy model and puts the lines. */
    PlantedSuite(PlantedModel healthy, IrisRuns runs, ReplayBackend backend, Path folder)
            throws IOException, InterruptedException, BackendException {
        this.healthy = healthy;
        pinned = new ArrayList<>();
        for (int i = 0; healthy.classifies() && i < PINNED; i++) {
            pinned.add(healthy.rows().get(i * healthy.rows().size() / PINNED));
        }
        SuiteSource source = place(healthy, folder, Map.of(), false);
        lines = measure(runs.plan(source), backend).values();
    }

    /**
     * What a model does, exactly.
     *
     * @param values
     *     by test: accuracy, or mean
     * @param reads
     *     the mean of what the prediction reads, for each point of the data; for a model without data, each pinned mean; from -1 to 1
     * @param outcomes
     *     of the pinned circuits, measured in the computational basis: one for each row that is pinned, or a single one
     * @param laws
     *     by test, task and binding
     */
    record Exact(
            Map<String, Double> values,
            List<Double> reads,
            List<Distribution> outcomes,
            Map<String, List<List<Distribution>>> laws) {}

    /**
     * The healthy model's programs with the laws of another model that has as many: what the suite would be told by a device that runs
     * the other.
     */
    static Map<ReplayBackend.Program, Distribution> laws(Plan healthy, Exact other) {
        var laws = new HashMap<ReplayBackend.Program, Distribution>();
        for (Plan.PlannedTest test : healthy.tests()) {
            List<List<Distribution>> found = other.laws().get(test.spec().name());
            for (int t = 0; t < found.size(); t++) {
                Workload.Task task = test.workload().tasks().get(t);
                for (int b = 0; b < task.bindings().size(); b++) {
                    laws.put(
                            ReplayBackend.Program.of(
                                    task.circuit(), task.bindings().get(b)),
                            found.get(t).get(b));
                }
            }
        }
        return laws;
    }

    /** Writes a mutant with this suite. */
    SuiteSource place(PlantedModel model, Path folder) throws IOException {
        return place(model, folder, lines, true);
    }

    private SuiteSource place(PlantedModel model, Path folder, Map<String, Double> values, boolean shots)
            throws IOException {
        Files.createDirectories(folder);
        model.write(folder, pinned);
        Files.writeString(folder.resolve("suite.yml"), text(model, values, shots));
        return SuiteSource.read(folder, "suite.yml");
    }

    /** Writes a mutant to be measured: no gate refuses it. */
    SuiteSource placeExact(PlantedModel model, Path folder) throws IOException {
        return place(model, folder, Map.of(), false);
    }

    private String text(PlantedModel model, Map<String, Double> values, boolean shots) {
        var text = new StringBuilder("version: 1\ntests:\n");
        String common = "    noise: heron-r2\n" + (shots ? "    evidence: shots\n" : "");
        if (model.classifies()) {
            text.append("  - name: model\n    model:\n      circuit: circuit.qasm\n")
                    .append("      inputs: {x: data, w: weights.json}\n      data: heldout.csv\n      predict: ")
                    .append(model.predict())
                    .append('\n')
                    .append(common)
                    .append(
                            values.isEmpty()
                                    ? "    gates: {resources: {two-qubit: 1000}}\n"
                                    : String.format(
                                            Locale.ROOT,
                                            "    gates: {accuracy: {min: %.3f, margin: %.2f}}%n",
                                            values.get("model") - ACCURACY_BELOW,
                                            ACCURACY_MARGIN));
        }
        int pins = model.classifies() ? PINNED : model.observables().size();
        for (int i = 0; i < pins; i++) {
            String name = "pinned-" + i;
            text.append("  - name: ")
                    .append(name)
                    .append("\n    circuit: circuit.qasm\n    inputs: {")
                    .append(model.classifies() ? "x: pinned-" + i + ".json, " : "")
                    .append("w: weights.json}\n    observable: observable-")
                    .append(model.classifies() ? 0 : i)
                    .append(".json\n")
                    .append(common)
                    .append(
                            values.isEmpty()
                                    ? "    gates: {resources: {two-qubit: 1000}}\n"
                                    : String.format(
                                            Locale.ROOT,
                                            "    gates: {expectation: {target: %.4f, within: %.2f, margin: %.2f}}%n",
                                            values.get(name),
                                            WITHIN,
                                            MARGIN));
        }
        return text.toString();
    }

    /** What a placed model does on a backend. */
    Exact measure(Plan plan, ReplayBackend backend) throws BackendException {
        var values = new TreeMap<String, Double>();
        var reads = new ArrayList<Double>();
        var pins = new ArrayList<Double>();
        var outcomes = new ArrayList<Distribution>();
        var laws = new HashMap<String, List<List<Distribution>>>();
        for (Plan.PlannedTest test : plan.tests()) {
            Workload workload = test.workload();
            var byTask = new ArrayList<List<Distribution>>();
            for (Workload.Task task : workload.tasks()) {
                byTask.add(backend.probabilities(new JobRequest(
                        workload.digest(), task.circuit(), task.bindings(), test.noise(), 0, 0, 1, false)));
            }
            laws.put(test.spec().name(), byTask);
            if (workload.readout() instanceof Readout.Classification model) {
                var batch = new Evidence.Batch(
                        Need.exact(1, 0),
                        byTask.stream()
                                .map(d -> d.stream().map(Outcome::exact).toList())
                                .toList());
                values.put(
                        test.spec().name(),
                        new ModelReading(workload)
                                .exact(batch)
                                .metric(ModelFigure.ACCURACY)
                                .value());
                for (int i = 0; i < byTask.get(0).size(); i++) {
                    reads.add(read(model, byTask.get(0).get(i)));
                    if (i * PINNED % byTask.get(0).size() < PINNED && outcomes.size() < PINNED) {
                        outcomes.add(byTask.get(0).get(i));
                    }
                }
            } else {
                var observable = new ObservableReading((Readout.Expectation) workload.readout());
                double mean = observable.mean(byTask.stream().map(d -> d.get(0)).toList());
                values.put(test.spec().name(), mean);
                pins.add(mean);
                if (!healthy.classifies() && outcomes.isEmpty()) {
                    outcomes.add(byTask.get(0).get(0));
                }
            }
        }
        return new Exact(values, reads.isEmpty() ? pins : reads, outcomes, laws);
    }

    /** Turned so that +1 is the class that comes first in the alphabet. */
    private static double read(Readout.Classification model, Distribution outcome) {
        double second = model.decision() instanceof Readout.Decision.Bit bit
                ? 2 * outcome.mean(o -> Distribution.bit(o, bit.bit())) - 1
                : new ObservableReading(((Readout.Decision.Threshold) model.decision()).observable())
                        .mean(List.of(outcome));
        return model.classes().get(0).compareTo(model.classes().get(1)) < 0 ? -second : second;
    }

    /** The greatest effect on a figure that a gate judges, in units of what its line allows: 1 stands at the line. */
    double effect(Exact found) {
        double largest = 0;
        for (var line : lines.entrySet()) {
            double difference = line.getValue() - found.values().get(line.getKey());
            largest = Math.max(
                    largest,
                    line.getKey().equals("model") ? difference / ACCURACY_BELOW : Math.abs(difference) / WITHIN);
        }
        return largest;
    }
}
