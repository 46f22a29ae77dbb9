package io.jenkins.plugins.quantum.engine.backend;

import java.io.Serial;
import java.time.Duration;

/** A backend did not do what was asked. The message is fit for users and holds no secret. */
public class BackendException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final Duration retryAfter;

    /** What it means for the caller. */
    public enum Kind {
        /** The service said no, and will say no again. */
        REFUSED,
        /** The credentials are missing, wrong, expired or not allowed to do this. */
        UNAUTHORISED,
        /** Too many calls or jobs: nothing was accepted; ask again later. */
        THROTTLED,
        /** The device is offline or gone: nothing was accepted; another device may do. */
        OFFLINE,
        /** The call had no effect (it never left, or it only read): the same call may succeed later. */
        TRANSIENT,
        /** The call was sent and its answer was lost or useless: it may have had its effect. */
        IN_DOUBT
    }

    /**
     * Creates it.
     *
     * @param message
     *     what happened and what to do
     * @param kind
     *     what it means
     */
    public BackendException(String message, Kind kind) {
        this(message, kind, Duration.ZERO, null);
    }

    /** Creates it with the fault behind it. */
    public BackendException(String message, Kind kind, Throwable cause) {
        this(message, kind, Duration.ZERO, cause);
    }

    /**
     * Creates it.
     *
     * @param retryAfter
     *     how long the service asks to be left alone; zero when it does not say
     */
    public BackendException(String message, Kind kind, Duration retryAfter, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    /**
     * Creates it for a call that had no effect.
     *
     * @param retryable
     *     whether the same call may succeed later
     */
    public BackendException(String message, boolean retryable) {
        this(message, retryable ? Kind.TRANSIENT : Kind.REFUSED);
    }

    /** Creates it for a call that had no effect, with the fault behind it. */
    public BackendException(String message, boolean retryable, Throwable cause) {
        this(message, retryable ? Kind.TRANSIENT : Kind.REFUSED, cause);
    }

    /** What it means for the caller. */
    public Kind kind() {
        return kind;
    }

    /** How long the service asks to be left alone; zero when it does not say. */
    public Duration retryAfter() {
        return retryAfter;
    }

    /** Whether the same call may be made again, later, without the risk of a second effect. */
    public boolean retryable() {
        return kind == Kind.TRANSIENT || kind == Kind.THROTTLED;
    }
}
