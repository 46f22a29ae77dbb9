package io.jenkins.plugins.quantum.engine.run;

/** Writes the reports of a finished run into its folder. A seam: reports stand above runs. */
@FunctionalInterface
public interface ResultWriter {
    /**
     * Writes.
     *
     * @throws OutputException
     *     when a file cannot be written
     */
    void write(RunResult result, RunFolder folder);
}
