package io.jenkins.plugins.quantum.engine.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
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

/**
 * What the parts of the contract stand on: the service, the adapter, and the questions that a vendor answers about both.
 */
public abstract class ContractStand {
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

    /** A new token. */
    static String token() {
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

    /** Runs a job to its end. */
    final JobResult run(Backend backend, JobRequest request) throws BackendException {
        JobRef job = backend.submit(request, token());
        assertThat(ended(backend, job).state()).isEqualTo(JobStatus.State.DONE);
        return fetched(backend, job);
    }

    /** What a call throws. */
    static BackendException fault(Attempt attempt) {
        return catchThrowableOfType(BackendException.class, attempt::make);
    }

    /** A call that should fail. */
    @FunctionalInterface
    interface Attempt {
        void make() throws BackendException;
    }

    /** Whether the machine runs circuits. */
    static boolean takesCircuits(Backend backend) {
        return backend.capabilities().programs().contains(Program.Kind.CIRCUIT);
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
}
