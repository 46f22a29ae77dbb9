package io.jenkins.plugins.quantum.triggers;

import hudson.model.Cause;

/** A device was recalibrated or came back. */
public final class BackendCause extends Cause {
    private final String backend;
    private final Reason reason;

    /** What happened. */
    public enum Reason {
        RECALIBRATED,
        BACK_ONLINE
    }

    BackendCause(String backend, Reason reason) {
        this.backend = backend;
        this.reason = reason;
    }

    /** Name of the backend. */
    public String getBackend() {
        return backend;
    }

    /** What happened to it. */
    public Reason getReason() {
        return reason;
    }

    @Override
    public String getShortDescription() {
        return switch (reason) {
            case RECALIBRATED -> Messages.Cause_Recalibrated(backend);
            case BACK_ONLINE -> Messages.Cause_BackOnline(backend);
        };
    }
}
