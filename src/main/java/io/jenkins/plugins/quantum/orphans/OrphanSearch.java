package io.jenkins.plugins.quantum.orphans;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Job;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.ItemListener;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.quantum.util.JenkinsFacade;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.queue.ItemDeletion;
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
            for (Run<?, ?> run : LeavingBuilds.of(job, LeftJournals::of)) {
                over(run);
            }
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

    /** A search in a thread of its own. */
    static void quietly(Search search) {
        try {
            search.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // Jenkins goes down; the next start looks again
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, "the search for orphaned quantum jobs failed", e);
        }
    }

    @FunctionalInterface
    interface Search {
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
        /** Its job or a folder above is being deleted, for which Jenkins ends its builds first. */
        @Override
        public void onCompleted(Run<?, ?> run, @NonNull TaskListener listener) {
            if (ItemDeletion.contains(run.getParent())) {
                DeletedBuilds.takeOver(run);
            }
        }

        @Override
        public void onFinalized(Run<?, ?> run) {
            if (Files.isDirectory(run.getRootDir().toPath().resolve("quantum"))) {
                JenkinsFacade.inBackground(() -> quietly(() -> over(run)), AFTER_END_MILLIS);
            }
        }

        /** The build's folder goes: its journals are taken elsewhere, and whoever deletes does not wait for providers. */
        @Override
        public void onDeleted(Run<?, ?> run) {
            DeletedBuilds.takeOver(run);
        }
    }
}
