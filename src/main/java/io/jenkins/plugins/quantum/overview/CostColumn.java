package io.jenkins.plugins.quantum.overview;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Item;
import hudson.model.Job;
import hudson.views.ListViewColumn;
import hudson.views.ListViewColumnDescriptor;
import io.jenkins.plugins.quantum.report.CostView;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** Money that a job's quantum tests cost this month, for those who may see it. */
public final class CostColumn extends ListViewColumn {
    /** Without options. */
    @DataBoundConstructor
    public CostColumn() {}

    /** The figures of an item of the view; null where it has none. */
    @CheckForNull
    @SuppressWarnings("unused") // called by Jelly
    public JobSummary summary(@NonNull Item item) {
        return item instanceof Job<?, ?> job && CostView.visible(job)
                ? JobSummaries.get().of(job).orElse(null)
                : null;
    }

    /** Offered, not shown unless chosen. */
    @Extension
    @Symbol("quantumCost")
    public static final class DescriptorImpl extends ListViewColumnDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.CostColumn_DisplayName();
        }

        @Override
        public boolean shownByDefault() {
            return false;
        }
    }
}
