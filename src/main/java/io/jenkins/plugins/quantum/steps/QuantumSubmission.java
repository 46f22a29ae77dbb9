package io.jenkins.plugins.quantum.steps;

import java.io.Serializable;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** What {@code quantumSubmit} returns to the pipeline. */
public final class QuantumSubmission implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String id;
    private final String suite;

    QuantumSubmission(String id, String suite) {
        this.id = id;
        this.suite = suite;
    }

    /** Names it in the build: for {@code quantumAwait}. */
    @Whitelisted
    public String getId() {
        return id;
    }

    /** The suite that was submitted. */
    @Whitelisted
    public String getSuite() {
        return suite;
    }

    @Override
    public String toString() {
        return id;
    }
}
