package io.jenkins.plugins.quantum.engine.gate.allowedstates;

import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Line;
import io.jenkins.plugins.quantum.engine.gate.NoiseProof;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.SampledShare;
import io.jenkins.plugins.quantum.engine.gate.SequentialVerdict;
import io.jenkins.plugins.quantum.engine.gate.Wording;

/** Leakage from shots: each shot is a trial that stays among the allowed outcomes or not. */
final class SampledLeakage {
    private final GateContext context;
    private final Line line;
    private final SampledShare share;

    SampledLeakage(GateContext context) {
        this.context = context;
        this.line = AllowedStatesGate.line(context);
        share = new SampledShare(
                context,
                line,
                SequentialVerdict.View.turned("leakage", "max-leakage", 1),
                AllowedStatesGate.states(context));
    }

    Proposal proposal() {
        if (line.good() >= 1 || line.bad() <= 0) {
            return new Proposal.Refused(
                    Proposal.Kind.INPUT,
                    context.spec().position("margin"),
                    "a healthy circuit would leak " + Wording.number(1 - line.good()) + ": max-leakage "
                            + Wording.plain(1 - line.bad()) + " less the margin "
                            + Wording.plain(line.good() - line.bad()),
                    "write a margin below max-leakage, and a max-leakage above 0");
        }
        return share.proposal(NoiseProof.references(context));
    }

    Judgement judge(Evidence evidence) {
        double most = 1 - line.bad();
        return share.judge(
                evidence,
                "Outcomes that are not allowed are shown to be rarer than " + Wording.number(most),
                "Outcomes that are not allowed are shown to be more frequent than the healthy "
                        + Wording.number(1 - line.good()) + " (at most " + Wording.number(most) + " may)");
    }
}
