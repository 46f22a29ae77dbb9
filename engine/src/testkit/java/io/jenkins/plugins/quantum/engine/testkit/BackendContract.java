package io.jenkins.plugins.quantum.engine.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.Conduct.Repetition;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Program;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every backend of a provider must do. A vendor extends it, points it at the adapter and at a service (a fake one on this machine,
 * or the real one), and runs it as JUnit tests; what can only be shown with a service that obeys is skipped by name for others.
 */
public abstract class BackendContract {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private FakeService service;
    private FaultProxy proxy;
    private final List<Backend> opened = new ArrayList<>();

    /** Starts the service; null for a real one, which is always there. */
    protected abstract FakeService startService();

    /**
     * Opens the adapter with valid credentials, as each process would anew.
     *
     * @param address
     *     of the service; null for a real one. The network's patience should be about a second, so that tests of silence end soon
     */
    protected abstract Backend open(URI address) throws BackendException;

    /** The values of all credentials that {@link #open} uses. */
    protected abstract List<String> secrets();

    /** Shots that the service takes for small jobs. */
    protected long shots() {
        return 100;
    }

    /** Whether a request starts a job at the service: the one whose loss leaves a doubt. */
    protected abstract boolean submits(Asked request);

    /** The state of a job that was cancelled while it waited; services that have no word for it call it a failure. */
    protected JobStatus.State cancelled() {
        return JobStatus.State.CANCELLED;
    }

    /** Answers to a submission that leave a doubt; services whose answer says nothing but its status leave out those of success. */
    protected List<Answer> useless() {
        return List.of(
                Answer.text(500, "text/plain", "oops"),
                Answer.text(502, "text/html", "<html>bad gateway</html>"),
                Answer.text(200, "application/json", "{\"id"),
                Answer.text(200, "application/json", "{}"));
    }

    /** The service's answer when there are too many calls, with a wait of 7 seconds where it names one. */
    protected Answer throttled() {
        return Answer.text(429, "application/json", "{}").with("Retry-After", "7");
    }

    /**
     * A job whose outcome is the same in every shot: {@code 001} in this project's order (bit 0 is 1) for circuits. Adapters of
     * machines that run no circuits give a job of their own.
     */
    protected JobRequest asymmetric() {
        return circuit("OPENQASM 3.0; include \"stdgates.inc\"; qubit[3] q; bit[3] c; x q[0];"
                + " c[0] = measure q[0]; c[1] = measure q[1]; c[2] = measure q[2];");
    }

    /** The outcome of {@link #asymmetric}. */
    protected String asymmetricOutcome() {
        return "001";
    }

    /** A request for one run of a circuit. */
    protected final JobRequest circuit(String text) {
        return request(Qasm.read("contract.qasm", text).circuit(), List.of(Map.of()));
    }

    /** A request. */
    protected final JobRequest request(Program program, List<Map<String, Double>> bindings) {
        return new JobRequest("contract", program, bindings, NoiseModel.none(), shots(), 0, 11, false);
    }

    /** The fake service. */
    protected final FakeService service() {
        assumeTrue(service != null, "needs a service that obeys the test");
        return service;
    }

    /** The adapter, connected through the proxy that breaks connections. */
    protected final Backend backend() throws BackendException {
        Backend backend = open(proxy == null ? null : proxy.uri());
        opened.add(backend);
        return backend;
    }

    @BeforeEach
    final void start() {
        service = startService();
        proxy = service == null ? null : new FaultProxy(service.port());
        if (service != null) {
            PlantedKeys.note(secrets());
        }
    }

    @AfterEach
    final void stop() throws Exception {
        opened.forEach(Backend::close);
        opened.clear();
        if (service != null) {
            proxy.close();
            service.close();
        }
    }

    private static String token() {
        return UUID.randomUUID().toString();
    }

    /** Asks for a job's state until it has ended, renewing what expires on the way. */
    protected final JobStatus ended(Backend backend, JobRef job) throws BackendException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            JobStatus status = backend.status(List.of(job)).get(0);
            if (status.state().ended()) {
                return status;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(service == null ? 2_000 : 2));
        }
        throw new AssertionError("the job has not ended within " + PATIENCE);
    }

    /** Fetches the results, which some services let readers wait for. */
    protected final JobResult fetched(Backend backend, JobRef job) throws BackendException {
        BackendException last = null;
        for (int attempt = 0; attempt < 50; attempt++) {
            try {
                return backend.fetch(job);
            } catch (BackendException e) {
                if (e.kind() != Kind.TRANSIENT) {
                    throw e;
                }
                last = e;
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
        throw last;
    }

    private JobResult run(Backend backend, JobRequest request) throws BackendException {
        JobRef job = backend.submit(request, token());
        assertThat(ended(backend, job).state()).isEqualTo(JobStatus.State.DONE);
        return fetched(backend, job);
    }

    private static BackendException fault(Attempt attempt) {
        return catchThrowableOfType(BackendException.class, attempt::make);
    }

    @FunctionalInterface
    private interface Attempt {
        void make() throws BackendException;
    }

    private boolean takesCircuits(Backend backend) {
        return backend.capabilities().programs().contains(Program.Kind.CIRCUIT);
    }

    @Test
    void shouldAnswerTheAsymmetricJobInThisProjectsOrderOfBits() throws BackendException {
        JobResult result = run(backend(), asymmetric());

        assertThat(result.outcomes()).hasSize(1);
        assertThat(result.outcomes().get(0).counts().counts()).isEqualTo(Map.of(asymmetricOutcome(), shots()));
    }

    @Test
    void shouldKeepTheOrderOfBitsWhenQubitsAreMeasuredCrosswise() throws BackendException {
        Backend backend = backend();
        assumeTrue(takesCircuits(backend), "needs a machine for circuits");

        JobResult result = run(
                backend,
                circuit("OPENQASM 3.0; include \"stdgates.inc\"; qubit[3] q; bit[1] a; bit[2] b; x q[0];"
                        + " b[1] = measure q[0]; a[0] = measure q[2]; b[0] = measure q[1];"));

        assertThat(result.outcomes().get(0).counts().counts()).isEqualTo(Map.of("100", shots()));
    }

    @Test
    void shouldRunAsManyBindingsAsItSaysInTheirOrder() throws BackendException {
        Backend backend = backend();
        assumeTrue(takesCircuits(backend), "needs a machine for circuits");
        Circuit circuit = Qasm.read(
                        "contract.qasm",
                        "OPENQASM 3.0; include \"stdgates.inc\"; input float theta; qubit[2] q; bit[2] c; rx(theta) q[0];"
                                + " c[0] = measure q[0]; c[1] = measure q[1];")
                .circuit();
        List<Map<String, Double>> bindings = new ArrayList<>();
        for (int i = 0; i < Math.min(3, backend.capabilities().batch()); i++) {
            bindings.add(Map.of("theta", i % 2 == 0 ? Math.PI : 0.0));
        }

        List<Outcome> outcomes = run(backend, request(circuit, bindings)).outcomes();

        assertThat(outcomes).hasSameSizeAs(bindings);
        for (int i = 0; i < bindings.size(); i++) {
            assertThat(outcomes.get(i).counts().counts()).isEqualTo(Map.of(i % 2 == 0 ? "01" : "00", shots()));
        }
    }

    @Test
    void shouldRunTheGatesThatModelsUse() throws BackendException {
        Backend backend = backend();
        assumeTrue(takesCircuits(backend), "needs a machine for circuits");

        // Every part undoes itself, but for an x at the end: any gate that is sent wrongly shows.
        JobResult result = run(
                backend,
                circuit("OPENQASM 3.0; include \"stdgates.inc\"; qubit[2] q; bit[2] c;"
                        + " h q[0]; cx q[0], q[1]; cx q[0], q[1]; h q[0]; s q[0]; sdg q[0]; t q[1]; tdg q[1];"
                        + " sx q[0]; sx q[0]; x q[0]; ry(0.7) q[0]; ry(-0.7) q[0]; rx(0.4) q[1]; rx(-0.4) q[1];"
                        + " h q[0]; rz(0.3) q[0]; p(-0.3) q[0]; h q[0]; h q[1]; cz q[0], q[1]; cz q[0], q[1]; h q[1];"
                        + " swap q[0], q[1]; swap q[1], q[0]; crz(0.6) q[0], q[1]; crz(-0.6) q[0], q[1];"
                        + " y q[0]; y q[0]; z q[1]; x q[1]; c[0] = measure q[0]; c[1] = measure q[1];"));

        assertThat(result.outcomes().get(0).counts().counts()).isEqualTo(Map.of("10", shots()));
    }

    @Test
    void shouldGoThroughTheStatesOfAJob() throws BackendException {
        Backend backend = backend();
        service().jobs().hold();
        JobRef job = backend.submit(asymmetric(), token());

        assertThat(backend.status(List.of(job)).get(0).state()).isEqualTo(JobStatus.State.QUEUED);
        service().jobs().taking(Duration.ZERO, Duration.ofDays(1)).release();
        assertThat(backend.status(List.of(job)).get(0).state()).isEqualTo(JobStatus.State.RUNNING);
        service().jobs().taking(Duration.ZERO, Duration.ZERO);
        assertThat(ended(backend, job).state()).isEqualTo(JobStatus.State.DONE);
    }

    @Test
    void shouldTakeAStateItDoesNotKnowForRunning() throws BackendException {
        Backend backend = backend();
        JobRef job = backend.submit(asymmetric(), token());
        service().jobs().speaking("TRANSMOGRIFYING");

        assertThat(backend.status(List.of(job)).get(0).state()).isEqualTo(JobStatus.State.RUNNING);
        service().jobs().speaking(null);
        assertThat(ended(backend, job).state()).isEqualTo(JobStatus.State.DONE);
    }

    @Test
    void shouldAnswerForManyJobsInTheOrderAsked() throws BackendException {
        Backend backend = backend();
        List<JobRef> jobs = new ArrayList<>();
        for (int i = 0; i < Math.min(5, backend.conduct().statusBatch()); i++) {
            jobs.add(backend.submit(asymmetric(), token()));
        }
        for (JobRef job : jobs) {
            ended(backend, job);
        }

        assertThat(backend.status(jobs)).extracting(JobStatus::job).isEqualTo(jobs);
    }

    @Test
    void shouldGoOnInAnotherProcessFromTheReferenceAlone() throws BackendException {
        JobRef job = backend().submit(asymmetric(), token());
        var reread = new JobRef(job.backend(), job.id(), Map.copyOf(job.details()));

        Backend another = backend();

        assertThat(ended(another, reread).state()).isEqualTo(JobStatus.State.DONE);
        assertThat(fetched(another, reread).outcomes().get(0).counts().counts())
                .isEqualTo(Map.of(asymmetricOutcome(), shots()));
    }

    @Test
    void shouldNotStartASecondJobForTheSameToken() throws BackendException {
        Backend backend = backend();
        assumeTrue(backend.conduct().repetition() == Repetition.TOKEN, "needs a service that knows tokens");
        String token = token();

        JobRef first = backend.submit(asymmetric(), token);
        JobRef second = backend().submit(asymmetric(), token);

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(service().jobs().accepted()).isEqualTo(1);
    }

    @Test
    void shouldFindAJobByItsToken() throws BackendException {
        Backend backend = backend();
        assumeTrue(backend.conduct().repetition() == Repetition.TAG, "needs a service whose jobs can be searched");
        String token = token();
        JobRef job = backend.submit(asymmetric(), token);
        backend.submit(asymmetric(), token());

        assertThat(backend().find(asymmetric(), token)).contains(job);
        assertThat(backend.find(asymmetric(), token())).isEmpty();
        service().jobs().lagging(Duration.ofDays(1));
        assertThat(backend.find(asymmetric(), token)).isEmpty();
    }

    @Test
    void shouldSayWhyAJobFailed() throws BackendException {
        Backend backend = backend();
        service().jobs().failing("the ion was lost");
        JobRef job = backend.submit(asymmetric(), token());

        JobStatus status = ended(backend, job);

        assertThat(status.state()).isEqualTo(JobStatus.State.FAILED);
        assertThat(status.message()).contains("the ion was lost");
        assertThat(fault(() -> backend.fetch(job)).kind()).isEqualTo(Kind.REFUSED);
    }

    @Test
    void shouldCallAJobLostThatTheServiceDoesNotKnow() throws BackendException {
        Backend backend = backend();
        JobRef job = backend.submit(asymmetric(), token());
        service().jobs().forget(job.id());

        assertThat(backend.status(List.of(job)).get(0).state()).isEqualTo(JobStatus.State.LOST);
    }

    @Test
    void shouldCancelAJobThatWaits() throws BackendException {
        Backend backend = backend();
        service().jobs().hold();
        JobRef job = backend.submit(asymmetric(), token());

        backend.cancel(job);

        assertThat(ended(backend, job).state()).isEqualTo(cancelled());
        backend.cancel(job);
        assertThat(backend.status(List.of(job)).get(0).state()).isEqualTo(cancelled());
    }

    @Test
    void shouldLeaveAJobAloneThatEndedBeforeItsCancellation() throws BackendException {
        Backend backend = backend();
        JobRef job = backend.submit(asymmetric(), token());
        ended(backend, job);

        backend.cancel(job);

        assertThat(backend.status(List.of(job)).get(0).state()).isEqualTo(JobStatus.State.DONE);
        assertThat(fetched(backend, job).outcomes()).hasSize(1);
    }

    @Test
    void shouldPassOnHowLongTheServiceWantsToBeLeftAlone() throws BackendException {
        Backend backend = backend();
        service().plant(this::submits, throttled());

        BackendException refusal = fault(() -> backend.submit(asymmetric(), token()));

        assertThat(refusal.kind()).isEqualTo(Kind.THROTTLED);
        assertThat(refusal.retryAfter())
                .isEqualTo(throttled().headers().containsKey("Retry-After") ? Duration.ofSeconds(7) : Duration.ZERO);
        assertThat(service().jobs().accepted()).isZero();
    }

    @Test
    void shouldKnowThatNothingWasSentWhenNobodyAnswers() throws BackendException {
        Backend backend = backend();
        service();
        // The credentials' own exchanges, where there are any, come first: then the connection for the job itself is
        // refused.
        run(backend, asymmetric());
        int before = service().jobs().accepted();
        service().close();

        BackendException failure = fault(
                () -> open(URI.create("http://127.0.0.1:" + service().port())).submit(asymmetric(), token()));

        assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(service().jobs().accepted()).isEqualTo(before);
    }

    @Test
    void shouldBeInDoubtWhenTheAnswerToASubmissionIsLost() throws BackendException {
        for (FaultProxy.Fault fault :
                List.of(FaultProxy.Fault.RESET_AFTER_REQUEST, FaultProxy.Fault.HALF_ANSWER, FaultProxy.Fault.SILENT)) {
            Backend backend = backend();
            run(backend, asymmetric());
            int before = service().jobs().accepted();
            breakSubmissions(fault);

            BackendException failure = fault(() -> backend.submit(asymmetric(), token()));

            assertThat(failure.kind()).as(fault.name()).isEqualTo(Kind.IN_DOUBT);
            assertThat(service().jobs().accepted()).as(fault.name()).isEqualTo(before + 1);
            proxy.drawing(() -> FaultProxy.Fault.NONE);
        }
    }

    /**
     * Breaks the connection of the next submission; adapters whose submission is preceded by other exchanges over connections of
     * their own (an upload) override it to break the right one.
     */
    protected void breakSubmissions(FaultProxy.Fault fault) {
        proxy.next(fault);
    }

    /** The proxy between adapter and service. */
    protected final FaultProxy proxy() {
        return proxy;
    }

    @Test
    void shouldBeInDoubtAfterAnErrorOfTheServerOrGarbage() throws BackendException {
        Backend backend = backend();
        for (Answer answer : useless()) {
            service().plantAfterEffect(this::submits, answer);

            BackendException failure = fault(() -> backend.submit(asymmetric(), token()));

            assertThat(failure.kind()).as(answer.status() + "").isEqualTo(Kind.IN_DOUBT);
        }
    }

    @Test
    void shouldReadASlowAnswer() throws BackendException {
        Backend backend = backend();
        service();
        proxy.drawing(() -> FaultProxy.Fault.SLOW);

        assertThat(run(backend, asymmetric()).outcomes()).hasSize(1);
    }

    @Test
    void shouldTakeAFaultWhileAskingForStatesForTransient() throws BackendException {
        Backend backend = backend();
        JobRef job = backend.submit(asymmetric(), token());
        for (Answer answer :
                List.of(Answer.text(503, "text/plain", "busy"), Answer.text(200, "application/json", "{\"stat"))) {
            service().plant(request -> !submits(request), answer);

            assertThat(fault(() -> backend.status(List.of(job))).kind()).isEqualTo(Kind.TRANSIENT);
        }
        assertThat(ended(backend, job).state()).isEqualTo(JobStatus.State.DONE);
    }

    @Test
    void shouldRenewATokenThatExpiresBetweenTwoQuestions() throws BackendException {
        Backend backend = backend();
        service().jobs().hold();
        JobRef job = backend.submit(asymmetric(), token());
        service().expireTokens();
        service().jobs().release();
        try {
            backend.status(List.of(job));
        } catch (BackendException e) {
            assertThat(e.kind()).isEqualTo(Kind.UNAUTHORISED);
        }

        assertThat(ended(backend, job).state()).isEqualTo(JobStatus.State.DONE);
    }

    @Test
    void shouldRefuseWhatItCannotRunWithoutAskingTheService() throws BackendException {
        Backend backend = backend();
        service();
        int asked = service().calls("");
        var exact = new JobRequest(
                "contract", asymmetric().program(), List.of(Map.of()), NoiseModel.none(), 0, 0, 1, false);
        var tooMany = new JobRequest(
                "contract", asymmetric().program(), List.of(Map.of()), NoiseModel.none(), Long.MAX_VALUE, 0, 1, false);

        assertThat(backend.whyNot(asymmetric())).isEmpty();
        assertThat(backend.capabilities().exact() || backend.whyNot(exact).isPresent())
                .isTrue();
        assertThat(backend.capabilities().mostShots() == Long.MAX_VALUE
                        || backend.whyNot(tooMany).isPresent())
                .isTrue();
        assertThat(service().calls("")).isEqualTo(asked);
    }

    @Test
    void shouldSayWhetherTheDeviceTakesJobs() throws BackendException {
        assertThat(backend().availability().usable()).isTrue();
    }

    @Test
    void shouldNeverShowASecret() throws BackendException {
        Backend backend = backend();
        JobRef job = backend.submit(asymmetric(), token());
        ended(backend, job);
        var shown = new ArrayList<String>(List.of(
                backend.toString(),
                backend.name(),
                backend.account(),
                backend.capabilities().toString(),
                job.toString(),
                fetched(backend, job).toString()));
        for (int status : List.of(400, 401, 403, 500)) {
            String echo = String.join(" ", secrets());
            service().plant(request -> true, Answer.text(status, "application/json", "{\"message\":\"" + echo + "\"}"));
            for (Throwable e = fault(() -> backend.status(List.of(job))); e != null; e = e.getCause()) {
                shown.add(String.valueOf(e.getMessage()));
            }
        }
        service().asked().forEach(request -> shown.add(request.rawPath() + "?" + request.rawQuery()));

        for (String secret : secrets()) {
            assertThat(shown).noneMatch(text -> text.contains(secret));
        }
    }
}
