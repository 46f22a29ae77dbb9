package io.jenkins.plugins.quantum.engine.run;

/** Hears how a run goes on. Calls come from the run's own thread, in order. */
public interface RunListener {
    /** Hears nothing. */
    RunListener SILENT = new RunListener() {};

    /** The plan stands: nothing was submitted yet. */
    default void planned(Plan plan) {}

    /**
     * Work of the round.
     *
     * @param backend
     *     its name
     * @param queued
     *     jobs that wait
     * @param running
     *     jobs that run
     * @param done
     *     jobs that ended
     * @param share
     *     of the work, 0 to 1
     */
    default void progress(String backend, int queued, int running, int done, double share) {}

    /** Something that the user should know; one line. */
    default void note(String message) {}

    /** A gate has decided. */
    default void decided(String test, String backend, RunResult.GateResult gate) {}
}
