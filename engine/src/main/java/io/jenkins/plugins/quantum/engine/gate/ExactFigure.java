package io.jenkins.plugins.quantum.engine.gate;

import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A gate on one figure of the outcomes' probabilities.
 *
 * @param name
 *     of the figure, as trends show it
 * @param words
 *     what it is, at the start of a sentence
 * @param figure
 *     of the probabilities of the circuit
 * @param line
 *     what it is compared with
 * @param atMost
 *     whether less is better
 * @param option
 *     that sets the line
 */
public record ExactFigure(
        GateContext context,
        String name,
        String words,
        ToDoubleFunction<Distribution> figure,
        double line,
        boolean atMost,
        String option) {
    /** PASS or FAIL by the probabilities at the noise of the test, when they arrived and the noise acted. */
    public Judgement judge(Evidence evidence) {
        return ExactEvidence.judge(context, evidence, "the circuit", this::judge);
    }

    private Judgement judge(ExactEvidence evidence) {
        Outcome found = evidence.subject().outcomes().get(0).get(0);
        Distribution ideal = evidence.ideal().outcomes().get(0).get(0).distribution();
        var value = new Averaged(
                figure.applyAsDouble(found.distribution()), Averaged.standardError(found.batches(), figure));
        FindingDraft draft = describe(value, ideal, found.distribution());
        if (value.unclearAt(line)) {
            return Trajectories.unclear(
                    context.workload(),
                    evidence.subject().need(),
                    draft.detail("The noise draws leave open on which side of the line it lies.")
                            .next("run on the backend aer, whose noise is exact, or move " + option
                                    + " away from the value")
                            .finding());
        }
        boolean passed = atMost ? value.value() <= line + Averaged.ROUNDING : value.reaches(line);
        if (!passed) {
            draft.next(NextStep.compare(context)).next(NextStep.explain(context));
        }
        return draft.decided(passed ? Verdict.PASS : Verdict.FAIL);
    }

    private FindingDraft describe(Averaged value, Distribution ideal, Distribution found) {
        double without = figure.applyAsDouble(ideal);
        var draft = new FindingDraft(words + " is " + Wording.beside(value.value(), line)
                        + (context.noisy() ? " under the noise of " + context.noiseName() : "") + "; at "
                        + (atMost ? "most " : "least ") + Wording.number(line) + " is accepted.")
                .averaged(name, value)
                .line(line)
                .figure(name, value.value())
                .figure(name + ".ideal", without)
                .detail("exact" + value.precision());
        if (atMost ? without > line + Averaged.ROUNDING : without < line - Averaged.ROUNDING) {
            draft.detail("Even without noise it is " + Wording.number(without)
                    + ": the circuit does not prepare what is asserted, or qubits are numbered otherwise.");
        }
        return draft.plot(new OutcomeTable(List.of(ideal, found))
                .bars(List.of("ideal", context.noisy() ? context.noiseName() : "run"), List.of(ideal, found)));
    }
}
