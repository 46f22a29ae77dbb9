package io.jenkins.plugins.quantum.engine.gate;

import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.stats.Distances;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The ideal distribution, its prediction under noise, and what was counted, over the same outcomes. */
public final class ReferencedShots {
    private final Distribution ideal;
    private final Distribution predicted;
    private final boolean hasPrediction;
    private final List<Counts> looks = new ArrayList<>();
    private final OutcomeTable table;
    private final double dimension;

    private ReferencedShots(
            GateContext context, Distribution ideal, Optional<Distribution> prediction, Evidence evidence) {
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
    }

    /** Empty while the ideal distribution is missing. Without noise it is its own prediction. */
    public static Optional<ReferencedShots> of(GateContext context, Evidence evidence) {
        Optional<Distribution> ideal = reference(evidence, 0);
        double scale = Needs.scale(context);
        return ideal.map(p -> new ReferencedShots(context, p, reference(evidence, scale), evidence));
    }

    private static Optional<Distribution> reference(Evidence evidence, double scale) {
        return evidence.exact(Need.Source.REFERENCE, scale)
                .map(batch -> batch.outcomes().get(0).get(0).distribution());
    }

    /** What {@link #of} needs. */
    public static List<Need> references(GateContext context) {
        return Needs.scale(context) > 0
                ? List.of(Need.reference(0, 0), Need.reference(1, Trajectories.first(context.workload())))
                : List.of(Need.reference(0, 0));
    }

    /** Whether the noise of what runs was predicted, or there is none. */
    public boolean hasPrediction() {
        return hasPrediction;
    }

    /** Noiseless. */
    public Distribution ideal() {
        return ideal;
    }

    /** Under the noise model; the ideal one where there is none. */
    public Distribution predicted() {
        return predicted;
    }

    /** All outcomes of the distributions and of the counts. */
    public OutcomeTable table() {
        return table;
    }

    /** The number of all outcomes, also of those that nothing lists. */
    public double dimension() {
        return dimension;
    }

    /** The ideal distribution mixed with uniform noise, which outcomes that are not listed lack. */
    public double[] faded(double share) {
        double[] mixed = table.row(ideal);
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = share * mixed[i] + (1 - share) / dimension;
        }
        return mixed;
    }

    /** Counts look by look. */
    public List<Counts> looks() {
        return List.copyOf(looks);
    }

    /** All counts. */
    public Optional<Counts> together() {
        return looks.stream().reduce(Counts::plus);
    }

    /** Counts by outcome of the table. */
    public long[] row(Counts counts) {
        return table.outcomes().stream()
                .mapToLong(outcome -> counts.counts().getOrDefault(outcome, 0L))
                .toArray();
    }

    /** Adds bars and, for comparison with other tools, the distances that are biased and decide nothing. */
    public FindingDraft describe(FindingDraft draft, GateContext context) {
        Counts all = together().orElseThrow();
        var names = new ArrayList<String>(List.of("ideal"));
        var rows = new ArrayList<Distribution>(List.of(ideal));
        if (Needs.scale(context) > 0 && hasPrediction) {
            names.add("predicted");
            rows.add(predicted);
        }
        names.add("counted");
        rows.add(all.frequencies());
        return distances(draft, table.row(ideal), table.row(all.frequencies()), dimension)
                .plot(table.bars(names, rows));
    }

    /** Adds TVD, Hellinger fidelity and the figure of QED-C. */
    public static FindingDraft distances(FindingDraft draft, double[] ideal, double[] found, double dimension) {
        return draft.figure("tvd", Distances.totalVariation(ideal, found))
                .figure("hellinger", Distances.hellingerFidelity(ideal, found))
                .figure("qed-c", Distances.normalizedHellingerFidelity(ideal, found, dimension));
    }
}
