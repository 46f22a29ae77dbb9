package io.jenkins.plugins.quantum.engine.gate;

import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.stats.Interval;
import io.jenkins.plugins.quantum.engine.stats.Intervals;
import io.jenkins.plugins.quantum.engine.stats.ShotScore;

/** Shots beside their references, by their scores. */
public final class ScoredShots {
    private final ReferencedShots shots;
    private final ShotScore score;
    private final double[] predicted;

    /**
     * Scored shots.
     *
     * @param score
     *     of the ideal law, over the outcomes of the shots' table
     */
    public ScoredShots(ReferencedShots shots, ShotScore score) {
        this.shots = shots;
        this.score = score;
        predicted = shots.table().row(shots.predicted());
    }

    /** Distributions and counts. */
    public ReferencedShots shots() {
        return shots;
    }

    /** The score. */
    public ShotScore score() {
        return score;
    }

    /** Whether the noise of what runs was predicted, or there is none. */
    public boolean hasPrediction() {
        return shots.hasPrediction();
    }

    /** The predicted law by outcome of the table. */
    public double[] predictedRow() {
        return predicted.clone();
    }

    /** The score that is predicted. */
    public double prediction() {
        return score.mean(predicted);
    }

    /** Variance of a score of what is predicted; where nothing is, of uniform noise that has brought the mean down to a healthy value. */
    public double healthyVariance(double good) {
        return hasPrediction() ? score.variance(predicted) : varianceAt(good);
    }

    /** Variance of a score where uniform noise has brought the mean down to a line. */
    public double varianceAt(double mean) {
        return score.variance(shots.faded(mean));
    }

    /** Of the mean of all scores, by their sample variance with divisor n − 1. */
    public Interval interval(double mean, double confidence) {
        double[] scores = score.scores();
        long[] row = shots.row(all());
        double n = all().shots();
        double squares = 0;
        for (int i = 0; i < scores.length; i++) {
            squares += row[i] * Math.pow(scores[i] - mean, 2);
        }
        return Intervals.normal(mean, n < 2 ? 0 : Math.sqrt(squares / (n - 1) / n), confidence);
    }

    /**
     * All counts.
     *
     * @throws java.util.NoSuchElementException
     *     before the first look
     */
    public Counts all() {
        return shots.together().orElseThrow();
    }
}
