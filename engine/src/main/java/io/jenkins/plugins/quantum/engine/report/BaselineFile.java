package io.jenkins.plugins.quantum.engine.report;

import io.jenkins.plugins.quantum.engine.run.Baselines;
import io.jenkins.plugins.quantum.engine.run.RecordedPrograms;
import io.jenkins.plugins.quantum.engine.run.WholeFile;
import java.nio.file.Path;

/** Writes {@value Baselines#FILE} and {@value RecordedPrograms#FILE}: pretty, so that a change of a line shows in a review. */
public final class BaselineFile {
    private BaselineFile() {}

    /**
     * Replaces the file as a whole.
     *
     * @param folder
     *     the suite's
     * @return the file
     * @throws io.jenkins.plugins.quantum.engine.run.OutputException
     *     when it cannot be written
     */
    public static Path write(Path folder, Baselines baselines) {
        Path file = folder.resolve(Baselines.FILE);
        WholeFile.write(file, PrettyJson.write(baselines));
        return file;
    }

    /**
     * Replaces the file of programs as a whole.
     *
     * @param folder
     *     the suite's
     * @return the file
     * @throws io.jenkins.plugins.quantum.engine.run.OutputException
     *     when it cannot be written
     */
    public static Path write(Path folder, RecordedPrograms programs) {
        Path file = folder.resolve(RecordedPrograms.FILE);
        WholeFile.write(file, PrettyJson.write(programs));
        return file;
    }
}
