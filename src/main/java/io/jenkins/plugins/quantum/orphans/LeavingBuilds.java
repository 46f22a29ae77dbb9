package io.jenkins.plugins.quantum.orphans;

import hudson.model.Job;
import hudson.model.Run;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The builds of a job that left something. Reads folders, and loads only these builds. */
final class LeavingBuilds {
    private static final Logger LOGGER = Logger.getLogger(LeavingBuilds.class.getName());

    private LeavingBuilds() {}

    /**
     * Looks for them.
     *
     * @param left
     *     what lies in a build's folder and counts
     */
    static List<Run<?, ?>> of(Job<?, ?> job, Function<Path, Collection<Path>> left) {
        List<Run<?, ?>> found = new ArrayList<>();
        Path builds = job.getBuildDir().toPath();
        if (!Files.isDirectory(builds)) {
            return found;
        }
        try (DirectoryStream<Path> numbers = Files.newDirectoryStream(builds, "[0-9]*")) {
            for (Path build : numbers) {
                Run<?, ?> run = left.apply(build).isEmpty() ? null : load(job, build);
                if (run != null) {
                    found.add(run);
                }
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "the builds in " + builds + " cannot be listed");
        }
        return found;
    }

    private static Run<?, ?> load(Job<?, ?> job, Path build) {
        try {
            return job.getBuildByNumber(Integer.parseInt(String.valueOf(build.getFileName())));
        } catch (NumberFormatException e) {
            LOGGER.log(Level.FINE, e, () -> build + " is no build");
            return null;
        }
    }
}
