package io.jenkins.plugins.quantum.engine.testkit.clouds;

import io.jenkins.plugins.quantum.engine.backend.Availability;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.Capabilities;
import io.jenkins.plugins.quantum.engine.backend.Conduct;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.backend.Quote;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** An adapter with shorter pauses, and the price of another device. */
final class HurriedBackend implements Backend {
    private final Backend proper;
    private final Capabilities capabilities;
    private final Conduct conduct;
    private final Consumer<Moment> watch;

    HurriedBackend(Backend proper, int factor, String pricedAs, Consumer<Moment> watch) {
        this.proper = proper;
        this.watch = watch;
        Capabilities own = proper.capabilities();
        this.capabilities = new Capabilities(
                own.type(),
                pricedAs,
                own.simulator(),
                own.qubits(),
                own.sweepQubits(),
                own.slowQubits(),
                own.exact(),
                own.dynamic(),
                own.noise(),
                own.seeded(),
                own.programs(),
                own.batch(),
                own.leastShots(),
                own.mostShots());
        Conduct usual = proper.conduct();
        this.conduct = new Conduct(
                usual.repetition(),
                usual.listingLag().dividedBy(factor),
                usual.quickest().dividedBy(factor),
                usual.slowest().dividedBy(factor),
                usual.statusBatch(),
                usual.submitPause().dividedBy(factor),
                usual.inFlight(),
                usual.retention());
    }

    @Override
    public String name() {
        return proper.name();
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public Conduct conduct() {
        return conduct;
    }

    @Override
    public String account() {
        return proper.account();
    }

    @Override
    public Optional<String> whyNot(JobRequest request) {
        return proper.whyNot(request);
    }

    @Override
    public JobRef submit(JobRequest request, String clientToken) throws BackendException {
        watch.accept(Moment.SUBMITS);
        return proper.submit(request, clientToken);
    }

    @Override
    public Optional<JobRef> find(JobRequest request, String clientToken) throws BackendException {
        return proper.find(request, clientToken);
    }

    @Override
    public List<JobStatus> status(List<JobRef> jobs) throws BackendException {
        List<JobStatus> states = proper.status(jobs);
        for (JobStatus status : states) {
            if (status.state() == JobStatus.State.QUEUED) {
                watch.accept(Moment.WAITS);
            } else if (status.state() == JobStatus.State.RUNNING) {
                watch.accept(Moment.RUNS);
            }
        }
        return states;
    }

    @Override
    public JobResult fetch(JobRef job) throws BackendException {
        watch.accept(Moment.FETCHES);
        JobResult result = proper.fetch(job);
        watch.accept(Moment.FETCHED);
        return result;
    }

    @Override
    public void cancel(JobRef job) throws BackendException {
        proper.cancel(job);
    }

    @Override
    public Optional<Quote> estimate(JobRequest request) throws BackendException {
        return proper.estimate(request);
    }

    @Override
    public Availability availability() throws BackendException {
        watch.accept(Moment.LOOKS);
        return proper.availability();
    }

    @Override
    public Optional<NoiseModel> calibration() throws BackendException {
        return proper.calibration();
    }

    @Override
    public void close() {
        proper.close();
    }
}
