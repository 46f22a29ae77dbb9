package io.jenkins.plugins.quantum.engine.run.dispatch;

import io.jenkins.plugins.quantum.engine.backend.JobResult;

/**
 * How a parcel ended here.
 *
 * @param how
 *     the end
 * @param result
 *     with {@link How#DONE}, else null
 * @param message
 *     the reason where there is no result, fit for users
 * @param id
 *     the provider's id, or null when it never got one
 */
public record Ending(How how, JobResult result, String message, String id) {
    /** The ends. */
    public enum How {
        /** Its result is kept. */
        DONE,
        /** The provider refused it, or it failed there. */
        FAILED,
        /** It was ended before it was finished, or never submitted. */
        CANCELLED,
        /** It was told to end but had finished: it bills, and its result can still be fetched. */
        FINISHED,
        /** It finished and bills, but what came back cannot be used. */
        UNREADABLE,
        /** The provider does not know it although it had accepted it. */
        LOST,
        /** Nobody can tell whether the provider accepted it. */
        UNKNOWN,
        /** It may still run at the provider; nobody here waits for it any more. */
        OPEN
    }

    /** With a result. */
    static Ending done(JobResult result, String id) {
        return new Ending(How.DONE, result, "", id);
    }

    /** Without a result. */
    static Ending without(How how, String message, String id) {
        return new Ending(how, null, message, id);
    }

    /** Whether the provider may charge for it although it brought no result. */
    public boolean mayBill() {
        return switch (how) {
            case DONE, FAILED, CANCELLED -> false;
            case FINISHED, UNREADABLE, LOST, UNKNOWN, OPEN -> true;
        };
    }
}
