package io.jenkins.plugins.quantum.engine.backend;

import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A place that runs programs: a simulator on this machine or a provider's service. Plain data in and out. No call waits for anything
 * but its own exchange with the service (with the token, upload or download that belongs to it), and no retry is hidden inside: the
 * caller decides, since only the caller knows what a retry may cost. Implementations are safe for use by many threads and keep nothing
 * about a job but what its {@link JobRef} says, so that another process can go on.
 */
public interface Backend extends AutoCloseable {
    /** The name under which suites and configuration know it. */
    String name();

    /** What it can do. */
    Capabilities capabilities();

    /** How it wants to be treated. */
    default Conduct conduct() {
        return Conduct.local();
    }

    /**
     * Names the account whose limits count: backends of the same account share one poller, one pace and one circuit breaker. Holds no
     * secret.
     */
    default String account() {
        return name();
    }

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
     *     what to run; at most {@link Capabilities#batch} bindings and {@link Capabilities#mostShots} shots
     * @param clientToken
     *     chosen by the caller and in its journal before this call: at most 36 letters, digits and hyphens. With
     *     {@link Conduct.Repetition#TOKEN} the same token never starts a second job; with {@link Conduct.Repetition#TAG} the job can be
     *     found by it
     * @throws BackendException
     *     when the job was not accepted, or when that is in doubt ({@link BackendException.Kind#IN_DOUBT})
     */
    JobRef submit(JobRequest request, String clientToken) throws BackendException;

    /**
     * Looks for a job that was submitted under a token; asked only with {@link Conduct.Repetition#TAG}.
     *
     * @param request
     *     what was submitted, from which the details of the reference follow
     *
     * @return empty when the service's list does not have it (yet: see {@link Conduct#listingLag})
     */
    default Optional<JobRef> find(JobRequest request, String clientToken) throws BackendException {
        throw new BackendException("backend " + name() + " cannot search its jobs", BackendException.Kind.REFUSED);
    }

    /**
     * The ids of the account's jobs that carry a tag, whoever submitted them: what code that is not the engine's tags with the vendor's own
     * client.
     *
     * @param tag
     *     at most 36 letters, digits and hyphens; where it has to stand is the provider's: a tag, a label, a name
     * @return empty where the service's list cannot be searched; it may lag, see {@link Conduct#listingLag}
     */
    default Optional<List<String>> tagged(String tag) throws BackendException {
        return Optional.empty();
    }

    /**
     * The state of each job, in the order asked; at most {@link Conduct#statusBatch} of them. A job that the backend does not know is
     * {@link JobStatus.State#LOST}; a state that the adapter does not know is {@link JobStatus.State#RUNNING}, never an end.
     */
    List<JobStatus> status(List<JobRef> jobs) throws BackendException;

    /**
     * The results of a job that is {@link JobStatus.State#DONE}.
     *
     * @throws BackendException
     *     when there are none; {@link BackendException.Kind#TRANSIENT} when they are not readable yet
     */
    JobResult fetch(JobRef job) throws BackendException;

    /** Asks for a job to be ended; a job already ended is left as it is. */
    void cancel(JobRef job) throws BackendException;

    /** What the provider itself says that a job would cost; empty where it has no such service. Spends nothing. */
    default Optional<Quote> estimate(JobRequest request) throws BackendException {
        return Optional.empty();
    }

    /** Whether the device takes jobs now. Also proves that the credentials are accepted, where the service checks them for it. */
    default Availability availability() throws BackendException {
        return Availability.of(Availability.State.ONLINE, "");
    }

    /** The device's calibration as a noise model with its epoch; empty where the service publishes none. */
    default Optional<NoiseModel> calibration() throws BackendException {
        return Optional.empty();
    }

    /**
     * How large a circuit is as the device would run it now; empty where the circuit runs as it is, or where the service compiles it. May
     * ask the service and start a compiler; spends nothing.
     *
     * @param inputs
     *     values of the circuit's inputs
     * @throws BackendException
     *     when the service or a compiler cannot be asked, or the circuit does not fit
     */
    default Optional<CompiledSize> compiledSize(Circuit circuit, Map<String, Double> inputs) throws BackendException {
        return Optional.empty();
    }

    /** Releases threads, processes, connections and sessions that would bill; jobs of remote services go on. */
    @Override
    void close();
}
