package io.jenkins.plugins.quantum.engine.gate.expectation;

import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.gate.Averaged;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.ExactEvidence;
import io.jenkins.plugins.quantum.engine.gate.Finding;
import io.jenkins.plugins.quantum.engine.gate.FindingDraft;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.NextStep;
import io.jenkins.plugins.quantum.engine.gate.ObservableReading;
import io.jenkins.plugins.quantum.engine.gate.Trajectories;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import java.util.List;
import java.util.function.Function;

/** The mean of an observable from probabilities. */
final class ExactExpectation {
    private final GateContext context;
    private final ObservableReading reading;
    private final double target;
    private final double within;

    ExactExpectation(GateContext context) {
        this.context = context;
        this.reading = ExpectationGate.reading(context);
        this.target = ExpectationGate.target(context);
        this.within = ExpectationGate.within(context);
    }

    Judgement judge(Evidence evidence) {
        return ExactEvidence.judge(context, evidence, "the circuit", this::judge);
    }

    private Judgement judge(ExactEvidence evidence) {
        double noiseless = mean(evidence.ideal(), Outcome::distribution);
        var value = new Averaged(mean(evidence.subject(), Outcome::distribution), standardError(evidence.subject()));
        var distance = new Averaged(Math.abs(value.value() - target), value.standardError());
        if (distance.unclearAt(within)) {
            Finding open = describe(value, noiseless)
                    .detail("The noise draws leave open whether it is within the distance.")
                    .next("run on the backend aer, whose noise is exact, or change within")
                    .finding();
            return Trajectories.unclear(context.workload(), evidence.subject().need(), open);
        }
        FindingDraft draft = describe(value, noiseless);
        if (distance.value() <= within + 1e-9) {
            return draft.decided(Verdict.PASS);
        }
        if (context.noisy() && Math.abs(noiseless - target) > within) {
            draft.detail("It misses the target without any noise: look at the circuit, not at the device.");
        }
        return draft.next(NextStep.compare(context))
                .next(NextStep.explain(context))
                .decided(Verdict.FAIL);
    }

    private double mean(Evidence.Batch batch, Function<Outcome, Distribution> part) {
        return reading.mean(
                batch.outcomes().stream().map(task -> part.apply(task.get(0))).toList());
    }

    /** Groups are drawn independently: their squared errors add. */
    private double standardError(Evidence.Batch batch) {
        double squares = 0;
        for (int g = 0; g < reading.groups(); g++) {
            int group = g;
            List<Distribution> parts = batch.outcomes().get(g).get(0).batches();
            squares += Math.pow(Averaged.standardError(parts, part -> reading.mean(group, part)), 2);
        }
        return Math.sqrt(squares);
    }

    private FindingDraft describe(Averaged value, double noiseless) {
        double distance = Math.abs(value.value() - target);
        var draft = new FindingDraft("The mean of the observable is " + Wording.number(value.value())
                        + (context.noisy() ? " under the noise of " + context.noiseName() : "") + ", "
                        + Wording.beside(distance, within) + " from the target " + Wording.plain(target) + "; at most "
                        + Wording.number(within) + " is allowed.")
                .averaged("expectation value", value)
                .line(value.value() < target ? target - within : target + within)
                .figure("expectation", value.value())
                .figure("expectation.ideal", noiseless)
                .figure("expectation.distance", distance);
        draft.detail((context.noisy()
                        ? "ideal " + Wording.number(noiseless) + "   1.0x " + Wording.number(value.value())
                        : "mean " + Wording.number(value.value()))
                + "     exact, " + Wording.count(reading.groups(), "measured group") + value.precision());
        if (context.noisy()) {
            draft.figure("expectation.bias", value.value() - noiseless);
        }
        return draft;
    }
}
