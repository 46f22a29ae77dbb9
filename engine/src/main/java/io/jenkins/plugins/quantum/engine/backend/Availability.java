package io.jenkins.plugins.quantum.engine.backend;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whether a device takes jobs now.
 *
 * @param state
 *     as far as the provider says
 * @param queued
 *     jobs waiting before a new one, where known
 * @param expectedWait
 *     the provider's guess of the time that a new job would wait, where known
 * @param message
 *     the provider's words, cleaned, or empty
 */
public record Availability(State state, OptionalLong queued, Optional<Duration> expectedWait, String message) {
    /** Whether jobs are taken and run. */
    public enum State {
        ONLINE,
        /** It takes jobs but runs them with reduced quality or speed. */
        DEGRADED,
        /** It takes no jobs, or takes them and runs none. */
        OFFLINE,
        /** It will never come back. */
        RETIRED,
        UNKNOWN
    }

    /** A state without figures. */
    public static Availability of(State state, String message) {
        return new Availability(state, OptionalLong.empty(), Optional.empty(), message);
    }

    /** Whether it makes sense to submit. */
    public boolean usable() {
        return state == State.ONLINE || state == State.DEGRADED || state == State.UNKNOWN;
    }
}
