package io.jenkins.plugins.quantum.engine.run;

/** Hears how a run goes on. Calls come from the run's own thread, in order. */
public interface RunListener {
    /** Hears nothing. */
    RunListener SILENT = new RunListener() {};

    /** The plan stands: nothing was submitted yet. */
    default void planned(Plan plan) {}

    /** Where the run stands has changed. Comes up to fifty times a second; the value costs little. */
    default void progress(RunProgress progress) {}

    /** Something that the user should know; one line. */
    default void note(String message) {}

    /** A gate has decided. */
    default void decided(String test, String backend, RunResult.GateResult gate) {}
}
