package io.jenkins.plugins.quantum.engine.gate.crossentropy;

import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.OutcomeTable;
import io.jenkins.plugins.quantum.engine.stats.CrossEntropy;
import java.util.List;

/** The cross-entropy score of distributions over any outcomes. */
final class ScoredOutcomes {
    private final List<String> outcomes;
    private final CrossEntropy score;

    private ScoredOutcomes(List<String> outcomes, CrossEntropy score) {
        this.outcomes = outcomes;
        this.score = score;
    }

    static ScoredOutcomes of(GateContext context, Distribution ideal) {
        var table = new OutcomeTable(List.of(ideal));
        double dimension = Math.max(
                OutcomeTable.dimension(context.workload().tasks().get(0).circuit()),
                table.outcomes().size());
        return new ScoredOutcomes(table.outcomes(), new CrossEntropy(table.row(ideal), dimension));
    }

    boolean undefined() {
        return score.undefined();
    }

    /** Outcomes that are not ideal count as those that the ideal law lists none of. */
    double mean(Distribution found) {
        double all = found.probabilities().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        return score.mean(outcomes.stream()
                .mapToDouble(outcome -> found.of(outcome) / all)
                .toArray());
    }
}
