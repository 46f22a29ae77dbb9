package io.jenkins.plugins.quantum.engine.backend;

import java.io.Serial;

/** A backend did not do what was asked. The message is fit for users and holds no secret. */
public class BackendException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final boolean retryable;

    /**
     * Creates it.
     *
     * @param message
     *     what happened and what to do
     * @param retryable
     *     whether the same call may succeed later
     */
    public BackendException(String message, boolean retryable) {
        super(message);
        this.retryable = retryable;
    }

    /** Creates it with the fault behind it. */
    public BackendException(String message, boolean retryable, Throwable cause) {
        super(message, cause);
        this.retryable = retryable;
    }

    /** Whether the same call may succeed later. */
    public boolean retryable() {
        return retryable;
    }
}
