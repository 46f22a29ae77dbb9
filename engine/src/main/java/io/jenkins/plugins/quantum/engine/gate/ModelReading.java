package io.jenkins.plugins.quantum.engine.gate;

import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.stats.ConfusionMatrix;
import io.jenkins.plugins.quantum.engine.stats.MajorityVote;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Turns what a classifier's circuits gave into decisions on its labelled points. */
public final class ModelReading {
    private final Readout.Classification readout;
    private final int[] truth;

    /** For a workload that is read as a classification. */
    public ModelReading(Workload workload) {
        readout = (Readout.Classification) workload.readout();
        truth = readout.labels().stream()
                .mapToInt(label -> readout.classes().indexOf(label))
                .toArray();
    }

    /** The number of labelled points. */
    public int points() {
        return truth.length;
    }

    /** The classes in the order of the suite. */
    public List<String> classes() {
        return readout.classes();
    }

    /** Shots of one decision; 0 for infinitely many. */
    public int shots() {
        return readout.shots();
    }

    /** A figure of always answering the most frequent class: a line at it or below shows nothing. */
    public double constantAnswer(ToDoubleFunction<ConfusionMatrix> figure) {
        double[] sizes = new double[readout.classes().size()];
        int most = 0;
        for (int label : truth) {
            sizes[label]++;
            most = sizes[label] > sizes[most] ? label : most;
        }
        double[][] matrix = new double[sizes.length][sizes.length];
        for (int k = 0; k < sizes.length; k++) {
            matrix[k][most] = sizes[k];
        }
        return figure.applyAsDouble(new ConfusionMatrix(matrix));
    }

    /** The decisions that probabilities make likely. */
    public ModelResult exact(Evidence.Batch batch) {
        int parts = Integer.MAX_VALUE;
        for (List<Outcome> task : batch.outcomes()) {
            for (Outcome outcome : task) {
                parts = outcome.batches().isEmpty()
                        ? parts
                        : Math.min(parts, outcome.batches().size());
            }
        }
        var drawn = new ArrayList<ConfusionMatrix>();
        for (int part = 0; parts < Integer.MAX_VALUE && part < parts; part++) {
            int index = part;
            drawn.add(ConfusionMatrix.expected(
                    truth,
                    decided(
                            batch,
                            o -> o.batches().isEmpty()
                                    ? o.distribution()
                                    : o.batches().get(index))));
        }
        double[][] decided = decided(batch, Outcome::distribution);
        double[] correct = new double[truth.length];
        for (int i = 0; i < truth.length; i++) {
            correct[i] = decided[i][truth[i]];
        }
        return new ModelResult(readout.classes(), ConfusionMatrix.expected(truth, decided), drawn, correct);
    }

    private double[][] decided(Evidence.Batch batch, Function<Outcome, Distribution> part) {
        double[][] decided = new double[truth.length][];
        for (int i = 0; i < truth.length; i++) {
            var byTask = new ArrayList<Distribution>();
            for (List<Outcome> task : batch.outcomes()) {
                byTask.add(part.apply(task.get(i)));
            }
            decided[i] = probabilities(byTask);
        }
        return decided;
    }

    private double[] probabilities(List<Distribution> byTask) {
        if (readout.decision() instanceof Readout.Decision.Bit bit) {
            double one = byTask.get(0).mean(outcome -> Distribution.bit(outcome, bit.bit()));
            return pair(MajorityVote.probability(unit(one), readout.shots()));
        }
        if (readout.decision() instanceof Readout.Decision.Votes votes) {
            return MajorityVote.multinomial(shares(byTask.get(0), votes.classOfOutcome()), readout.shots());
        }
        var threshold = (Readout.Decision.Threshold) readout.decision();
        return pair(new ObservableReading(threshold.observable())
                .probabilityAbove(byTask, threshold.threshold(), readout.shots()));
    }

    private double[] shares(Distribution distribution, Map<String, String> classOfOutcome) {
        double[] shares = new double[readout.classes().size() + 1];
        double none = 1;
        for (var entry : distribution.probabilities().entrySet()) {
            String name = classOfOutcome.get(entry.getKey());
            if (name != null) {
                shares[readout.classes().indexOf(name)] += entry.getValue();
                none -= entry.getValue();
            }
        }
        shares[shares.length - 1] = unit(none);
        double sum = 0;
        for (double share : shares) {
            sum += share;
        }
        for (int k = 0; k < shares.length; k++) {
            shares[k] /= sum;
        }
        return shares;
    }

    /**
     * How many of the decisions of complete passes are right.
     *
     * @param batch
     *     of shots: each outcome is one decision
     */
    public long right(Evidence.Batch batch) {
        long right = 0;
        int decisions = batch.outcomes().get(0).size();
        for (int i = 0; i < decisions; i++) {
            var byTask = new ArrayList<Counts>();
            for (List<Outcome> task : batch.outcomes()) {
                byTask.add(task.get(i).counts());
            }
            right += decision(byTask) == truth[i % truth.length] ? 1 : 0;
        }
        return right;
    }

    /** The class that one run of one point was decided to be. */
    private int decision(List<Counts> byTask) {
        if (readout.decision() instanceof Readout.Decision.Bit bit) {
            long ones = 0;
            for (var entry : byTask.get(0).counts().entrySet()) {
                ones += Distribution.bit(entry.getKey(), bit.bit()) * entry.getValue();
            }
            return 2 * ones > byTask.get(0).shots() ? 1 : 0;
        }
        if (readout.decision() instanceof Readout.Decision.Votes votes) {
            long[] tally = new long[readout.classes().size()];
            for (var entry : byTask.get(0).counts().entrySet()) {
                String name = votes.classOfOutcome().get(entry.getKey());
                if (name != null) {
                    tally[readout.classes().indexOf(name)] += entry.getValue();
                }
            }
            int best = 0;
            for (int k = 1; k < tally.length; k++) {
                best = tally[k] > tally[best] ? k : best;
            }
            return best;
        }
        var threshold = (Readout.Decision.Threshold) readout.decision();
        var frequencies = byTask.stream().map(Counts::frequencies).toList();
        double mean = new ObservableReading(threshold.observable()).mean(frequencies);
        return ObservableReading.above(mean, threshold.threshold()) ? 1 : 0;
    }

    private static double[] pair(double second) {
        return new double[] {1 - second, second};
    }

    /** Sums of probabilities leave the unit interval by rounding. */
    private static double unit(double probability) {
        return Math.max(0, Math.min(1, probability));
    }
}
