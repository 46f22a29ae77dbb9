package io.jenkins.plugins.quantum;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits on conditions that nobody announces. */
public final class Await {
    private static final Duration LONGEST = Duration.ofSeconds(90);
    private static final long PAUSE_NANOS = 25_000_000;

    private Await() {}

    /** Returns when the condition holds; fails when it does not within 90 seconds. */
    public static void until(String what, Callable<Boolean> condition) throws Exception {
        until(what, LONGEST, condition);
    }

    /** Returns when the condition holds; fails when it does not within this time. */
    public static void until(String what, Duration longest, Callable<Boolean> condition) throws Exception {
        Instant end = Instant.now().plus(longest);
        while (!condition.call()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("not within " + longest.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
