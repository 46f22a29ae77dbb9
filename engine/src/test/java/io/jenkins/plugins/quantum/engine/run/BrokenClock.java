package io.jenkins.plugins.quantum.engine.run;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that throws when it is asked for the n-th time and ever after: the journal asks it before each line. */
final class BrokenClock extends Clock {
    private final Clock clock;
    private final Throwable fault;
    private int left;

    BrokenClock(Clock clock, Throwable fault, int left) {
        this.clock = clock;
        this.fault = fault;
        this.left = left;
    }

    @Override
    public Instant instant() {
        left--;
        if (left <= 0) {
            if (fault instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) fault;
        }
        return clock.instant();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
