package io.jenkins.plugins.quantum.engine.run.dispatch;

import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobResult;

/**
 * Remembers beyond the life of this process. Every call returns only when what it says is on the disk; a call that throws ends
 * the work of its client, and nothing is submitted that was not written. Called from several threads.
 */
public interface JobLog {
    /** A parcel is about to be submitted under a token. */
    void intent(Parcel parcel, String token);

    /** The provider surely did not accept what was submitted under the token. */
    void notAccepted(Parcel parcel, String token, String why);

    /** The provider accepted it. */
    void accepted(Parcel parcel, JobRef ref);

    /** It is done: keeps the result, then says so. Only the result must be on the disk when this returns: who has it needs no line. */
    void done(Parcel parcel, JobResult result);

    /** It ended in another way. */
    void ended(Parcel parcel, Ending ending);
}
