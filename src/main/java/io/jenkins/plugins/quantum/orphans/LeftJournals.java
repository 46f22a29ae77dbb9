package io.jenkins.plugins.quantum.orphans;

import io.jenkins.plugins.quantum.engine.run.Journal;
import io.jenkins.plugins.quantum.engine.run.OutputException;
import io.jenkins.plugins.quantum.engine.run.RunFolder;
import io.jenkins.plugins.quantum.service.ServiceRuns;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The folders of runs in a build's folder whose journals say that jobs may still be at a provider. Reads files only: loads no build. */
final class LeftJournals {
    private static final Logger LOGGER = Logger.getLogger(LeftJournals.class.getName());
    private static final String RUN = "service";

    private LeftJournals() {}

    static List<Path> of(Path build) {
        List<Path> left = new ArrayList<>();
        Path results = build.resolve("quantum");
        if (!Files.isDirectory(results)) {
            return left;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(results)) {
            for (Path result : all) {
                Path folder = result.resolve(RUN);
                Path journal = folder.resolve(RunFolder.JOURNAL);
                if (Files.isRegularFile(journal) && Journal.leftOpen(journal)) {
                    left.add(folder);
                }
            }
        } catch (IOException | OutputException e) {
            LOGGER.log(Level.WARNING, e, () -> "the journals in " + build + " cannot be read");
        }
        return left;
    }

    /** The same, and those in which a run is at work, whatever its journal says yet. */
    static Set<Path> withAttended(Path build) {
        Set<Path> all = new LinkedHashSet<>(of(build));
        ServiceRuns.folders(build).stream().filter(Files::isDirectory).forEach(all::add);
        return all;
    }

    /** Whether somebody of this controller looks after the run in a folder. */
    static boolean attended(Path folder) {
        return ServiceRuns.find(folder) != null || RunFolder.inUse(folder);
    }
}
