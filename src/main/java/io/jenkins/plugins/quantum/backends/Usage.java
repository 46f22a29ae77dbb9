package io.jenkins.plugins.quantum.backends;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.quantum.engine.run.QueueTimes;
import io.jenkins.plugins.quantum.engine.run.RunProgress;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/**
 * What one run did on one backend.
 *
 * @param time
 *     of its end, in epoch milliseconds
 * @param job
 *     full name of the job
 * @param build
 *     number of the build
 * @param id
 *     name of the result in the build
 * @param provider
 *     type of the backend
 * @param device
 *     as the price book names it
 * @param jobs
 *     that ended at the provider, with a result or without
 * @param failed
 *     of those, without a result
 * @param shots
 *     that came back
 * @param spent
 *     amounts as the run told them, for example {@code 1.20 USD}
 * @param waits
 *     how long jobs waited in the queue
 */
public record Usage(
        long time,
        String job,
        int build,
        String id,
        String provider,
        String device,
        long jobs,
        long failed,
        long shots,
        String spent,
        QueueTimes waits) {
    @NonNull
    static Usage of(long time, String job, int build, String id, RunProgress.Backend line) {
        return new Usage(
                time,
                job,
                build,
                id,
                line.type(),
                line.device(),
                (long) line.done() + line.failed(),
                line.failed(),
                line.shots(),
                line.spent(),
                line.waits());
    }

    /** Whether it is about the same run. */
    boolean sameRun(Usage other) {
        return job.equals(other.job) && build == other.build && id.equals(other.id);
    }

    /** The month of its end, by UTC. */
    @NonNull
    YearMonth month() {
        return YearMonth.from(Instant.ofEpochMilli(time).atOffset(ZoneOffset.UTC));
    }
}
