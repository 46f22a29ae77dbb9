package io.jenkins.plugins.quantum.engine.stats;

/** What a test says of the evidence so far. */
public enum Decision {
    /** The evidence allows neither answer yet. */
    CONTINUE,
    /** Shown to be better than the worst that is accepted. */
    PASS,
    /** Shown to be worse than healthy. */
    FAIL
}
