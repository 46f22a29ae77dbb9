package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.diagnostic.Diagnostic;
import io.jenkins.plugins.quantum.engine.gate.Proposal;

/** A gate's refusal in the user's words. */
final class Refusals {
    private Refusals() {}

    static Diagnostic diagnostic(String test, String gate, Proposal.Refused refused) {
        return Diagnostic.error(refused.at(), test + " / " + gate + ": " + refused.reason(), refused.alternative());
    }
}
