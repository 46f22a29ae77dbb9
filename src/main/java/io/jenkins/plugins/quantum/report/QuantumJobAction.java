package io.jenkins.plugins.quantum.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Action;
import hudson.model.Job;
import io.jenkins.plugins.quantum.engine.report.ChartTheme;
import io.jenkins.plugins.quantum.engine.report.TrendCharts;
import io.jenkins.plugins.quantum.engine.report.TrendLine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import jenkins.model.TransientActionFactory;

/** The job's trends of quality and money, from the index file alone. */
public final class QuantumJobAction implements Action {
    private static final ObjectMapper MAPPER = new ObjectMapper();

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
        return null; // the trends are on the job's own page
    }

    @Override
    public String getDisplayName() {
        return Messages.Job_DisplayName();
    }

    @Override
    public String getUrlName() {
        return "quantum-trend";
    }

    /** A chart: its heading and its options as JSON. */
    public record TrendView(String title, String light, String dark) {
        /** Heading. */
        public String getTitle() {
            return title;
        }

        /** Option for light pages. */
        public String getLight() {
            return light;
        }

        /** Option for dark pages. */
        public String getDark() {
            return dark;
        }
    }

    /** The charts; none before the second build. */
    @SuppressWarnings("unused") // called by Jelly
    public List<TrendView> getCharts() throws IOException {
        List<TrendLine> lines = TrendIndex.of(job).lines();
        if (lines.size() < 2) {
            return List.of();
        }
        var light = TrendCharts.options(lines, ChartTheme.LIGHT);
        var dark = TrendCharts.options(lines, ChartTheme.DARK);
        List<TrendView> views = new ArrayList<>();
        for (var chart : light.entrySet()) {
            views.add(new TrendView(
                    chart.getKey(),
                    MAPPER.writeValueAsString(chart.getValue()),
                    MAPPER.writeValueAsString(dark.get(chart.getKey()))));
        }
        return views;
    }

    /** Gives every job with an index its trends; looks at one file name, never at a build. */
    @Extension
    @SuppressWarnings({"rawtypes", "unchecked"})
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
            return job.getRootDir().toPath().resolve(TrendIndex.FILE).toFile().isFile()
                    ? Set.of(new QuantumJobAction(job))
                    : Set.of();
        }
    }
}
