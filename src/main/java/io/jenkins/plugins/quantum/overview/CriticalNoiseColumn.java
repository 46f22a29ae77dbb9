package io.jenkins.plugins.quantum.overview;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Item;
import hudson.model.Job;
import hudson.views.ListViewColumn;
import hudson.views.ListViewColumnDescriptor;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** The least critical noise of the newest build with a quantum test result. */
public final class CriticalNoiseColumn extends ListViewColumn {
    /** Without options. */
    @DataBoundConstructor
    public CriticalNoiseColumn() {}

    /** The figures of an item of the view; null where it has none. */
    @CheckForNull
    @SuppressWarnings("unused") // called by Jelly
    public JobSummary summary(@NonNull Item item) {
        return item instanceof Job<?, ?> job ? JobSummaries.get().of(job).orElse(null) : null;
    }

    /** Offered, not shown unless chosen. */
    @Extension
    @Symbol("quantumCriticalNoise")
    public static final class DescriptorImpl extends ListViewColumnDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.CriticalNoiseColumn_DisplayName();
        }

        @Override
        public boolean shownByDefault() {
            return false;
        }
    }
}
