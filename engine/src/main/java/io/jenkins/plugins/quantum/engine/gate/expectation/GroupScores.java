package io.jenkins.plugins.quantum.engine.gate.expectation;

import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.gate.ObservableReading;
import io.jenkins.plugins.quantum.engine.stats.ExpectationTest;
import java.util.ArrayList;
import java.util.List;

/**
 * Scores of single shots of measurement groups: target + P/n·(value − expected), where a pass of P shots holds n of the group, and the
 * expected values sum to the target.
 */
final class GroupScores {
    private final ObservableReading reading;
    private final double target;
    private final Allocation allocation;
    private final double[] expected;
    private final double variance;

    GroupScores(ObservableReading reading, double target, List<Distribution> predicted, Allocation allocation) {
        this.reading = reading;
        this.target = target;
        this.allocation = allocation;
        int groups = reading.groups();
        expected = new double[groups];
        double spread = 0;
        double miss = target - reading.mean(predicted);
        for (int g = 0; g < groups; g++) {
            expected[g] = reading.mean(g, predicted.get(g)) + miss / groups;
            spread += allocation.stretch(g) * reading.variance(g, predicted.get(g));
        }
        // mean over the shots of a pass of (P/n)²·variance
        variance = spread;
    }

    private double score(int group, double value) {
        return target + allocation.stretch(group) * (value - expected[group]);
    }

    double lowest() {
        double lowest = Double.POSITIVE_INFINITY;
        for (int g = 0; g < reading.groups(); g++) {
            lowest = Math.min(lowest, score(g, -reading.bound(g)));
        }
        return lowest;
    }

    double highest() {
        double highest = Double.NEGATIVE_INFINITY;
        for (int g = 0; g < reading.groups(); g++) {
            highest = Math.max(highest, score(g, reading.bound(g)));
        }
        return highest;
    }

    /** Of a score, as predicted. */
    double variance() {
        return variance;
    }

    /** The test after the counts of one look. */
    ExpectationTest update(ExpectationTest test, List<Counts> groups) {
        var values = new ArrayList<Double>();
        var times = new ArrayList<Long>();
        for (int g = 0; g < groups.size(); g++) {
            for (var entry : groups.get(g).counts().entrySet()) {
                values.add(score(g, reading.value(g, entry.getKey())));
                times.add(entry.getValue());
            }
        }
        return test.update(
                values.stream().mapToDouble(Double::doubleValue).toArray(),
                times.stream().mapToLong(Long::longValue).toArray());
    }
}
