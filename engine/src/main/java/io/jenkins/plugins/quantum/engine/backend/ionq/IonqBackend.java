package io.jenkins.plugins.quantum.engine.backend.ionq;

import com.fasterxml.jackson.databind.JsonNode;
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
import io.jenkins.plugins.quantum.engine.backend.http.Call;
import io.jenkins.plugins.quantum.engine.backend.http.HttpService;
import io.jenkins.plugins.quantum.engine.noise.CalibrationFormats;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import java.util.List;
import java.util.Optional;

/**
 * IonQ's cloud. It knows no idempotency: a job carries the client's token in its name and metadata, by which {@link #find} finds it.
 */
public final class IonqBackend implements Backend {
    /** Of circuits in one submission; IonQ names no limit. */
    private static final int BATCH = 50;

    private static final long MOST_SHOTS = 1_000_000;
    private static final int STATUS_BATCH = 25;

    private final String name;
    private final String account;
    private final IonqOptions options;
    private final HttpService service;
    private final IonqJobs jobs;
    private final Optional<IonqSession> session;

    /**
     * Creates it; contacts nobody.
     *
     * @param account
     *     names the owner of the key without telling it
     */
    IonqBackend(String name, String account, IonqOptions options, HttpService service) {
        this.name = name;
        this.account = account;
        this.options = options;
        this.service = service;
        this.jobs = new IonqJobs(name, options, service);
        this.session = options.session().map(guard -> new IonqSession(service, options.device(), guard));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.remote(
                "ionq",
                "ionq/" + options.device(),
                options.simulator(),
                options.qubits(),
                options.midCircuit(),
                options.midCircuit() ? 1 : BATCH,
                1,
                MOST_SHOTS);
    }

    @Override
    public Conduct conduct() {
        return Conduct.cloud(Conduct.Repetition.TAG, STATUS_BATCH);
    }

    @Override
    public String account() {
        return account;
    }

    @Override
    public Optional<String> whyNot(JobRequest request) {
        Optional<String> reason = capabilities().whyNot(request);
        if (reason.isPresent()) {
            return reason;
        }
        if (request.circuit().dynamic()) {
            return MidCircuit.whyNot(request.circuit());
        }
        return IonqProgram.empty(request.circuit())
                ? Optional.of("IonQ takes no circuit without gates; run it on `builtin`")
                : Optional.empty();
    }

    @Override
    public JobRef submit(JobRequest request, String clientToken) throws BackendException {
        Optional<String> reason = whyNot(request);
        if (reason.isPresent()) {
            throw new BackendException(reason.get(), BackendException.Kind.REFUSED);
        }
        String in = session.isPresent() ? session.get().id() : "";
        Call call = Call.post("/jobs", IonqProgram.write(request, options, clientToken, in));
        return jobs.reference(request, service.require(call, IonqErrors::words).require("/id"));
    }

    @Override
    public Optional<JobRef> find(JobRequest request, String clientToken) throws BackendException {
        return jobs.find(request, clientToken);
    }

    @Override
    public Optional<List<String>> tagged(String tag) throws BackendException {
        return Optional.of(jobs.tagged(tag));
    }

    @Override
    public List<JobStatus> status(List<JobRef> refs) throws BackendException {
        return jobs.status(refs);
    }

    @Override
    public JobResult fetch(JobRef job) throws BackendException {
        return jobs.fetch(job);
    }

    @Override
    public void cancel(JobRef job) throws BackendException {
        // The state first: a job that is cancelled in the moment of its completion has been seen to lose its results.
        if (!status(List.of(job)).get(0).state().ended()) {
            service.require(
                    Call.json("PUT", "/jobs/" + job.id() + "/status/cancel", null)
                            .harmless(),
                    IonqErrors::words);
        }
    }

    @Override
    public Optional<Quote> estimate(JobRequest request) throws BackendException {
        return options.simulator() ? Optional.empty() : IonqCosts.estimate(service, options, request);
    }

    @Override
    public Availability availability() throws BackendException {
        // Devices are shown to everybody: the first question is about the key.
        service.require(Call.get("/whoami"), IonqErrors::words);
        JsonNode device = service.require(Call.get("/backends/" + options.device()), IonqErrors::words)
                .json();
        String state = device.path("status").asText();
        return Availability.of(
                switch (state) {
                    case "available" ->
                        device.path("degraded").asBoolean() ? Availability.State.DEGRADED : Availability.State.ONLINE;
                    case "unavailable" -> Availability.State.OFFLINE;
                    case "retired" -> Availability.State.RETIRED;
                    default -> Availability.State.UNKNOWN;
                },
                service.redacted(state));
    }

    @Override
    public Optional<NoiseModel> calibration() throws BackendException {
        if (options.simulator()) {
            return Optional.empty();
        }
        JsonNode answer = service.require(
                        Call.get("/backends/" + options.device() + "/characterizations?limit=1"), IonqErrors::words)
                .json();
        return CalibrationFormats.ionq(answer, "ionq/" + options.device());
    }

    @Override
    public void close() {
        session.ifPresent(IonqSession::close);
    }

    @Override
    public String toString() {
        return "ionq " + options.device() + " at " + service.base().getHost();
    }
}
