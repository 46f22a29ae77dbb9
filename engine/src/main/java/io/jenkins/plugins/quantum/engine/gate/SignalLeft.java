package io.jenkins.plugins.quantum.engine.gate;

import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.stats.Distances;
import io.jenkins.plugins.quantum.engine.stats.LinearScore;
import java.util.ArrayList;
import java.util.function.ToDoubleFunction;

/**
 * How much of its ideal distribution a circuit still gives, from probabilities: the linear score, or where all ideal outcomes are
 * equally likely the overlap 1 − TVD.
 */
public final class SignalLeft {
    private final OutcomeTable table;
    private final LinearScore score;
    private final double[] ideal;
    private final double[] found;
    private final double dimension;
    private final Averaged value;

    /**
     * Of one run.
     *
     * @param circuit
     *     what ran
     * @param ideal
     *     what it should give
     * @param outcome
     *     what it gave, over the same bits
     */
    public SignalLeft(Circuit circuit, Distribution ideal, Outcome outcome) {
        var all = new ArrayList<>(outcome.batches());
        all.add(ideal);
        all.add(outcome.distribution());
        table = new OutcomeTable(all);
        this.ideal = table.row(ideal);
        found = table.row(outcome.distribution());
        dimension = Math.max(OutcomeTable.dimension(circuit), this.ideal.length);
        score = new LinearScore(this.ideal, dimension);
        ToDoubleFunction<double[]> figure =
                score.undefined() ? row -> 1 - Distances.totalVariation(this.ideal, row) : score::mean;
        value = new Averaged(
                figure.applyAsDouble(found),
                Averaged.standardError(outcome.batches(), batch -> figure.applyAsDouble(table.row(batch))));
    }

    /** Whether all ideal outcomes are equally likely. */
    public boolean uniform() {
        return score.undefined();
    }

    /** Linear score or overlap. */
    public Averaged value() {
        return value;
    }

    /** What the value is called. */
    public String name() {
        return uniform() ? "overlap" : "linear score";
    }

    /** All outcomes that are ideally possible or were found. */
    public OutcomeTable table() {
        return table;
    }

    /** Adds the distances that are reported beside a verdict and never decide it. */
    public FindingDraft distances(FindingDraft draft) {
        return ReferencedShots.distances(draft, ideal, found, dimension);
    }

    /** Σ(q−p)² as a share of Σp² − 1/D; NaN where that is nothing. */
    public double shape() {
        double sum = 0;
        for (int i = 0; i < ideal.length; i++) {
            sum += (found[i] - ideal[i]) * (found[i] - ideal[i]);
        }
        return score.undefined() ? Double.NaN : sum / score.norm();
    }
}
