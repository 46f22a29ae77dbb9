package io.jenkins.plugins.quantum.engine.run.dispatch;

import io.jenkins.plugins.quantum.engine.backend.JobRef;

/**
 * What the journal says about a parcel that an earlier process had in its hands.
 *
 * @param state
 *     how far it came
 * @param token
 *     the client token of the last submission, or null
 * @param ref
 *     the job at the provider, or null
 */
public record Past(State state, String token, JobRef ref) {
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

    /** The provider's id, or null. */
    String id() {
        return ref == null ? null : ref.id();
    }

    /** Of a parcel that no process ever had. */
    public static Past none() {
        return new Past(State.NEW, null, null);
    }
}
