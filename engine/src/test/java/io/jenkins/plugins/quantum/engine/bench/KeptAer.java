package io.jenkins.plugins.quantum.engine.bench;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.Capabilities;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.backend.aer.AerBackend;
import io.jenkins.plugins.quantum.engine.circuit.Lowering;
import io.jenkins.plugins.quantum.engine.python.ProcessStarter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Qiskit Aer whose process outlives runs, so that runs after the first find it warm. Remembers what it was asked. */
final class KeptAer implements Backend, BackendProvider {
    private static final long LOOK_NANOS = 100_000;

    private final List<JobRequest> requests = new ArrayList<>();
    private final AerBackend aer;
    private long token;

    KeptAer(String python) {
        aer = new AerBackend("aer", ProcessStarter.local(), () -> python, Lowering::lower, AerBackend.Limits.DEFAULT);
    }

    /** All requests so far. */
    List<JobRequest> requests() {
        return List.copyOf(requests);
    }

    /** Runs jobs as a run does, all handed over at once; looks more often for their end. */
    List<JobResult> run(List<JobRequest> jobs) throws BackendException {
        List<JobRef> refs = new ArrayList<>();
        for (JobRequest job : jobs) {
            refs.add(aer.submit(job, "direct-" + token++));
        }
        List<JobResult> results = new ArrayList<>();
        for (JobRef ref : refs) {
            while (!aer.status(List.of(ref)).get(0).state().ended()) {
                LockSupport.parkNanos(LOOK_NANOS);
            }
            results.add(aer.fetch(ref));
        }
        return results;
    }

    @Override
    public Optional<String> whyNot(JobRequest request) {
        return aer.whyNot(request);
    }

    @Override
    public String type() {
        return "aer";
    }

    @Override
    public Set<String> options() {
        return Set.of();
    }

    @Override
    public Backend open(BackendSettings settings) {
        return this;
    }

    @Override
    public String name() {
        return aer.name();
    }

    @Override
    public Capabilities capabilities() {
        return aer.capabilities();
    }

    /** A new token for each: the same job of the next run is to be computed again. */
    @Override
    public JobRef submit(JobRequest request, String clientToken) throws BackendException {
        requests.add(request);
        return aer.submit(request, clientToken + "-" + token++);
    }

    @Override
    public List<JobStatus> status(List<JobRef> jobs) {
        return aer.status(jobs);
    }

    @Override
    public JobResult fetch(JobRef job) throws BackendException {
        return aer.fetch(job);
    }

    @Override
    public void cancel(JobRef job) {
        aer.cancel(job);
    }

    /** The end of a run changes nothing. */
    @Override
    public void close() {}

    void end() {
        aer.close();
    }
}
