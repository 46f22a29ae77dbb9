package io.jenkins.plugins.quantum.engine.run.dispatch;

import java.time.Instant;

/**
 * What the journal says about a parcel that an earlier process had in its hands.
 *
 * @param state
 *     how far it came
 * @param token
 *     the client token of the last submission, or null
 * @param id
 *     the provider's id, or null
 * @param since
 *     when the last line about it was written, or null where that is not known
 */
public record Past(State state, String token, String id, Instant since) {
    /** How far a parcel came. */
    public enum State {
        /** Nothing of it can be at the provider. */
        NEW,
        /** It was about to be submitted; whether it was accepted is not known. */
        DOUBTFUL,
        /** It was accepted and its end is not known here. */
        ACCEPTED,
        /** Nobody can tell whether it was accepted. It is never submitted again. */
        UNKNOWN,
        /** It was accepted, and the provider no longer knew it. It is never submitted again. */
        LOST
    }

    /** Of a parcel that no process ever had. */
    public static Past none() {
        return new Past(State.NEW, null, null, null);
    }
}
