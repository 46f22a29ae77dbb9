package io.jenkins.plugins.quantum.orphans;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Job;
import hudson.model.Run;
import hudson.model.listeners.ItemListener;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.quantum.util.JenkinsFacade;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Looks for orphans: when a build has ended, before a build is deleted, and, once after each start of Jenkins, in all builds that are
 * over. The look after a start reads folders and loads only the builds that left something.
 */
@Restricted(NoExternalUse.class)
public final class OrphanSearch {
    private static final Logger LOGGER = Logger.getLogger(OrphanSearch.class.getName());
    /** Time for pipelines to find out whether they can go on. */
    private static final long AFTER_START_MILLIS = 60_000;
    /** Time for whoever looks after a run to end it. */
    private static final long AFTER_END_MILLIS = 30_000;

    private OrphanSearch() {}

    /** Looks through all builds of all jobs. */
    public static void all() throws InterruptedException {
        DeletedBuilds.cancel();
        for (Job<?, ?> job : JenkinsFacade.jobs()) {
            Path builds = job.getBuildDir().toPath();
            if (!Files.isDirectory(builds)) {
                continue;
            }
            try (DirectoryStream<Path> numbers = Files.newDirectoryStream(builds, "[0-9]*")) {
                for (Path build : numbers) {
                    if (!LeftJournals.of(build).isEmpty()) {
                        loaded(job, build);
                    }
                }
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, e, () -> "the builds in " + builds + " cannot be listed");
            }
        }
    }

    private static void loaded(Job<?, ?> job, Path build) throws InterruptedException {
        try {
            Run<?, ?> run = job.getBuildByNumber(Integer.parseInt(String.valueOf(build.getFileName())));
            if (run != null) {
                over(run);
            }
        } catch (NumberFormatException e) {
            LOGGER.log(Level.FINE, e, () -> build + " is no build");
        }
    }

    /** Cancels what a build left, if it is over. */
    public static void over(@NonNull Run<?, ?> run) throws InterruptedException {
        if (run.isBuilding()) {
            return;
        }
        for (Path folder : LeftJournals.of(run.getRootDir().toPath())) {
            if (!LeftJournals.attended(folder)) {
                new OrphanedJobs(run).cancel(folder);
            }
        }
    }

    private static void quietly(Search search) {
        try {
            search.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // Jenkins goes down; the next start looks again
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, "the search for orphaned quantum jobs failed", e);
        }
    }

    @FunctionalInterface
    private interface Search {
        void run() throws InterruptedException;
    }

    /** After a start. */
    @Extension
    public static final class Starts extends ItemListener {
        @Override
        public void onLoaded() {
            JenkinsFacade.inBackground(() -> quietly(OrphanSearch::all), AFTER_START_MILLIS);
        }
    }

    /** When builds end or are deleted. */
    @Extension
    public static final class Ends extends RunListener<Run<?, ?>> {
        @Override
        public void onFinalized(Run<?, ?> run) {
            if (Files.isDirectory(run.getRootDir().toPath().resolve("quantum"))) {
                JenkinsFacade.inBackground(() -> quietly(() -> over(run)), AFTER_END_MILLIS);
            }
        }

        /** The build's folder goes: its journals are taken elsewhere, and whoever deletes does not wait for providers. */
        @Override
        public void onDeleted(Run<?, ?> run) {
            List<Path> left = LeftJournals.of(run.getRootDir().toPath());
            if (!left.isEmpty()) {
                DeletedBuilds.keep(run, left);
                JenkinsFacade.inBackground(() -> quietly(DeletedBuilds::cancel), 0);
            }
        }
    }
}
