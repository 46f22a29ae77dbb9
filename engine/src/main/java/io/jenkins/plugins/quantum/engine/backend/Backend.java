package io.jenkins.plugins.quantum.engine.backend;

import java.util.List;
import java.util.Optional;

/**
 * A place that runs circuits: a simulator on this machine or a provider's service. Plain data in and out; no call takes
 * longer than one exchange with the service; no retry is hidden inside. Implementations are safe for use by many threads.
 */
public interface Backend extends AutoCloseable {
    /** The name under which suites and configuration know it. */
    String name();

    /** What it can do. */
    Capabilities capabilities();

    /**
     * Why it would refuse a job, asked before anything is spent; empty when it would take it. Contacts nobody.
     *
     * @param request
     *     what would be run
     */
    Optional<String> whyNot(JobRequest request);

    /**
     * Hands a job over and returns at once.
     *
     * @param request
     *     what to run
     * @param clientToken
     *     chosen by the caller and in its journal before this call; the same token never starts a second job
     * @throws BackendException
     *     when the job was not accepted
     */
    JobRef submit(JobRequest request, String clientToken) throws BackendException;

    /** The state of each job, in the order asked; a job that the backend does not know is {@link JobStatus.State#LOST}. */
    List<JobStatus> status(List<JobRef> jobs) throws BackendException;

    /**
     * The results of a job that is {@link JobStatus.State#DONE}.
     *
     * @throws BackendException
     *     when there are none
     */
    JobResult fetch(JobRef job) throws BackendException;

    /** Asks for a job to be ended; a job already ended is left as it is. */
    void cancel(JobRef job) throws BackendException;

    /** Releases threads, processes and connections; jobs of remote services go on. */
    @Override
    void close();
}
