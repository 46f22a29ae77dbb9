package io.jenkins.plugins.quantum.engine.gate.folddecay;

import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.OutcomeTable;
import io.jenkins.plugins.quantum.engine.stats.LinearScore;
import java.util.ArrayList;
import java.util.List;

/** Linear scores of shots of the circuit as it is and folded. */
final class DecayScores {
    private final OutcomeTable table;
    private final LinearScore score;
    private final double[] scores;
    private final double[] ideal;
    private final double dimension;

    DecayScores(GateContext context, Distribution ideal, List<Distribution> others) {
        var all = new ArrayList<>(others);
        all.add(ideal);
        table = new OutcomeTable(all);
        this.ideal = table.row(ideal);
        dimension = Math.max(OutcomeTable.dimension(FoldDecayGate.circuit(context)), this.ideal.length);
        score = new LinearScore(this.ideal, dimension);
        scores = new double[this.ideal.length];
        for (int i = 0; i < scores.length && !score.undefined(); i++) {
            scores[i] = score.score(i);
        }
    }

    boolean uniform() {
        return score.undefined();
    }

    double lowest() {
        return score.lowest();
    }

    double highest() {
        return score.highest();
    }

    double mean(Distribution distribution) {
        return score.mean(table.row(distribution));
    }

    double variance(Distribution distribution) {
        return score.variance(table.row(distribution));
    }

    /** Variance of a score where uniform noise has left a share of the signal. */
    double varianceAt(double mean) {
        double[] mixed = new double[ideal.length];
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = mean * ideal[i] + (1 - mean) / dimension;
        }
        return score.variance(mixed);
    }

    double[] scores() {
        return scores.clone();
    }

    long[] row(Counts counts) {
        return table.outcomes().stream()
                .mapToLong(outcome -> counts.counts().getOrDefault(outcome, 0L))
                .toArray();
    }
}
