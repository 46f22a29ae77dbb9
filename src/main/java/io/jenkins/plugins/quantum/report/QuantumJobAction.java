package io.jenkins.plugins.quantum.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Action;
import hudson.model.Api;
import hudson.model.Item;
import hudson.model.Job;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.TransientActionFactory;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The job's trends of quality and money, from the index file alone. */
@ExportedBean
public final class QuantumJobAction implements Action {
    private static final Logger LOGGER = Logger.getLogger(QuantumJobAction.class.getName());

    /** Builds in the small charts of the job's page: the newest. */
    static final int MOST_DRAWN = 50;

    private final Job<?, ?> job;

    QuantumJobAction(Job<?, ?> job) {
        this.job = job;
    }

    /** The job. */
    public Job<?, ?> getJob() {
        return job;
    }

    @Override
    public String getIconFileName() {
        return "symbol-analytics-outline plugin-ionicons-api";
    }

    @Override
    public String getDisplayName() {
        return Messages.Job_DisplayName();
    }

    @Override
    public String getUrlName() {
        return "quantum-trend";
    }

    /** Whether the user of this request may see money. */
    public boolean isCostVisible() {
        return CostView.visible(job);
    }

    /** The small charts; none before the second build, and none where the index cannot be read: the job's page is shown in any case. */
    @SuppressWarnings("unused") // called by Jelly
    public List<ChartView> getCharts() {
        try {
            return ChartView.trends(TrendIndex.of(job).newest(MOST_DRAWN), isCostVisible());
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "the trend of " + job.getFullName() + " cannot be read");
            return List.of();
        }
    }

    /** What the address asks for; null where the index cannot be read. */
    @CheckForNull
    @SuppressWarnings("unused") // called by Jelly
    public TrendPage getPage() {
        try {
            return page(Stapler.getCurrentRequest2());
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "the trend of " + job.getFullName() + " cannot be read");
            return null;
        }
    }

    private TrendPage page(@CheckForNull StaplerRequest2 request) throws IOException {
        return TrendPage.of(
                TrendIndex.of(job),
                TrendQuery.of(name -> request == null ? null : request.getParameter(name)),
                TrendReads.get()::lines);
    }

    /**
     * The charts of the range that the address asks for, in light or dark colours.
     *
     * @return JSON
     * @throws IOException
     *     when the index cannot be read
     */
    @SuppressWarnings("unused") // called by Stapler
    public HttpResponse doCharts(StaplerRequest2 request) throws IOException {
        job.checkPermission(Item.READ);
        boolean dark = "dark".equals(request.getParameter("theme"));
        return Sent.json(page(request).charts(dark, isCostVisible()).toString());
    }

    /** The builds that the address asks for, for the remote API. */
    @Exported
    public List<TrendBuild> getBuilds() throws IOException {
        boolean money = isCostVisible();
        return page(Stapler.getCurrentRequest2()).builds().stream()
                .map(line -> new TrendBuild(line, money))
                .toList();
    }

    /** The remote API. */
    @SuppressWarnings("unused") // called by Stapler
    public Api getApi() {
        return new Api(this);
    }

    /** Gives every job with an index its trends; looks at one file name, never at a build. */
    @Extension
    @SuppressWarnings("rawtypes") // the factory's type is a class object, which has no parameters
    public static final class Factory extends TransientActionFactory<Job> {
        @Override
        public Class<Job> type() {
            return Job.class;
        }

        @Override
        public Class<? extends Action> actionType() {
            return QuantumJobAction.class;
        }

        @NonNull
        @Override
        public Collection<? extends Action> createFor(@NonNull Job job) {
            return TrendIndex.of(job).exists() ? Set.of(new QuantumJobAction(job)) : Set.of();
        }
    }
}
