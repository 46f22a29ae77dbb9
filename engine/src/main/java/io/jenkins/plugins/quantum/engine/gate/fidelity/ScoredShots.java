package io.jenkins.plugins.quantum.engine.gate.fidelity;

import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Needs;
import io.jenkins.plugins.quantum.engine.gate.OutcomeTable;
import io.jenkins.plugins.quantum.engine.stats.LinearScore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The ideal distribution, its prediction under noise, and what was counted, over the same outcomes. */
final class ScoredShots {
    private final Distribution ideal;
    private final Distribution predicted;
    private final boolean hasPrediction;
    private final List<Counts> looks = new ArrayList<>();
    private final OutcomeTable table;
    private final LinearScore score;
    private final double dimension;

    private ScoredShots(GateContext context, Distribution ideal, Optional<Distribution> prediction, Evidence evidence) {
        this.ideal = ideal;
        hasPrediction = prediction.isPresent();
        predicted = prediction.orElse(ideal);
        for (Evidence.Batch batch : evidence.shots(Needs.scale(context))) {
            looks.add(batch.outcomes().get(0).stream()
                    .map(Outcome::counts)
                    .reduce(Counts::plus)
                    .orElseThrow());
        }
        var all = new ArrayList<Distribution>(List.of(ideal, predicted));
        looks.forEach(counts -> all.add(counts.frequencies()));
        table = new OutcomeTable(all);
        dimension = Math.max(
                OutcomeTable.dimension(context.workload().tasks().get(0).circuit()),
                table.outcomes().size());
        score = new LinearScore(table.row(ideal), dimension);
    }

    /** Empty while the ideal distribution is missing. Without noise it is its own prediction. */
    static Optional<ScoredShots> of(GateContext context, Evidence evidence) {
        Optional<Distribution> ideal = reference(evidence, 0);
        double scale = Needs.scale(context);
        return ideal.map(p -> new ScoredShots(context, p, reference(evidence, scale), evidence));
    }

    private static Optional<Distribution> reference(Evidence evidence, double scale) {
        return evidence.exact(Need.Source.REFERENCE, scale)
                .map(batch -> batch.outcomes().get(0).get(0).distribution());
    }

    LinearScore score() {
        return score;
    }

    /** Whether the noise of what runs was predicted, or there is none. */
    boolean hasPrediction() {
        return hasPrediction;
    }

    double[] predictedRow() {
        return table.row(predicted);
    }

    /** The score that is predicted. */
    double prediction() {
        return score.mean(predictedRow());
    }

    /** Variance of a score of what is predicted. */
    double healthyVariance() {
        return score.variance(predictedRow());
    }

    /** Variance of a score where uniform noise has brought the mean down to a line. */
    double varianceAt(double mean) {
        double[] mixed = table.row(ideal);
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = mean * mixed[i] + (1 - mean) / dimension;
        }
        return score.variance(mixed);
    }

    /** Counts look by look. */
    List<Counts> looks() {
        return looks;
    }

    /** All counts. */
    Optional<Counts> together() {
        return looks.stream().reduce(Counts::plus);
    }

    /** The score of each outcome of the table. */
    double[] scores() {
        double[] scores = new double[table.outcomes().size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = score.score(i);
        }
        return scores;
    }

    /** Counts by outcome of the table. */
    long[] row(Counts counts) {
        return table.outcomes().stream()
                .mapToLong(outcome -> counts.counts().getOrDefault(outcome, 0L))
                .toArray();
    }

    /** Sample variance of the scores, with divisor n − 1. */
    double sampleVariance(Counts counts) {
        double[] scores = scores();
        long[] row = row(counts);
        double n = counts.shots();
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < scores.length; i++) {
            sum += scores[i] * row[i];
            squares += scores[i] * scores[i] * row[i];
        }
        return n < 2 ? 0 : Math.max(0, (squares - sum * sum / n) / (n - 1));
    }

    OutcomeTable table() {
        return table;
    }

    Distribution ideal() {
        return ideal;
    }

    Distribution predicted() {
        return predicted;
    }
}
