package io.jenkins.plugins.quantum.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;

/** What a step does with a run. */
enum StepMode {
    /** Runs it and publishes the result. */
    TEST,
    /** Publishes the result of shards that have run before. */
    MERGE,
    /** Only starts it, and returns its name. */
    SUBMIT,
    /** Publishes the result of one that was submitted before. */
    AWAIT;

    /** Of its name; null in builds that an earlier version began. */
    static StepMode of(@CheckForNull String name) {
        return name == null ? TEST : valueOf(name);
    }
}
