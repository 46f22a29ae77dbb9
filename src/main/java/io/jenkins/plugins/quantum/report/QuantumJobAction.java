package io.jenkins.plugins.quantum.report;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Action;
import hudson.model.Job;
import io.jenkins.plugins.quantum.engine.report.TrendLine;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.TransientActionFactory;

/** The job's trends of quality and money, from the index file alone. */
public final class QuantumJobAction implements Action {
    private static final Logger LOGGER = Logger.getLogger(QuantumJobAction.class.getName());

    /** Builds in a chart: the newest. */
    static final int MOST_DRAWN = 100;

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

    /** The charts; none before the second build, and none where the index cannot be read: the job's page is shown in any case. */
    @SuppressWarnings("unused") // called by Jelly
    public List<ChartView> getCharts() {
        try {
            List<TrendLine> lines = TrendIndex.of(job).lines();
            return ChartView.trends(lines.subList(Math.max(0, lines.size() - MOST_DRAWN), lines.size()));
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "the trend of " + job.getFullName() + " cannot be read");
            return List.of();
        }
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
