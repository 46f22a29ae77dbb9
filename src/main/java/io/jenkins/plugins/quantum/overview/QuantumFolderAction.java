package io.jenkins.plugins.quantum.overview;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Action;
import hudson.model.Api;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.security.ACL;
import hudson.security.ACLContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jenkins.model.TransientActionFactory;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A folder's quantum tests: health and money of the jobs below it. */
@ExportedBean
public final class QuantumFolderAction implements Action {
    private final ItemGroup<?> folder;

    QuantumFolderAction(ItemGroup<?> folder) {
        this.folder = folder;
    }

    /** The folder. */
    public ItemGroup<?> getFolder() {
        return folder;
    }

    @Override
    public String getIconFileName() {
        return "symbol-analytics-outline plugin-ionicons-api";
    }

    @Override
    public String getDisplayName() {
        return Messages.Folder_DisplayName();
    }

    @Override
    public String getUrlName() {
        return "quantum-overview";
    }

    /** What the user of this request may see. */
    @SuppressWarnings("unused") // called by Jelly
    public FolderRollUp getRollUp() {
        return FolderRollUp.of(folder, JobSummaries.get());
    }

    /** The jobs, for the remote API. */
    @Exported
    public List<ExportedJob> getJobs() {
        return getRollUp().rows().stream().map(ExportedJob::new).toList();
    }

    /** The remote API. */
    @SuppressWarnings("unused") // called by Stapler
    public Api getApi() {
        return new Api(this);
    }

    /** A job, for the remote API. */
    @ExportedBean(defaultVisibility = 2)
    public static final class ExportedJob {
        private final FolderRollUp.Row row;

        ExportedJob(FolderRollUp.Row row) {
            this.row = row;
        }

        /** Relative to the folder. */
        @Exported
        public String getName() {
            return row.name();
        }

        /** The newest build with a result. */
        @Exported
        public int getBuild() {
            return row.summary().build();
        }

        /** In words. */
        @Exported
        public String getVerdicts() {
            return row.summary().verdicts();
        }

        /** The least of the newest build; null where no test told it. */
        @Exported(skipNull = true)
        public Double getCriticalNoise() {
            double value = row.summary().criticalNoise();
            return Double.isFinite(value) ? value : null;
        }

        /** This month. */
        @Exported
        public long getShots() {
            return row.summary().shots();
        }

        /** This month, for those who may see it. */
        @Exported(skipNull = true)
        public String getSpent() {
            return row.money() ? row.summary().spent() : null;
        }
    }

    /** Gives every folder with results below it its page. Folders are asked for their actions all the time: the answer is kept for a while. */
    @Extension
    @SuppressWarnings("rawtypes") // the factory's type is a class object, which has no parameters
    public static final class Factory extends TransientActionFactory<ItemGroup> {
        private static final Duration KEPT = Duration.ofMinutes(1);
        private static final int MOST_KEPT = 5_000;

        private final Clock clock = Clock.systemUTC();
        private final Map<String, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
                return size() > MOST_KEPT;
            }
        };

        private record Known(Instant until, boolean any) {}

        @Override
        public Class<ItemGroup> type() {
            return ItemGroup.class;
        }

        @Override
        public Class<? extends Action> actionType() {
            return QuantumFolderAction.class;
        }

        @NonNull
        @Override
        public Collection<? extends Action> createFor(@NonNull ItemGroup group) {
            // Jenkins itself is a group, but no item; a job that holds jobs has a trend of its own
            return group instanceof Item && !(group instanceof Job) && any(group)
                    ? Set.of(new QuantumFolderAction(group))
                    : Set.of();
        }

        @SuppressWarnings("try") // the context is left at the end, not used
        private boolean any(ItemGroup<?> folder) {
            Instant now = clock.instant();
            synchronized (known) {
                Known last = known.get(folder.getFullName());
                if (last != null && now.isBefore(last.until())) {
                    return last.any();
                }
            }
            boolean any;
            try (ACLContext everybody = ACL.as2(ACL.SYSTEM2)) {
                any = FolderRollUp.any(folder);
            }
            synchronized (known) {
                known.put(folder.getFullName(), new Known(now.plus(any ? KEPT.multipliedBy(10) : KEPT), any));
            }
            return any;
        }
    }
}
