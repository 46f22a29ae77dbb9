package io.jenkins.plugins.quantum.engine.gate;

import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The mean that training follows, at many values of a circuit's inputs: of the observable that is tested or that a model predicts by, or
 * of Z on the qubit that it predicts by. Values are asked for one by one, each once; then all run as one probe.
 */
public final class MeanOfCost {
    private final ObservableReading reading;
    private final Map<Map<String, Double>, Integer> asked = new LinkedHashMap<>();

    /** Of a workload for which {@link #observable} has an answer. */
    public MeanOfCost(Workload workload) {
        reading = new ObservableReading(observable(workload).orElseThrow());
    }

    /** The observable whose mean it is; none where a model votes by outcomes. */
    public static Optional<Readout.Expectation> observable(Workload workload) {
        if (workload.readout() instanceof Readout.Expectation expectation) {
            return Optional.of(expectation);
        }
        if (workload.readout() instanceof Readout.Regression regression) {
            return Optional.of(regression.observable());
        }
        if (workload.readout() instanceof Readout.Classification model) {
            if (model.decision() instanceof Readout.Decision.Threshold threshold) {
                return Optional.of(threshold.observable());
            }
            if (model.decision() instanceof Readout.Decision.Bit bit) {
                var z = new Readout.Parity(1, List.of(bit.bit()));
                return Optional.of(new Readout.Expectation(0, List.of(List.of(z))));
            }
        }
        return Optional.empty();
    }

    /** Why a workload has no mean that a gradient could be taken of, if so. */
    public static Optional<Proposal.Refused> refusal(GateContext context) {
        return observable(context.workload()).isPresent()
                ? Optional.empty()
                : Optional.of(new Proposal.Refused(
                        Proposal.Kind.INPUT,
                        context.spec().at(),
                        "the model predicts by votes of outcomes, which have no gradient",
                        "test the circuit with an observable, or predict by a qubit or an observable"));
    }

    /** The number of an evaluation at some values of the inputs. */
    public int at(Map<String, Double> values) {
        return asked.computeIfAbsent(values, v -> asked.size());
    }

    /** How many evaluations were asked for. */
    public int evaluations() {
        return asked.size();
    }

    /** All evaluations of circuits that measure the groups of the observable. */
    public Probe probe(String name, List<Circuit> circuits) {
        var bindings = List.copyOf(asked.keySet());
        var tasks = new ArrayList<Workload.Task>();
        for (int group = 0; group < circuits.size(); group++) {
            tasks.add(new Workload.Task("terms-" + (group + 1), circuits.get(group), bindings));
        }
        return new Probe(name, tasks);
    }

    /** The means, by number of the evaluation. */
    public double[] means(Evidence.Batch batch) {
        double[] means = new double[asked.size()];
        for (int i = 0; i < means.length; i++) {
            means[i] = reading.mean(groups(batch, i));
        }
        return means;
    }

    /** The variances of one shot of every group. */
    public double[] shotVariances(Evidence.Batch batch) {
        double[] variances = new double[asked.size()];
        for (int i = 0; i < variances.length; i++) {
            List<Distribution> groups = groups(batch, i);
            for (int g = 0; g < groups.size(); g++) {
                variances[i] += reading.variance(g, groups.get(g));
            }
        }
        return variances;
    }

    private static List<Distribution> groups(Evidence.Batch batch, int evaluation) {
        return batch.outcomes().stream()
                .map(task -> task.get(evaluation).distribution())
                .toList();
    }

    /** The sizes of all coefficients: how far the mean can move. */
    public double reach() {
        return reading.reach();
    }
}
