package io.jenkins.plugins.quantum.steps;

/** What a failed gate does. Open questions and missing data make a build unstable under either: never green. */
public enum Policy {
    /** The step fails: what follows does not run. */
    FAIL,
    /** The stage and the build become unstable, and the build goes on. */
    UNSTABLE
}
