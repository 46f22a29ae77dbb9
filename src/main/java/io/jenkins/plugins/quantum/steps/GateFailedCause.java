package io.jenkins.plugins.quantum.steps;

import jenkins.model.CauseOfInterruption;

/** A gate failed: an ordinary failure for {@code retry} and {@code catchError}, with its reason on the build page. */
public final class GateFailedCause extends CauseOfInterruption {
    private static final long serialVersionUID = 1L;

    private final String headline;

    GateFailedCause(String headline) {
        this.headline = headline;
    }

    @Override
    public String getShortDescription() {
        return headline;
    }
}
