package io.jenkins.plugins.quantum.engine.gate.fidelity;

import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.ReferencedShots;
import io.jenkins.plugins.quantum.engine.stats.LinearScore;
import java.util.List;
import java.util.Optional;

/** Shots beside their references, by their linear scores. */
final class ScoredShots {
    private final ReferencedShots shots;
    private final LinearScore score;
    private final double[] predicted;

    private ScoredShots(ReferencedShots shots) {
        this.shots = shots;
        score = new LinearScore(shots.table().row(shots.ideal()), shots.dimension());
        predicted = shots.table().row(shots.predicted());
    }

    /** Empty while the ideal distribution is missing. */
    static Optional<ScoredShots> of(GateContext context, Evidence evidence) {
        return ReferencedShots.of(context, evidence).map(ScoredShots::new);
    }

    /** Distributions and counts. */
    ReferencedShots shots() {
        return shots;
    }

    LinearScore score() {
        return score;
    }

    /** Whether the noise of what runs was predicted, or there is none. */
    boolean hasPrediction() {
        return shots.hasPrediction();
    }

    double[] predictedRow() {
        return predicted.clone();
    }

    /** The score that is predicted. */
    double prediction() {
        return score.mean(predicted);
    }

    /** Variance of a score of what is predicted; where nothing is, of uniform noise that has brought the mean down to a healthy value. */
    double healthyVariance(double good) {
        return hasPrediction() ? score.variance(predicted) : varianceAt(good);
    }

    /** Variance of a score where uniform noise has brought the mean down to a line. */
    double varianceAt(double mean) {
        return score.variance(shots.faded(mean));
    }

    /** Counts look by look. */
    List<Counts> looks() {
        return shots.looks();
    }

    /** All counts. */
    Optional<Counts> together() {
        return shots.together();
    }

    /** The score of each outcome of the table. */
    double[] scores() {
        double[] scores = new double[shots.table().outcomes().size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = score.score(i);
        }
        return scores;
    }

    /** Counts by outcome of the table. */
    long[] row(Counts counts) {
        return shots.row(counts);
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
}
