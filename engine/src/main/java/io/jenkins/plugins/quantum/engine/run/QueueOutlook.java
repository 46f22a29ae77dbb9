package io.jenkins.plugins.quantum.engine.run;

import java.time.Duration;
import java.time.Instant;

/** How long the first waiting job may still wait, by how the queue before it moved while it was watched. */
final class QueueOutlook {
    private long first = -1;
    private Instant since = Instant.MIN;
    private long position = -1;
    private long expected = -1;

    /**
     * The queue was looked at.
     *
     * @param before
     *     jobs before the first that waits; -1 where that is not known
     */
    void seen(long before, Instant now) {
        if (before < 0 || before > position) {
            // another job is the first now, or nobody says where it stands: what was watched tells nothing about it
            first = before;
            since = now;
            expected = -1;
        } else if (before < position) {
            long passed = Duration.between(since, now).toSeconds();
            expected = passed * before / (first - before);
        }
        position = before;
    }

    /** Seconds as of the last move of the queue; -1 before it has moved. */
    long expectedSeconds() {
        return expected;
    }
}
