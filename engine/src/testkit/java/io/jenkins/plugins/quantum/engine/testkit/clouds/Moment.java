package io.jenkins.plugins.quantum.engine.testkit.clouds;

/** A moment in the life of a job, as its adapter sees it. */
public enum Moment {
    /** The device is about to be looked at; nothing was submitted to it yet. */
    LOOKS,
    /** A submission is about to leave. */
    SUBMITS,
    /** A job was seen in the queue. */
    WAITS,
    /** A job was seen to run. */
    RUNS,
    /** A result is about to be fetched. */
    FETCHES,
    /** A result came; the next look may follow. */
    FETCHED
}
