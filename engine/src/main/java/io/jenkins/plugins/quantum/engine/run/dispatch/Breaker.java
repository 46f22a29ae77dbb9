package io.jenkins.plugins.quantum.engine.run.dispatch;

import java.time.Duration;
import java.time.Instant;

/**
 * Stops submitting to a backend that fails again and again, and tries it with a single submission after a while. Not safe for
 * several threads: its account guards it.
 */
final class Breaker {
    static final int FAILURES_TO_OPEN = 5;
    static final Duration FIRST_REST = Duration.ofSeconds(30);
    static final Duration LONGEST_REST = Duration.ofMinutes(10);

    private int failures;
    private int openings;
    private Instant until = Instant.MIN;
    private boolean trial;
    private boolean accepted;

    /** Whether nothing, or only a single try, may be submitted. */
    boolean open() {
        return failures >= FAILURES_TO_OPEN;
    }

    /** Whether nothing may be submitted now, and no try is under way. */
    boolean rests(Instant now) {
        return open() && !trial && now.isBefore(until);
    }

    /** When the next submission may be tried; {@link Instant#MAX} while a try is under way. */
    Instant allowedFrom() {
        if (!open()) {
            return Instant.MIN;
        }
        return trial ? Instant.MAX : until;
    }

    /** A submission leaves. */
    void left() {
        trial = open();
    }

    /** A submission came back without telling anything about the backend's health. */
    void undecided() {
        trial = false;
    }

    /** A submission was accepted: the credentials are good, or were. */
    void accepted() {
        accepted = true;
        worked();
    }

    /** Whether a submission was ever accepted here. */
    boolean everAccepted() {
        return accepted;
    }

    /** A submission was answered as it should be. */
    void worked() {
        failures = 0;
        openings = 0;
        trial = false;
    }

    /** A submission or a look at the device failed. */
    void failed(Instant now) {
        failures++;
        trial = false;
        if (open()) {
            until = now.plus(Backoff.bound(FIRST_REST, openings, LONGEST_REST));
            openings++;
        }
    }
}
