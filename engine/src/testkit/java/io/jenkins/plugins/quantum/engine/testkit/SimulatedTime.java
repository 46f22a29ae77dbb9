package io.jenkins.plugins.quantum.engine.testkit;

import io.jenkins.plugins.quantum.engine.run.dispatch.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Time that passes only when somebody sleeps, or when a test says so. For one thread. */
public final class SimulatedTime extends Clock implements Sleeper {
    /** When it begins, unless said otherwise. */
    public static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    private Instant now = START;

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public void sleep(Duration duration) {
        now = now.plus(duration);
    }

    /** How long it has been since the start. */
    public Duration passed() {
        return Duration.between(START, now);
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
