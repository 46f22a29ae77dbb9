package io.jenkins.plugins.quantum.engine.backend;

import java.util.OptionalLong;

/**
 * The state of a job.
 *
 * @param job
 *     which
 * @param state
 *     where it stands
 * @param progress
 *     share of the work that is done, 0 to 1; 0 where unknown
 * @param queuePosition
 *     how many jobs are before it, where the provider says so
 * @param message
 *     the provider's words, cleaned, or empty
 */
public record JobStatus(JobRef job, State state, double progress, OptionalLong queuePosition, String message) {
    /** Without a position in the queue. */
    public JobStatus(JobRef job, State state, double progress, String message) {
        this(job, state, progress, OptionalLong.empty(), message);
    }

    /** Where a job stands. */
    public enum State {
        QUEUED,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED,
        /** The backend does not know it: it was on a process that is gone, or its results have expired. */
        LOST;

        /** Whether it will change no more. */
        public boolean ended() {
            return this != QUEUED && this != RUNNING;
        }
    }
}
