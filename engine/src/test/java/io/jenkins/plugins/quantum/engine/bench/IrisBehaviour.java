package io.jenkins.plugins.quantum.engine.bench;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.gate.Readout;
import io.jenkins.plugins.quantum.engine.gate.Workload;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import java.util.List;
import java.util.TreeSet;

/**
 * What a classifier of two classes does on its labelled points, without noise.
 *
 * @param outcomes
 *     probabilities of all outcomes, by point
 * @param classes
 *     probability that one shot votes for the class that comes first in the alphabet, by point
 * @param right
 *     how many points infinitely many shots decide right
 */
record IrisBehaviour(List<Distribution> outcomes, double[] classes, int right) {
    /** Computes it. */
    static IrisBehaviour of(Workload workload, ReplayBackend backend) throws BackendException {
        var task = workload.tasks().get(0);
        var request =
                new JobRequest(workload.digest(), task.circuit(), task.bindings(), NoiseModel.none(), 0, 0, 1, false);
        List<Distribution> outcomes = backend.probabilities(request);
        var readout = (Readout.Classification) workload.readout();
        int bit = ((Readout.Decision.Bit) readout.decision()).bit();
        boolean turned = readout.classes().get(0).compareTo(readout.classes().get(1)) > 0;
        double[] classes = new double[outcomes.size()];
        int right = 0;
        for (int i = 0; i < classes.length; i++) {
            double one = outcomes.get(i).mean(outcome -> Distribution.bit(outcome, bit));
            classes[i] = turned ? one : 1 - one;
            right += readout.classes()
                            .get(one > 0.5 ? 1 : 0)
                            .equals(readout.labels().get(i))
                    ? 1
                    : 0;
        }
        return new IrisBehaviour(outcomes, classes, right);
    }

    /** Largest total variation distance over the points between what the prediction reads: the class that a shot votes for. */
    double distanceOfClasses(IrisBehaviour other) {
        double largest = 0;
        for (int i = 0; i < classes.length; i++) {
            largest = Math.max(largest, Math.abs(classes[i] - other.classes[i]));
        }
        return largest;
    }

    /** Largest total variation distance over the points between the probabilities of all outcomes. */
    double distanceOfOutcomes(IrisBehaviour other) {
        double largest = 0;
        for (int i = 0; i < classes.length; i++) {
            largest = Math.max(largest, distance(outcomes.get(i), other.outcomes.get(i)));
        }
        return largest;
    }

    private static double distance(Distribution p, Distribution q) {
        var all = new TreeSet<>(p.probabilities().keySet());
        all.addAll(q.probabilities().keySet());
        double sum = 0;
        for (String outcome : all) {
            sum += Math.abs(p.of(outcome) - q.of(outcome));
        }
        return sum / 2;
    }
}
