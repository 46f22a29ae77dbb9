package io.jenkins.plugins.quantum.engine.gate.folddecay;

import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.circuit.FoldedCircuit;
import io.jenkins.plugins.quantum.engine.gate.Averaged;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.FindingDraft;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Needs;
import io.jenkins.plugins.quantum.engine.gate.NextStep;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.SignalLeft;
import io.jenkins.plugins.quantum.engine.gate.Trajectories;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import java.util.List;
import java.util.Optional;

/** The decay of the signal from probabilities under noise. */
final class ExactDecay {
    /** Signal below which no share of it means anything. */
    private static final double FAINT = 0.02;

    private final GateContext context;
    private final double min;

    ExactDecay(GateContext context) {
        this.context = context;
        this.min = FoldDecayGate.min(context);
    }

    private Need need() {
        return Needs.subject(context).of(FoldDecayGate.probe(context));
    }

    Proposal proposal() {
        return new Proposal.Accepted(List.of(Needs.ideal(context), need()), 0, 0, false);
    }

    Judgement judge(Evidence evidence) {
        Optional<Evidence.Batch> noiseless = Needs.idealIn(context, evidence);
        Need asked = need();
        Optional<Evidence.Batch> measured =
                evidence.exact(asked.source(), asked.scale(), asked.probe().orElseThrow());
        if (noiseless.isEmpty() || measured.isEmpty()) {
            return Needs.missing(context, "the probabilities of the circuit or of the folded one");
        }
        Distribution ideal = noiseless.get().outcomes().get(0).get(0).distribution();
        SignalLeft first = left(ideal, measured.get().outcomes().get(0).get(0));
        SignalLeft second = left(ideal, measured.get().outcomes().get(1).get(0));
        Optional<Proposal.Refused> nothing = FoldDecayGate.noSignal(context, first.uniform());
        if (nothing.isPresent()) {
            return new FindingDraft("It cannot be decided: " + nothing.get().reason() + ".")
                    .next(nothing.get().alternative())
                    .decided(Verdict.NO_DATA);
        }
        return decide(first.value(), second.value(), measured.get().need());
    }

    private SignalLeft left(Distribution ideal, Outcome outcome) {
        return new SignalLeft(FoldDecayGate.circuit(context), ideal, outcome);
    }

    private Judgement decide(Averaged first, Averaged second, Need measured) {
        double error = Math.hypot(first.standardError(), second.standardError());
        var loss = new Averaged(first.value() - second.value(), error);
        if (first.value() < FAINT) {
            return describe(
                            "No signal is left that could decay: the circuit as it is keeps only "
                                    + Wording.number(first.value()) + " of the ideal one.",
                            first,
                            second)
                    .decided(Verdict.FAIL);
        }
        double share = second.value() / first.value();
        var kept =
                new Averaged(share, Math.hypot(second.standardError(), share * first.standardError()) / first.value());
        if (loss.unclearAt(0) || kept.unclearAt(min)) {
            return Trajectories.unclear(
                    context.workload(),
                    measured,
                    describe(
                                    "The folded circuit keeps " + Wording.beside(share, min)
                                            + " of the signal; the noise draws made leave open whether that is enough, or"
                                            + " whether folding did anything.",
                                    first,
                                    second)
                            .next("run on the backend aer, whose noise is exact, or write a larger scale")
                            .finding());
        }
        if (loss.value() <= FoldDecayGate.SAME) {
            return describe(
                            "Folding was optimised away: the folded circuit loses nothing (signal "
                                    + Wording.beside(second.value(), first.value()) + " after "
                                    + Wording.number(first.value()) + ").",
                            first,
                            second)
                    .next("switch off optimisation across barriers on the backend "
                            + context.backend().type() + ", or check that its noise acts on gates on two qubits")
                    .decided(Verdict.NO_DATA);
        }
        boolean passed = kept.reaches(min);
        FindingDraft draft = describe(
                "With " + Wording.factor(FoldDecayGate.reached(FoldDecayGate.folded(context)))
                        + " the gates on two qubits the circuit keeps "
                        + Wording.beside(share, min) + " of its signal under the noise of " + context.noiseName()
                        + "; the line is " + Wording.number(min) + ".",
                first,
                second);
        draft.averaged("share of the signal", kept);
        if (!passed) {
            draft.next(NextStep.compare(context)).next(NextStep.explain(context));
        }
        return draft.decided(passed ? Verdict.PASS : Verdict.FAIL);
    }

    private FindingDraft describe(String headline, Averaged first, Averaged second) {
        FoldedCircuit folded = FoldDecayGate.folded(context);
        double reached = FoldDecayGate.reached(folded);
        double rate = FoldDecayGate.rate(first.value(), second.value(), reached);
        return new FindingDraft(headline)
                .line(min)
                .detail("1.0x " + Wording.number(first.value()) + "   " + Wording.factor(reached) + " "
                        + Wording.number(second.value()) + "     linear score, exact"
                        + new Averaged(0, Math.max(first.standardError(), second.standardError())).precision())
                .detail("Folded: " + Wording.factor(folded.twoQubitScale()) + " the gates on two qubits, "
                        + Wording.factor(folded.scale()) + " of all. Decay rate: " + Wording.number(rate)
                        + " for each further multiple.")
                .figure("decay.first", first.value())
                .figure("decay.folded", second.value())
                .figure("decay.share", first.value() < FAINT ? Double.NaN : second.value() / first.value())
                .figure("decay.rate", rate);
    }
}
