package io.jenkins.plugins.quantum.orphans;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.model.Run;
import hudson.model.TopLevelItem;
import hudson.model.listeners.ItemListener;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * When a whole job goes, Jenkins tells nobody of its builds. What those that are over left is taken over before: should somebody
 * object to the deletion, it was an orphan all the same. A build that still runs is ended by Jenkins, and taken over then. A folder
 * deletes its jobs one by one.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class DeletedItems extends ItemListener {
    @Override
    public void onCheckDelete(@NonNull Item item) {
        for (Job<?, ?> job : jobs(item)) {
            for (Run<?, ?> run : LeavingBuilds.of(job, LeftJournals::withAttended)) {
                if (!run.isBuilding()) {
                    DeletedBuilds.takeOver(run);
                }
            }
        }
    }

    /** The job, and those that are a part of it. */
    private static List<Job<?, ?>> jobs(Item item) {
        List<Job<?, ?>> jobs = new ArrayList<>();
        if (item instanceof Job<?, ?> job) {
            jobs.add(job);
        }
        if (item instanceof ItemGroup<?> group) {
            for (Item inner : group.getItems()) {
                if (inner instanceof Job<?, ?> job && !(inner instanceof TopLevelItem)) {
                    jobs.add(job);
                }
            }
        }
        return jobs;
    }
}
