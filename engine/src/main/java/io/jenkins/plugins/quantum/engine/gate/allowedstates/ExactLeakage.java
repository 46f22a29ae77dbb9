package io.jenkins.plugins.quantum.engine.gate.allowedstates;

import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.gate.Averaged;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.ExactEvidence;
import io.jenkins.plugins.quantum.engine.gate.Finding;
import io.jenkins.plugins.quantum.engine.gate.FindingDraft;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Line;
import io.jenkins.plugins.quantum.engine.gate.NextStep;
import io.jenkins.plugins.quantum.engine.gate.OutcomeTable;
import io.jenkins.plugins.quantum.engine.gate.Trajectories;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import java.util.List;
import java.util.Set;

/** Leakage from probabilities. */
final class ExactLeakage {
    private final GateContext context;
    private final Line line;
    private final Set<String> states;

    ExactLeakage(GateContext context) {
        this.context = context;
        this.line = AllowedStatesGate.line(context);
        this.states = AllowedStatesGate.states(context);
    }

    Judgement judge(Evidence evidence) {
        return ExactEvidence.judge(context, evidence, "the circuit", this::judge);
    }

    private Judgement judge(ExactEvidence evidence) {
        Outcome found = evidence.subject().outcomes().get(0).get(0);
        Distribution noiseless = evidence.ideal().outcomes().get(0).get(0).distribution();
        var value = new Averaged(kept(found.distribution()), Averaged.standardError(found.batches(), this::kept));
        if (value.unclearAt(line.bad())) {
            Finding open = describe(value, noiseless, found)
                    .detail("The noise draws leave open on which side of the line it lies.")
                    .next("run on the backend aer, whose noise is exact, or move max-leakage away from the value")
                    .finding();
            return Trajectories.unclear(context.workload(), evidence.subject().need(), open);
        }
        FindingDraft draft = describe(value, noiseless, found);
        return value.reaches(line.bad())
                ? draft.decided(Verdict.PASS)
                : draft.next(NextStep.compare(context))
                        .next(NextStep.explain(context))
                        .decided(Verdict.FAIL);
    }

    private double kept(Distribution distribution) {
        double inside = 0;
        double all = 0;
        for (var entry : distribution.probabilities().entrySet()) {
            all += entry.getValue();
            inside += states.contains(entry.getKey()) ? entry.getValue() : 0;
        }
        return inside / all;
    }

    private FindingDraft describe(Averaged kept, Distribution ideal, Outcome found) {
        double most = 1 - line.bad();
        var leakage = new Averaged(1 - kept.value(), kept.standardError());
        var draft = new FindingDraft("Outcomes that are not allowed have a share of "
                        + Wording.beside(leakage.value(), most)
                        + (context.noisy() ? " under the noise of " + context.noiseName() : "") + "; at most "
                        + Wording.number(most) + " may.")
                .averaged("leakage", leakage)
                .line(most)
                .figure("leakage", leakage.value())
                .figure("leakage.ideal", 1 - kept(ideal))
                .detail("exact, " + Wording.count(states.size(), "allowed state") + leakage.precision());
        if (1 - kept(ideal) > most + 1e-9) {
            draft.detail("Even without noise the share is " + Wording.number(1 - kept(ideal))
                    + ": the circuit does not prepare what is allowed, or bits are written in the wrong order.");
        }
        return draft.plot(new OutcomeTable(List.of(ideal, found.distribution()))
                .bars(
                        List.of("ideal", context.noisy() ? context.noiseName() : "run"),
                        List.of(ideal, found.distribution())));
    }
}
