package io.jenkins.plugins.quantum.overview;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Job;
import io.jenkins.plugins.quantum.engine.report.TrendLine;
import io.jenkins.plugins.quantum.report.TrendIndex;
import java.io.IOException;
import java.time.Clock;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The figures of jobs, kept until a job's index changes or a month begins: a list of a thousand jobs costs a thousand looks at the attributes of a file, and reads only those
 * that are new.
 */
@Extension
public final class JobSummaries {
    private static final Logger LOGGER = Logger.getLogger(JobSummaries.class.getName());

    /** Jobs kept in memory; those that nobody asked for go first. */
    static final int MOST_KEPT = 5_000;

    /** Builds that most jobs do not exceed in a month; of others the whole index is read. */
    private static final int FIRST_LOOK = 200;

    private final Clock clock;
    private final Map<TrendIndex.Key, Kept> kept = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<TrendIndex.Key, Kept> eldest) {
            return size() > MOST_KEPT;
        }
    };

    private record Kept(TrendIndex.Stamp stamp, YearMonth month, JobSummary summary) {}

    /** With the clock of the machine. */
    public JobSummaries() {
        this(Clock.systemUTC());
    }

    JobSummaries(Clock clock) {
        this.clock = clock;
    }

    /** Those of this Jenkins. */
    @NonNull
    public static JobSummaries get() {
        return ExtensionList.lookupSingleton(JobSummaries.class);
    }

    /** A job's figures; empty where no build left a result. */
    @NonNull
    public Optional<JobSummary> of(@NonNull Job<?, ?> job) {
        TrendIndex index = TrendIndex.of(job);
        Optional<TrendIndex.Stamp> stamp = index.stamp();
        if (stamp.isEmpty()) {
            return Optional.empty();
        }
        YearMonth month = YearMonth.now(clock);
        synchronized (kept) {
            Kept known = kept.get(index.key());
            if (known != null
                    && known.stamp().equals(stamp.get())
                    && known.month().equals(month)) {
                return Optional.of(known.summary());
            }
        }
        try {
            Optional<JobSummary> summary = read(index, month);
            summary.ifPresent(made -> {
                synchronized (kept) {
                    kept.put(index.key(), new Kept(stamp.get(), month, made));
                }
            });
            return summary;
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "the index of " + job.getFullName() + " cannot be read");
            return Optional.empty();
        }
    }

    private static Optional<JobSummary> read(TrendIndex index, YearMonth month) throws IOException {
        List<TrendLine> lines = index.newest(FIRST_LOOK);
        if (lines.size() == FIRST_LOOK && JobSummary.month(lines.get(0)).equals(month)) {
            lines = index.lines();
        }
        return lines.isEmpty() ? Optional.empty() : Optional.of(JobSummary.of(lines, month));
    }
}
