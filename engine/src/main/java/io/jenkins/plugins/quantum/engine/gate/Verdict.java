package io.jenkins.plugins.quantum.engine.gate;

/** The answer of a gate. No data is never green. */
public enum Verdict {
    /** Shown, at the stated error rates, to be good enough. */
    PASS,
    /** Shown, at the stated error rates, not to be good enough. */
    FAIL,
    /** The evidence allows neither. */
    INCONCLUSIVE,
    /** There is no evidence: a backend, process or job was lost. */
    NO_DATA,
    /** Not run: switched off, or dependent on something that was not run. */
    SKIPPED
}
