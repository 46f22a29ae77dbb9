package io.jenkins.plugins.quantum.engine.gate;

import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.stats.MajorityVote;
import io.jenkins.plugins.quantum.engine.stats.RocArea;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Turns what a classifier's circuits gave into decisions on its labelled points. */
public final class ModelReading {
    private final Readout.Classification readout;
    private final int[] truth;

    /** For a workload that is read as a classification. */
    public ModelReading(Workload workload) {
        this((Readout.Classification) workload.readout());
    }

    private ModelReading(Readout.Classification readout) {
        this.readout = readout;
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

    /** The number of labelled points of a class. */
    public int points(int of) {
        return (int) Arrays.stream(truth).filter(label -> label == of).count();
    }

    /** The classes that some labelled point has, by number. */
    public List<Integer> present() {
        return Arrays.stream(truth).distinct().sorted().boxed().toList();
    }

    /** A figure of always answering the most frequent class: a line at it or below shows nothing. */
    public double constantAnswer(ModelFigure figure) {
        int most = 0;
        for (int k = 1; k < readout.classes().size(); k++) {
            most = points(k) > points(most) ? k : most;
        }
        return figure.of(LabelledDecisions.constant(truth, readout.classes().size(), most));
    }

    /** Whether every outcome is a vote for one of two classes, so that the share of votes is a predicted probability. */
    public boolean predictsProbabilities() {
        if (readout.decision() instanceof Readout.Decision.Votes votes) {
            Map<String, String> classes = votes.classOfOutcome();
            int bits = classes.keySet().iterator().next().length();
            return readout.classes().size() == 2
                    && Long.bitCount(classes.size()) == 1
                    && classes.size() == Math.pow(2, bits);
        }
        return readout.decision() instanceof Readout.Decision.Bit;
    }

    /** The decisions that probabilities make likely. */
    public ModelResult exact(Evidence.Batch batch) {
        List<LabelledDecisions> drawn =
                batch.draws().stream().map(part -> decisions(batch, part)).toList();
        LabelledDecisions decisions = decisions(batch, Outcome::distribution);
        return new ModelResult(
                readout.classes(),
                decisions,
                drawn,
                IntStream.range(0, truth.length)
                        .mapToDouble(decisions::right)
                        .boxed()
                        .toList());
    }

    private LabelledDecisions decisions(Evidence.Batch batch, Function<Outcome, Distribution> part) {
        var points = new ArrayList<List<Distribution>>();
        for (int i = 0; i < truth.length; i++) {
            int point = i;
            points.add(batch.outcomes().stream()
                    .map(task -> part.apply(task.get(point)))
                    .toList());
        }
        return new LabelledDecisions(
                truth,
                points.stream().map(this::probabilities).toArray(double[][]::new),
                rankings(points),
                predictsProbabilities()
                        ? Optional.of(points.stream().mapToDouble(this::share).toArray())
                        : Optional.empty());
    }

    /** The probability that one shot votes for the second of two classes. */
    private double share(List<Distribution> byTask) {
        return readout.decision() instanceof Readout.Decision.Bit bit
                ? one(byTask, bit)
                : shares(byTask.get(0), ((Readout.Decision.Votes) readout.decision()).classOfOutcome())[1];
    }

    private static double one(List<Distribution> byTask, Readout.Decision.Bit bit) {
        return unit(byTask.get(0).mean(outcome -> Distribution.bit(outcome, bit.bit())));
    }

    private List<LabelledDecisions.Ranking> rankings(List<List<Distribution>> points) {
        if (readout.decision() instanceof Readout.Decision.Bit bit) {
            double[] shares = points.stream().mapToDouble(p -> one(p, bit)).toArray();
            return List.of(new LabelledDecisions.Ranking(1, p -> RocArea.votes(p, shares, readout.shots())));
        }
        if (readout.decision() instanceof Readout.Decision.Votes votes) {
            double[][] shares = points.stream()
                    .map(p -> shares(p.get(0), votes.classOfOutcome()))
                    .toArray(double[][]::new);
            var rankings = new ArrayList<LabelledDecisions.Ranking>();
            for (int k = 0; k < readout.classes().size(); k++) {
                int of = k;
                double[] own = Arrays.stream(shares).mapToDouble(s -> s[of]).toArray();
                rankings.add(new LabelledDecisions.Ranking(k, p -> RocArea.votes(p, own, readout.shots())));
            }
            return rankings;
        }
        return List.of(byObservable((Readout.Decision.Threshold) readout.decision(), points));
    }

    private LabelledDecisions.Ranking byObservable(
            Readout.Decision.Threshold threshold, List<List<Distribution>> points) {
        var observable = new ObservableReading(threshold.observable());
        double[] means = points.stream().mapToDouble(observable::mean).toArray();
        double[] variances = points.stream()
                .mapToDouble(p -> observable.varianceOfMean(p, readout.shots()))
                .toArray();
        return new LabelledDecisions.Ranking(1, p -> RocArea.normal(p, means, variances));
    }

    private double[] probabilities(List<Distribution> byTask) {
        if (readout.decision() instanceof Readout.Decision.Bit bit) {
            return pair(MajorityVote.probability(one(byTask, bit), readout.shots()));
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
     * Whether each decision of complete passes is right; decision i is one of point i modulo the number of points.
     *
     * @param batch
     *     of shots: each outcome is one decision
     */
    public boolean[] rights(Evidence.Batch batch) {
        int[] decisions = runs(batch).mapToInt(this::decision).toArray();
        boolean[] rights = new boolean[decisions.length];
        for (int i = 0; i < decisions.length; i++) {
            rights[i] = decisions[i] == truth[i % truth.length];
        }
        return rights;
    }

    /** By point: 1 where its first decision is right, else 0. */
    public double[] firstPass(Evidence.Batch batch) {
        boolean[] rights = rights(batch);
        return IntStream.range(0, truth.length)
                .mapToDouble(i -> rights[i] ? 1 : 0)
                .toArray();
    }

    /** How many of the decisions of complete passes are right. */
    public long right(Evidence.Batch batch) {
        return count(rights(batch), i -> true);
    }

    /** How many of the decisions on points of a class are right. */
    public long right(Evidence.Batch batch, int of) {
        return count(rights(batch), i -> truth[i % truth.length] == of);
    }

    private static long count(boolean[] rights, IntPredicate among) {
        return IntStream.range(0, rights.length)
                .filter(i -> rights[i] && among.test(i))
                .count();
    }

    /**
     * The area under the ROC curve of each complete pass: for more than two classes the mean of each against the others.
     *
     * @param batch
     *     of shots: each outcome is one run of one point
     */
    public double[] areas(Evidence.Batch batch) {
        List<List<Counts>> runs = runs(batch).toList();
        double[] areas = new double[runs.size() / truth.length];
        for (int pass = 0; pass < areas.length; pass++) {
            List<List<Counts>> points = runs.subList(pass * truth.length, (pass + 1) * truth.length);
            List<List<Distribution>> frequencies = points.stream()
                    .map(point -> point.stream().map(Counts::frequencies).toList())
                    .toList();
            areas[pass] = LabelledDecisions.area(truth, seen(frequencies));
        }
        return areas;
    }

    /** Rankings by the scores that were seen, without a chance in them. */
    private List<LabelledDecisions.Ranking> seen(List<List<Distribution>> points) {
        return new ModelReading(readout.decidedAtOnce()).rankings(points);
    }

    private static Stream<List<Counts>> runs(Evidence.Batch batch) {
        return IntStream.range(0, batch.outcomes().get(0).size()).mapToObj(i -> batch.outcomes().stream()
                .map(task -> task.get(i).counts())
                .toList());
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
