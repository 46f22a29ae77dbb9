package io.jenkins.plugins.quantum.backends;

import com.fasterxml.jackson.annotation.JsonIgnore;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.quantum.engine.backend.Availability;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import java.time.Instant;

/**
 * How a backend stood when it was last asked. Kept as JSON, so that a restart of Jenkins is no news.
 *
 * @param state
 *     in one word
 * @param queued
 *     jobs that wait at the provider; -1 where it does not say
 * @param waitSeconds
 *     the provider's guess of the wait of a new job; -1 where it does not say
 * @param message
 *     the provider's words, cleaned; empty for most
 * @param device
 *     as the price book names it; empty before the first answer
 * @param epoch
 *     of the last calibration that was read; empty before, and where none is published
 * @param checkedAt
 *     when, in epoch milliseconds; 0 before the first time
 * @param changedAt
 *     since when the state is what it is
 * @param failures
 *     polls that failed in a row
 */
public record BackendStatus(
        State state,
        long queued,
        long waitSeconds,
        String message,
        String device,
        String epoch,
        long checkedAt,
        long changedAt,
        int failures) {
    /** What is known of a backend. */
    public enum State {
        ONLINE,
        /** It takes jobs, with reduced quality or speed. */
        DEGRADED,
        OFFLINE,
        /** It will not come back. */
        RETIRED,
        /** The service answers, but does not say. */
        UNKNOWN,
        /** The service does not take the credentials that Jenkins has. */
        REFUSED,
        /** The service does not answer. */
        UNREACHABLE,
        /** It was not asked yet. */
        NOT_ASKED;

        /** Whether jobs can be expected to run. */
        public boolean usable() {
            return this == ONLINE || this == DEGRADED;
        }

        /** Whether it is known that no job runs. A service that cannot be asked proves nothing about its device. */
        public boolean down() {
            return this == OFFLINE || this == RETIRED;
        }
    }

    /** Before anything was asked. */
    @NonNull
    static BackendStatus unasked() {
        return new BackendStatus(State.NOT_ASKED, -1, -1, "", "", "", 0, 0, 0);
    }

    /** After an answer. */
    @NonNull
    BackendStatus answered(Availability availability, String deviceName, Instant now) {
        State next =
                switch (availability.state()) {
                    case ONLINE -> State.ONLINE;
                    case DEGRADED -> State.DEGRADED;
                    case OFFLINE -> State.OFFLINE;
                    case RETIRED -> State.RETIRED;
                    case UNKNOWN -> State.UNKNOWN;
                };
        return new BackendStatus(
                next,
                availability.queued().orElse(-1),
                availability.expectedWait().map(wait -> wait.toSeconds()).orElse(-1L),
                availability.message(),
                deviceName,
                epoch,
                now.toEpochMilli(),
                next == state ? changedAt : now.toEpochMilli(),
                0);
    }

    /** After a fault. The provider's words stay out: they may quote what was sent. */
    @NonNull
    BackendStatus failed(BackendException.Kind kind, Instant now) {
        State next =
                switch (kind) {
                    case UNAUTHORISED, REFUSED -> State.REFUSED;
                    case OFFLINE -> State.OFFLINE;
                    case THROTTLED -> state == State.NOT_ASKED ? State.UNKNOWN : state;
                    case TRANSIENT, IN_DOUBT -> State.UNREACHABLE;
                };
        return new BackendStatus(
                next,
                -1,
                -1,
                "",
                device,
                epoch,
                now.toEpochMilli(),
                next == state ? changedAt : now.toEpochMilli(),
                failures + 1);
    }

    /** After a calibration was read. */
    @NonNull
    BackendStatus calibrated(String newEpoch) {
        return new BackendStatus(state, queued, waitSeconds, message, device, newEpoch, checkedAt, changedAt, failures);
    }

    /** Whether the last poll got an answer. */
    @JsonIgnore
    public boolean isReachable() {
        return failures == 0 && state != State.NOT_ASKED;
    }
}
